import type { Command } from '../cli/command.ts'
import whoami from './whoami.ts'

/** Every command under its full name, in the order of the help. A test sees to it that none is forgotten. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([['whoami', whoami]])

/** Other words for the same. */
export const ALIASES: ReadonlyMap<string, string> = new Map([['model ls', 'model list']])
