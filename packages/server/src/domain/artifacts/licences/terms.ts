/** What a licence allows and asks for; null where its text has to be read. */
export interface Terms {
  commercialUse: boolean | null
  modification: boolean | null
  redistribution: boolean | null
  patentGrant: boolean | null
  attribution: boolean | null
  /** Whether works made from it must be under the same licence. */
  shareAlike: boolean | null
  /** The same of programs: all of the program, or only the changed files. */
  copyleft: 'strong' | 'weak' | null
}

const open = {
  commercialUse: true,
  modification: true,
  redistribution: true,
  patentGrant: null,
  attribution: true,
  shareAlike: false,
  copyleft: null,
}

export const NAMED_TERMS = {
  sold: { ...open, modification: true, redistribution: false, patentGrant: false, attribution: false },
  unknown: {
    commercialUse: null,
    modification: null,
    redistribution: null,
    patentGrant: null,
    attribution: null,
    shareAlike: null,
    copyleft: null,
  },
} satisfies Record<string, Terms>

const PATENT =
  /^(?:Apache-2\.0|MPL-2\.0|EPL-|EUPL-|GPL-3|AGPL-3|LGPL-3|BSD-2-Clause-Patent|MulanPSL|UPL-|AFL-3|OSL-3|MS-PL)/
const STRONG = /^(?:A?GPL-|OSL-|CECILL-2|EUPL-|SSPL-|Sleepycat|CDLA-Sharing|ODbL-)/
const WEAK = /^(?:LGPL-|MPL-|EPL-|CDDL-|CPL-|APSL-|MS-RL)/
const PUBLIC_DOMAIN = /^(?:CC0-|Unlicense|0BSD|PDDL-|CC-PDDC|MIT-0|WTFPL)/

/**
 * The terms of an SPDX identifier, from what its name says (Creative Commons spell theirs out) and the
 * families that are known.
 */
export function termsOf(id: string, isOsiApproved: boolean): Terms {
  if (/^CC-BY/.test(id)) {
    const has = (word: string) => new RegExp(`-${word}(?:-|$)`).test(id)
    return {
      ...open,
      commercialUse: !has('NC'),
      modification: !has('ND'),
      patentGrant: false,
      shareAlike: has('SA'),
    }
  }
  if (PUBLIC_DOMAIN.test(id)) return { ...open, patentGrant: false, attribution: false }
  if (STRONG.test(id)) return { ...open, patentGrant: PATENT.test(id), shareAlike: true, copyleft: 'strong' }
  if (WEAK.test(id)) return { ...open, patentGrant: PATENT.test(id), copyleft: 'weak' }
  if (isOsiApproved || /^CDLA-Permissive|^ODC-By/.test(id)) return { ...open, patentGrant: PATENT.test(id) }
  if (/(?:^|-)(?:NC|Noncommercial)(?:-|$)/i.test(id)) return { ...NAMED_TERMS.unknown, commercialUse: false }
  return NAMED_TERMS.unknown
}
