import { whoAmI } from './accounts/who-am-i.ts'
import { type Access, findAccess } from './cli/access.ts'
import { type Command, UsageError } from './cli/command.ts'
import type { Context } from './cli/context.ts'
import { explain } from './cli/explain.ts'
import { helpAll, helpCommand, helpGroup } from './cli/help.ts'
import { suggest } from './cli/nearest.ts'
import type { Environment } from './cli/profiles.ts'
import { openProgress } from './cli/progress.ts'
import { findWords, GLOBALS, readArguments } from './cli/read-command-line.ts'
import { type Connection, connect } from './client.ts'
import { ALIASES, COMMANDS } from './commands/index.ts'
import { VERSION } from './version.ts'

type Output = NodeJS.WritableStream & { isTTY?: boolean | undefined; columns?: number | undefined }

/** What the CLI needs of the process it runs in. */
export interface Surroundings {
  environment: Environment
  stdout: Output
  stderr: Output
  signal: AbortSignal
}

/**
 * Runs one command line.
 *
 * @param args what stands after `nodeyard`
 * @returns the exit code: 0, 1 when the command failed, 2 when it was not understood
 */
export async function runCli(args: string[], surroundings: Surroundings): Promise<number> {
  const { stdout, stderr } = surroundings
  const print = (text: string) => {
    if (text) stdout.write(`${text}\n`)
  }
  const { words, indexes } = findWords(args)
  const wantsHelp = args.includes('--help') || args.includes('-h') || words[0] === 'help'
  if (words[0] === 'help') {
    words.shift()
    indexes.shift()
  }
  const found = findCommand(words)
  if (found === undefined) {
    const [first = '', second] = words
    const isGroup = [...COMMANDS.keys()].some((name) => name.startsWith(`${first} `))
    if (words.length === 0 && args.includes('--version')) print(VERSION)
    else if (words.length === 0 && (wantsHelp || args.length === 0)) print(helpAll(COMMANDS, GLOBALS))
    else if (isGroup && second === undefined && wantsHelp) print(helpGroup(first, COMMANDS))
    else return misuse(stderr, unknownCommand(words, isGroup), isGroup ? first : '')
    return 0
  }
  const { name, command, length } = found
  if (wantsHelp) {
    print(helpCommand(name, command, GLOBALS))
    return 0
  }
  const rest = args.filter((_, index) => !indexes.slice(0, length).includes(index))
  return runCommand(name, command, rest, surroundings, print)
}

async function runCommand(
  name: string,
  command: Command,
  args: string[],
  { environment, stderr, signal }: Surroundings,
  print: (text: string) => void,
): Promise<number> {
  let access: Access | undefined
  const progress = openProgress({ stream: stderr, isQuiet: args.includes('--json') && !stderr.isTTY })
  try {
    const { input, globals } = readArguments(command, args)
    access = await findAccess(globals, environment)
    const context = openContext({
      access,
      environment,
      progress,
      signal,
      isInteractive: stderr.isTTY === true,
    })
    const show = (result: unknown) =>
      print(globals.json ? JSON.stringify(result, null, 2) : command.show(result, input))

    const running = command.run(input, context)
    if (Symbol.asyncIterator in running) {
      // One line each, so that a program can read them as they come.
      for await (const result of running)
        print(globals.json ? JSON.stringify(result) : command.show(result, input))
    } else {
      const result = await running
      progress.end()
      show(result)
    }
    return 0
  } catch (error) {
    progress.end()
    if (error instanceof UsageError) return misuse(stderr, error.message, name)
    if (signal.aborted) return 130
    stderr.write(`nodeyard: ${explain(error, access)}\n`)
    return 1
  }
}

function openContext(parts: Omit<Context, 'server' | 'org'>): Context {
  const { url, apiKey, org, profile, isProfileMissing } = parts.access
  let server: Connection | undefined
  return {
    ...parts,
    get server() {
      if (isProfileMissing) {
        throw new Error(`there is no profile "${profile}": make it with nodeyard login --profile ${profile}`)
      }
      server ??= connect({ url, apiKey })
      return server
    },
    async org() {
      return org ?? (await whoAmI(this.server)).slug
    },
  }
}

function findCommand(words: readonly string[]) {
  for (const length of [2, 1]) {
    const spoken = words.slice(0, length).join(' ')
    const name = ALIASES.get(spoken) ?? spoken
    const command = COMMANDS.get(name)
    if (command && words.length >= length) return { name, command, length }
  }
  return undefined
}

function unknownCommand(words: readonly string[], isGroup: boolean): string {
  const [first = '', second] = words
  if (words.length === 0) return 'which command?'
  if (isGroup && second === undefined) return `which command of ${first}?`
  const names = [...COMMANDS.keys()]
  if (isGroup) {
    const own = names.flatMap((name) => (name.startsWith(`${first} `) ? name.slice(first.length + 1) : []))
    return `unknown command ${first} ${second}${suggest(second!, own)}`
  }
  return `unknown command ${first}${suggest(first, new Set(names.map((name) => name.split(' ')[0]!)))}`
}

function misuse(stderr: Output, message: string, about: string): number {
  stderr.write(
    `nodeyard: ${message} See nodeyard ${about ? `${about} ` : ''}--help\n`.replace(
      /([^?.!]) See /,
      '$1. See ',
    ),
  )
  return 2
}
