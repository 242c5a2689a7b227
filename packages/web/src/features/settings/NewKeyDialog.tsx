import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { meQuery } from '../../app/session.ts'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ScopeChoice } from './ScopeChoice.tsx'
import { texts } from './texts.ts'

const { keys: words } = texts

interface Props {
  onClose(): void
  onMade(key: { name: string; secret: string }): void
}

/** Asks what a new key is to be called, and what it may do. */
export function NewKeyDialog({ onClose, onMade }: Props) {
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const [isRestricted, setRestricted] = useState(false)
  const make = useMutation({
    mutationFn: (form: FormData) => {
      const scopes = form.getAll('scopes')
      if (isRestricted && scopes.length === 0) throw new Error(words.chooseOne)
      const expiry = Number(form.get('expiry'))
      const body = {
        name: String(form.get('name')),
        mode: String(form.get('mode')),
        ...(isRestricted && { scopes }),
        ...(expiry > 0 && { expires_in: expiry }),
      }
      return answerOf(api.marketplace.POST('/v1/keys', { body: body as never }))
    },
    onSuccess: async (key) => {
      await client.invalidateQueries({ queryKey: ['keys'] })
      onMade(key)
    },
  })
  return (
    <FormDialog
      title={words.new}
      isOpen
      onClose={onClose}
      action={words.new}
      isPending={make.isPending}
      error={make.error}
      onSubmit={(form) => make.mutate(form)}
    >
      <Field label={texts.name}>
        <input name="name" required maxLength={100} className="field" />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label={texts.mode}>
          <select name="mode" defaultValue={me?.key.mode ?? 'test'} className="field">
            <option value="test">{words.test}</option>
            <option value="live">{words.live}</option>
          </select>
        </Field>
        <Field label={words.expires}>
          <select name="expiry" defaultValue="7776000" className="field">
            {Object.entries(words.expiry).map(([seconds, label]) => (
              <option key={seconds} value={seconds}>
                {label}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <Field label={words.scopes} hint={isRestricted ? undefined : words.everythingHint}>
        <select
          value={isRestricted ? 'some' : 'all'}
          onChange={({ target }) => setRestricted(target.value === 'some')}
          className="field"
        >
          <option value="all">{words.everything}</option>
          <option value="some">{words.restricted}</option>
        </select>
      </Field>
      {isRestricted && <ScopeChoice label={words.restricted} />}
    </FormDialog>
  )
}
