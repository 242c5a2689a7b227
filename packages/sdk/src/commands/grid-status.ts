import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { askGrid, getGridIdentity } from '../grid/grid-client.ts'
import { listGridModels } from '../grid/list-models.ts'
import { listNetworkNodes } from '../grid/search.ts'

export default defineCommand({
  usage: '',
  summary: 'What a grid node or a network is called, whom it knows, and what it has',
  options: {},
  async run(_input, { server }) {
    const identity = await getGridIdentity(server)
    const [models, tags, { workers }] = await Promise.all([
      listGridModels(server),
      askGrid<string[]>(server, '/dataset-tags'),
      askGrid<{ workers: string[] }>(server, '/workers'),
    ])
    const nodes = identity.role === 'network' ? await listNetworkNodes(server) : []
    return { ...identity, models: models.length, tags, workers, nodes }
  },
  show: ({ identity, role, auth, models, tags, workers, nodes }) =>
    table([
      ['Name', identity],
      ['Role', role],
      ['Callers', auth === 'open' ? 'anybody' : 'with a key'],
      ['Models', String(models)],
      ['Dataset tags', tags.join(' ') || 'none'],
      ...(workers.length > 0 ? [['Connected to', workers.join(', ')]] : []),
      ...(role === 'network' ? [['Nodes', nodes.join(', ') || 'none']] : []),
    ]),
})
