import { type Access, findAccess } from './cli/access.ts'
import { type Command, UsageError } from './cli/command.ts'
import { explain } from './cli/explain.ts'
import { describeUnknown, type FoundCommand, findCommand, isGroup } from './cli/find-command.ts'
import { helpAll, helpCommand, helpGroup } from './cli/help.ts'
import { openContext } from './cli/open-context.ts'
import type { Environment } from './cli/profiles.ts'
import { openProgress } from './cli/progress.ts'
import { findWords, GLOBALS, readArguments } from './cli/read-command-line.ts'
import { COMMANDS } from './commands/index.ts'
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
 * @returns the exit code: 0, 1 when the command failed, 2 when it was not understood, 130 when it was stopped
 */
export async function runCli(args: string[], surroundings: Surroundings): Promise<number> {
  const { stdout, stderr } = surroundings
  const { words, indexes } = findWords(args)
  const asksHelp = words[0] === 'help'
  const spoken = asksHelp ? words.slice(1) : words
  const wantsHelp = asksHelp || args.includes('--help') || args.includes('-h')
  const found = findCommand(spoken)

  const help = wantsHelp || args.length === 0 ? findHelp(spoken, found) : undefined
  if (help !== undefined) {
    stdout.write(`${help}\n`)
    return 0
  }
  if (found === undefined && words.length === 0 && args.includes('--version')) {
    stdout.write(`${VERSION}\n`)
    return 0
  }
  if (found === undefined) {
    const [first = ''] = spoken
    return misuse(stderr, describeUnknown(spoken), isGroup(first) ? first : '')
  }
  const rest = args.filter((_, index) => !indexes.slice(0, found.length).includes(index))
  return runCommand(found, rest, surroundings)
}

function findHelp(words: readonly string[], found: FoundCommand | undefined): string | undefined {
  if (found) return helpCommand(found.name, found.command, GLOBALS)
  const [first, second] = words
  if (first === undefined) return helpAll(COMMANDS, GLOBALS)
  return isGroup(first) && second === undefined ? helpGroup(first, COMMANDS) : undefined
}

async function runCommand(
  { name, command }: { name: string; command: Command },
  args: string[],
  { environment, stdout, stderr, signal }: Surroundings,
): Promise<number> {
  const isInteractive = stderr.isTTY === true
  const progress = openProgress({ stream: stderr, isQuiet: args.includes('--json') && !isInteractive })
  let access: Access | undefined
  try {
    const { input, globals } = readArguments(command, args)
    access = await findAccess(globals, environment)
    const context = openContext({ access, environment, progress, stdout, signal, isInteractive })
    const print = (result: unknown, indent?: number) => {
      const text = globals.json ? JSON.stringify(result, null, indent) : command.show(result, input)
      if (text) stdout.write(`${text}\n`)
    }
    const running = command.run(input, context)
    if (Symbol.asyncIterator in running) {
      // A line each, so that a program can read them as they come.
      for await (const result of running) print(result)
      return 0
    }
    const result = await running
    progress.end()
    print(result, 2)
    return command.isFailure?.(result) ? 1 : 0
  } catch (error) {
    progress.end()
    if (error instanceof UsageError) return misuse(stderr, error.message, name)
    if (signal.aborted) return 130
    stderr.write(`nodeyard: ${explain(error, access)}\n`)
    return 1
  }
}

function misuse(stderr: Output, message: string, about: string): number {
  const sentence = /[.?!]$/.test(message) ? message : `${message}.`
  stderr.write(`nodeyard: ${sentence} See nodeyard ${about ? `${about} ` : ''}--help\n`)
  return 2
}
