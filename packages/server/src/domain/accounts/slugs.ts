import { Fault } from '../../fault.ts'

/** One word of lower-case letters, digits and inner hyphens, 1 to 39 characters. */
export const SLUG_PATTERN = '^[a-z0-9](?:[a-z0-9-]{0,37}[a-z0-9])?$'

/**
 * Slugs nobody can have: the first words of the server's own paths, the words those paths use where an
 * owner may stand, and names that would pass for the house's own.
 */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set(
  `about account admin administrator aliases anonymous api assets auth blobs billing consent dashboard
  datasets default delete deployments diff docs download downloads edit everyone explore facets files fleet
  free graphs grid health healthz help home invocations jobs keys latest legal library listings login logout
  machines me members metrics model models new nobody nodes nodeyard none null oauth official openapi org
  organization organizations orgs owner pages partners payouts public publish purchases readyz register
  registry revisions root runs sales search security serve-model serve-model-batch sessions settings shards
  sign-in sign-out sign-up star static status studio support system team teams undefined uploads user users
  v1 v2 version versions webhooks workspaces ws www yank`.split(/\s+/),
)

/** @throws Fault `validation_failed` for a slug that is not one, or that nobody can have */
export function requireFreeSlug(slug: string): void {
  if (!new RegExp(SLUG_PATTERN).test(slug))
    refuse(slug, 'must be lower-case letters, digits and inner hyphens')
  if (RESERVED_SLUGS.has(slug)) refuse(slug, 'is reserved: choose another')
}

function refuse(slug: string, why: string): never {
  throw new Fault('validation_failed', `slug "${slug}" ${why}`, {
    field: 'slug',
    issues: [{ loc: ['body', 'slug'], message: why, type: 'value_error' }],
  })
}
