import { type TSchema, Type } from 'typebox'
import { FAULT_STATUS } from '../../fault.ts'

/** Every error of this surface. Surface-wide: routes need not name it, `addSurface` gives it to each. */
export const ErrorBody = Type.Object(
  {
    error: Type.Object({
      code: Type.String({
        description: 'What went wrong, for programs.',
        enum: Object.keys(FAULT_STATUS),
      }),
      message: Type.String({ description: 'What went wrong, for people.' }),
      field: Type.Optional(Type.String({ description: 'The offending input, when one is to blame.' })),
      request_id: Type.String({ description: 'Also in the header `X-Request-Id`.' }),
    }),
  },
  { $id: 'Error', description: 'The one shape of every error.' },
)

/** Query parameters of every paged list: spread them beside the list's own filters. */
export const PageQuery = {
  cursor: Type.Optional(
    Type.String({
      maxLength: 2000,
      description: 'The `next_cursor` of the page before, with the same filters.',
    }),
  ),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Items on one page.' }),
}

/** `{items, next_cursor, has_more}`: what a paged list answers. */
export const pageOf = <Item extends TSchema>(item: Item) =>
  Type.Object({
    items: Type.Array(item),
    next_cursor: Type.Union([Type.String(), Type.Null()], {
      description: 'Pass it as `cursor` for the next page; null on the last.',
    }),
    has_more: Type.Boolean(),
  })

/** ISO 8601, UTC, whole seconds (`iso` writes it). */
export const Time = Type.String({ format: 'date-time', examples: ['2026-01-31T12:00:00Z'] })

/** An answer without a body. */
export const NoContent = Type.Null({ description: 'Done; there is nothing to say.' })

export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** Test and live keys see the same artifacts; listings, purchases and balances of one never meet the other's. */
export const Mode = Type.Enum(['test', 'live'])
