import { posix } from 'node:path'
import type { BlobStore } from '../../../blobs/blob-store.ts'
import type { Database } from '../../../db/database.ts'
import type { Caller } from '../../accounts/caller.ts'
import { type FoundArtifact, resolveVersion, type VersionRow } from '../find-artifact.ts'
import type { Manifest } from '../manifest.ts'
import { requireUse } from '../may-use.ts'
import { findBreaks, promisesOf } from '../revisions/semver-rule.ts'
import { blobSource } from '../shards/open-shard.ts'
import { listFiles, type VersionFile } from '../versions.ts'
import { diffJson, type JsonChange } from './diff-json.ts'
import type { TensorChange, TensorDiffs } from './tensor-diff.ts'

export interface RevisionDiff {
  from: VersionRow
  to: VersionRow
  files: { added: VersionFile[]; removed: VersionFile[]; changed: { from: VersionFile; to: VersionFile }[] }
  tensors: {
    /** The first thousand. */
    items: (TensorChange & { file: string })[]
    touched: number
    unchanged: number
    /** Elements that differ or are new; and of how many. */
    changedParameters: number
    parameters: number
    /** False where bytes could not all be compared; `problems` says why. */
    isComplete: boolean
    problems: string[]
  }
  metrics: { name: string; from: number | null; to: number | null }[]
  license: { from: string | null; to: string | null } | null
  /** What callers of the older one would trip over, in words. */
  breaking: string[]
  config: JsonChange[]
}

const MOST_TENSORS = 1000
const COMPARED = /\.(?:safetensors|onnx|npz?|gguf)$/i
const LARGEST_CONFIG = 1024 * 1024

/**
 * What changed between two revisions: files, weights down to the single parameter (read from the files
 * themselves), metrics, licence, inputs and outputs, configuration.
 *
 * @throws Fault `not_found`, `licence_required`: what the weights are is part of what is sold
 */
export async function diffRevisions(
  deps: { database: Database; blobs: BlobStore; tensorDiffs: TensorDiffs },
  caller: Caller,
  { artifact }: FoundArtifact,
  refs: { from: string; to: string },
): Promise<RevisionDiff> {
  const { read } = deps.database
  await requireUse(read, caller.account.id, artifact, caller.mode)
  const [from, to] = await Promise.all([
    resolveVersion(read, artifact, refs.from),
    resolveVersion(read, artifact, refs.to),
  ])
  const [before, after] = await Promise.all([listFiles(read, from.id), listFiles(read, to.id)])
  const [old, now] = [promisesFor(from), promisesFor(to)]
  return {
    from,
    to,
    files: diffFiles(before, after),
    tensors: await diffTensors(deps, before, after),
    metrics: diffMetrics(from, to),
    license: old.license === now.license ? null : { from: old.license, to: now.license },
    breaking: [...findBreaks(old, now)],
    config: await diffConfig(deps.blobs, before, after),
  }
}

const promisesFor = ({ version, manifest, inspection }: VersionRow) =>
  promisesOf(version, JSON.parse(manifest) as Manifest, { schema: null, ...JSON.parse(inspection) })

function diffFiles(before: readonly VersionFile[], after: readonly VersionFile[]): RevisionDiff['files'] {
  const old = new Map(before.map((file) => [file.path, file]))
  const now = new Map(after.map((file) => [file.path, file]))
  return {
    added: after.filter(({ path }) => !old.has(path)),
    removed: before.filter(({ path }) => !now.has(path)),
    changed: after.flatMap((to) => {
      const from = old.get(to.path)
      return from && from.sha256 !== to.sha256 ? [{ from, to }] : []
    }),
  }
}

async function diffTensors(
  { blobs, tensorDiffs }: { blobs: BlobStore; tensorDiffs: TensorDiffs },
  before: readonly VersionFile[],
  after: readonly VersionFile[],
): Promise<RevisionDiff['tensors']> {
  const paths = [...new Set([...before, ...after].map(({ path }) => path))].filter((path) =>
    COMPARED.test(path),
  )
  const total: RevisionDiff['tensors'] = {
    items: [],
    touched: 0,
    unchanged: 0,
    changedParameters: 0,
    parameters: 0,
    isComplete: true,
    problems: [],
  }
  for (const path of paths.sort()) {
    const [old, now] = [before, after].map((files) => files.find((file) => file.path === path))
    const [siblingsBefore, siblingsAfter] = [findSiblings(path, before), findSiblings(path, after)]
    const isSame = old?.sha256 === now?.sha256 && haveSameBytes(siblingsBefore, siblingsAfter)
    const files = [old, now, ...siblingsBefore, ...siblingsAfter]
    const sources = files.flatMap((file) => (file ? [blobSource(blobs, file.sha256, file.size)] : []))
    const place = (file: VersionFile | undefined) => files.filter(Boolean).indexOf(file)
    const beside = (siblings: readonly VersionFile[]) =>
      Object.fromEntries(
        siblings.map((file) => [posix.relative(posix.dirname(path), file.path), place(file)]),
      )
    const ending = await tensorDiffs.compare(
      {
        path,
        before: old ? place(old) : null,
        after: now ? place(now) : null,
        isSame,
        beside: { before: beside(siblingsBefore), after: beside(siblingsAfter) },
      },
      sources,
    )
    if (!('result' in ending)) {
      total.isComplete = false
      total.problems.push(`${path}: ${'lie' in ending ? ending.lie : ending.problem}`)
      continue
    }
    const { tensors, unchanged, parameters } = ending.result
    total.touched += tensors.length
    total.unchanged += unchanged
    total.parameters += parameters
    for (const tensor of tensors) {
      total.changedParameters += tensor.changed ?? 0
      if (tensor.changed === null && total.isComplete) {
        total.isComplete = false
        total.problems.push(`${path}: some tensors are stored in a form that cannot be compared`)
      }
      if (total.items.length < MOST_TENSORS) total.items.push({ file: path, ...tensor })
    }
  }
  return total
}

/** Files that an ONNX model may keep its weights in. */
function findSiblings(path: string, files: readonly VersionFile[]): VersionFile[] {
  if (!/\.onnx$/i.test(path)) return []
  return files
    .filter((file) => posix.dirname(file.path).startsWith(posix.dirname(path).replace(/^\.$/, '')))
    .filter((file) => /\.(?:data|bin|weights|onnx_data|ext)$|_data(?:_\d+)?$/i.test(file.path))
    .slice(0, 32)
}

const haveSameBytes = (a: readonly VersionFile[], b: readonly VersionFile[]) =>
  a.length === b.length && a.every(({ sha256 }, index) => sha256 === b[index]!.sha256)

function diffMetrics(from: VersionRow, to: VersionRow): RevisionDiff['metrics'] {
  const [old, now] = [from, to].map(({ metrics }) => new Map(Object.entries<number>(JSON.parse(metrics))))
  return [...new Set([...old!.keys(), ...now!.keys()])]
    .filter((name) => old!.get(name) !== now!.get(name))
    .sort()
    .map((name) => ({ name, from: old!.get(name) ?? null, to: now!.get(name) ?? null }))
}

async function diffConfig(
  blobs: BlobStore,
  before: readonly VersionFile[],
  after: readonly VersionFile[],
): Promise<JsonChange[]> {
  const read = async (files: readonly VersionFile[]) => {
    const file = files.find(({ path }) => path === 'config.json')
    if (!file || file.size > LARGEST_CONFIG) return undefined
    try {
      return JSON.parse(Buffer.from(await blobs.readAt(file.sha256, 0, file.size)).toString())
    } catch (error) {
      if (error instanceof SyntaxError) return undefined
      throw error
    }
  }
  return diffJson(await read(before), await read(after))
}
