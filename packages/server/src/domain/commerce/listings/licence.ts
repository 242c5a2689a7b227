import { canonicalLicence } from '../../artifacts/licences/licences.ts'
import { refuseField } from '../refuse-field.ts'

export interface ListingLicence {
  license: string
  license_text: string | null
  seats: number | null
}

/**
 * Under what a listing gives its asset away, and to how many people.
 *
 * @throws Fault `validation_failed` for an unknown licence, for seats where the licence knows none, and for
 * terms of the seller's own without their text
 */
export function checkLicence(
  license: string,
  seats: number | undefined,
  text: string | undefined,
): ListingLicence {
  const known = canonicalLicence(license)
  if (known === undefined) {
    throw refuseField(
      'license',
      'must be an SPDX identifier or expression, ND-Commercial-Single-Seat, ND-Commercial-Team or LicenseRef-Custom',
    )
  }
  const isTeam = known === 'ND-Commercial-Team'
  if (isTeam && seats === undefined)
    throw refuseField('seats', 'is missing: how many people a team licence is for')
  if (!isTeam && seats !== undefined && seats !== 1) throw refuseField('seats', `does not belong to ${known}`)
  const isCustom = known === 'LicenseRef-Custom'
  if (isCustom && !text?.trim())
    throw refuseField('license_text', 'is missing: the terms of your own licence')
  if (!isCustom && text !== undefined) throw refuseField('license_text', `does not belong to ${known}`)
  const isSingle = known === 'ND-Commercial-Single-Seat'
  return { license: known, license_text: text ?? null, seats: isTeam ? seats! : isSingle ? 1 : null }
}
