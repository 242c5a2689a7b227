import { useMutation } from '@tanstack/react-query'
import { ImagePlus, X } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../../../ui/button.tsx'
import { texts } from '../texts.ts'
import type { DraftMedia } from './draft.ts'
import { sendMedia } from './send-media.ts'

const { editor: words } = texts
const MOST = 8

interface Props {
  owner: string | undefined
  gallery: DraftMedia[]
  onChange(gallery: DraftMedia[]): void
}

/** Pictures and films of a listing: added, described, taken away. */
export function GalleryField({ owner, gallery, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const add = useMutation({
    async mutationFn(files: File[]) {
      const sent = []
      for (const file of files.slice(0, MOST - gallery.length)) sent.push(await sendMedia(file, owner))
      return sent
    },
    onSuccess: (sent) => onChange([...gallery, ...sent]),
  })
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1.5 font-medium">{words.gallery}</legend>
      <ul className="space-y-2">
        {gallery.map((media, at) => (
          <li key={media.url} className="flex items-center gap-2">
            {media.blob !== null && media.kind === 'image' ? (
              <img
                src={media.url}
                alt=""
                className="size-10 shrink-0 rounded border border-line object-cover"
              />
            ) : (
              <span className="grid size-10 shrink-0 place-items-center rounded border border-line text-xs">
                {media.kind}
              </span>
            )}
            <input
              aria-label={`${words.alt} (${at + 1})`}
              placeholder={words.alt}
              value={media.alt}
              maxLength={300}
              onChange={({ target }) =>
                onChange(gallery.map((one, i) => (i === at ? { ...one, alt: target.value } : one)))
              }
              className="field"
            />
            <Button
              look="quiet"
              aria-label={`${words.removeMedia} ${at + 1}`}
              onClick={() => onChange(gallery.filter((_, i) => i !== at))}
              className="px-2"
            >
              <X aria-hidden size={15} />
            </Button>
          </li>
        ))}
      </ul>
      <input
        ref={input}
        type="file"
        multiple
        aria-label={words.addMedia}
        accept="image/png,image/jpeg,image/gif,image/webp,image/avif,video/mp4,video/webm"
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          add.mutate([...(target.files ?? [])])
          target.value = ''
        }}
      />
      <Button disabled={add.isPending || gallery.length >= MOST} onClick={() => input.current?.click()}>
        <ImagePlus aria-hidden size={15} />
        {add.isPending ? words.uploading : words.addMedia}
      </Button>
      {add.error && (
        <p role="alert" className="text-bad">
          {add.error.message}
        </p>
      )}
      <p className="text-xs text-ink-soft">{words.galleryHint}</p>
    </fieldset>
  )
}
