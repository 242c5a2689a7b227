import { ByteCursor } from './byte-cursor.ts'
import type { ByteSource } from './byte-source.ts'
import { PICKLE_OPCODES, type PickleArgument } from './pickle-opcodes.ts'
import { decodeLatin1, decodeLossy } from './text.ts'

/** Longer texts name no module; they are passed over. */
const LONGEST_TEXT = 256
/** An opcode with its length and text, or with two lines. */
const LONGEST_STEP = 1 + 2 * (LONGEST_TEXT + 1)
const LINE_FEED = 0x0a

/** One opcode as it stands in the stream. */
export interface PickleStep {
  opcode: string
  /** A fixed argument, or the length of a counted one. */
  number: number
  /** Text that could name something; undefined where there is none, or too much. */
  text: string | undefined
  /** The lines of GLOBAL and INST. */
  second: string | undefined
}

/** Raised where the bytes stop being a pickle. */
export class PickleEnd extends Error {}

/** Cuts a pickle stream into opcodes, skipping long payloads unread. */
export class PickleReader {
  #cursor: ByteCursor
  /** Lines of the last opcode that were too long to take at once. */
  #openLines = 0

  constructor(source: ByteSource) {
    this.#cursor = new ByteCursor(source, 'pickle')
  }

  get position(): number {
    return this.#cursor.position
  }

  get isAtEnd(): boolean {
    return this.#cursor.remaining === 0
  }

  /**
   * Brings in what the next step needs. Undefined, and no wait, where it is there already: there may be
   * millions of steps.
   */
  prepare(): Promise<void> | undefined {
    const { buffered, remaining } = this.#cursor
    if (this.#openLines === 0 && (buffered >= LONGEST_STEP || buffered >= remaining)) return undefined
    return this.#load()
  }

  /**
   * The next opcode, once prepared.
   * @throws PickleEnd at an unknown opcode or where the stream is cut
   */
  next(): PickleStep {
    const cursor = this.#cursor
    if (cursor.buffered === 0) throw new PickleEnd(`it ends at byte ${cursor.position} without a STOP`)
    const code = cursor.u8()
    const known = PICKLE_OPCODES.get(code)
    if (!known) {
      throw new PickleEnd(
        `byte ${cursor.position - 1} (0x${code.toString(16).padStart(2, '0')}) is no opcode`,
      )
    }
    const step: PickleStep = { opcode: known.name, number: 0, text: undefined, second: undefined }
    const { argument } = known
    if (argument.kind === 'fixed') step.number = this.#number(argument.bytes, false)
    else if (argument.kind === 'counted') this.#counted(step, argument)
    else this.#lines(step, argument.lines)
    return step
  }

  #counted(step: PickleStep, argument: PickleArgument & { kind: 'counted' }): void {
    const length = this.#number(argument.lengthBytes, argument.isSigned)
    step.number = length
    if (length < 0 || length > this.#cursor.remaining) {
      throw new PickleEnd(`${step.opcode} says ${length} bytes, but ${this.#cursor.remaining} are left`)
    }
    if (!argument.isText || length > LONGEST_TEXT) {
      this.#cursor.skip(length, step.opcode)
    } else {
      const bytes = this.#cursor.take(length)
      step.text = step.opcode.includes('UNICODE') ? decodeLossy(bytes) : decodeLatin1(bytes)
    }
  }

  #lines(step: PickleStep, lines: 1 | 2): void {
    // Names are UTF-8; Python takes the bytes of other lines one by one.
    const decode = lines === 2 ? decodeLossy : decodeLatin1
    const first = this.#line(decode)
    const second = lines === 2 && first !== undefined ? this.#line(decode) : undefined
    this.#openLines = first === undefined ? lines : lines === 2 && second === undefined ? 1 : 0
    if (this.#openLines > 0) return
    step.text = first
    step.second = second
  }

  #number(bytes: number, isSigned: boolean): number {
    const cursor = this.#cursor
    if (cursor.buffered < bytes) throw new PickleEnd(`it ends at byte ${cursor.end} inside an opcode`)
    if (bytes === 0) return 0
    if (bytes === 1) return cursor.u8()
    if (bytes === 2) return cursor.u16()
    if (bytes === 4) return isSigned ? cursor.i32() : cursor.u32()
    return Number(cursor.u64())
  }

  /** The bytes up to the next line feed; undefined, and nothing taken, where that is too far away to matter. */
  #line(decode: (bytes: Uint8Array) => string): string | undefined {
    const end = this.#cursor
      .peek()
      .subarray(0, LONGEST_TEXT + 1)
      .indexOf(LINE_FEED)
    if (end < 0) return undefined
    const line = this.#cursor.take(end)
    this.#cursor.take(1)
    return decode(line)
  }

  async #load(): Promise<void> {
    const cursor = this.#cursor
    while (this.#openLines > 0) {
      if (cursor.remaining === 0) throw new PickleEnd(`it ends at byte ${cursor.end} inside a line`)
      await cursor.fillUpTo(LONGEST_STEP)
      const bytes = cursor.peek()
      const end = bytes.indexOf(LINE_FEED)
      cursor.take(end < 0 ? bytes.byteLength : end + 1)
      if (end >= 0) this.#openLines--
    }
    await cursor.fillUpTo(LONGEST_STEP)
  }
}
