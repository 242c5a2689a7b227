import type { ParseArgsOptionDescriptor, parseArgs } from 'node:util'
import type { Context } from './context.ts'

/** An option of a command: what `parseArgs` needs, and what help says. */
export interface Option extends ParseArgsOptionDescriptor {
  /** One line for the help. */
  summary: string
  /** What stands for the value in help: `org/name` in `--name org/name`. */
  value?: string
}

export type Options = Readonly<Record<string, Option>>

type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O; strict: true }>>['values']

export interface Input<O extends Options = Options> {
  /** As many as `usage` has room for. */
  positionals: string[]
  values: Values<O>
}

/**
 * One command of the CLI, in a file of its own. It does what a function of the SDK does; what it returns is
 * what `--json` prints, and `show` is the same for people. One that yields results is shown as they come.
 */
export interface Command<O extends Options = Options, Result = unknown> {
  /** The positional arguments: `<required> [optional] <one-or-more>...`, or empty. */
  usage: string
  /** One line for the list of commands. */
  summary: string
  /** What else help should say: what surprises, and an example. */
  details?: string
  options: O
  run(input: Input<O>, context: Context): Promise<Result> | AsyncIterable<Result>
  /** For people; an empty text prints nothing. */
  show(result: Result, input: Input<O>): string
  /** Whether what came out is a failure (exit code 1) although the command did its work. */
  isFailure?(result: Result): boolean
}

/** Types a command by its own options and result; the CLI then holds it among the others. */
export function defineCommand<const O extends Options, Result>(command: Command<O, Result>): Command {
  return command as unknown as Command
}

/** Wrong usage: exit code 2, and a pointer to the help. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}
