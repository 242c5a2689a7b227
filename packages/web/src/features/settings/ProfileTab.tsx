import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { api } from '../../app/api.ts'
import { meQuery } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { texts } from './texts.ts'

const { profile: words } = texts

/** Who one is here, and how one signs in. */
export function ProfileTab() {
  const client = useQueryClient()
  const me = useQuery(meQuery)
  const useChange = (reads: (form: FormData) => Record<string, string>) =>
    useMutation({
      mutationFn: async (element: HTMLFormElement) => {
        const body = reads(new FormData(element))
        await answerOf(api.marketplace.PATCH('/v1/me', { body }))
        if ('password' in body) element.reset()
      },
      onSuccess: () => client.invalidateQueries({ queryKey: ['me'] }),
    })
  const text = (form: FormData, name: string) => String(form.get(name) ?? '')
  const you = useChange((form) => ({ name: text(form, 'name'), email: text(form, 'email') }))
  const password = useChange((form) => ({
    password: text(form, 'password'),
    current_password: text(form, 'current_password'),
  }))
  const submit = (change: typeof you) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    change.mutate(event.currentTarget)
  }
  const outcome = ({ error, isSuccess, isPending }: typeof you) => (
    <>
      {error && (
        <p role="alert" className="text-bad">
          {error.message}
        </p>
      )}
      <span role="status" className="text-good">
        {isSuccess && !isPending ? texts.saved : ''}
      </span>
    </>
  )
  return (
    <Loaded query={me}>
      {(account) => (
        <div className="grid grid-cols-2 items-start gap-8 max-lg:grid-cols-1">
          <Section title={words.you}>
            <form onSubmit={submit(you)} className="card space-y-4 p-5">
              <Field label={words.account}>
                <input readOnly value={account?.slug ?? ''} className="field bg-canvas text-ink-soft" />
              </Field>
              <Field label={texts.name}>
                <input
                  name="name"
                  required
                  maxLength={100}
                  autoComplete="name"
                  defaultValue={account?.name}
                  className="field"
                />
              </Field>
              <Field label={words.email}>
                <input
                  name="email"
                  type="email"
                  required
                  autoComplete="email"
                  defaultValue={account?.email ?? ''}
                  className="field"
                />
              </Field>
              <div className="flex items-center gap-3">
                <Button type="submit" look="primary" disabled={you.isPending}>
                  {texts.save}
                </Button>
                {outcome(you)}
              </div>
            </form>
          </Section>
          <Section title={words.password}>
            <form onSubmit={submit(password)} className="card space-y-4 p-5">
              <p className="text-ink-soft">{words.passwordHint}</p>
              <Field label={words.current}>
                <input
                  name="current_password"
                  type="password"
                  required
                  autoComplete="current-password"
                  className="field"
                />
              </Field>
              <Field label={words.next} hint={words.nextHint}>
                <input
                  name="password"
                  type="password"
                  required
                  minLength={10}
                  autoComplete="new-password"
                  className="field"
                />
              </Field>
              <div className="flex items-center gap-3">
                <Button type="submit" disabled={password.isPending}>
                  {words.change}
                </Button>
                {outcome(password)}
              </div>
            </form>
          </Section>
          <Section title={words.payout} hint={words.payoutHint}>
            <Link to="/sales" search={{ tab: 'payouts' } as never} className="text-accent hover:underline">
              {words.payout}
            </Link>
          </Section>
          <Section title={words.terminal} hint={words.terminalHint}>
            <a href="/account/device" className="text-accent hover:underline">
              {words.terminalLink}
            </a>
          </Section>
        </div>
      )}
    </Loaded>
  )
}
