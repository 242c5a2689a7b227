import { ALIASES, COMMANDS } from '../commands/index.ts'
import type { Command } from './command.ts'
import { suggest } from './nearest.ts'

export interface FoundCommand {
  name: string
  command: Command
  /** How many words its name has. */
  length: number
}

/** The command that the first words of a command line name. */
export function findCommand(words: readonly string[]): FoundCommand | undefined {
  for (const length of [2, 1]) {
    if (words.length < length) continue
    const spoken = words.slice(0, length).join(' ')
    const name = ALIASES.get(spoken) ?? spoken
    const command = COMMANDS.get(name)
    if (command) return { name, command, length }
  }
  return undefined
}

/** Whether `word` is the first of several commands: `model`. */
export function isGroup(word: string): boolean {
  return secondWords(word).length > 0
}

/** Why no command was found, with the one that was probably meant. */
export function describeUnknown([first, second]: readonly string[]): string {
  if (first === undefined) return 'which command?'
  if (!isGroup(first)) {
    const firstWords = new Set([...COMMANDS.keys()].map((name) => name.split(' ')[0]!))
    return `unknown command ${first}${suggest(first, firstWords)}`
  }
  if (second === undefined) return `which command of ${first}?`
  return `unknown command ${first} ${second}${suggest(second, secondWords(first))}`
}

const secondWords = (first: string) =>
  [...COMMANDS.keys()].flatMap((name) => (name.startsWith(`${first} `) ? name.slice(first.length + 1) : []))
