import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../app/api.ts'
import { meQuery } from '../../../app/session.ts'
import { Button } from '../../../ui/button.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { Page } from '../../../ui/page.tsx'
import { ListingState } from '../ListingState.tsx'
import { type Listing, listingQuery } from '../queries.ts'
import { texts } from '../texts.ts'
import { type Draft, draftOf, hasPrice, toBody } from './draft.ts'
import { ListingForm } from './ListingForm.tsx'

const { listings: words, editor } = texts

export function ListingEditorPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const listing = useQuery(listingQuery(id))
  return (
    <Loaded query={listing} lines={8}>
      {(found) => <ListingEditor key={found.id} listing={found} />}
    </Loaded>
  )
}

type Step = 'publish' | 'unpublish' | 'archive' | 'approve' | 'reject'

/** Changes a listing, and says whether it can be bought. */
function ListingEditor({ listing }: { listing: Listing }) {
  const { id, state } = listing
  const params = { path: { id } }
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const [draft, setDraft] = useState<Draft>(() => draftOf(listing))
  const [isDirty, setDirty] = useState(false)
  const [isArchiving, setArchiving] = useState(false)
  const again = () => client.invalidateQueries({ queryKey: ['listings'] })
  const save = useMutation({
    mutationFn: () => {
      if (!hasPrice(draft)) throw new Error(editor.badAmount)
      return answerOf(api.marketplace.PATCH('/v1/listings/{id}', { params, body: toBody(draft) as never }))
    },
    async onSuccess() {
      setDirty(false)
      await again()
    },
  })
  const step = useMutation({
    async mutationFn(what: Step) {
      if (isDirty && what === 'publish') await save.mutateAsync()
      return answerOf(api.marketplace.POST(`/v1/listings/{id}/${what}`, { params }))
    },
    async onSuccess() {
      setArchiving(false)
      await again()
    },
  })
  const isOrg = listing.owner.id !== me?.id
  return (
    <Page
      above={
        <Link to="/sales" className="hover:text-ink">
          {texts.title}
        </Link>
      }
      title={
        <>
          {listing.title}
          <ListingState state={state} />
        </>
      }
      hint={listing.asset.slug}
      actions={
        <>
          <Link
            to="/listings/$id"
            params={params.path as never}
            className="inline-flex h-8 items-center rounded-md border border-line-strong bg-surface px-3 font-medium hover:bg-canvas"
          >
            {texts.view}
          </Link>
          {state === 'in_review' && (
            <>
              <Button disabled={step.isPending} onClick={() => step.mutate('approve')}>
                {words.approve}
              </Button>
              <Button disabled={step.isPending} onClick={() => step.mutate('reject')}>
                {words.reject}
              </Button>
            </>
          )}
          {(state === 'draft' || state === 'unpublished') && (
            <>
              <Button look="danger" onClick={() => setArchiving(true)}>
                {words.archive}
              </Button>
              <Button look="primary" disabled={step.isPending} onClick={() => step.mutate('publish')}>
                {words.publish}
              </Button>
            </>
          )}
          {state === 'published' && (
            <Button disabled={step.isPending} onClick={() => step.mutate('unpublish')}>
              {words.unpublish}
            </Button>
          )}
        </>
      }
    >
      {state === 'suspended' && (
        <p className="mb-4 rounded-md bg-bad-soft p-3 text-bad">{words.suspendedHint}</p>
      )}
      {state === 'in_review' && (
        <p className="mb-4 rounded-md bg-warn-soft p-3 text-warn">{words.reviewHint}</p>
      )}
      {step.error && !isArchiving && (
        <p role="alert" className="mb-4 rounded-md bg-bad-soft p-3 text-bad">
          {step.error.message}
        </p>
      )}
      <ListingForm
        draft={draft}
        owner={listing.owner.slug}
        org={isOrg ? listing.owner.slug : undefined}
        error={save.error}
        onChange={(part) => {
          setDirty(true)
          setDraft((before) => ({ ...before, ...part }))
        }}
        onSubmit={() => save.mutate()}
      >
        <Button type="submit" look="primary" disabled={save.isPending || !isDirty}>
          {texts.save}
        </Button>
        <span role="status" className="text-good">
          {save.isSuccess && !isDirty ? texts.saved : ''}
        </span>
      </ListingForm>
      <FormDialog
        title={words.archiveSure}
        isOpen={isArchiving}
        onClose={() => setArchiving(false)}
        action={words.archive}
        isDanger
        isPending={step.isPending}
        error={step.error}
        onSubmit={() => step.mutate('archive')}
      >
        <p className="text-ink-soft">{words.archiveHint}</p>
      </FormDialog>
    </Page>
  )
}
