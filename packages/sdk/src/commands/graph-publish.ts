import { defineCommand, UsageError } from '../cli/command.ts'
import { readGraphFile } from '../graphs/graph-file.ts'
import { runGraph } from '../graphs/run-graph.ts'
import { type PublishedGraph, publishGraph } from '../graphs/studio-calls.ts'
import { readSeed } from './graph-run.ts'

/** `graph publish` */
export default defineCommand({
  usage: '<file> <name>',
  summary: 'Make a version of a model out of a trained model of a graph, or of the graph itself',
  details:
    'What has not changed since its last run is not run again, so a model that was just trained is published as ' +
    'it is. For example: graph publish digits.json digits --deploy.',
  options: {
    owner: { type: 'string', value: 'org', summary: 'an organisation, in place of yourself' },
    version: { type: 'string', value: 'X.Y.Z', summary: 'the next patch unless said otherwise' },
    summary: { type: 'string', value: 'text', summary: 'what it is, in a sentence' },
    license: { type: 'string', value: 'SPDX', summary: 'such as Apache-2.0' },
    node: { type: 'string', value: 'id', summary: 'the graph node whose model is meant' },
    deploy: { type: 'boolean', summary: 'put it behind an endpoint at once' },
    seed: { type: 'string', value: 'number', summary: 'the seed that it ran with; 0 by default' },
    'graph-id': { type: 'string', value: 'name', summary: 'the name that its weights are kept under' },
  },
  async run({ positionals: [file = '', given = ''], values }, { server, signal, progress }) {
    const [owner, name, ...more] = given.includes('/') ? given.split('/') : [values.owner, given]
    if (!name || more.length > 0)
      throw new UsageError('name the model, for example: graph publish digits.json digits')
    const { version, summary, license, node, deploy } = values
    const graph = await readGraphFile(file)
    const [seed, graphId] = [readSeed(values.seed), values['graph-id']]
    // It runs first: a long training is told of as it goes, and no request has to wait for it.
    for await (const frame of runGraph(server, graph, { seed, graphId, signal })) {
      const { event, epoch, total_epochs: epochs, loss } = frame.progress ?? {}
      if (event === 'epoch') progress.note(`epoch ${epoch}/${epochs}, loss ${loss}`)
      if (frame.type === 'execution_stopped') throw new Error('the run was stopped')
    }
    return publishGraph(server, graph, {
      name,
      owner,
      version,
      summary,
      license,
      deploy,
      node_id: node,
      seed,
      graph_id: graphId,
    })
  },
  show: ({ model, version, metrics, deployment_id, run_id }: PublishedGraph) =>
    [
      `Published ${model}@${version} (run ${run_id})`,
      ...Object.entries(metrics).map(([name, value]) => `  ${name} ${value}`),
      ...(deployment_id ? [`Deployed as ${deployment_id}`] : []),
    ].join('\n'),
})
