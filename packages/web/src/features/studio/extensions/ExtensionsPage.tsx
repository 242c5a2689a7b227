import { useMutation, useQuery } from '@tanstack/react-query'
import { RefreshCw, Upload } from 'lucide-react'
import { type DragEvent, lazy, Suspense, useRef, useState } from 'react'
import { meQuery } from '../../../app/session.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { Skeleton } from '../../../ui/states.tsx'
import { ExtensionRow } from './ExtensionRow.tsx'
import { type Extension, extensionsQuery, lookAgain, reload, upload } from './queries.ts'
import { texts } from './texts.ts'

const HowTo = lazy(() => import('./HowTo.tsx'))

/** `/studio?view=extensions`: custom graph nodes and plugins, what they may do, and what is wrong with them. */
export function ExtensionsPage() {
  const query = useQuery(extensionsQuery)
  const { data: me } = useQuery(meQuery)
  // Who made the server; the server itself asks for it again.
  const isOwner = me?.slug === 'admin'
  const [isReading, setReading] = useState(false)
  const send = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) await upload(file)
    },
    onSettled: lookAgain,
  })
  const again = useMutation({ mutationFn: reload, onSuccess: lookAgain })
  const error = send.error ?? again.error
  const drop = (event: DragEvent) => {
    event.preventDefault()
    if (isOwner) send.mutate([...event.dataTransfer.files])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped can be chosen by the button, too.
    <div
      className="min-h-0 flex-1 overflow-auto"
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <Page
        title={texts.title}
        hint={texts.hint}
        actions={
          <>
            <Button onClick={() => setReading(true)}>{texts.howTo}</Button>
            {isOwner && (
              <>
                <Button onClick={() => again.mutate()} disabled={again.isPending}>
                  <RefreshCw aria-hidden size={14} className={again.isPending ? 'animate-spin' : ''} />
                  {texts.reload}
                </Button>
                <UploadButton isPending={send.isPending} onFiles={(files) => send.mutate(files)} />
              </>
            )}
          </>
        }
      >
        {me && !isOwner && <p className="mb-4 text-ink-soft">{texts.onlyOwner}</p>}
        {error && (
          <p role="alert" className="mb-4 rounded-md bg-bad-soft p-3 break-words text-bad">
            {error.message}
          </p>
        )}
        <p role="status" className="text-ink-soft">
          {again.data && texts.reloaded(again.data.total)}
        </p>
        <Loaded query={query}>
          {({ files, plugins }) => (
            <div className="space-y-8">
              <Section title={texts.files}>
                {files.length === 0 ? (
                  <p className="card border-dashed px-4 py-5 text-center text-ink-soft">
                    <span className="font-medium text-ink">{texts.noFiles}</span> {texts.noFilesHint}{' '}
                    <button type="button" onClick={() => setReading(true)} className="text-accent underline">
                      {texts.howTo}
                    </button>
                  </p>
                ) : (
                  <Rows extensions={files} isOwner={isOwner} />
                )}
              </Section>
              <Section title={texts.plugins}>
                {plugins.length === 0 ? (
                  <p className="text-ink-soft">{texts.noPlugins}</p>
                ) : (
                  <Rows extensions={plugins} isOwner={isOwner} />
                )}
              </Section>
            </div>
          )}
        </Loaded>
      </Page>
      <Dialog
        label={texts.howTo}
        isOpen={isReading}
        onClose={() => setReading(false)}
        className="mt-[6vh]! w-[52rem]!"
      >
        <div className="max-h-[84vh] overflow-auto p-6">
          <Suspense fallback={<Skeleton lines={6} />}>
            <HowTo />
          </Suspense>
        </div>
      </Dialog>
    </div>
  )
}

function Rows({ extensions, isOwner }: { extensions: readonly Extension[]; isOwner: boolean }) {
  return (
    <ul className="card divide-y divide-line">
      {extensions.map((extension) => (
        <ExtensionRow key={extension.title} extension={extension} isOwner={isOwner} />
      ))}
    </ul>
  )
}

function UploadButton({ isPending, onFiles }: { isPending: boolean; onFiles(files: readonly File[]): void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        look="primary"
        title={texts.uploadHint}
        disabled={isPending}
        onClick={() => input.current?.click()}
      >
        <Upload aria-hidden size={14} />
        {texts.upload}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={texts.uploadHint}
        accept=".ts,.mts,.js,.mjs,.tgz"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])])
          target.value = ''
        }}
      />
    </>
  )
}
