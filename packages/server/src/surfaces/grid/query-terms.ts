import type { IncomingMessage, ServerResponse } from 'node:http'
import { Fault } from '../../fault.ts'
import { readFields } from './read-form.ts'

/** The terms of a search: a list, or one alone. @throws Fault `invalid_request`, `invalid_json` */
export async function readTerms(
  request: { raw: IncomingMessage; headers: IncomingMessage['headers'] },
  response: ServerResponse,
): Promise<string[]> {
  const { query } = await readFields(request, response)
  const terms = Array.isArray(query) ? query : [query]
  const isFine = terms.every((term) => typeof term === 'string' || typeof term === 'number')
  if (!isFine) throw new Fault('invalid_request', 'Invalid payload format')
  return terms.map(String)
}
