import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Ellipsis, Globe, Lock, Tag } from 'lucide-react'
import { useState } from 'react'
import { ask } from '../../app/api.ts'
import { meQuery, orgsQuery } from '../../app/session.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import type { Kind } from './queries.ts'
import { texts } from './texts.ts'

interface Props {
  kind: Kind
  slug: string
  isPublic: boolean
}

/** What its owner can do with a model or dataset beside using it: sell it, show it to everybody, or to nobody. */
export function OwnerMenu({ kind, slug, isPublic }: Props) {
  const [owner] = slug.split('/')
  const navigate = useNavigate()
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const { data: orgs = [] } = useQuery(orgsQuery)
  const [isSure, setSure] = useState(false)
  const change = useMutation({
    mutationFn: () =>
      ask(`/v1/${kind}/${slug}`, { method: 'PATCH', json: { visibility: isPublic ? 'private' : 'public' } }),
    async onSuccess() {
      setSure(false)
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
    },
  })
  const isOwn =
    me?.slug === owner || orgs.some((org) => org.slug === owner && ['owner', 'admin'].includes(org.role))
  if (!isOwn) return null
  const words = isPublic ? texts.hide : texts.publish
  return (
    <>
      <Menu
        label={texts.manage}
        buttonClassName="border border-line-strong bg-surface hover:bg-canvas"
        button={<Ellipsis aria-hidden size={15} />}
      >
        {(close) => (
          <>
            <MenuItem onSelect={() => void navigate({ to: '/sales/new', search: { asset: slug } as never })}>
              <Tag aria-hidden size={14} />
              {texts.sell}
            </MenuItem>
            <MenuItem
              onSelect={() => {
                close()
                setSure(true)
              }}
            >
              {isPublic ? <Lock aria-hidden size={14} /> : <Globe aria-hidden size={14} />}
              {words.action}
            </MenuItem>
          </>
        )}
      </Menu>
      <FormDialog
        title={words.title(slug)}
        isOpen={isSure}
        onClose={() => setSure(false)}
        action={words.action}
        isPending={change.isPending}
        error={change.error}
        onSubmit={() => change.mutate()}
      >
        <p className="text-ink-soft">{words.hint}</p>
      </FormDialog>
    </>
  )
}
