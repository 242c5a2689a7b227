import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../app/api.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { texts } from './texts.ts'

/** Adds a grid node to this network. */
export function AddPartner({ onClose }: { onClose(): void }) {
  const client = useQueryClient()
  const add = useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name)).trim()
      const key = text('key')
      return ask('/join', {
        json: {
          'node-id': text('id'),
          'node-address': text('address'),
          ...(key !== '' && { 'node-key': key }),
        },
      })
    },
    onSuccess: async () => {
      onClose()
      await client.invalidateQueries({ queryKey: ['grid'] })
    },
  })
  return (
    <FormDialog
      title={texts.add}
      isOpen
      onClose={onClose}
      action={texts.add}
      isPending={add.isPending}
      error={add.error}
      onSubmit={(form) => add.mutate(form)}
    >
      <Field label={texts.nodeId}>
        <input name="id" required maxLength={200} autoCapitalize="none" className="field" />
      </Field>
      <Field label={texts.address} hint={texts.addressHint}>
        <input name="address" type="url" required placeholder="http://" className="field" />
      </Field>
      <Field label={texts.key} hint={texts.keyHint}>
        <input name="key" autoComplete="off" maxLength={200} className="field font-mono" />
      </Field>
      <p className="text-ink-soft">{texts.addHint}</p>
      <Copyable
        text={`npx nodeyard --url http://the-node:8000 grid join ${location.origin} --address http://the-node:8000`}
      />
    </FormDialog>
  )
}
