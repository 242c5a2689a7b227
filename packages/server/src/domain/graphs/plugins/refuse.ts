import { Fault } from '../../../fault.ts'
import type { Ability, Manifest } from './manifest.ts'

/** @throws Fault `validation_failed` */
export function requireAsked(manifest: Manifest, abilities: readonly Ability[]): void {
  const unasked = abilities.find((ability) => !manifest.abilities.includes(ability))
  if (unasked === undefined) return
  const asked = manifest.abilities.length > 0 ? manifest.abilities.join(', ') : 'nothing'
  throw new Fault('validation_failed', `it does not ask for "${unasked}"; it asks for ${asked}`, {
    field: 'abilities',
  })
}

export const notFound = (id: string) => new Fault('not_found', `Plugin '${id.slice(0, 200)}' not found`)
