import type { Asset } from '../../../domain/artifacts/assets/asset-row.ts'
import { readDeclared } from '../../../domain/artifacts/assets/declared.ts'
import { frameworkOf } from '../../../domain/artifacts/assets/framework.ts'
import { iso } from '../iso.ts'

/** The popular ones are in most answers, as the same objects until they change. */
const presented = new WeakMap<Asset, ReturnType<typeof present>>()

/** A model or dataset in this surface's words. */
export function presentAsset(asset: Asset, isStarred: boolean) {
  let shown = presented.get(asset)
  if (!shown) {
    shown = present(asset)
    presented.set(asset, shown)
  }
  return { ...shown, starred: isStarred }
}

function present({ artifact, owner, revisions, latest, tags }: Asset) {
  const declared = readDeclared(artifact)
  const words =
    artifact.kind === 'model'
      ? { task: artifact.task, framework: frameworkOf(artifact, declared) }
      : {
          modality: declared.modality ?? [],
          format: artifact.format,
          rows: artifact.row_count,
          schema: declared.schema ?? null,
        }
  return {
    id: artifact.id,
    slug: `${owner.slug}/${artifact.name}`,
    name: artifact.title ?? artifact.name,
    owner,
    ...words,
    license: artifact.license,
    price: priceOf(artifact),
    latest_revision: latest,
    revisions,
    downloads: artifact.download_count,
    stars: artifact.star_count,
    summary: artifact.summary,
    tags,
    visibility: artifact.is_public ? ('public' as const) : ('private' as const),
    created_at: iso(artifact.created_at),
    updated_at: iso(artifact.updated_at),
  }
}

/** The cheapest public offer, which commerce keeps beside the artifact; free where there is none. */
const priceOf = ({ price_currency, price_amount, price_model }: Asset['artifact']) => ({
  currency: price_currency ?? 'usd',
  amount: price_amount ?? 0,
  model: price_model ?? ('one_time' as const),
})
