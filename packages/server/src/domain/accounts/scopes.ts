import { Fault } from '../../fault.ts'

/** What a restricted key may be allowed to do. `*` is everything its account may do. */
export const SCOPES = [
  'models:read',
  'models:upload',
  'datasets:read',
  'datasets:upload',
  'listings:read',
  'listings:write',
  'purchases:write',
  'payouts:read',
  'deploy:write',
  'deploy:invoke',
  'webhooks:write',
  'graphs:run',
  'machines:read',
  'machines:write',
  '*',
] as const

export type Scope = (typeof SCOPES)[number]

/** Scopes that come with another: who may change deployments may also call them. */
const INCLUDED: Partial<Record<Scope, readonly Scope[]>> = {
  'models:upload': ['models:read'],
  'datasets:upload': ['datasets:read'],
  'listings:write': ['listings:read'],
  'deploy:write': ['deploy:invoke'],
  'machines:write': ['machines:read'],
}

export function hasScope(held: readonly Scope[], wanted: Scope): boolean {
  return held.some((scope) => scope === '*' || scope === wanted || INCLUDED[scope]?.includes(wanted))
}

/** @throws Fault `insufficient_scope`, its field the scope that is missing */
export function requireScope(held: readonly Scope[], wanted: Scope): void {
  if (hasScope(held, wanted)) return
  const message =
    wanted === '*' ? 'this needs an unrestricted key' : `this key does not have the scope ${wanted}`
  throw new Fault('insufficient_scope', message, { field: wanted })
}
