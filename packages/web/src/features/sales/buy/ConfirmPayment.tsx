import { ShieldCheck } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { inWords } from '../money.ts'
import type { Purchase } from '../queries.ts'
import { texts } from '../texts.ts'

const { buy: words } = texts

interface Props {
  purchase: Purchase
  isOpen: boolean
  isTest: boolean
  isPending: boolean
  onConfirm(): void
  onClose(): void
}

/** The card's holder must say yes to their bank before the payment goes on. */
export function ConfirmPayment({ purchase, isOpen, isTest, isPending, onConfirm, onClose }: Props) {
  const url = purchase.next_action?.url
  return (
    <Dialog label={words.confirmTitle} isOpen={isOpen} onClose={onClose} className="w-[26rem]">
      <div className="space-y-4 p-6 text-center">
        <ShieldCheck aria-hidden size={36} className="mx-auto text-accent" />
        <h2 className="text-base font-semibold">{words.confirmTitle}</h2>
        <p className="text-2xl font-semibold tabular-nums">{inWords(purchase.amount)}</p>
        <p className="text-ink-soft">{isTest ? words.confirmTest : words.confirmLive}</p>
        {url && (
          <a href={url} target="_blank" rel="noopener noreferrer" className="text-accent underline">
            {words.openBank}
          </a>
        )}
        <div className="flex justify-center gap-2">
          <Button onClick={onClose}>{words.notNow}</Button>
          <Button look="primary" disabled={isPending} onClick={onConfirm}>
            {words.confirm}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
