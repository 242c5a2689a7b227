import { type InspectedFile, inspectFolder } from '../artifacts/inspect-folder.ts'
import { defineCommand } from '../cli/command.ts'
import { bytes, facts, table } from '../cli/table.ts'
import type { ArtifactKind } from '../reference.ts'

/** `model inspect`, `dataset inspect`: what a push would find, without a server. */
export const artifactInspect = (kind: ArtifactKind) =>
  defineCommand({
    usage: '<folder>',
    summary: `Look at a ${kind}'s folder as the server would; nothing is sent`,
    options: {},
    run: ({ positionals: [folder = ''] }) => inspectFolder(kind, folder),
    show: ({ manifest, files }) =>
      [facts(manifest), table(files.map(({ path, size, ...file }) => [path, bytes(size), ...describe(file)]))]
        .filter(Boolean)
        .join('\n\n'),
    isFailure: ({ files }) => files.some(({ problem }) => problem !== undefined),
  })

function describe({ report, problem }: Pick<InspectedFile, 'report' | 'problem'>): string[] {
  if (report === undefined) return ['WRONG', problem ?? '']
  const said: string[] = []
  if ('parameterCount' in report) {
    const dtypes = Object.keys(report.dtypes).join(', ')
    said.push(`${report.tensors.length} tensors, ${report.parameterCount.toLocaleString('en')} elements`)
    if (dtypes) said.push(dtypes)
  }
  if (report.format === 'onnx') {
    for (const way of ['inputs', 'outputs'] as const) {
      const values = report[way].map(
        ({ name, dtype, shape }) => `${name} ${dtype}[${shape?.map((n) => n ?? '?').join(', ')}]`,
      )
      said.push(`${way}: ${values.join(', ')}`)
    }
  }
  if ('pickle' in report && report.pickle) said.push(`pickle: ${report.pickle.verdict}`)
  return [report.format === 'other' ? '' : report.format, said.join('; ')]
}
