import type { Deps } from '../../deps.ts'
import type { Caller } from '../../domain/accounts/caller.ts'
import { requireScope } from '../../domain/accounts/scopes.ts'
import { Fault } from '../../fault.ts'
import { administrator } from './local-caller.ts'

/**
 * Who made this server, with an unrestricted key: code that others run is theirs alone to bring.
 *
 * @throws Fault `forbidden`, `insufficient_scope`
 */
export async function requireOwner(deps: Deps, { account, scopes }: Caller): Promise<void> {
  if (account.id !== (await administrator(deps)).account.id) {
    throw new Fault('forbidden', 'only the owner of this server may change its plugins')
  }
  requireScope(scopes, '*')
}
