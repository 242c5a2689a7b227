import type { Extension } from '../graphs/extensions.ts'
import type { Option } from './command.ts'

/** What is wrong with it, a line for each. */
export const problemsOf = ({ problems }: Extension): string[] =>
  problems.map(({ message, place }) => (place ? `  ${place}: ${message}` : `  ${message}`))

export const stateOf = ({ enabled, problems }: Extension) =>
  !enabled ? 'off' : problems.length > 0 ? 'broken' : 'on'

/** What it may do; what it asks for in vain is in brackets. */
export const abilitiesOf = ({ abilities, granted }: Extension) =>
  abilities.map((ability) => (granted.includes(ability) ? ability : `(${ability})`)).join(' ')

export const GRANT = {
  type: 'string',
  value: 'abilities',
  summary: 'what it may do, of what it asks for: network,files or none; left out: as before',
} as const satisfies Option

export function readGrant(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined
  return text === 'none' ? [] : text.split(',').map((ability) => ability.trim())
}

/** After uploading: what came of it. */
export function showUploaded(name: string, extension: Extension): string {
  const { nodes, abilities, granted } = extension
  const waiting = abilities.filter((ability) => !granted.includes(ability))
  return [
    `${name}: ${nodes.join(', ') || 'no graph nodes'}`,
    ...problemsOf(extension),
    ...(waiting.length > 0
      ? [`  it asks for ${waiting.join(', ')}: enable it with --grant to allow that`]
      : []),
  ].join('\n')
}
