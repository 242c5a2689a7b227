import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { ask } from '../../../app/api.ts'
import { filesQuery } from '../queries.ts'
import { texts } from '../texts.ts'
import { type ControlProps, controlClass } from './Control.tsx'

/** A file of the studio's: chosen, typed, or brought along. */
export function FileControl({ definition, label, value, isSmall = false, onChange }: ControlProps) {
  const area = definition.param_type === 'image_file' ? 'images' : 'models'
  const files = useQuery(filesQuery(area))
  const client = useQueryClient()
  const list = useId()
  const input = useRef<HTMLInputElement>(null)
  const [error, setError] = useState<string>()
  const upload = async (file: File | undefined) => {
    if (!file) return
    const body = new FormData()
    body.append('file', file)
    try {
      const { filename } = await ask<{ filename: string }>(`/api/${area}/upload`, { method: 'POST', body })
      setError(undefined)
      onChange(filename)
      await client.invalidateQueries({ queryKey: filesQuery(area).queryKey })
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown.message : String(thrown))
    }
  }
  return (
    <span className="flex min-w-0 items-center gap-1">
      <input
        aria-label={label}
        title={error}
        list={list}
        value={String(value ?? '')}
        onChange={({ target }) => onChange(target.value)}
        className={controlClass(isSmall, error !== undefined)}
      />
      <datalist id={list}>
        {files.data?.map(({ filename }) => (
          <option key={filename} value={filename} />
        ))}
      </datalist>
      <button
        type="button"
        title={texts.upload}
        aria-label={`${texts.upload}: ${label}`}
        onClick={() => input.current?.click()}
        className="grid size-[24px] shrink-0 place-items-center rounded text-ink-soft hover:bg-canvas hover:text-ink"
      >
        <Upload aria-hidden size={13} />
      </button>
      <input ref={input} type="file" hidden onChange={({ target }) => void upload(target.files?.[0])} />
    </span>
  )
}
