import { type TProperties, Type } from 'typebox'
import { FRAMEWORKS, TASKS } from '../../../domain/artifacts/assets/framework.ts'
import { nullable, Time } from '../schemas.ts'

export const Owner = Type.Object({ id: Type.String(), slug: Type.String() })

export const Price = Type.Object({
  currency: Type.String({ examples: ['usd'] }),
  amount: Type.Number({ description: 'In the smallest unit of the currency: 4900 is $49.00. 0 is free.' }),
  model: Type.Enum(['one_time', 'subscription', 'usage']),
})

const common = {
  id: Type.String(),
  slug: Type.String({ examples: ['acme/grasp-policy-v2'] }),
  name: Type.String(),
  owner: Owner,
}
const rest = {
  license: nullable(Type.String()),
  price: Price,
  latest_revision: nullable(Type.String({ description: 'The highest that was not yanked.' })),
  revisions: Type.Array(Type.String(), { description: 'All that can be had, the oldest first.' }),
  downloads: Type.Integer(),
  stars: Type.Integer(),
  starred: Type.Boolean({ description: 'Whether one of them is yours.' }),
  summary: nullable(Type.String()),
  tags: Type.Array(Type.String()),
  visibility: Type.Enum(['public', 'private']),
  created_at: Time,
  updated_at: Time,
}

export const Model = Type.Object({
  ...common,
  task: nullable(Type.String()),
  framework: nullable(Type.String()),
  ...rest,
})

export const DatasetSchemaShape = Type.Object({
  splits: Type.Array(Type.String()),
  fields: Type.Record(
    Type.String(),
    Type.Object({
      type: Type.String(),
      shape: Type.Array(Type.Integer({ minimum: -1 }), { description: '-1 for an axis of any size.' }),
    }),
  ),
})

export const Dataset = Type.Object({
  ...common,
  modality: Type.Array(Type.String()),
  format: nullable(Type.String()),
  rows: nullable(Type.Integer()),
  schema: nullable(DatasetSchemaShape),
  ...rest,
})

const line = (description: string, maxLength = 200) => Type.String({ minLength: 1, maxLength, description })
const Tags = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 200, uniqueItems: true })

/** What may be said of an asset when it is made and later. */
export const WORDS = {
  name: line('The name as people write it.'),
  license: line('An SPDX identifier or expression, `ND-Commercial-…`, or `LicenseRef-Custom`.'),
  summary: line('What it is, in a sentence.', 1000),
  tags: Tags,
}
export const MODEL_WORDS = {
  task: Type.Unsafe<(typeof TASKS)[number]>({ type: 'string', enum: TASKS }),
  framework: Type.Unsafe<(typeof FRAMEWORKS)[number]>({ type: 'string', enum: FRAMEWORKS }),
}
export const DATASET_WORDS = {
  modality: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
    maxItems: 100,
    uniqueItems: true,
    description: 'What its samples consist of: `rgb`, `depth`, `action`, …',
  }),
}

export const NEW = {
  slug: Type.String({
    minLength: 1,
    maxLength: 200,
    description: 'The name in addresses: letters, digits, `.`, `_`, `-`. It cannot be changed.',
  }),
  owner: Type.Optional(Type.String({ maxLength: 100, description: 'Who is to own it. Default: you.' })),
}

export const partial = <Properties extends TProperties>(properties: Properties) =>
  Type.Partial(Type.Object(properties), { additionalProperties: false, minProperties: 1 })
