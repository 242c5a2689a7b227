import type { BoxParam, ParamDefinition, Shape } from './catalogue.ts'
import type { Box, BoxData } from './document.ts'

/** The value of a parameter: what the box says, or what is usual. */
export function paramValue(box: Box, { place, usual }: BoxParam): unknown {
  const given =
    place.inner === undefined
      ? box.data.params?.[place.name]
      : box.data.internalParams?.[place.inner]?.[place.name]
  return given === undefined || given === null ? usual : given
}

/** The box's data with another value for a parameter. */
export function withValue(data: BoxData, { inner, name }: BoxParam['place'], value: unknown): BoxData {
  if (inner === undefined) return { ...data, params: { ...data.params, [name]: value } }
  const of = { ...data.internalParams?.[inner], [name]: value }
  return { ...data, internalParams: { ...data.internalParams, [inner]: of } }
}

/** The parameters that show: those whose siblings have the values they ask for. */
export function shownParams(box: Box, shape: Shape): BoxParam[] {
  return shape.params.filter(({ place, definition: { visible_when: asked } }) =>
    Object.entries(asked ?? {}).every(([name, wanted]) => {
      const sibling = shape.params.find((one) => one.place.name === name && one.place.inner === place.inner)
      return !sibling || String(paramValue(box, sibling)) === wanted
    }),
  )
}

export type ParamProblem =
  | { code: 'whole' | 'number' | 'grid' }
  | { code: 'least' | 'most'; bound: number }
  | { code: 'option'; options: readonly string[] }

/** Why the server would refuse a value; undefined when it would not. Empty means: as usual. */
export function problemOf(value: unknown, definition: ParamDefinition): ParamProblem | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const { param_type: type, options, min_value: least, max_value: most } = definition
  if (type === 'select') {
    return typeof value === 'string' && options.includes(value) ? undefined : { code: 'option', options }
  }
  if (type === 'tensor_grid') return isGrid(value) ? undefined : { code: 'grid' }
  if (type !== 'int' && type !== 'float') return undefined
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) return { code: 'number' }
  if (type === 'int' && !Number.isSafeInteger(number)) return { code: 'whole' }
  if (least !== null && number < least) return { code: 'least', bound: least }
  if (most !== null && number > most) return { code: 'most', bound: most }
  return undefined
}

/** What was typed into a field, as it is kept: a number where it is one, otherwise the text, to be mended. */
export function readTyped(typed: string, { param_type: type }: ParamDefinition): unknown {
  if (type !== 'int' && type !== 'float') return typed
  const trimmed = typed.trim()
  if (trimmed === '') return ''
  const number = Number(trimmed.replace(',', '.'))
  return Number.isFinite(number) ? number : typed
}

export const isGrid = (value: unknown): value is number[][] =>
  Array.isArray(value) &&
  value.every(
    (row) =>
      Array.isArray(row) &&
      row.length === (value[0] as unknown[]).length &&
      row.every((cell) => typeof cell === 'number' && Number.isFinite(cell)),
  )
