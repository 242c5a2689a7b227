import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ask } from '../../app/api.ts'
import { signIn } from '../../app/session.ts'
import { texts as frame } from '../../app/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { texts } from './texts.ts'

/** The token of a setup link. It stands behind the #, so it was never sent anywhere; now it leaves the address too. */
function takeSetupToken(): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('setup') ?? undefined
  if (token !== undefined) history.replaceState(history.state, '', location.pathname)
  return token
}

/** Where to go after signing in: a page of this server, never another's. */
function nextPage(): string {
  const next = new URL(new URLSearchParams(location.search).get('next') ?? '/explore', location.origin)
  return next.origin === location.origin ? next.href : '/explore'
}

export function SignInPage() {
  const [setupToken] = useState(takeSetupToken)
  const isSetup = setupToken !== undefined
  const { data: setup } = useQuery({
    queryKey: ['setup'],
    queryFn: () => ask<{ is_open: boolean }>('/v1/setup'),
    enabled: !isSetup,
  })
  const enter = useMutation({
    async mutationFn({ email, password }: { email: string; password: string }) {
      if (isSetup) await ask('/v1/setup', { json: { token: setupToken, email, password } })
      await signIn(email, password)
    },
    onSuccess: () => location.assign(nextPage()),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    enter.mutate({ email: String(form.get('email')), password: String(form.get('password')) })
  }
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center justify-center gap-2.5 text-lg font-semibold">
          <img src="/assets/mark.svg" alt="" className="size-7" />
          {frame.appName}
        </div>
        <form onSubmit={submit} className="space-y-4 rounded-xl border border-line bg-surface p-6 shadow-sm">
          <div>
            <h1 className="text-base font-semibold">{isSetup ? texts.setUp : texts.signIn}</h1>
            <p className="text-ink-soft">{isSetup ? texts.setUpHint : texts.signInHint}</p>
          </div>
          {setup?.is_open && <p className="rounded-md bg-warn-soft p-3 text-warn">{texts.open}</p>}
          <Field label={texts.email}>
            <input
              name="email"
              type="email"
              autoComplete="username"
              required
              // biome-ignore lint/a11y/noAutofocus: it is all that this page is for.
              autoFocus
              className="field"
            />
          </Field>
          <Field
            label={isSetup ? texts.newPassword : texts.password}
            hint={isSetup ? texts.newPasswordHint : undefined}
          >
            <input
              name="password"
              type="password"
              autoComplete={isSetup ? 'new-password' : 'current-password'}
              minLength={isSetup ? 10 : undefined}
              required
              className="field"
            />
          </Field>
          {enter.error && (
            <p role="alert" className="text-bad">
              {enter.error.message}
            </p>
          )}
          <Button type="submit" look="primary" disabled={enter.isPending} className="h-9 w-full">
            {isSetup ? texts.begin : texts.signIn}
          </Button>
        </form>
        {!isSetup && !setup?.is_open && (
          <p className="mt-4 text-center text-ink-soft">
            {texts.noPassword} {texts.noPasswordHint}
          </p>
        )}
        <p className="mt-3 text-center text-xs">
          <a href="/docs" className="text-ink-soft hover:text-ink hover:underline">
            {frame.nav.docs}
          </a>
        </p>
      </div>
    </main>
  )
}
