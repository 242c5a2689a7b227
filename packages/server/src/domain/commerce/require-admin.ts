import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'

/** @throws Fault `forbidden` for who does not administer this installation */
export function requireAdmin({ account }: Caller): void {
  if (!account.isAdmin) throw new Fault('forbidden', 'only administrators of this installation may do this')
}
