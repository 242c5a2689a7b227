import { Fault } from '../../fault.ts'
import type { VersionRow } from './find-artifact.ts'
import type { Manifest } from './manifest.ts'
import { splitOf } from './shards/split-of.ts'
import { TABLE_FORMATS, type TableFormat, tableFormatOf } from './tables/table-format.ts'
import type { DatasetFile } from './versions.ts'

/** What of a version is wanted: one file, one split of a dataset, or everything; as it is or converted. */
export interface DownloadWish {
  path?: string | undefined
  /** `sha256:<hex>`: the file with these bytes. */
  oid?: string | undefined
  format?: string | undefined
  split?: string | undefined
}

/** Tables to be written as one table of another format. */
export interface Conversion {
  to: TableFormat
  /** By the name of what comes out, without its ending. */
  groups: { name: string; files: DatasetFile[] }[]
}

export interface ChosenFiles {
  /** The wish in one spelling: equal ones ask for the same bytes. */
  variant: string
  chosen: DatasetFile[]
  /** Whether the bytes have to be made first. */
  isMade: boolean
  conversion?: Conversion
}

/** What a dataset can be converted to. Arrow is read and not written. */
const WRITTEN: readonly string[] = TABLE_FORMATS.filter((format) => format !== 'arrow')

/**
 * The files a download is made of.
 *
 * @throws Fault `validation_failed` for a file, a split or a format that the version cannot be had in
 */
export function chooseFiles(
  version: Pick<VersionRow, 'manifest'>,
  files: readonly DatasetFile[],
  { path, oid, format = 'raw', split }: DownloadWish,
): ChosenFiles {
  const manifest: Manifest = JSON.parse(version.manifest)
  const isAsItIs = format === 'raw' || format === manifest.format
  if (path !== undefined || oid !== undefined) {
    const file = files.find(
      (candidate) =>
        (path ?? candidate.path) === candidate.path && (oid ?? oidOf(candidate)) === oidOf(candidate),
    )
    if (!file) {
      const [field, wanted] = path === undefined ? ['oid', oid!] : ['path', path]
      throw refuse(field, `this version has no file "${wanted.slice(0, 200)}"`)
    }
    if (!isAsItIs) return convert({ path: file.path, format }, [file], manifest, format)
    return { variant: JSON.stringify({ path: file.path }), chosen: [file], isMade: false }
  }
  if (split === undefined) {
    if (!isAsItIs) return convert({ format }, files, manifest, format)
    return { variant: '{}', chosen: [...files], isMade: true }
  }
  const chosen = filesOf(split, files, manifest)
  if (!isAsItIs) return convert({ split, format }, chosen, manifest, format)
  return { variant: JSON.stringify({ split }), chosen, isMade: chosen.length > 1 }
}

/** The files of a split: the one that the manifest names, else those that were pushed as its shards. */
function filesOf(split: string, files: readonly DatasetFile[], { splits = {} }: Manifest): DatasetFile[] {
  const named = Object.hasOwn(splits, split) ? splits[split] : undefined
  const chosen = files.filter((file) => (named === undefined ? file.split === split : file.path === named))
  if (chosen.length > 0) return chosen
  const known = new Set([...Object.keys(splits), ...files.flatMap((file) => file.split || [])])
  const names = [...known].join(', ') || 'none'
  throw refuse('split', `this version has no split "${split.slice(0, 100)}"; it has: ${names}`)
}

function convert(
  wish: DownloadWish,
  files: readonly DatasetFile[],
  manifest: Manifest,
  format: string,
): ChosenFiles {
  const tables = files.filter(({ path }) => tableFormatOf(path) !== undefined)
  if (!WRITTEN.includes(format) || tables.length === 0) {
    const own = manifest.format === undefined ? '' : ` and ${manifest.format}, which it is stored in`
    const others = tables.length > 0 ? `, and converted to ${WRITTEN.join(', ')}` : ': it holds no tables'
    throw refuse('format', `this version can be had as raw${own}${others}`)
  }
  const byPath = new Map(Object.entries(manifest.splits ?? {}).map(([split, path]) => [path, split]))
  const groups = Map.groupBy(
    tables,
    ({ path, split }) => split || byPath.get(path) || splitOf(path) || 'data',
  )
  return {
    variant: JSON.stringify(wish),
    chosen: tables,
    isMade: true,
    conversion: {
      to: format as TableFormat,
      groups: [...groups].map(([name, members]) => ({ name, files: members })),
    },
  }
}

const oidOf = ({ sha256 }: DatasetFile): string => `sha256:${sha256}`

function refuse(field: string, message: string): Fault {
  return new Fault('validation_failed', message, {
    field,
    issues: [{ loc: ['body', field], message, type: 'value_error' }],
  })
}
