/** A value on the stack, as far as it matters: nothing, something, a mark, or an entry of the value table. */
export const ABSENT = 0
export const SOMETHING = 1
export const MARK = 2
const FIRST_ENTRY = 3

/** Only text and the globals made of it are told apart; they decide what a pickle imports. */
export type PickleValue = { kind: 'text'; text: string } | { kind: 'global'; module: string; name: string }

const MAX_STACK = 1_000_000
const MAX_ENTRIES = 500_000
const MAX_MEMO = 20_000_000
const MAX_SPARSE = 1_000_000
/** Characters of all texts and names in the value table. */
const MAX_CHARACTERS = 16_000_000
/** Memo slots up to this far beyond the last used one are kept in a plain array of numbers. */
const DENSE_GAP = 1024

/** Raised when a pickle asks for more than the scan will hold; the scan then ends there. */
export class PickleLimit extends Error {}

/**
 * The stack and memo of a pickle machine that computes nothing. Values are small numbers, so that a hostile
 * stream of one-byte opcodes cannot make it hold much more than it sent.
 */
export class PickleMachine {
  /** Set once the stream did what no real pickle does; what it meant is then unknown. */
  isBroken = false
  #stack: number[] = []
  #entries: PickleValue[] = []
  #known = new Map<string, number>()
  #characters = 0
  #memo = new Uint32Array(DENSE_GAP)
  #sparse = new Map<number, number>()
  #memoCount = 0

  push(value: number): void {
    if (this.#stack.length === MAX_STACK) throw new PickleLimit(`its stack is deeper than ${MAX_STACK}`)
    this.#stack.push(value)
  }

  /** Takes the top value, which may not be a mark. */
  pop(): number {
    const value = this.#stack.pop()
    if (value !== undefined && value !== MARK) return value
    this.isBroken = true
    if (value === MARK) this.#stack.push(MARK)
    return SOMETHING
  }

  /** Takes the top, whatever it is. */
  drop(): void {
    if (this.#stack.pop() === undefined) this.isBroken = true
  }

  /** The top value, left where it is. */
  top(): number {
    const value = this.#stack.at(-1)
    if (value !== undefined && value !== MARK) return value
    this.isBroken = true
    return SOMETHING
  }

  /** Takes everything down to the last mark; the value just above the mark comes back. */
  popToMark(): number {
    let first = ABSENT
    for (;;) {
      const value = this.#stack.pop()
      if (value === MARK) return first
      if (value === undefined) {
        this.isBroken = true
        return SOMETHING
      }
      first = value
    }
  }

  remember(slot: number): void {
    const value = this.top()
    if (this.recall(slot) === ABSENT && ++this.#memoCount > MAX_MEMO) {
      throw new PickleLimit(`its memo holds more than ${MAX_MEMO} values`)
    }
    if (slot >= this.#memo.length && slot < this.#memo.length + DENSE_GAP) this.#growMemo()
    if (slot < this.#memo.length) this.#memo[slot] = value
    else this.#sparse.set(slot, value)
    if (this.#sparse.size > MAX_SPARSE) throw new PickleLimit('its memo is scattered')
  }

  /** Remembers the top in the next free slot, as opcode MEMOIZE counts them. */
  rememberNext(): void {
    this.remember(this.#memoCount)
  }

  recall(slot: number): number {
    return this.#sparse.get(slot) ?? this.#memo[slot] ?? ABSENT
  }

  /** Puts text into the value table. When that is full text becomes just something: never trusted, only unknown. */
  text(text: string): number {
    return this.#add(`t${text}`, { kind: 'text', text })
  }

  global(module: string, name: string): number {
    return this.#add(`g${module}\n${name}`, { kind: 'global', module, name })
  }

  value(id: number): PickleValue | undefined {
    return this.#entries[id - FIRST_ENTRY]
  }

  /** Takes the result, as STOP does, and empties stack and memo. What else was on the stack is counted. */
  stop(): number {
    this.pop()
    const left = this.#stack.length
    this.#stack = []
    if (this.#memoCount > 0) {
      this.#memo = new Uint32Array(DENSE_GAP)
      this.#sparse.clear()
      this.#memoCount = 0
    }
    return left
  }

  #add(key: string, value: PickleValue): number {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    this.#characters += key.length
    if (this.#entries.length === MAX_ENTRIES || this.#characters > MAX_CHARACTERS) return SOMETHING
    this.#entries.push(value)
    const id = this.#entries.length - 1 + FIRST_ENTRY
    this.#known.set(key, id)
    return id
  }

  #growMemo(): void {
    const grown = new Uint32Array(this.#memo.length * 2)
    grown.set(this.#memo)
    this.#memo = grown
    for (const [slot, value] of this.#sparse) {
      if (slot >= grown.length) continue
      grown[slot] = value
      this.#sparse.delete(slot)
    }
  }
}
