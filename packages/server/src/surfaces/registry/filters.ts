import { type Static, type TSchema, Type } from 'typebox'
import { DATASET_FORMATS, MODEL_FRAMEWORKS } from '../../domain/artifacts/manifest.ts'
import type { ArtifactFilter } from '../../domain/artifacts/select-artifacts.ts'

const text = (description: string) => Type.String({ minLength: 1, maxLength: 200, description })
const several = <Item extends TSchema>(item: Item, description: string) =>
  Type.Optional(Type.Array(item, { maxItems: 100, description: `${description} Repeat it for several.` }))
const oneOf = <const Values extends readonly string[]>(values: Values) =>
  Type.Unsafe<Values[number]>({ type: 'string', enum: values })

/** What lists and facets can be filtered by. `framework` is for models, `format` for datasets. */
export const FilterQuery = {
  search: Type.Optional(
    Type.String({ maxLength: 200, description: 'A part of the name or the summary, in any case.' }),
  ),
  tags: several(text('A tag.'), 'With any of these tags.'),
  license: several(text('A licence.'), 'Under any of these licences.'),
  task_categories: several(text('A task category.'), 'For any of these.'),
  size_category: several(text('A size category.'), 'Of any of these sizes.'),
  include_public: Type.Boolean({ default: false, description: "Everybody's public ones too." }),
}
export const KindFilter = {
  model: { framework: several(oneOf(MODEL_FRAMEWORKS), 'Of any of these frameworks.') },
  dataset: { format: several(oneOf(DATASET_FORMATS), 'In any of these formats.') },
}

const AnyFilter = Type.Partial(
  Type.Object({ ...FilterQuery, ...KindFilter.model, ...KindFilter.dataset, name: Type.String() }),
)

export const readFilter = (query: Static<typeof AnyFilter>): ArtifactFilter => ({
  name: query.name,
  search: query.search,
  tags: query.tags,
  licenses: query.license,
  taskCategories: query.task_categories,
  sizeCategories: query.size_category,
  frameworks: query.framework,
  formats: query.format,
})

/** How clients in other languages write what is `true` here. */
const BOOLEANS: Record<string, string> = { True: 'true', 1: 'true', False: 'false', 0: 'false' }

/** Other spellings of the same query, `tags[]=a` and `include_public=True`: a `preValidation` hook. */
export async function foldSpellings(request: { query: unknown }): Promise<void> {
  const query = request.query as Record<string, unknown>
  const said = query.include_public
  if (typeof said === 'string') query.include_public = BOOLEANS[said] ?? said
  for (const key of Object.keys(query)) {
    if (!key.endsWith('[]')) continue
    const name = key.slice(0, -2)
    query[name] = [query[name] ?? [], query[key]].flat()
    delete query[key]
  }
}
