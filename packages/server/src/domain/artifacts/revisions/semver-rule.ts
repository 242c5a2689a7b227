import { Fault } from '../../../fault.ts'
import type { DeclaredSchema, DeclaredTensor, Dimension, Inspection } from '../inspection.ts'
import type { Manifest } from '../manifest.ts'
import { compareVersionNumbers, parseVersionNumber } from '../semver-number.ts'

/** The parts of a version that its number makes a promise about. */
export interface Promised {
  version: string
  license: string | null
  schema: Pick<DeclaredSchema, 'inputs' | 'outputs'> | null
  columns: Record<string, string> | null
}

/** What a version promises, as far as its manifest and files say. */
export function promisesOf(
  version: string,
  manifest: Manifest,
  { schema }: Pick<Inspection, 'schema'> = { schema: null },
): Promised {
  return {
    version,
    license: manifest.license ?? null,
    schema,
    columns: manifest.data_schema ?? null,
  }
}

/**
 * Makes sure that a version's number says what its users have to expect: a changed licence, or inputs,
 * outputs or columns that callers of its parent would trip over, need the next MAJOR (below 1.0.0, where
 * everything may still change, the next MINOR).
 *
 * @throws Fault `validation_failed` that says what breaks, and which number would do
 */
export function requireHonestNumber(parent: Promised, next: Promised): void {
  const [from, to] = [parseVersionNumber(parent.version), parseVersionNumber(next.version)]
  if (compareVersionNumbers(to, from) <= 0) {
    throw refuse(`${next.version} does not come after its parent ${parent.version}`)
  }
  if (to.major > from.major || (from.major === 0 && to.minor > from.minor)) return
  const breaks = [...findBreaks(parent, next)]
  if (breaks.length === 0) return
  const needed = from.major === 0 ? `0.${from.minor + 1}.0` : `${from.major + 1}.0.0`
  const level = to.minor > from.minor ? 'MINOR' : 'PATCH'
  throw refuse(
    `${next.version} is a ${level} after ${parent.version}, but ${breaks.join('; ')}: that needs ${needed} or higher`,
  )
}

/** What users of `parent` would trip over in `next`, in words. */
export function* findBreaks(parent: Promised, next: Promised): Generator<string> {
  if (parent.license !== null && parent.license !== next.license) {
    yield `the licence changed from ${parent.license} to ${next.license ?? 'none'}`
  }
  if (parent.schema && next.schema) {
    yield* compareTensors('input', parent.schema.inputs, next.schema.inputs)
    yield* compareTensors('output', parent.schema.outputs, next.schema.outputs)
  }
  if (parent.columns && next.columns) yield* compareColumns(parent.columns, next.columns)
}

function* compareTensors(
  what: 'input' | 'output',
  before: readonly DeclaredTensor[],
  after: readonly DeclaredTensor[],
): Generator<string> {
  const byName = new Map(after.map((tensor) => [tensor.name, tensor]))
  for (const old of before) {
    const now = byName.get(old.name)
    byName.delete(old.name)
    if (!now) yield `the ${what} ${old.name} is gone`
    else if (!isSame(old, now)) yield `the ${what} ${old.name} was ${describe(old)} and is ${describe(now)}`
    else if (old.isOptional && !now.isOptional) yield `the ${what} ${old.name} may not be left out any more`
  }
  for (const { name, isOptional } of byName.values()) {
    if (what === 'output') yield `there is a new output ${name}`
    else if (!isOptional) yield `there is a new input ${name}, which is not optional`
  }
}

function* compareColumns(before: Record<string, string>, after: Record<string, string>): Generator<string> {
  for (const [name, type] of Object.entries(before)) {
    const now = after[name]
    if (now === undefined) yield `the column ${name} is gone`
    else if (now !== type) yield `the column ${name} was ${type} and is ${now}`
  }
  for (const name of Object.keys(after)) if (!(name in before)) yield `there is a new column ${name}`
}

/** What nobody said is not compared; how an axis of any size is called says nothing. */
function isSame(a: DeclaredTensor, b: DeclaredTensor): boolean {
  if (a.dtype !== null && b.dtype !== null && a.dtype !== b.dtype) return false
  if (a.shape === null || b.shape === null) return true
  return a.shape.length === b.shape.length && a.shape.every((size, axis) => isSameSize(size, b.shape![axis]!))
}

const isSameSize = (a: Dimension, b: Dimension) => (typeof a === 'number' ? a === b : typeof b !== 'number')

const describe = ({ dtype, shape }: DeclaredTensor) =>
  `${dtype ?? 'any'}[${shape?.map((size) => size ?? '?').join(', ') ?? '…'}]`

const refuse = (message: string) =>
  new Fault('validation_failed', message, {
    field: 'version',
    issues: [{ loc: ['body', 'version'], message, type: 'value_error' }],
  })
