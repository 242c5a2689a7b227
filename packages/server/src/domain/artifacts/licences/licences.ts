import parseExpression from 'spdx-expression-parse'
import spdx from 'spdx-license-list'
import { NAMED_TERMS, type Terms, termsOf } from './terms.ts'

/** A licence and what it allows, for programs. */
export interface Licence extends Terms {
  /** An SPDX identifier, `ND-Commercial-…`, or `LicenseRef-Custom`. */
  id: string
  name: string
  url: string | null
  isOsiApproved: boolean
  /** Whether it is sold by the house's own terms or the seller's, which is what the filter `Commercial` means. */
  isCommercial: boolean
  /** How many named people may use it; null where that is not limited. */
  seats: number | 'by purchase' | null
}

const OWN: readonly Licence[] = [
  {
    id: 'ND-Commercial-Single-Seat',
    name: 'ND Commercial - Single Seat',
    seats: 1,
    ...NAMED_TERMS.sold,
  },
  {
    id: 'ND-Commercial-Team',
    name: 'ND Commercial - Team',
    seats: 'by purchase' as const,
    ...NAMED_TERMS.sold,
  },
  { id: 'LicenseRef-Custom', name: "The seller's own terms", seats: null, ...NAMED_TERMS.unknown },
].map((licence) => ({ ...licence, url: null, isOsiApproved: false, isCommercial: true }))

const ALL: ReadonlyMap<string, Licence> = new Map(
  [
    ...Object.entries(spdx).map(([id, { name, url, osiApproved }]) => ({
      id,
      name,
      url: url || null,
      isOsiApproved: osiApproved,
      isCommercial: false,
      seats: null,
      ...termsOf(id, osiApproved),
    })),
    ...OWN,
  ].map((licence) => [licence.id.toLowerCase(), licence]),
)

/** Every licence by its id, the house's own last. */
export const listLicences = (): Licence[] => [...ALL.values()]

/** The licence of an id in any case, or undefined. */
export const findLicence = (id: string): Licence | undefined => ALL.get(id.toLowerCase())

/**
 * A licence as it is properly written: an id, or an SPDX expression such as `MIT OR Apache-2.0`.
 *
 * @returns undefined for what is none
 */
export function canonicalLicence(text: string): string | undefined {
  const known = findLicence(text)
  if (known) return known.id
  if (text.length > 200 || !/ (?:OR|AND|WITH) /.test(text)) return undefined
  try {
    parseExpression(text)
    return text
  } catch {
    return undefined
  }
}

/** Whether a licence is one of those that are sold: what the filter `Commercial` finds. */
export const isCommercial = (license: string): boolean => /^(?:nd-|licenseref-)/i.test(license)

/**
 * Whether something holds of a licence: of each part that binds together, and of at least one of those to
 * choose from.
 *
 * @returns undefined for a licence that nothing is known of
 */
export function holdsOf(license: string, claim: (licence: Licence) => boolean): boolean | undefined {
  const known = findLicence(license)
  if (known) return claim(known)
  if (canonicalLicence(license) === undefined) return undefined
  const judge = (part: ReturnType<typeof parseExpression>): boolean => {
    if ('license' in part) {
      const licence = findLicence(part.license)
      return licence !== undefined && claim(licence)
    }
    const [left, right] = [judge(part.left), judge(part.right)]
    return part.conjunction === 'or' ? left && right : left || right
  }
  return judge(parseExpression(license))
}
