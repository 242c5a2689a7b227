import { ask } from '../../../app/api.ts'
import { writeDocument } from '../../../graph-editor/wire-form.ts'
import { graphIdOf } from '../run/run-store.ts'
import { getTab, toExecute } from '../tabs/tabs.ts'
import { fromBase64, saveFile } from './save-file.ts'

export type Format = 'python' | 'onnx' | 'json'

interface Script {
  script: string
  filename: string
  weights: string | null
  weights_filename: string
  warnings: string[]
}

/** Saves a tab's graph as a file, and answers what is to be known of it. */
export async function exportGraph(tabId: string, format: Format, seed: number): Promise<string[]> {
  if (format === 'json') {
    const { document } = getTab(tabId).getState()
    const name = document.name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '_')
    saveFile(`${name}.json`, `${JSON.stringify(writeDocument(document), null, 2)}\n`, 'application/json')
    return []
  }
  const json = { ...toExecute(tabId), graph_id: graphIdOf(tabId), seed }
  if (format === 'onnx') {
    const { onnx, filename } = await ask<{ onnx: string; filename: string }>(
      '/api/graph/export?format=onnx',
      { json },
    )
    saveFile(filename, fromBase64(onnx), 'application/octet-stream')
    return []
  }
  const made = await ask<Script>('/api/graph/export', { json })
  saveFile(made.filename, made.script, 'text/x-python')
  if (made.weights) saveFile(made.weights_filename, fromBase64(made.weights), 'application/octet-stream')
  return made.warnings
}
