export type ArtifactKind = 'model' | 'dataset'

/** What a reference says; what it leaves out is for the caller to fill in. */
export interface Reference {
  kind: ArtifactKind | undefined
  org: string | undefined
  name: string
  /** X.Y.Z, an alias, or `latest`. */
  version: string | undefined
}

const FORM = /^(?:(model|dataset):\/\/)?(?:([^/:@\s]+)\/)?([^/:@\s]+)(?:[@:]([^/:@\s]+))?$/

/**
 * Reads `org/name@1.0.0`, `org/name:champion`, `name`, `model://org/name:1.0.0` and what lies between: an
 * owner, a version (after `@` or `:`) and a scheme may each be left out.
 *
 * @throws TypeError when the text is no reference
 */
export function parseReference(text: string): Reference {
  const match = FORM.exec(text)
  if (match === null) {
    throw new TypeError(`"${text}" is not a reference: write org/name, org/name@1.0.0 or org/name:alias`)
  }
  const [, kind, org, name, version] = match
  return { kind: kind as ArtifactKind | undefined, org, name: name!, version }
}

/** A reference with its owner known. */
export interface Target {
  org: string
  name: string
  version: string | undefined
}

/**
 * A reference to something of one kind, with its owner.
 *
 * @param findOrg asked for the owner when the reference has none
 * @throws TypeError when the reference names the other kind
 */
export async function resolveReference(
  text: string,
  kind: ArtifactKind,
  findOrg: () => Promise<string>,
): Promise<Target> {
  const reference = parseReference(text)
  if (reference.kind !== undefined && reference.kind !== kind) {
    throw new TypeError(`"${text}" is a ${reference.kind}, not a ${kind}`)
  }
  return { org: reference.org ?? (await findOrg()), name: reference.name, version: reference.version }
}
