import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { defineCommand, UsageError } from '../cli/command.ts'
import { seconds } from '../cli/duration.ts'
import { showOutput } from '../cli/show-output.ts'
import { getDeployment } from '../deployments/get-deployment.ts'
import { type InputValue, invoke } from '../deployments/invoke.ts'
import { readInputs } from '../invoke/read-inputs.ts'
import { toNested } from '../invoke/tensor.ts'

export default defineCommand({
  usage: '<id>',
  summary: 'Run a deployed model on inputs of yours',
  details:
    'An input is name=@picture.png (grey or colour, of the size the model takes; floats run from 0 for black to 1),\n' +
    'name=@array.npy, name=@value.json, or a JSON value: --input x=[[1,2]]. --json-input reads all inputs from one\n' +
    'file ("-": standard input), {"input": {…}} or the inside of it. --json prints the whole answer.',
  options: {
    input: {
      type: 'string',
      short: 'i',
      value: 'name=value',
      multiple: true,
      summary: 'one input of the model',
    },
    'json-input': { type: 'string', value: 'file', summary: 'all inputs, as a request has them' },
    timeout: { type: 'string', value: 'time', summary: 'how long to wait at most' },
  },
  async run({ positionals: [id = ''], values }, { server, signal }) {
    const { input: pairs = [], 'json-input': file, timeout } = values
    if (pairs.length === 0 && file === undefined) {
      throw new UsageError('there is no input: give --input name=value or --json-input file')
    }
    const inputs = {
      ...(file === undefined ? {} : await readAll(file)),
      ...(await readInputs(pairs, () => getDeployment(server, id))),
    }
    const timeoutMs = timeout === undefined ? undefined : seconds(timeout, 'timeout') * 1000
    const answer = await invoke(server, id, inputs, { timeoutMs, signal })
    const output = Object.entries(answer.output).map(([name, value]) => [name, toNested(value)] as const)
    return { ...answer, output: Object.fromEntries(output) }
  },
  show: ({ output }) => showOutput(output),
})

async function readAll(file: string): Promise<Record<string, InputValue>> {
  const body: unknown = JSON.parse(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'))
  if (!isMap(body)) throw new Error(`${file} holds no inputs: {"input": {name: value, …}}`)
  return (isMap(body.input) ? body.input : body) as Record<string, InputValue>
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
