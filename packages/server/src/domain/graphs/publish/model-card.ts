import type { Traceable } from '../export/trace-graph.ts'
import type { DataUsed } from './describe-data.ts'

export interface CardFacts {
  name: string
  summary: string
  license: string | undefined
  graphName: string
  graphDigest: string
  runId: string
  nodeId: string | undefined
  seed: number
  data: readonly DataUsed[]
  metrics: Readonly<Record<string, number>>
  traced: Traceable
  isDynamic: boolean
}

/** The card of a version that a graph made: what it takes and gives, how good it is, where it came from. */
export function modelCard(facts: CardFacts): string {
  const { name, summary, license, traced, isDynamic } = facts
  const shape = (dims: readonly number[]) =>
    dims.map((size, i) => (i === 0 && isDynamic ? 'batch' : size)).join(' × ')
  const rows = traced.example.map(
    ({ dtype, shape: dims }, i) =>
      `| \`${traced.inputNames[i]}\` | ${dtype} | ${shape(dims) || 'one number'} |`,
  )
  const metrics = Object.entries(facts.metrics).map(([key, value]) => `| ${key} | ${value} |`)
  const data = facts.data.map((one) => `- ${one.name}: ${one.samples} samples, \`${one.digest}\``)
  return [
    '---',
    ...(license ? [`license: ${license}`] : []),
    'tags: [studio]',
    '---',
    '',
    `# ${name}`,
    '',
    summary,
    '',
    '## Inputs',
    '',
    '| name | type | shape |',
    '|---|---|---|',
    ...rows,
    '',
    `Outputs: ${traced.outputNames.map((output) => `\`${output}\``).join(', ')}.`,
    '',
    ...(metrics.length > 0 ? ['## Figures', '', '| figure | value |', '|---|---|', ...metrics, ''] : []),
    '## Where it came from',
    '',
    `Graph \`${facts.graphName}\` (\`${facts.graphDigest}\`)${facts.nodeId ? `, graph node \`${facts.nodeId}\`` : ''}, ` +
      `run \`${facts.runId}\`, seed ${facts.seed}. The graph itself is in \`graph.json\`.`,
    '',
    ...(data.length > 0 ? ['Data:', '', ...data, ''] : []),
  ].join('\n')
}
