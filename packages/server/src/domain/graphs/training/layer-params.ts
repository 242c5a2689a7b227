import { Fault } from '../../../fault.ts'

/** Reads the parameters of one layer by PyTorch's names, and at the end says which it does not know. */
export class LayerParams {
  readonly #given: Readonly<Record<string, unknown>>
  readonly #where: string
  readonly #asked = new Set<string>(['inplace'])

  constructor(given: Readonly<Record<string, unknown>>, where: string) {
    this.#given = given
    this.#where = where
  }

  #read<T>(
    name: string,
    fallback: T | undefined,
    read: (value: unknown) => T | undefined,
    wanted: string,
  ): T {
    this.#asked.add(name)
    const value = this.#given[name]
    if (value === undefined || value === null || value === '') {
      if (fallback !== undefined) return fallback
      throw new Fault('validation_failed', `${this.#where} needs "${name}"`)
    }
    const made = read(value)
    if (made === undefined) {
      throw new Fault(
        'validation_failed',
        `${this.#where}: "${name}" is ${wanted}, not ${JSON.stringify(value)}`,
      )
    }
    return made
  }

  int(name: string, fallback?: number): number {
    const read = (value: unknown) => (Number.isSafeInteger(Number(value)) ? Number(value) : undefined)
    return this.#read(name, fallback, read, 'a whole number')
  }

  /** A whole number from 1 on: a size. */
  size(name: string, fallback?: number): number {
    const read = (value: unknown) =>
      Number.isSafeInteger(Number(value)) && Number(value) >= 1 ? Number(value) : undefined
    return this.#read(name, fallback, read, 'a whole number from 1 on')
  }

  float(name: string, fallback?: number): number {
    const read = (value: unknown) => (Number.isFinite(Number(value)) ? Number(value) : undefined)
    return this.#read(name, fallback, read, 'a number')
  }

  bool(name: string, fallback: boolean): boolean {
    const read = (value: unknown) =>
      value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined
    return this.#read(name, fallback, read, 'true or false')
  }

  text<T extends string>(name: string, options: readonly T[], fallback: T): T {
    const read = (value: unknown) => options.find((option) => option === value)
    return this.#read(name, fallback, read, `one of ${options.join(', ')}`)
  }

  /** Whole numbers: an array, text with commas between, or a single one. */
  ints(name: string, fallback?: readonly number[]): readonly number[] {
    return this.#read(name, fallback, readInts, 'whole numbers')
  }

  /** One number, or one for each spatial dimension. */
  perDim(name: string, fallback?: number): number | readonly number[] {
    const read = (value: unknown) => {
      const list = readInts(value)
      return list?.length === 1 ? list[0] : list
    }
    return this.#read<number | readonly number[]>(name, fallback, read, 'a whole number or several')
  }

  /** The same, or one of PyTorch's words for padding. */
  padding(name: string): number | readonly number[] | 'same' | 'valid' {
    const given = this.#given[name]
    if (given !== 'same' && given !== 'valid') return this.perDim(name, 0)
    this.#asked.add(name)
    return given
  }

  /** @throws Fault `validation_failed` for parameters that nobody has asked for */
  finish(): void {
    const unknown = Object.keys(this.#given).filter((name) => !this.#asked.has(name))
    if (unknown.length > 0) {
      throw new Fault('validation_failed', `${this.#where} has no parameter "${unknown.join('", "')}"`)
    }
  }
}

function readInts(value: unknown): readonly number[] | undefined {
  const list = Array.isArray(value)
    ? value
    : String(value)
        .replace(/[()[\]\s]/g, '')
        .split(',')
  const numbers = list.filter((part) => part !== '').map(Number)
  return numbers.length > 0 && numbers.every(Number.isSafeInteger) ? numbers : undefined
}
