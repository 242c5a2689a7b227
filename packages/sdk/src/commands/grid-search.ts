import { defineCommand, UsageError } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { type GridFound, searchEncryptedModels, searchGridDatasets, searchGridModel } from '../grid/search.ts'

export default defineCommand({
  usage: '[term]...',
  summary: 'Find datasets by tag, id or description; or the hosts of a model',
  details: 'On a network the answer names the nodes that have it; a node says whether it has it itself.',
  options: {
    model: { type: 'string', value: 'id', summary: 'the nodes of a network that host this model' },
    encrypted: { type: 'string', value: 'id', summary: 'where the shares of this model are' },
  },
  async run({ positionals: terms, values }, { server }): Promise<GridFound> {
    if (values.encrypted !== undefined) {
      const { workers, crypto_provider } = await searchEncryptedModels(server, values.encrypted)
      return { found: [...workers, crypto_provider], unreachable: [] }
    }
    if (values.model !== undefined) return searchGridModel(server, values.model)
    if (terms.length === 0) throw new UsageError('say what to search for: a tag such as "#mnist", or --model')
    return searchGridDatasets(server, terms)
  },
  show({ found, unreachable }) {
    const away = unreachable.map((one) => `Not asked: ${one}`)
    const here =
      typeof found === 'boolean'
        ? found
          ? 'There is one here.'
          : 'There is none here.'
        : found.length === 0
          ? 'Nobody has it.'
          : table(found)
    return [here, ...away].join('\n')
  },
})
