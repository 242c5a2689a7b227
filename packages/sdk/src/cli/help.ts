import type { Command, Option, Options } from './command.ts'
import { table } from './table.ts'

type Commands = ReadonlyMap<string, Command>

/** `nodeyard --help` */
export function helpAll(commands: Commands, globals: Options): string {
  return [
    'Usage: nodeyard <command> [options]',
    '',
    'Push, pull, deploy and call models on a Nodeyard server.',
    '',
    'Commands:',
    listCommands(commands),
    '',
    'Options of every command:',
    listOptions(globals),
    '',
    'Environment: NODEYARD_URL (the server; default http://127.0.0.1:8000), NODEYARD_API_KEY (default: admin.key',
    'in NODEYARD_DATA, ./data, when the server is this machine).',
    'More on one of them: nodeyard <command> --help',
  ].join('\n')
}

/** `nodeyard model --help` */
export function helpGroup(group: string, commands: Commands): string {
  const own = new Map([...commands].filter(([name]) => name.startsWith(`${group} `)))
  return [
    `Usage: nodeyard ${group} <command> [options]`,
    '',
    'Commands:',
    listCommands(own),
    '',
    `More on one of them: nodeyard ${group} <command> --help`,
  ].join('\n')
}

/** `nodeyard model push --help` */
export function helpCommand(name: string, command: Command, globals: Options): string {
  const { usage, summary, details, options } = command
  const own = Object.keys(options).length > 0 ? ['', 'Options:', listOptions(options)] : []
  return [
    `Usage: nodeyard ${[name, usage, '[options]'].filter(Boolean).join(' ')}`,
    '',
    summary,
    ...(details ? ['', details] : []),
    ...own,
    '',
    'Options of every command:',
    listOptions(globals),
  ].join('\n')
}

const indent = (text: string) => text.replace(/^/gm, '  ')

const listCommands = (commands: Commands) =>
  indent(table([...commands].map(([name, { usage, summary }]) => [`${name} ${usage}`.trim(), summary])))

const listOptions = (options: Options) =>
  indent(table(Object.entries(options).map(([name, option]) => [spell(name, option), option.summary])))

const spell = (name: string, { short, type, value = 'value', multiple }: Option) =>
  `${short ? `-${short}, ` : ''}--${name}${type === 'string' ? ` ${value}` : ''}${multiple ? ' …' : ''}`
