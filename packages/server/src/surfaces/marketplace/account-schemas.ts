import { Type } from 'typebox'
import type { Account } from '../../domain/accounts/account.ts'
import { PASSWORD_LENGTH } from '../../domain/accounts/passwords.ts'
import { SLUG_PATTERN } from '../../domain/accounts/slugs.ts'
import { iso } from './iso.ts'
import { Time } from './schemas.ts'

/** A slug where it is chosen: `acme`. */
export const NewSlug = Type.String({
  pattern: SLUG_PATTERN,
  maxLength: 39,
  description: 'One word for URLs: lower-case letters, digits and inner hyphens. It cannot be changed.',
  examples: ['acme'],
})

/** A slug in a path: one that is not well formed is simply not there. */
export const SlugInPath = Type.String({ minLength: 1, maxLength: 100 })

// Spelled out, since not every reader of the document knows Unicode classes.
const NOT_CONTROL = '[^\\u0000-\\u001f\\u007f]'

export const DisplayName = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: `^${NOT_CONTROL}*[^\\s\\u0000-\\u001f\\u007f]${NOT_CONTROL}*$`,
  description: 'Not blank, and without control characters.',
})

export const Email = Type.String({
  maxLength: 254,
  pattern: '^\\s*[^\\s@\\u0000-\\u001f\\u007f]+@[^\\s@\\u0000-\\u001f\\u007f]+\\s*$',
})

export const Password = Type.String({
  minLength: PASSWORD_LENGTH.min,
  maxLength: PASSWORD_LENGTH.max,
  description: 'At least ten characters, and not one character repeated.',
})

export const RoleName = Type.Enum(['owner', 'admin', 'contributor', 'reader'], {
  description:
    'A reader sees; a contributor pushes versions and deploys; an admin changes visibility and members and ' +
    'deletes; an owner does everything.',
})

/** What every signed-in caller may see of a user. */
export const PublicUser = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  name: Type.String(),
  created_at: Time,
})

export const toPublicUser = ({ id, slug, name, createdAt }: Account) => ({
  id,
  slug,
  name,
  created_at: iso(createdAt),
})
