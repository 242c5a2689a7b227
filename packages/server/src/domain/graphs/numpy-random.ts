/**
 * NumPy's `RandomState(seed)`, number for number: a Mersenne twister (MT19937) and the legacy ways of drawing from
 * it. Splits, synthetic data and first weights are so the ones that scikit-learn makes of the same seed, here and in
 * an exported script.
 */
export class NumpyRandom {
  readonly #state = new Uint32Array(624)
  #position = 624
  #spare: number | undefined

  /** @param seed a whole number; of larger and negative ones the low 32 bits count */
  constructor(seed: number) {
    let value = Number(BigInt.asUintN(32, BigInt(seed)))
    for (let i = 0; i < 624; i++) {
      this.#state[i] = value
      value = (Math.imul(1812433253, value ^ (value >>> 30)) + i + 1) >>> 0
    }
  }

  /** 32 random bits. */
  bits(): number {
    if (this.#position === 624) this.#refill()
    let y = this.#state[this.#position++]!
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return (y ^ (y >>> 18)) >>> 0
  }

  /** In [0, 1), with 53 bits. */
  random(): number {
    const high = this.bits() >>> 5
    return (high * 67108864 + (this.bits() >>> 6)) / 9007199254740992
  }

  uniform(low: number, high: number): number {
    return low + (high - low) * this.random()
  }

  /** Normal, by the polar method; every other one was drawn with the one before. */
  normal(): number {
    if (this.#spare !== undefined) {
      const spare = this.#spare
      this.#spare = undefined
      return spare
    }
    for (;;) {
      const x = 2 * this.random() - 1
      const y = 2 * this.random() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const factor = Math.sqrt((-2 * Math.log(square)) / square)
      this.#spare = factor * x
      return factor * y
    }
  }

  /** A whole number of [0, most]. */
  integer(most: number): number {
    if (most === 0) return 0
    const mask = 2 ** (32 - Math.clz32(most)) - 1
    for (;;) {
      const value = (this.bits() & mask) >>> 0
      if (value <= most) return value
    }
  }

  /** Brings a list into a random order, in place. */
  shuffle<Item>(list: Item[]): Item[] {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.integer(i)
      ;[list[i], list[j]] = [list[j]!, list[i]!]
    }
    return list
  }

  /** The numbers below `count` in random order. */
  permutation(count: number): number[] {
    return this.shuffle(Array.from({ length: count }, (_, i) => i))
  }

  #refill(): void {
    const state = this.#state
    for (let i = 0; i < 624; i++) {
      const y = (state[i]! & 0x80000000) | (state[(i + 1) % 624]! & 0x7fffffff)
      state[i] = state[(i + 397) % 624]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
    }
    this.#position = 0
  }
}
