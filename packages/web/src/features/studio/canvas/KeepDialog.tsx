import { useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import type { TabStore } from '../tabs/tab.ts'
import { texts } from '../texts.ts'
import { canvasOf } from './canvas-state.ts'
import { keepPreset } from './commands.ts'

/** What is selected becomes a preset under a name, for every graph. */
export function KeepDialog({ tab }: { tab: TabStore }) {
  const canvas = canvasOf(tab.getState().id)
  const isOpen = useStore(canvas, ({ isKeeping }) => isKeeping)
  const close = () => canvas.setState({ isKeeping: false })
  return (
    <Dialog label={texts.keepPreset} isOpen={isOpen} onClose={close} className="w-96!">
      <KeepForm tabId={tab.getState().id} onDone={close} />
    </Dialog>
  )
}

function KeepForm({ tabId, onDone }: { tabId: string; onDone(): void }) {
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [error, setError] = useState<string>()
  const keep = async () => {
    try {
      await keepPreset(tabId, name, description)
      onDone()
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown.message : String(thrown))
    }
  }
  return (
    <form
      className="space-y-4 p-4"
      onSubmit={(event) => {
        event.preventDefault()
        void keep()
      }}
    >
      <h2 className="font-semibold">{texts.keepPreset}</h2>
      <Field label={texts.presetName} hint={texts.presetHint}>
        <input
          required
          maxLength={200}
          className="field"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </Field>
      <Field label={texts.description}>
        <input
          className="field"
          value={description}
          onChange={({ target }) => setDescription(target.value)}
        />
      </Field>
      {error && (
        <p role="alert" className="text-bad">
          {error}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onDone}>
          {texts.cancel}
        </Button>
        <Button look="primary" type="submit">
          {texts.keep}
        </Button>
      </div>
    </form>
  )
}
