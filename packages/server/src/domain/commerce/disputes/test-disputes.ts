import { Fault } from '../../../fault.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { Commerce } from '../commerce.ts'
import { getPurchase } from '../purchases/purchase.ts'
import { closeDispute, type DisputeRow, getDispute, openDispute } from './dispute.ts'

/** Raises a dispute as a buyer's bank would, for the buyer or the seller of a purchase of test mode. */
export async function openTestDispute(
  { database }: Commerce,
  caller: Caller,
  { purchase_id: purchaseId, reason = 'fraudulent' }: { purchase_id: string; reason?: string | undefined },
): Promise<DisputeRow> {
  requireTestMode(caller)
  await getPurchase(database.read, caller, purchaseId)
  const dispute = await database.write((trx) => openDispute(trx, purchaseId, { reason, providerRef: null }))
  if (dispute) return dispute
  throw new Fault('conflict', 'this purchase cannot be disputed', { field: 'purchase_id' })
}

/** Decides a dispute of test mode, for its seller. */
export async function closeTestDispute(
  { database }: Commerce,
  caller: Caller,
  id: string,
  outcome: 'won' | 'lost',
): Promise<DisputeRow> {
  requireTestMode(caller)
  await getDispute(database.read, caller, id)
  const dispute = await database.write((trx) => closeDispute(trx, id, outcome))
  if (dispute) return dispute
  throw new Fault('conflict', 'the dispute is decided already')
}

/** @throws Fault `mode_mismatch` for a key of live mode */
export function requireTestMode({ mode }: Caller): void {
  if (mode !== 'test') throw new Fault('mode_mismatch', 'this is for test mode: use a key of test mode')
}
