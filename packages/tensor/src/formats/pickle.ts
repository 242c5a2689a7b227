import type { ByteSource } from './byte-source.ts'
import { quote } from './format-error.ts'
import { judgeGlobal, type PickleVerdict } from './pickle-globals.ts'
import { ABSENT, MARK, PickleLimit, PickleMachine, SOMETHING } from './pickle-machine.ts'
import { PickleEnd, PickleReader, type PickleStep } from './pickle-reader.ts'

const MAX_OPCODES = 50_000_000
const MAX_PICKLES = 10_000
const MAX_GLOBALS = 10_000
const MAX_REASONS = 100

export interface PickleGlobal {
  module: string
  name: string
  verdict: PickleVerdict
}

export interface PickleScan {
  /** The worst of what was found. Only `safe` means that every name is known to be harmless. */
  verdict: PickleVerdict
  /** Everything the pickle would import, once each, in order of appearance. */
  globals: PickleGlobal[]
  /** Why it is not safe, in words. */
  reasons: string[]
  /** Pickles that follow one another in the bytes and came to their end. */
  pickles: number
  /** Bytes that were understood. */
  bytes: number
  /** False where the bytes stop being a pickle, so that Python would give up too. */
  isWellFormed: boolean
}

/**
 * Looks at what unpickling would import and call, without unpickling: walks the opcodes of all pickles in the
 * source (protocols 0 to 5) over an imaginary stack and memo, so that names put together by way of either are
 * found too.
 *
 * Never throws over what it reads: a stream that is cut, malformed or endless is suspicious, and what was
 * found before that point stands, as Python would have run it.
 *
 * @param options.pickles stop after so many; by default all that follow one another are looked at
 *
 * @example
 * const { verdict, reasons } = await scanPickle(bytesSource(bytes))
 */
export async function scanPickle(
  source: ByteSource,
  options: { pickles?: number } = {},
): Promise<PickleScan> {
  const scan = new Scan(source)
  await scan.run(options.pickles ?? MAX_PICKLES, options.pickles === undefined)
  return scan.result()
}

type Handler = (scan: Scan, step: PickleStep) => void

class Scan {
  static #replace(scan: Scan, count: number): void {
    for (let taken = 0; taken < count; taken++) scan.#machine.pop()
    scan.#machine.push(SOMETHING)
  }

  static #gather(scan: Scan): void {
    scan.#machine.popToMark()
    scan.#machine.push(SOMETHING)
  }

  static #pushText(scan: Scan, text: string | undefined): void {
    scan.#machine.push(text === undefined ? SOMETHING : scan.#machine.text(text))
  }

  /** Opcodes that do more than push a plain value. */
  static readonly #handlers: Readonly<Record<string, Handler>> = {
    STOP: (scan) => {
      const left = scan.#machine.stop()
      if (left > 0) scan.#suspect(`it leaves ${left} values behind that its result has no use for`)
    },
    PROTO: () => {},
    FRAME: () => {},
    MARK: (scan) => scan.#machine.push(MARK),
    POP: (scan) => scan.#machine.drop(),
    POP_MARK: (scan) => scan.#machine.popToMark(),
    DUP: (scan) => scan.#machine.push(scan.#machine.top()),
    TUPLE: Scan.#gather,
    LIST: Scan.#gather,
    DICT: Scan.#gather,
    FROZENSET: Scan.#gather,
    TUPLE1: (scan) => Scan.#replace(scan, 1),
    TUPLE2: (scan) => Scan.#replace(scan, 2),
    TUPLE3: (scan) => Scan.#replace(scan, 3),
    BINPERSID: (scan) => Scan.#replace(scan, 1),
    READONLY_BUFFER: (scan) => Scan.#replace(scan, 1),

    STRING: (scan, { text }) => Scan.#pushText(scan, unquote(text)),
    UNICODE: (scan, { text }) => Scan.#pushText(scan, unescapeUnicode(text)),
    BINSTRING: (scan, { text }) => Scan.#pushText(scan, text),
    SHORT_BINSTRING: (scan, { text }) => Scan.#pushText(scan, text),
    BINUNICODE: (scan, { text }) => Scan.#pushText(scan, text),
    SHORT_BINUNICODE: (scan, { text }) => Scan.#pushText(scan, text),
    BINUNICODE8: (scan, { text }) => Scan.#pushText(scan, text),

    PUT: (scan, { text }) => scan.#remember(parseSlot(text)),
    BINPUT: (scan, { number }) => scan.#remember(number),
    LONG_BINPUT: (scan, { number }) => scan.#remember(number),
    MEMOIZE: (scan) => scan.#machine.rememberNext(),
    GET: (scan, { text }) => scan.#recall(parseSlot(text)),
    BINGET: (scan, { number }) => scan.#recall(number),
    LONG_BINGET: (scan, { number }) => scan.#recall(number),

    GLOBAL: (scan, { text, second }) => scan.#machine.push(scan.#import(text, second)),
    STACK_GLOBAL: (scan) => scan.#importFromStack(),
    INST: (scan, { text, second }) => {
      Scan.#gather(scan)
      scan.#import(text, second)
    },
    EXT1: (scan, { number }) => scan.#extension(number),
    EXT2: (scan, { number }) => scan.#extension(number),
    EXT4: (scan, { number }) => scan.#extension(number),

    REDUCE: (scan) => scan.#call(1),
    NEWOBJ: (scan) => scan.#call(1),
    NEWOBJ_EX: (scan) => scan.#call(2),
    OBJ: (scan) => {
      scan.#judgeCallee(scan.#machine.popToMark())
      scan.#machine.push(SOMETHING)
    },

    BUILD: (scan) => scan.#change(1),
    APPEND: (scan) => scan.#change(1),
    SETITEM: (scan) => scan.#change(2),
    APPENDS: (scan) => scan.#change('mark'),
    SETITEMS: (scan) => scan.#change('mark'),
    ADDITEMS: (scan) => scan.#change('mark'),
  }

  #reader: PickleReader
  #machine = new PickleMachine()
  #globals = new Map<string, PickleGlobal>()
  #reasons = new Set<string>()
  #pickles = 0
  #opcodes = 0
  #bytes = 0
  #isWellFormed = true

  constructor(source: ByteSource) {
    this.#reader = new PickleReader(source)
  }

  async run(most: number, isWhole: boolean): Promise<void> {
    try {
      do await this.#runOne()
      while (this.#pickles < most && !this.#reader.isAtEnd)
      if (isWhole && !this.#reader.isAtEnd)
        throw new PickleLimit(`more than ${most} pickles follow one another`)
    } catch (error) {
      if (!(error instanceof PickleEnd || error instanceof PickleLimit)) throw error
      this.#isWellFormed = false
      this.#reasons.add(error.message) // the last word, however many there were before
    }
  }

  result(): PickleScan {
    const globals = [...this.#globals.values()]
    const isDangerous = globals.some(({ verdict }) => verdict === 'dangerous')
    return {
      verdict: isDangerous ? 'dangerous' : this.#reasons.size > 0 ? 'suspicious' : 'safe',
      globals,
      reasons: [...this.#reasons],
      pickles: this.#pickles,
      bytes: this.#bytes,
      isWellFormed: this.#isWellFormed,
    }
  }

  async #runOne(): Promise<void> {
    for (;;) {
      if (++this.#opcodes > MAX_OPCODES) throw new PickleLimit(`it has more than ${MAX_OPCODES} opcodes`)
      const wait = this.#reader.prepare()
      if (wait) await wait
      const step = this.#reader.next()
      this.#apply(step)
      this.#bytes = this.#reader.position
      if (this.#machine.isBroken) {
        this.#malformed(`${step.opcode} before byte ${this.#reader.position} does not find what it needs`)
        this.#machine.isBroken = false
      }
      if (step.opcode === 'STOP') break
    }
    this.#pickles++
  }

  #apply(step: PickleStep): void {
    const handle = Scan.#handlers[step.opcode]
    if (handle) handle(this, step)
    else this.#machine.push(SOMETHING) // numbers, bytes, empty containers and the rest: a plain value each
  }

  #remember(slot: number | undefined): void {
    if (slot === undefined) this.#malformed(`PUT before byte ${this.#reader.position} has no slot`)
    else this.#machine.remember(slot)
  }

  #recall(slot: number | undefined): void {
    const value = slot === undefined ? ABSENT : this.#machine.recall(slot)
    if (value === ABSENT) this.#malformed(`GET before byte ${this.#reader.position} finds nothing`)
    this.#machine.push(value === ABSENT ? SOMETHING : value)
  }

  #importFromStack(): void {
    const name = this.#machine.value(this.#machine.pop())
    const module = this.#machine.value(this.#machine.pop())
    const isKnown = module?.kind === 'text' && name?.kind === 'text'
    this.#machine.push(isKnown ? this.#import(module.text, name.text) : this.#import(undefined, undefined))
  }

  #import(module: string | undefined, name: string | undefined): number {
    if (module === undefined || name === undefined) {
      this.#suspect('it imports something whose name cannot be told beforehand')
      return SOMETHING
    }
    const key = `${module}\n${name}`
    if (!this.#globals.has(key)) {
      if (this.#globals.size === MAX_GLOBALS)
        throw new PickleLimit(`it imports more than ${MAX_GLOBALS} names`)
      const verdict = judgeGlobal(module, name)
      this.#globals.set(key, { module, name, verdict })
      const label = quote(`${module}.${name}`)
      if (verdict === 'dangerous') this.#suspect(`it imports ${label}, which can run code`)
      if (verdict === 'suspicious') this.#suspect(`it imports ${label}, which is not known to be harmless`)
    }
    return this.#machine.global(module, name)
  }

  #extension(number: number): void {
    this.#suspect(`it imports extension ${number} of the reader's own registry`)
    this.#machine.push(SOMETHING)
  }

  /** A callable under so many arguments, all replaced by what it returns. */
  #call(parts: number): void {
    for (let taken = 0; taken < parts; taken++) this.#machine.pop()
    this.#judgeCallee(this.#machine.pop())
    this.#machine.push(SOMETHING)
  }

  /** Only names are judged, so whatever is called must be one. */
  #judgeCallee(callee: number): void {
    if (this.#machine.value(callee)?.kind !== 'global') {
      this.#suspect('it calls something that it did not import by name')
    }
  }

  /** Filling a container is fine, changing an imported class or function is not. */
  #change(parts: number | 'mark'): void {
    if (parts === 'mark') this.#machine.popToMark()
    else for (let taken = 0; taken < parts; taken++) this.#machine.pop()
    const target = this.#machine.value(this.#machine.top())
    if (target?.kind === 'global')
      this.#suspect(`it changes ${quote(`${target.module}.${target.name}`)} itself`)
  }

  #malformed(message: string): void {
    this.#isWellFormed = false
    this.#suspect(message)
  }

  #suspect(reason: string): void {
    if (this.#reasons.size < MAX_REASONS) this.#reasons.add(reason)
  }
}

function parseSlot(line: string | undefined): number | undefined {
  return line !== undefined && /^\d{1,15}$/.test(line) ? Number(line) : undefined
}

/** The content of a quoted string; undefined where escapes hide it, which then counts as unknown. */
function unquote(line: string | undefined): string | undefined {
  const [, , content] = /^\s*(['"])(.*)\1\s*$/s.exec(line ?? '') ?? []
  if (content === undefined) return undefined
  const plain = content.replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return plain.includes('\\') ? undefined : plain
}

/** Python's raw-unicode-escape: only \uXXXX and \UXXXXXXXX mean something else. */
function unescapeUnicode(line: string | undefined): string | undefined {
  return line?.replace(/\\u([0-9a-f]{4})|\\U([0-9a-f]{8})/gi, (whole, short?: string, long?: string) => {
    const point = Number.parseInt(short ?? long ?? '', 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}
