import { Fault } from '../../../fault.ts'
import { canonicalLicence } from '../licences/licences.ts'

/**
 * A licence as it is properly written.
 *
 * @throws Fault `validation_failed` for what is none
 */
export function requireLicence(license: string, field = 'license'): string {
  const known = canonicalLicence(license)
  if (known !== undefined) return known
  throw new Fault(
    'validation_failed',
    'license must be one of MIT, Apache-2.0, CC-BY-4.0, any other SPDX identifier, ' +
      'ND-Commercial-Single-Seat, ND-Commercial-Team or LicenseRef-Custom: GET /v1/licenses lists them',
    { field, issues: [{ loc: ['body', field], message: 'is not a licence', type: 'enum_error' }] },
  )
}
