import { faultIn, quote } from './format-error.ts'
import { PICKLE_OPCODES, type PickleArgument } from './pickle-opcodes.ts'
import { decodeLatin1, decodeUtf8 } from './text.ts'

const FORMAT = 'pickle'
/** All refusals say this field, so that callers can tell content they do not take from files that lie. */
export const PICKLE_FIELD = 'pickle'
const fault = faultIn(FORMAT)
const refuse = (message: string, offset?: number) => fault(message, PICKLE_FIELD, offset)

/** Objects one pickle may make: each costs up to some hundred bytes of memory, and as little as one in the file. */
const MAX_OBJECTS = 1_000_000
const MAX_STACK = 1_000_000
const MAX_LONG_BYTES = 1024
const LINE_FEED = 0x0a
const MARK = Symbol('mark')

/** An imported name. It is never resolved: whoever unpickles says what calling it means. */
export class GlobalName {
  readonly module: string
  readonly name: string

  constructor(module: string, name: string) {
    this.module = module
    this.name = name
  }

  toString(): string {
    return `${this.module}.${this.name}`
  }
}

export interface UnpickleRules {
  /** What a call of an imported name gives; throws for names it does not know. */
  call: (callee: GlobalName, args: readonly unknown[]) => unknown
  /** What a persistent id stands for. */
  persistent: (id: unknown) => unknown
}

interface Argument {
  number: number
  bytes: Uint8Array
  lines: string[]
}

/**
 * Builds the value of the pickle that begins at `start`: numbers, texts, bytes, arrays (for lists and tuples), Maps
 * and Sets, and what `rules` make of calls. Nothing is imported and nothing runs.
 *
 * @returns the value, and where the pickle ends
 * @throws FormatError at the first opcode that asks for more, or makes no sense
 */
export function unpickle(
  bytes: Uint8Array,
  start: number,
  rules: UnpickleRules,
): { value: unknown; end: number } {
  return new Unpickler(bytes, start, rules).run()
}

class Unpickler {
  #bytes: Uint8Array
  #view: DataView
  #position: number
  #rules: UnpickleRules
  #stack: unknown[] = []
  #memo = new Map<number, unknown>()
  #objects = 0

  constructor(bytes: Uint8Array, start: number, rules: UnpickleRules) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#position = start
    this.#rules = rules
  }

  run(): { value: unknown; end: number } {
    for (;;) {
      const at = this.#position
      const code = this.#bytes[at]
      if (code === undefined) throw refuse('it ends without a STOP', at)
      const known = PICKLE_OPCODES.get(code)
      if (!known) throw refuse(`byte ${at} (0x${code.toString(16).padStart(2, '0')}) is no opcode`, at)
      this.#position++
      const argument = this.#argument(known.argument)
      if (known.name === 'STOP') return { value: this.#pop(), end: this.#position }
      this.#apply(known.name, argument)
      if (this.#stack.length > MAX_STACK) throw refuse(`its stack is deeper than ${MAX_STACK}`, at)
    }
  }

  #apply(opcode: string, { number, bytes, lines }: Argument): void {
    switch (opcode) {
      case 'PROTO':
      case 'FRAME':
        return
      case 'MARK':
        this.#stack.push(MARK)
        return
      case 'POP':
        if (this.#stack.pop() === undefined) throw this.#broken()
        return
      case 'POP_MARK':
        this.#toMark()
        return
      case 'DUP':
        this.#push(this.#top())
        return
      case 'NONE':
        this.#push(null)
        return
      case 'NEWTRUE':
        this.#push(true)
        return
      case 'NEWFALSE':
        this.#push(false)
        return
      case 'INT':
        this.#push(lines[0] === '01' ? true : lines[0] === '00' ? false : this.#integer(lines[0]!))
        return
      case 'LONG':
        this.#push(this.#integer(lines[0]!.replace(/L$/, '')))
        return
      case 'BININT':
        this.#push(number | 0)
        return
      case 'BININT1':
      case 'BININT2':
        this.#push(number)
        return
      case 'LONG1':
      case 'LONG4':
        this.#push(this.#long(bytes))
        return
      case 'FLOAT':
        this.#push(Number(lines[0]!))
        return
      case 'BINFLOAT':
        this.#push(new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, false))
        return
      case 'UNICODE':
      case 'STRING':
        this.#push(this.#quoted(lines[0]!, opcode))
        return
      case 'BINSTRING':
      case 'SHORT_BINSTRING':
        this.#push(this.#made(decodeLatin1(bytes)))
        return
      case 'BINUNICODE':
      case 'SHORT_BINUNICODE':
      case 'BINUNICODE8':
        this.#push(this.#made(decodeUtf8(bytes, FORMAT, PICKLE_FIELD, this.#position)))
        return
      case 'BINBYTES':
      case 'SHORT_BINBYTES':
      case 'BINBYTES8':
      case 'BYTEARRAY8':
        this.#push(this.#made(new Uint8Array(bytes)))
        return
      case 'EMPTY_TUPLE':
      case 'EMPTY_LIST':
        this.#push(this.#made([]))
        return
      case 'EMPTY_DICT':
        this.#push(this.#made(new Map()))
        return
      case 'EMPTY_SET':
        this.#push(this.#made(new Set()))
        return
      case 'TUPLE':
      case 'LIST':
        this.#push(this.#made(this.#toMark()))
        return
      case 'TUPLE1':
      case 'TUPLE2':
      case 'TUPLE3':
        this.#push(this.#made(this.#take(Number(opcode.at(-1)))))
        return
      case 'DICT':
        this.#push(this.#made(this.#fill(new Map(), this.#toMark())))
        return
      case 'FROZENSET':
        this.#push(this.#made(new Set(this.#toMark())))
        return
      case 'APPEND':
        this.#extend([this.#pop()])
        return
      case 'APPENDS':
        this.#extend(this.#toMark())
        return
      case 'SETITEM':
        this.#setItems(this.#take(2))
        return
      case 'SETITEMS':
        this.#setItems(this.#toMark())
        return
      case 'ADDITEMS':
        this.#addItems(this.#toMark())
        return
      case 'PUT':
      case 'BINPUT':
      case 'LONG_BINPUT':
        this.#memo.set(this.#slot(opcode, number, lines), this.#top())
        return
      case 'MEMOIZE':
        this.#memo.set(this.#memo.size, this.#top())
        return
      case 'GET':
      case 'BINGET':
      case 'LONG_BINGET': {
        const slot = this.#slot(opcode, number, lines)
        if (!this.#memo.has(slot)) throw refuse(`memo slot ${slot} is empty`, this.#position)
        this.#push(this.#memo.get(slot))
        return
      }
      case 'GLOBAL':
        this.#push(this.#made(new GlobalName(lines[0]!, lines[1]!)))
        return
      case 'STACK_GLOBAL': {
        const [module, name] = this.#take(2)
        if (typeof module !== 'string' || typeof name !== 'string') throw this.#broken()
        this.#push(this.#made(new GlobalName(module, name)))
        return
      }
      case 'REDUCE':
      case 'NEWOBJ': {
        const [callee, args] = this.#take(2)
        this.#push(this.#made(this.#call(callee, args)))
        return
      }
      case 'BUILD':
        this.#build(this.#pop())
        return
      case 'PERSID':
        this.#push(this.#made(this.#rules.persistent(lines[0]!)))
        return
      case 'BINPERSID':
        this.#push(this.#made(this.#rules.persistent(this.#pop())))
        return
      default:
        throw refuse(`opcode ${opcode} makes objects, which are refused`, this.#position)
    }
  }

  #call(callee: unknown, args: unknown): unknown {
    if (!(callee instanceof GlobalName))
      throw refuse('it calls what it did not import by name', this.#position)
    if (!Array.isArray(args)) throw this.#broken()
    return this.#rules.call(callee, args)
  }

  /** Attributes of an OrderedDict (a state dict's `_metadata`) say nothing of its tensors; other objects have none. */
  #build(state: unknown): void {
    const target = this.#top()
    if (!(target instanceof Map) || !(state instanceof Map)) {
      throw refuse('it sets the state of an object, which is refused', this.#position)
    }
  }

  #extend(items: readonly unknown[]): void {
    const target = this.#top()
    if (!Array.isArray(target)) throw this.#broken()
    for (const item of items) target.push(item)
  }

  #setItems(items: readonly unknown[]): void {
    const target = this.#top()
    if (!(target instanceof Map)) throw refuse('it sets items of what is no dict', this.#position)
    this.#fill(target, items)
  }

  #fill(target: Map<unknown, unknown>, items: readonly unknown[]): Map<unknown, unknown> {
    if (items.length % 2 !== 0) throw this.#broken()
    for (let i = 0; i < items.length; i += 2) target.set(items[i], items[i + 1])
    return target
  }

  #addItems(items: readonly unknown[]): void {
    const target = this.#top()
    if (!(target instanceof Set)) throw this.#broken()
    for (const item of items) target.add(item)
  }

  #push(value: unknown): void {
    this.#stack.push(value)
  }

  #made<T>(value: T): T {
    if (++this.#objects > MAX_OBJECTS) throw refuse(`it makes more than ${MAX_OBJECTS} objects`)
    return value
  }

  #pop(): unknown {
    const value = this.#stack.pop()
    if (value === undefined || value === MARK) throw this.#broken()
    return value
  }

  #top(): unknown {
    const value = this.#stack.at(-1)
    if (value === undefined || value === MARK) throw this.#broken()
    return value
  }

  #take(count: number): unknown[] {
    const values: unknown[] = []
    for (let i = 0; i < count; i++) values.push(this.#pop())
    return values.reverse()
  }

  #toMark(): unknown[] {
    const at = this.#stack.lastIndexOf(MARK)
    if (at < 0) throw this.#broken()
    const values = this.#stack.splice(at)
    values.shift()
    return values
  }

  #slot(opcode: string, number: number, lines: readonly string[]): number {
    if (opcode !== 'PUT' && opcode !== 'GET') return number
    if (!/^\d{1,9}$/.test(lines[0]!)) throw this.#broken()
    return Number(lines[0])
  }

  #integer(text: string): number | bigint {
    const plain = text.trim()
    if (!/^-?\d{1,300}$/.test(plain)) throw refuse(`${quote(text)} is no integer`, this.#position)
    return narrow(BigInt(plain))
  }

  /** Two's complement, little-endian, of any length. */
  #long(bytes: Uint8Array): number | bigint {
    if (bytes.byteLength > MAX_LONG_BYTES) throw refuse('an integer is too long', this.#position)
    let value = 0n
    for (const byte of bytes.toReversed()) value = (value << 8n) | BigInt(byte)
    return narrow(BigInt.asIntN(bytes.byteLength * 8, value))
  }

  /** Protocol 0's texts. Escapes other than \n-free plain ones only occur in hostile or exotic files. */
  #quoted(line: string, opcode: string): string {
    const content = opcode === 'UNICODE' ? line : /^(['"])(.*)\1$/s.exec(line.trim())?.[2]
    if (content === undefined || content.includes('\\'))
      throw refuse('a text has escapes, which are refused', this.#position)
    return this.#made(content)
  }

  #argument(kind: PickleArgument): Argument {
    const none = { number: 0, bytes: this.#bytes.subarray(0, 0), lines: [] }
    if (kind.kind === 'lines')
      return { ...none, lines: Array.from({ length: kind.lines }, () => this.#line()) }
    if (kind.kind === 'fixed') {
      const bytes = this.#read(kind.bytes)
      return { ...none, bytes, number: this.#unsigned(bytes) }
    }
    const length = this.#unsigned(this.#read(kind.lengthBytes))
    return { ...none, number: length, bytes: this.#read(length) }
  }

  #unsigned(bytes: Uint8Array): number {
    let value = 0
    for (let i = bytes.byteLength - 1; i >= 0; i--) value = value * 256 + bytes[i]!
    return value
  }

  #read(count: number): Uint8Array {
    const left = this.#view.byteLength - this.#position
    if (count > left) throw refuse(`an opcode says ${count} bytes, but ${left} are left`, this.#position)
    this.#position += count
    return this.#bytes.subarray(this.#position - count, this.#position)
  }

  #line(): string {
    const end = this.#bytes.indexOf(LINE_FEED, this.#position)
    if (end < 0) throw refuse('it ends inside a line', this.#position)
    const line = this.#read(end - this.#position)
    this.#position++
    return decodeUtf8(line, FORMAT, PICKLE_FIELD, this.#position)
  }

  #broken() {
    return refuse(`what is before byte ${this.#position} does not find what it needs`, this.#position)
  }
}

function narrow(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
