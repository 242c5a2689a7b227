import { Fault } from '../../../fault.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { Commerce } from '../commerce.ts'
import { requireTestMode } from '../disputes/test-disputes.ts'
import type { RefundRow } from './create-refund.ts'
import { getRefund } from './list-refunds.ts'
import { returnRefund } from './return-refund.ts'

/**
 * Lets a refund of test mode come back, as one does whose card was closed, for the buyer or the seller.
 *
 * @throws Fault `conflict` for one that went to a balance, or that was not made
 */
export async function failTestRefund({ database }: Commerce, caller: Caller, id: string): Promise<RefundRow> {
  requireTestMode(caller)
  const { purchase_id: purchaseId } = await getRefund(database.read, caller, id)
  const refund = await database.write(async (trx) => {
    const { provider } = await trx
      .selectFrom('purchase')
      .select('provider')
      .where('id', '=', purchaseId)
      .executeTakeFirstOrThrow()
    return provider === 'test' ? returnRefund(trx, id, 'the card was closed') : undefined
  })
  if (refund) return refund
  throw new Fault('conflict', 'this refund cannot fail any more: it went to a balance, or was not made')
}
