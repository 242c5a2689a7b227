import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { ask } from '../../app/api.ts'
import { Button } from '../../ui/button.tsx'
import type { Kind } from './queries.ts'
import { texts } from './texts.ts'

interface Answer {
  download_id: string
  status: string
  url: string | null
  error: string | null
}

/** Milliseconds between two looks at an archive that is being made. */
const AGAIN = 700

/** All files of a revision, in one archive. A refusal is told here, not on a page of its own. */
export function DownloadButton({ kind, slug, revision }: { kind: Kind; slug: string; revision: string }) {
  const [owner = '', name = ''] = slug.split('/')
  const download = useMutation({
    mutationFn: async () => {
      const at = `/api/v1/org/${encodeURIComponent(owner)}`
      const wanted = `${at}/${kind}/${encodeURIComponent(name)}/${encodeURIComponent(revision)}/download`
      let answer = await ask<Answer>(wanted, { json: {} })
      while (answer.status === 'preparing') {
        await new Promise((resolve) => setTimeout(resolve, AGAIN))
        answer = await ask<Answer>(`${at}/downloads/${kind}/${answer.download_id}`)
      }
      if (answer.url === null) throw new Error(answer.error ?? answer.status)
      location.assign(answer.url)
    },
  })
  return (
    <>
      <Button onClick={() => download.mutate()} disabled={download.isPending}>
        <Download aria-hidden size={14} />
        {download.isPending ? texts.preparing : texts.download}
      </Button>
      {download.error && (
        <p role="alert" className="w-full text-right text-bad">
          {download.error.message}
        </p>
      )}
    </>
  )
}
