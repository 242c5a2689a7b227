import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineCommand, UsageError } from '../cli/command.ts'
import { readGraphFile } from '../graphs/graph-file.ts'
import { exportGraph, exportGraphOnnx } from '../graphs/studio-calls.ts'
import { readSeed } from './graph-run.ts'

/** `graph export` */
export default defineCommand({
  usage: '<file>',
  summary: 'Write a graph as a PyTorch script with its weights, or as an ONNX model',
  details: 'For example: graph export digits.json --to out, then python3 out/digits.py.',
  options: {
    format: { type: 'string', value: 'python|onnx', summary: 'python unless said otherwise' },
    to: { type: 'string', value: 'folder', summary: 'where the files go; here unless said otherwise' },
    seed: { type: 'string', value: 'number', summary: 'decides what is drawn at random; 0 by default' },
    'graph-id': { type: 'string', value: 'name', summary: 'take the weights that are kept under this name' },
    node: { type: 'string', value: 'id', summary: 'the graph node whose model is meant (onnx)' },
  },
  async run({ positionals: [file = ''], values }, { server }) {
    const { format = 'python', to = '.' } = values
    if (format !== 'python' && format !== 'onnx') throw new UsageError('--format is python or onnx.')
    const graph = await readGraphFile(file)
    const options = { seed: readSeed(values.seed), graph_id: values['graph-id'], node_id: values.node }
    const files: string[] = []
    const put = async (name: string, content: string | Uint8Array) => {
      const path = join(to, name)
      await writeFile(path, content)
      files.push(path)
    }
    if (format === 'onnx') {
      const { onnx, filename } = await exportGraphOnnx(server, graph, options)
      await put(filename, Buffer.from(onnx, 'base64'))
      return { files, warnings: [] as string[] }
    }
    const { script, filename, weights, weights_filename, warnings } = await exportGraph(
      server,
      graph,
      options,
    )
    await put(filename, script)
    if (weights !== null) await put(weights_filename, Buffer.from(weights, 'base64'))
    return { files, warnings }
  },
  show: ({ files, warnings }) =>
    [...files.map((path) => `wrote ${path}`), ...warnings.map((text) => `warning: ${text}`)].join('\n'),
})
