import { answerOf } from '@nodeyard/sdk/client'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ScopeChoice } from './ScopeChoice.tsx'
import { texts } from './texts.ts'

const { apps: words } = texts

interface App {
  id: string
  name: string
  website: string | null
  redirect_uris: string[]
  scopes: string[]
}

interface Props {
  /** The one to change; without it, one is made. */
  app?: App
  onClose(): void
  /** Called with an app that was made, or nothing for one that was changed. */
  onMade(app?: { id: string; name: string; client_secret: string | null }): Promise<void>
}

export function AppDialog({ app, onClose, onMade }: Props) {
  const save = useMutation({
    async mutationFn(form: FormData) {
      const scopes = form.getAll('scopes')
      if (scopes.length === 0) throw new Error(words.chooseOne)
      const website = String(form.get('website')).trim()
      const fields = {
        name: String(form.get('name')),
        website: website === '' ? null : website,
        redirect_uris: String(form.get('redirect_uris')).split(/\s+/).filter(Boolean),
        scopes: scopes as never,
      }
      if (app) {
        const params = { path: { id: app.id } }
        await answerOf(api.marketplace.PATCH('/v1/oauth/apps/{id}', { params, body: fields }))
        return onMade()
      }
      const type = form.get('type') === 'public' ? 'public' : 'confidential'
      return onMade(await answerOf(api.marketplace.POST('/v1/oauth/apps', { body: { ...fields, type } })))
    },
    onSuccess: onClose,
  })
  return (
    <FormDialog
      title={app ? app.name : words.new}
      isOpen
      onClose={onClose}
      action={app ? texts.save : words.new}
      isPending={save.isPending}
      error={save.error}
      onSubmit={(form) => save.mutate(form)}
    >
      <Field label={texts.name}>
        <input name="name" required maxLength={100} defaultValue={app?.name} className="field" />
      </Field>
      {!app && (
        <Field label={words.type}>
          <select name="type" className="field">
            {Object.entries(words.types).map(([type, label]) => (
              <option key={type} value={type}>
                {label}
              </option>
            ))}
          </select>
        </Field>
      )}
      <Field label={words.website}>
        <input name="website" type="url" defaultValue={app?.website ?? ''} className="field" />
      </Field>
      <Field label={words.redirects} hint={words.redirectsHint}>
        <textarea
          name="redirect_uris"
          required
          rows={3}
          defaultValue={app?.redirect_uris.join('\n')}
          className="field h-auto py-1.5 font-mono text-xs"
        />
      </Field>
      <ScopeChoice label={words.scopes} selected={app?.scopes ?? []} />
    </FormDialog>
  )
}
