import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { defineCommand, UsageError } from '../cli/command.ts'
import { runGridModel } from '../grid/run-model.ts'

export default defineCommand({
  usage: '<id>',
  summary: 'Run a model of a grid node',
  details:
    'The data is a tensor as JSON, nested arrays or {"shape", "dtype", "data"}, or an object of those by input\n' +
    'name. "-" reads it from standard input, @file from a file.',
  options: {
    data: { type: 'string', short: 'd', value: 'json', summary: 'the input' },
  },
  async run({ positionals: [id = ''], values: { data } }, { server }) {
    if (data === undefined) throw new UsageError('there is no input: give --data')
    const written =
      data === '-'
        ? await text(process.stdin)
        : data.startsWith('@')
          ? await readFile(data.slice(1), 'utf8')
          : data
    let value: unknown
    try {
      value = JSON.parse(written)
    } catch (error) {
      throw new UsageError(`--data is not JSON: ${(error as Error).message}`)
    }
    return { prediction: await runGridModel(server, id, value) }
  },
  show: ({ prediction }) => JSON.stringify(prediction),
})
