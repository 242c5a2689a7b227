import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../app/api.ts'
import { meQuery, useActingOrg } from '../../../app/session.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { Page } from '../../../ui/page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { type Asset, assetsQuery } from '../queries.ts'
import { texts } from '../texts.ts'
import { type Draft, hasPrice, newDraft, toBody } from './draft.ts'
import { ListingForm } from './ListingForm.tsx'

const { editor: words } = texts

/** A new offer for something one has. */
export function NewListingPage() {
  const { asset: wanted } = useSearch({ strict: false }) as { asset?: string }
  const { data: me } = useQuery(meQuery)
  const org = useActingOrg()?.slug
  const owner = wanted?.split('/')[0] ?? org ?? me?.slug ?? ''
  const assets = useQuery({ ...assetsQuery(owner), enabled: owner !== '' })
  return (
    <Page
      title={texts.listings.new}
      above={
        <Link to="/sales" className="hover:text-ink">
          {texts.title}
        </Link>
      }
    >
      <Loaded query={assets} lines={6}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={words.noAssets} />
          ) : (
            <NewListing
              key={owner}
              owner={owner}
              org={owner === me?.slug ? undefined : owner}
              assets={all}
              first={all.find(({ slug }) => slug === wanted) ?? all[0]!}
            />
          )
        }
      </Loaded>
    </Page>
  )
}

function NewListing({
  owner,
  org,
  assets,
  first,
}: {
  owner: string
  org: string | undefined
  assets: Asset[]
  first: Asset
}) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [draft, setDraft] = useState<Draft>(() => newDraft(first))
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const create = useMutation({
    async mutationFn() {
      if (!hasPrice(draft)) throw new Error(words.badAmount)
      const { kind, slug } = draft.asset
      const params = { path: { id: slug } }
      const asset =
        kind === 'model' ? slug : (await answerOf(api.marketplace.GET('/v1/datasets/{id}', { params }))).id
      const body = { ...toBody(draft), asset_id: asset }
      return answerOf(api.marketplace.POST('/v1/listings', { body: body as never }))
    },
    async onSuccess({ id }) {
      await client.invalidateQueries({ queryKey: ['listings'] })
      await navigate({ to: '/sales/listings/$id', params: { id } as never })
    },
  })
  return (
    <ListingForm
      draft={draft}
      owner={owner}
      org={org}
      error={create.error}
      onChange={change}
      onSubmit={() => create.mutate()}
      before={
        <Field label={words.asset} hint={words.assetHint}>
          <select
            value={`${draft.asset.kind} ${draft.asset.slug}`}
            onChange={({ target }) => {
              const asset = assets.find(({ kind, slug }) => `${kind} ${slug}` === target.value)
              if (asset) change({ asset })
            }}
            className="field"
          >
            {assets.map(({ kind, slug }) => (
              <option key={`${kind} ${slug}`} value={`${kind} ${slug}`}>
                {slug}
                {kind === 'dataset' && ` (${kind})`}
              </option>
            ))}
          </select>
        </Field>
      }
    >
      <Button type="submit" look="primary" disabled={create.isPending}>
        {words.create}
      </Button>
    </ListingForm>
  )
}
