import { Fault } from '../fault.ts'
import type { Signer } from '../signer.ts'

/** The parts of a request that say which list it reads, and from where. */
interface ListRequest {
  routeOptions: { url?: string | undefined }
  params: unknown
  query: unknown
}

/** What a paged list answers. */
export interface Page<Item> {
  items: Item[]
  /** What to pass as `cursor` for the items after these; null on the last page. */
  next_cursor: string | null
  has_more: boolean
}

/** An opened page: read `limit + 1` rows that come after `after`, and hand them to `answer`. */
export interface OpenPage<Place> {
  /** The place of the last row of the page before, undefined on the first page. */
  after: Place | undefined
  limit: number
  answer<Row, Item>(
    rows: readonly Row[],
    placeOf: (row: Row) => Place,
    toItem: (row: Row) => Item,
  ): Page<Item>
}

/**
 * Opens the page that a request asks for, from its query's `cursor` and `limit`.
 *
 * A cursor is opaque and signed together with the list it came from: the route, its path parameters and
 * every other query parameter. It says only where to go on, so what may be seen is decided anew on each
 * page.
 *
 * @param Place what the list is ordered by, as JSON: an id, or `[created_at, id]`
 * @throws Fault `validation_failed` for a cursor that is not ours, or that belongs to another list
 *
 * @example
 * const page = openPage<string>(signer, request)
 * const rows = await listThings(db, { after: page.after, limit: page.limit + 1 })
 * return page.answer(rows, (row) => row.id, toThing)
 */
export function openPage<Place>(signer: Signer, request: ListRequest): OpenPage<Place> {
  const { cursor, limit, ...filters } = request.query as { cursor?: string; limit: number }
  const list = JSON.stringify([request.routeOptions.url, sortKeys(request.params), sortKeys(filters)])
  return {
    after: cursor === undefined ? undefined : readCursor<Place>(signer, list, cursor),
    limit,
    answer(rows, placeOf, toItem) {
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      const hasMore = rows.length > limit && last !== undefined
      return {
        items: shown.map(toItem),
        next_cursor: hasMore ? writeCursor(signer, list, placeOf(last)) : null,
        has_more: hasMore,
      }
    },
  }
}

const sign = (signer: Signer, list: string, after: unknown) =>
  signer.sign('cursor', `${list}\n${JSON.stringify(after)}`)

function writeCursor(signer: Signer, list: string, after: unknown): string {
  return Buffer.from(JSON.stringify({ after, signature: sign(signer, list, after) })).toString('base64url')
}

function readCursor<Place>(signer: Signer, list: string, cursor: string): Place {
  const { after, signature } = decode(cursor)
  const text = `${list}\n${JSON.stringify(after)}`
  if (typeof signature !== 'string' || !signer.isSigned('cursor', text, signature)) {
    throw new Fault(
      'validation_failed',
      'the cursor does not belong to this list: start again without one, or keep the same filters',
      {
        field: 'cursor',
        issues: [{ loc: ['query', 'cursor'], message: 'is not valid', type: 'value_error' }],
      },
    )
  }
  return after as Place
}

function decode(cursor: string): { after?: unknown; signature?: unknown } {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString()) ?? {}
  } catch {
    return {}
  }
}

/** The same parameters in another order are the same list. */
function sortKeys(parameters: unknown): unknown[] {
  return Object.entries((parameters ?? {}) as object).sort(([a], [b]) => (a < b ? -1 : 1))
}
