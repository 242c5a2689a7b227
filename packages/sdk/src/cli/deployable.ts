import { resolveReference } from '../reference.ts'

/** A model as deployments name it, `owner/name@version`, from a reference or an id. */
export async function deployable(ref: string, findOrg: () => Promise<string>): Promise<string> {
  if (/^mdl_/.test(ref)) return ref
  const { org, name, version } = await resolveReference(ref, 'model', findOrg)
  return `${org}/${name}${version === undefined ? '' : `@${version}`}`
}
