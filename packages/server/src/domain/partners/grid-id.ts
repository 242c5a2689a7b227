import { createHash } from 'node:crypto'
import { Fault } from '../../fault.ts'
import { isName, isReserved } from '../artifacts/names.ts'

const MAX_ID = 200

/**
 * @throws Fault `invalid_request` for what can be nobody's id. One with a slash would pass for a model of the
 * registry, which others may trust by that name.
 */
export function requireNewGridId(id: string): void {
  if (id === '') throw refuse('model_id is empty')
  if (id.length > MAX_ID) throw refuse(`model_id is longer than ${MAX_ID} characters`)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (!id.isWellFormed() || /[\u0000-\u001f\u007f-\u009f]/.test(id)) {
    throw refuse('model_id holds a control character or is not valid Unicode')
  }
  if (id.includes('/'))
    throw refuse(`model_id "${id}": ids of the form owner/name are models of the registry`)
}

/** What cannot be an id is not asked for: a NUL in it, say, would be an error of the database. */
export const mayBeGridId = (id: string): boolean =>
  id !== '' && id.length <= MAX_ID && id.isWellFormed() && !id.includes('\0')

/** The name a served model gets in the registry: the id itself where that is a name. */
export function slugOf(id: string): string {
  const slug = id
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 80)
    .replace(/[^A-Za-z0-9]+$/, '')
  const isFree = isName(slug) && !isReserved(slug) && !/^(?:mdl|ds)_/i.test(slug)
  return isFree ? slug : distinctSlugOf(id, 'model')
}

/** Another name for the same id, where the first is somebody else's already. */
export function distinctSlugOf(id: string, slug = slugOf(id)): string {
  return `${slug}-${createHash('sha256').update(id).digest('hex').slice(0, 8)}`
}

const refuse = (message: string) => new Fault('invalid_request', message, { field: 'model_id' })
