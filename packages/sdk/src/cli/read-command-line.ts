import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type Command, type Input, type Options, UsageError } from './command.ts'
import { suggest } from './nearest.ts'

/** What every command understands. */
export const GLOBALS = {
  url: { type: 'string', value: 'address', summary: 'the server' },
  'api-key': { type: 'string', value: 'key', summary: 'the key to use' },
  org: { type: 'string', value: 'slug', summary: 'the owner of names given without one' },
  profile: { type: 'string', value: 'name', summary: 'a server logged in to under that name' },
  json: { type: 'boolean', summary: 'print the answer as JSON' },
  help: { type: 'boolean', short: 'h', summary: 'print this help' },
} as const satisfies Options

export type Globals = ReturnType<typeof parseArgs<{ options: typeof GLOBALS }>>['values']

/** The command's words and where they stand among the arguments; options may stand between them. */
export interface Words {
  words: string[]
  indexes: number[]
}

/** The first positional words: what a command's name can be read from before its options are known. */
export function findWords(args: readonly string[]): Words {
  const { tokens } = parseArgs({
    args: [...args],
    options: GLOBALS,
    strict: false,
    tokens: true,
    allowPositionals: true,
  })
  const positionals = tokens.filter((token) => token.kind === 'positional')
  return { words: positionals.map(({ value }) => value), indexes: positionals.map(({ index }) => index) }
}

/**
 * Reads a command's arguments by its own options and the global ones.
 *
 * @throws UsageError that names the argument and, where one is near, what was meant
 */
export function readArguments(command: Command, args: string[]): { input: Input; globals: Globals } {
  const options = { ...command.options, ...GLOBALS }
  const { values, positionals } = parse({ args, options, allowPositionals: true }, Object.keys(options))
  checkCount(command.usage, positionals)
  return { input: { positionals, values: values as Input['values'] }, globals: values as Globals }
}

function parse(config: ParseArgsConfig, names: string[]) {
  try {
    return parseArgs(config)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error
    const [, unknown] = /Unknown option '(-[^']*)'/.exec(message) ?? []
    if (unknown === undefined) throw new UsageError(message.split('. ')[0]!)
    const options = names.map((name) => `--${name}`)
    throw new UsageError(`unknown option ${unknown}${suggest(unknown, options)}`)
  }
}

/** `<a> [b] <c>...` says how many there must and may be. */
function checkCount(usage: string, positionals: readonly string[]): void {
  const places = usage.split(' ').filter(Boolean)
  const required = places.filter((place) => place.startsWith('<'))
  const missing = required[positionals.length]
  if (missing !== undefined) throw new UsageError(`${missing.replace(/\.\.\.$/, '')} is missing`)
  const isOpen = places.at(-1)?.endsWith('...')
  const extra = positionals[places.length]
  if (extra !== undefined && !isOpen) throw new UsageError(`"${extra}" is one argument too many`)
}
