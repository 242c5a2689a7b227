import type { FileReading } from './inspect-version.ts'
import type { DeclaredSchema, Inspection, ScanVerdict, TensorEntry } from './inspection.ts'
import { MAX_TENSORS } from './to-reading.ts'

const SEVERITY: Record<ScanVerdict, number> = { safe: 0, suspicious: 1, dangerous: 2 }

/**
 * What a version is, from what its files are.
 *
 * @param declared what its configuration says of inputs and outputs; an ONNX model knows better
 */
export function summarizeReadings(
  readings: readonly FileReading[],
  declared: DeclaredSchema | undefined,
): { inspection: Inspection; tensors: TensorEntry[] } {
  const known = readings.filter(({ format }) => format !== 'other')
  const inspection: Inspection = {
    scan: known.reduce<ScanVerdict>((worst, { verdict = 'safe' }) => worse(worst, verdict), 'safe'),
    parameterCount: countParameters(known),
    tensorCount: known.reduce((sum, { tensorCount = 0 }) => sum + tensorCount, 0),
    dtypes: addDtypes(known),
    schema: findOnnxSchema(known) ?? declared ?? null,
    files: known.map(({ tensors: _, schema: __, externalFiles: ___, ...file }) => file),
  }
  return { inspection, tensors: listTensors(known) }
}

const worse = (a: ScanVerdict, b: ScanVerdict) => (SEVERITY[b] > SEVERITY[a] ? b : a)

/**
 * Shards of one model count together; the same model in another precision or format, which often lies
 * beside it, does not count again. So it is the largest of the models found.
 */
function countParameters(readings: readonly FileReading[]): number | null {
  const models = new Map<string, number>()
  for (const { path, parameterCount } of readings) {
    if (parameterCount === undefined) continue
    const model = path.replace(/-\d+-of-\d+(?=\.[^./]+$)/, '')
    models.set(model, (models.get(model) ?? 0) + parameterCount)
  }
  return models.size === 0 ? null : Math.max(...models.values())
}

function addDtypes(readings: readonly FileReading[]): Record<string, number> {
  const sums = new Map<string, number>()
  for (const { dtypes = {} } of readings) {
    for (const [dtype, count] of Object.entries(dtypes)) sums.set(dtype, (sums.get(dtype) ?? 0) + count)
  }
  return Object.fromEntries(sums)
}

/** Of several ONNX files the main one speaks: the least deep, `model.onnx` first, then by name. */
function findOnnxSchema(readings: readonly FileReading[]): DeclaredSchema | undefined {
  const [main] = readings
    .filter(({ schema }) => schema !== undefined)
    .toSorted((a, b) => depth(a.path) - depth(b.path) || isMain(b.path) - isMain(a.path))
  return main?.schema && { source: main.path, ...main.schema }
}

const depth = (path: string) => path.split('/').length
const isMain = (path: string) => Number(/(?:^|\/)model\.onnx$/i.test(path))

function listTensors(readings: readonly FileReading[]): TensorEntry[] {
  const entries: TensorEntry[] = []
  for (const { path, tensors } of readings) {
    for (const tensor of tensors) {
      if (entries.length === MAX_TENSORS) return entries
      entries.push([path, ...tensor])
    }
  }
  return entries
}
