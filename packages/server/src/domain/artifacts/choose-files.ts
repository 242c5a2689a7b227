import { Fault } from '../../fault.ts'
import type { VersionRow } from './find-artifact.ts'
import type { Manifest } from './manifest.ts'
import type { VersionFile } from './versions.ts'

/** What of a version is wanted: one file, one split of a dataset, or everything. */
export interface DownloadWish {
  path?: string | undefined
  /** `sha256:<hex>`: the file with these bytes. */
  oid?: string | undefined
  format?: string | undefined
  split?: string | undefined
}

export interface ChosenFiles {
  /** The wish in one spelling: equal ones ask for the same bytes. */
  variant: string
  chosen: VersionFile[]
  isArchive: boolean
}

/**
 * The files a download is made of.
 *
 * @throws Fault `validation_failed` for a file, a split or a format that the version does not have
 */
export function chooseFiles(
  version: Pick<VersionRow, 'manifest'>,
  files: readonly VersionFile[],
  { path, oid, format = 'raw', split }: DownloadWish,
): ChosenFiles {
  const manifest: Manifest = JSON.parse(version.manifest)
  if (format !== 'raw' && format !== manifest.format) {
    const own = manifest.format === undefined ? '' : ` and ${manifest.format}, which it is stored in`
    throw refuse('format', `this version can be had as raw${own}`)
  }
  if (path !== undefined || oid !== undefined) {
    const file = files.find(
      (candidate) =>
        (path ?? candidate.path) === candidate.path && (oid ?? oidOf(candidate)) === oidOf(candidate),
    )
    if (!file) {
      const [field, wanted] = path === undefined ? ['oid', oid!] : ['path', path]
      throw refuse(field, `this version has no file "${wanted.slice(0, 200)}"`)
    }
    return { variant: JSON.stringify({ path: file.path }), chosen: [file], isArchive: false }
  }
  if (split === undefined) return { variant: '{}', chosen: [...files], isArchive: true }
  const file = files.find((candidate) => candidate.path === manifest.splits?.[split])
  if (!file) {
    const names = Object.keys(manifest.splits ?? {}).join(', ') || 'none'
    throw refuse('split', `this version has no split "${split.slice(0, 100)}"; it has: ${names}`)
  }
  return { variant: JSON.stringify({ split }), chosen: [file], isArchive: false }
}

const oidOf = ({ sha256 }: VersionFile): string => `sha256:${sha256}`

function refuse(field: string, message: string): Fault {
  return new Fault('validation_failed', message, {
    field,
    issues: [{ loc: ['body', field], message, type: 'value_error' }],
  })
}
