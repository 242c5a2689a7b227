import type { Db, Trx } from '../../db/database.ts'
import { findRole, isAtLeast } from '../accounts/access.ts'
import type { ServerKeys } from './server-keys.ts'

/** Who asks about machines: the holder of a hotkey, or of an API key of an account. */
export interface MachineOwner {
  accountId: string
  /** The key that signed the request; undefined for an API key, which acts for all of its account's. */
  hotkey: string | undefined
}

/** The hotkey that machines added by this owner belong to. */
export async function ownHotkey(trx: Trx, keys: ServerKeys, owner: MachineOwner): Promise<string> {
  return owner.hotkey ?? keys.hotkeyOf(trx, owner.accountId)
}

/** Whether what belongs to a hotkey of an account is this owner's. */
export const owns = (owner: MachineOwner, thing: { hotkey: string; account_id: string }): boolean =>
  owner.hotkey === undefined ? thing.account_id === owner.accountId : thing.hotkey === owner.hotkey

/** Whether this owner may remove it too: with an API key, an admin of the organisation it belongs to may. */
export async function mayManage(
  db: Db,
  owner: MachineOwner,
  thing: { hotkey: string; account_id: string },
): Promise<boolean> {
  if (owner.hotkey !== undefined) return owns(owner, thing)
  return isAtLeast(await findRole(db, owner.accountId, thing.account_id), 'admin')
}
