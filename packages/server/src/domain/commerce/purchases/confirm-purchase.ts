import { Fault } from '../../../fault.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { Commerce } from '../commerce.ts'
import { chargePurchase } from './charge-purchase.ts'
import { getPurchase, type PurchaseRow } from './purchase.ts'

/**
 * Looks again at a purchase that waits for its buyer or for the provider: after the card's holder has
 * confirmed it, it is paid. One that is paid already is answered as it is.
 *
 * @throws Fault `payment_failed`, `not_found`
 */
export async function confirmPurchase(commerce: Commerce, caller: Caller, id: string): Promise<PurchaseRow> {
  const { purchase, isBuyer } = await getPurchase(commerce.database.read, caller, id)
  if (!isBuyer) throw new Fault('not_found', 'there is no such purchase')
  const isOpen = purchase.status === 'requires_action' || purchase.status === 'processing'
  const done = isOpen ? await chargePurchase(commerce, purchase) : purchase
  if (done.status === 'failed') {
    throw new Fault('payment_failed', done.failure_message ?? 'the payment was not made', {
      field: 'payment_method',
    })
  }
  return done
}
