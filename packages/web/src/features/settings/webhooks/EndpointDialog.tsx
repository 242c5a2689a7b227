import { useState } from 'react'
import { Field } from '../../../ui/field.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { EventChoice } from '../EventChoice.tsx'
import { texts } from '../texts.ts'

const { webhooks: words } = texts

interface Settings {
  url: string
  events: string[]
  description: string | null
}

interface Props {
  /** What there is to change; without it, an endpoint is made. */
  settings?: Settings
  isPending: boolean
  error: Error | null
  onClose(): void
  onSave(settings: Settings): void
}

export function EndpointDialog({ settings, isPending, error, onClose, onSave }: Props) {
  const [hearsAll, setHearsAll] = useState(settings?.events.includes('*') ?? true)
  const [hasNone, setHasNone] = useState(false)
  const submit = (form: FormData) => {
    const events = hearsAll ? ['*'] : form.getAll('events').map(String)
    setHasNone(events.length === 0)
    const description = String(form.get('description')).trim()
    if (events.length > 0) {
      onSave({
        url: String(form.get('url')).trim(),
        events,
        description: description === '' ? null : description,
      })
    }
  }
  return (
    <FormDialog
      title={settings ? settings.url : words.new}
      isOpen
      onClose={onClose}
      action={settings ? texts.save : words.new}
      isPending={isPending}
      error={hasNone ? new Error(words.chooseOne) : error}
      onSubmit={submit}
    >
      <Field label={words.url} hint={words.urlHint}>
        <input
          name="url"
          type="url"
          required
          placeholder="https://"
          defaultValue={settings?.url}
          className="field"
        />
      </Field>
      <Field label={words.description}>
        <input
          name="description"
          maxLength={500}
          defaultValue={settings?.description ?? ''}
          className="field"
        />
      </Field>
      <Field label={words.events}>
        <select
          value={hearsAll ? 'all' : 'some'}
          onChange={({ target }) => setHearsAll(target.value === 'all')}
          className="field"
        >
          <option value="all">{words.all}</option>
          <option value="some">{words.some}</option>
        </select>
      </Field>
      {!hearsAll && <EventChoice label={words.events} selected={settings?.events ?? []} />}
    </FormDialog>
  )
}
