import { canonicalLicence, holdsOf, isCommercial, type Licence } from './licences.ts'

/** Something a work was made from: a dataset it was trained on, a model it was fine-tuned from, or code. */
export interface Ingredient {
  /** `owner/name`, as the work names it. */
  name: string
  kind: 'model' | 'dataset' | 'code'
  license: string | null
}

export interface LicenceConflict {
  ingredient: string
  /** For programs. */
  code: 'noncommercial' | 'share_alike' | 'copyleft' | 'no_redistribution' | 'no_derivatives'
  /** For people: what clashes, and what to do about it. */
  message: string
}

/**
 * Where a work's licence clashes with those of what it was made from. The licence of a dataset travels with
 * the model that was trained on it.
 *
 * @param isSold whether the work is for sale
 */
export function licenceConflicts(
  work: { license: string | null; isSold?: boolean },
  ingredients: readonly Ingredient[],
): LicenceConflict[] {
  return ingredients.flatMap((ingredient) => findConflict(work, ingredient) ?? [])
}

function findConflict(
  { license, isSold = false }: { license: string | null; isSold?: boolean },
  { name, kind, license: theirs }: Ingredient,
): LicenceConflict | undefined {
  if (theirs === null || license === null) return undefined
  const is = (of: string, claim: (licence: Licence) => boolean) => holdsOf(of, claim) ?? false
  const clash = (code: LicenceConflict['code'], message: string): LicenceConflict => ({
    ingredient: name,
    code,
    message,
  })
  const isForProfit = isSold || isCommercial(license)
  const allowsProfit = is(license, (own) => own.commercialUse === true)
  if (is(theirs, (their) => their.commercialUse === false) && (isForProfit || allowsProfit)) {
    const how = isForProfit ? 'is sold' : `under ${license} may be used commercially`
    return clash(
      'noncommercial',
      `the ${kind} ${name} is under ${theirs}, which allows no commercial use, but this ${how}: take a ` +
        'non-commercial licence, or leave it out',
    )
  }
  if (is(theirs, (their) => their.modification === false)) {
    return clash(
      'no_derivatives',
      `the ${kind} ${name} is under ${theirs}, which allows no works made from it`,
    )
  }
  const isSame = canonicalLicence(theirs) === canonicalLicence(license)
  if (is(theirs, ({ copyleft }) => copyleft === 'strong') && !isSame && !is(license, isStrong)) {
    return clash(
      'copyleft',
      `the ${kind} ${name} is under ${theirs}, which this must then be under too; it is under ${license}`,
    )
  }
  if (
    is(theirs, ({ shareAlike }) => shareAlike === true) &&
    !is(license, ({ shareAlike }) => shareAlike === true)
  ) {
    return clash(
      'share_alike',
      `the ${kind} ${name} is under ${theirs}: what is made from it must be shared alike, which ${license} does not ask for`,
    )
  }
  if (!isSame && is(theirs, ({ redistribution }) => redistribution === false)) {
    return clash(
      'no_redistribution',
      `the ${kind} ${name} is under ${theirs}, which allows no redistribution`,
    )
  }
  return undefined
}

const isStrong = ({ copyleft }: Licence) => copyleft === 'strong'
