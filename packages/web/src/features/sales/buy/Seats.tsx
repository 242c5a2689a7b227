import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import type { FormEvent } from 'react'
import { api } from '../../../app/api.ts'
import { Button } from '../../../ui/button.tsx'
import { grantQuery } from '../queries.ts'
import { texts } from '../texts.ts'

const { buy: words } = texts

/** Who uses a team's licence beside its holder: given a seat, and relieved of it. */
export function Seats({ grantId }: { grantId: string }) {
  const client = useQueryClient()
  const { data: grant } = useQuery(grantQuery(grantId))
  const change = useMutation({
    mutationFn: ({ user, isAdded }: { user: string; isAdded: boolean }) => {
      const params = { path: { id: grantId, user } }
      return isAdded
        ? answerOf(api.marketplace.PUT('/v1/grants/{id}/seats/{user}', { params }))
        : answerOf(api.marketplace.DELETE('/v1/grants/{id}/seats/{user}', { params }))
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['grants', grantId] }),
  })
  if (!grant || grant.seats === null || grant.seats < 2) return null
  const taken = grant.seat_holders.length + 1
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const user = String(new FormData(form).get('user')).trim()
    change.mutate({ user, isAdded: true }, { onSuccess: () => form.reset() })
  }
  return (
    <section aria-label={words.seatsTitle} className="space-y-2 border-t border-line pt-4">
      <h2 className="font-medium">
        {words.seatsTitle}{' '}
        <span className="font-normal text-ink-soft">{words.seatsTaken(taken, grant.seats)}</span>
      </h2>
      <ul className="flex flex-wrap gap-1.5">
        <li className="rounded-full bg-accent-soft px-2.5 py-0.5 text-accent">{grant.licensee.slug}</li>
        {grant.seat_holders.map((user) => (
          <li
            key={user}
            className="flex items-center gap-1 rounded-full border border-line py-0.5 pr-1 pl-2.5"
          >
            {user}
            <button
              type="button"
              aria-label={words.takeSeat(user)}
              disabled={change.isPending}
              onClick={() => change.mutate({ user, isAdded: false })}
              className="grid size-5 place-items-center rounded-full hover:bg-canvas"
            >
              <X aria-hidden size={12} />
            </button>
          </li>
        ))}
      </ul>
      {taken < grant.seats && (
        <form onSubmit={add} className="flex gap-2">
          <input
            name="user"
            required
            aria-label={words.seatFor}
            placeholder={words.seatFor}
            autoCapitalize="none"
            className="field h-8"
          />
          <Button type="submit" disabled={change.isPending}>
            {words.giveSeat}
          </Button>
        </form>
      )}
      {change.error && (
        <p role="alert" className="text-bad">
          {change.error.message}
        </p>
      )}
    </section>
  )
}
