import { defineCommand, UsageError } from '../cli/command.ts'
import { readGraphFile } from '../graphs/graph-file.ts'
import { type RunFrame, runGraph } from '../graphs/run-graph.ts'

/** `graph run` */
export default defineCommand({
  usage: '<file>',
  summary: 'Run a graph, and with --watch see how far it is',
  details: 'For example: graph run digits.json --watch. Ctrl-C stops the run.',
  options: {
    watch: { type: 'boolean', summary: 'show every graph node and the progress of training' },
    seed: { type: 'string', value: 'number', summary: 'decides what is drawn at random; 0 by default' },
    'graph-id': { type: 'string', value: 'name', summary: 'keep weights under this name from run to run' },
  },
  async *run({ positionals: [file = ''], values }, { server, signal }) {
    const graph = await readGraphFile(file)
    const seed = readSeed(values.seed)
    const began = Date.now()
    let count = 0
    for await (const frame of runGraph(server, graph, { seed, graphId: values['graph-id'], signal })) {
      if (frame.status === 'completed' || frame.status === 'cached') count++
      if (frame.type === 'node_status' && (values.watch || frame.log !== undefined)) yield frame
      if (frame.type === 'execution_stopped') throw new Error('the run was stopped')
      if (frame.type === 'execution_complete') {
        yield { type: 'done', run_id: frame.run_id, graph_nodes: count, seconds: (Date.now() - began) / 1000 }
      }
    }
  },
  show: (frame: Shown) => line(frame),
})

type Shown = RunFrame & { graph_nodes?: number; seconds?: number }

export function readSeed(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new UsageError(`--seed is a whole number from 0 on, not "${text}".`)
}

function line(frame: Shown): string {
  const { type, node_id = '', status = '', log, progress } = frame
  if (type === 'done')
    return `done: ${frame.graph_nodes} graph nodes in ${frame.seconds?.toFixed(1)} s (${frame.run_id})`
  if (status === 'running') return ''
  if (progress) return `${node_id.padEnd(16)} ${tellProgress(progress)}`
  const outputs = Object.entries(frame.output_summary ?? {}).map(
    ([port, told]) => `${port}: ${tellValue(told)}`,
  )
  return [
    `${node_id.padEnd(16)} ${[status, ...outputs].join('  ')}`.trimEnd(),
    ...(log ? [`  ${log}`] : []),
  ].join('\n')
}

function tellProgress({ event, config, ...told }: Record<string, unknown>): string {
  if (event === 'config') {
    const { model_class, params, optimizer, lr, loss_fn, epochs } = config as Record<string, unknown>
    return `training ${model_class} (${params} weights) with ${optimizer}, lr ${lr}, ${loss_fn}, ${epochs} epochs`
  }
  if (event !== 'epoch') return JSON.stringify({ event, ...told })
  const { epoch, total_epochs, loss, val_loss, lr } = told
  const parts = [`epoch ${epoch}/${total_epochs}`, bar(Number(epoch), Number(total_epochs)), `loss ${loss}`]
  if (val_loss !== undefined) parts.push(`held out ${val_loss}`)
  if (lr !== undefined) parts.push(`lr ${Number(Number(lr).toPrecision(3))}`)
  return parts.join('  ')
}

const WIDTH = 20
const bar = (done: number, total: number) => {
  const full = Math.round((done / total) * WIDTH)
  return `[${'='.repeat(full)}${' '.repeat(WIDTH - full)}]`
}

function tellValue(told: Record<string, unknown>): string {
  if (told.type === 'tensor') return `${told.dtype} [${(told.shape as number[]).join(', ')}]`
  if (told.type === 'model') return `${told.class} (${told.params} weights)`
  return shorten(String(told.value ?? told.repr ?? told.type))
}

/** A value of the server's own, told as JSON, by what it is and what it is called. */
function shorten(text: string): string {
  const [, kind, name = ''] = /^\{"kind":"(\w+)"(?:.*?"(?:name|type)":"([^"]*)")?/.exec(text) ?? []
  return kind === undefined ? text.slice(0, 60) : name || kind
}
