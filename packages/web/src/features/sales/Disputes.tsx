import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ago } from '../../ui/format.ts'
import { Section } from '../../ui/page.tsx'
import { RowsTable } from '../../ui/rows-table.tsx'
import { inWords } from './money.ts'
import { disputesQuery, purchaseQuery } from './queries.ts'
import { texts } from './texts.ts'

const { disputes: words } = texts
const TONES = { needs_response: 'bad', under_review: 'warn', won: 'good', lost: 'plain' } as const

/** What was sold, and to whom. */
function Sold({ purchaseId }: { purchaseId: string }) {
  const { data } = useQuery(purchaseQuery(purchaseId))
  return (
    <>
      <span className="block truncate font-medium">{data?.parties?.title ?? purchaseId}</span>
      <span className="block truncate text-xs text-ink-soft">{data?.parties?.buyer}</span>
    </>
  )
}

/** What buyers' banks want back, and what the seller says to that; nothing where there is none. */
export function Disputes({ owner, isTest }: { owner: string | undefined; isTest: boolean }) {
  const client = useQueryClient()
  const { data: disputes = [] } = useQuery(disputesQuery(owner))
  const [answering, setAnswering] = useState<string>()
  const answer = useMutation({
    mutationFn: ({ id, evidence }: { id: string; evidence: string }) =>
      answerOf(
        api.marketplace.POST('/v1/disputes/{id}/evidence', { params: { path: { id } }, body: { evidence } }),
      ),
    onSuccess: async () => {
      setAnswering(undefined)
      await Promise.all(
        ['disputes', 'purchases', 'balance'].map((name) => client.invalidateQueries({ queryKey: [name] })),
      )
    },
  })
  if (disputes.length === 0) return null
  return (
    <Section title={words.title} hint={words.hint}>
      <RowsTable
        rows={disputes}
        keyOf={({ id }) => id}
        columns={[
          {
            name: texts.amount,
            look: 'amount',
            className: 'font-medium',
            cell: ({ amount }) => inWords(amount),
          },
          {
            name: texts.purchases.what,
            className: 'max-w-80 min-w-40',
            cell: ({ purchase_id: purchase }) => <Sold purchaseId={purchase} />,
          },
          {
            name: words.reason,
            cell: ({ reason }) => words.reasons[reason] ?? reason,
          },
          {
            name: texts.state,
            cell: ({ status }) => <Badge tone={TONES[status]}>{words.statuses[status]}</Badge>,
          },
          { name: texts.date, look: 'quiet', cell: ({ created_at: at }) => ago(at) },
        ]}
        action={({ id, status }) =>
          status === 'needs_response' && (
            <Button look="quiet" onClick={() => setAnswering(id)}>
              {words.answer}
            </Button>
          )
        }
      />
      <FormDialog
        title={words.answer}
        isOpen={answering !== undefined}
        onClose={() => setAnswering(undefined)}
        action={words.send}
        isPending={answer.isPending}
        error={answer.error}
        onSubmit={(form) =>
          answering && answer.mutate({ id: answering, evidence: String(form.get('evidence')) })
        }
      >
        <Field label={words.evidence} hint={isTest ? words.evidenceTest : words.evidenceHint}>
          <textarea
            name="evidence"
            required
            rows={6}
            maxLength={20_000}
            defaultValue={isTest ? 'winning_evidence' : ''}
            className="field h-auto py-1.5"
          />
        </Field>
      </FormDialog>
    </Section>
  )
}
