import { ApiError, answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../app/api.ts'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { priceOf } from '../money.ts'
import { type Listing, type Purchase, purchaseQuery, type Quote, quoteQuery } from '../queries.ts'
import { texts } from '../texts.ts'
import { ConfirmPayment } from './ConfirmPayment.tsx'
import { PaymentChoice } from './PaymentChoice.tsx'

const { buy: words } = texts

interface Props {
  listing: Listing
  /** The organisation it is bought for. */
  buyer: string | undefined
  /** One that was begun and is not paid yet. */
  waiting: Purchase | undefined
}

/** Where a listing is paid, once it is known what is due. */
export function Checkout(props: Props) {
  const quote = useQuery(quoteQuery(props.listing.id, props.buyer))
  return (
    <Loaded query={quote} lines={3}>
      {(due) => <CheckoutForm {...props} quote={due} />}
    </Loaded>
  )
}

/** Chooses how to pay, pays what is due and nothing else, and says plainly when that was refused. */
function CheckoutForm({ listing, buyer, waiting, quote }: Props & { quote: Quote }) {
  const client = useQueryClient()
  const { pricing } = listing
  const [begun, setBegun] = useState(waiting)
  const [isConfirming, setConfirming] = useState(waiting?.status === 'requires_action')
  const again = async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['purchases'] }),
      client.invalidateQueries({ queryKey: ['balance'] }),
      client.invalidateQueries({ queryKey: ['subscriptions'] }),
      client.invalidateQueries({ queryKey: ['models'] }),
      client.invalidateQueries({ queryKey: ['listings', listing.id] }),
    ])
  }
  const take = async (purchase: Purchase) => {
    setBegun(purchase)
    setConfirming(purchase.status === 'requires_action')
    if (purchase.status !== 'requires_action' && purchase.status !== 'processing') await again()
  }
  const buy = useMutation({
    mutationFn: (form: FormData) =>
      answerOf(
        api.marketplace.POST('/v1/purchases', {
          body: {
            listing_id: listing.id,
            expected_amount: quote.due_now.amount,
            ...(form.has('payment_method') && { payment_method: String(form.get('payment_method')) }),
            ...(buyer !== undefined && { owner: buyer }),
            ...(form.get('accept') === 'on' && { accept_license: true }),
          },
        }),
      ),
    onSuccess: take,
    onError: (error) =>
      isOtherPrice(error) && client.invalidateQueries({ queryKey: ['listings', listing.id] }),
  })
  const confirm = useMutation({
    mutationFn: (id: string) =>
      answerOf(api.marketplace.POST('/v1/purchases/{id}/confirm', { params: { path: { id } } })),
    onSuccess: take,
    onError: () => {
      setConfirming(false)
      setBegun(undefined)
    },
  })
  // A provider that takes its time: looked after until it has said yes or no.
  const isWaiting = begun?.status === 'processing'
  const { data: later } = useQuery({ ...purchaseQuery(begun?.id ?? ''), enabled: isWaiting })
  if (isWaiting && later && later.id === begun.id && later.status !== 'processing') void take(later)
  const refusal = buy.error ?? confirm.error
  const isFree = pricing.model !== 'usage' && pricing.amount === 0
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    confirm.reset()
    buy.mutate(new FormData(event.currentTarget))
  }
  const action =
    quote.trial_days > 0
      ? words.startTrial(quote.trial_days)
      : pricing.model === 'usage'
        ? words.startUse
        : pricing.model === 'subscription'
          ? words.start
          : words.buy(priceOf({ ...pricing, amount: quote.due_now.amount }).price)
  return (
    <form onSubmit={submit} className="space-y-4">
      {!isFree && (
        <PaymentChoice owner={buyer} currency={pricing.currency} isTest={listing.mode === 'test'} />
      )}
      {quote.had_trial && <p className="text-ink-soft">{words.hadTrial}</p>}
      {buyer !== undefined && <p className="text-ink-soft">{words.forOrg(buyer)}</p>}
      {listing.license_text !== null && (
        <div className="space-y-2">
          <details className="rounded-md border border-line">
            <summary className="cursor-pointer px-3 py-2 font-medium">{words.readTerms}</summary>
            <p className="max-h-60 overflow-y-auto border-t border-line p-3 text-xs whitespace-pre-wrap">
              {listing.license_text}
            </p>
          </details>
          <label className="flex items-center gap-2">
            <input type="checkbox" name="accept" required className="accent-accent" />
            {words.accept}
          </label>
        </div>
      )}
      {refusal && !isConfirming && (
        <div role="alert" className="space-y-1 rounded-md bg-bad-soft p-3 text-bad">
          <p className="font-semibold">{isOtherPrice(refusal) ? words.changed : words.refused}</p>
          <p className="break-words first-letter:uppercase">{refusal.message}.</p>
          <p>{isOtherPrice(refusal) ? words.changedHint : words.refusedHint}</p>
        </div>
      )}
      {isWaiting ? (
        <p role="status" className="rounded-md bg-accent-soft p-3 text-accent">
          {words.waiting}
        </p>
      ) : (
        <Button type="submit" look="primary" disabled={buy.isPending} className="h-10 w-full">
          {action}
        </Button>
      )}
      <p className="text-xs text-ink-soft">{words.secure}</p>
      {begun && (
        <ConfirmPayment
          purchase={begun}
          isOpen={isConfirming}
          isTest={listing.mode === 'test'}
          isPending={confirm.isPending}
          onConfirm={() => confirm.mutate(begun.id)}
          onClose={() => setConfirming(false)}
        />
      )}
    </form>
  )
}

const isOtherPrice = (error: Error) => error instanceof ApiError && error.field === 'expected_amount'
