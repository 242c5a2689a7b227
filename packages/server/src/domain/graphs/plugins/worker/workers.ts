import pLimit from 'p-limit'
import type { Frame, Head } from './inside/frames.ts'
import type { Problem } from './inside/place-of.ts'
import { decodeValue, encodeValue } from './inside/values.ts'
import { IsolatedProcess, type Isolation } from './isolated-process.ts'

/** Processes of one extension that work at the same time. */
const PARALLEL = 2
const LOAD_MS = 10_000
const IDLE_MS = 60_000
/** Processes of all extensions that wait for work: each holds some 50 MB. */
const MOST_IDLE = 6
/** How long a call that was stopped may take to come to its end before its process is killed. */
const GRACE_MS = 100
const PROGRESS_MS = 50
const MOST_LOG_LINES = 1000
const LARGEST_PROGRESS = 64 * 1024
const MOST_KINDS = 500

export interface WorkersOptions extends Isolation {
  /** Modules with kinds, as paths in the folder. */
  files: readonly string[]
  abilities: readonly string[]
  /** What one call may take. */
  seconds: number
}

export interface Call {
  kind: string
  inputs: Record<string, unknown>
  params: Record<string, unknown>
  seed: number
  signal: AbortSignal
  log(line: string): void
  progress(frame: Record<string, unknown>): void
  fetch: typeof fetch
}

/** What an extension's modules turned out to hold: kinds as their authors describe them, unchecked, and errors. */
export interface Loaded {
  kinds: { file: string; kind: unknown }[]
  problems: Problem[]
}

/** A process that waits for work, and how it is ended. */
interface Idle {
  process: IsolatedProcess
  timer: NodeJS.Timeout
  end(): void
}
const idleEverywhere = new Set<Idle>()

/** The processes of one extension: started when there is work, kept for a while, never shared with another. */
export class Workers {
  readonly #options: WorkersOptions
  readonly #limit = pLimit(PARALLEL)
  readonly #idle: Idle[] = []
  readonly #all = new Set<IsolatedProcess>()
  #calls = 0
  #isRetired = false
  #isClosed = false

  constructor(options: WorkersOptions) {
    this.#options = options
  }

  /** Loads the extension and says what is in it. Never throws: what goes wrong is a problem. */
  async load(): Promise<Loaded> {
    let process: IsolatedProcess | undefined
    let file: string | null = null
    try {
      process = await IsolatedProcess.start(this.#options)
      const loaded = await this.#loadInto(process, (loading) => {
        file = loading
      })
      this.#keep(process)
      return loaded
    } catch (error) {
      if (process) this.#drop(process)
      return { kinds: [], problems: [{ message: (error as Error).message, place: file }] }
    }
  }

  /**
   * Runs a kind in a process of its own for as long as it takes.
   *
   * @returns what `run` gave, by output, with typed arrays
   * @throws Error what it threw, with its place; that it took too long or too much, or died; the signal's reason
   */
  run(call: Call): Promise<Record<string, unknown>> {
    return this.#limit(async () => {
      call.signal.throwIfAborted()
      if (this.#isClosed) throw new Error('the server is stopping')
      const process = await this.#take()
      process.hold(true)
      try {
        return await this.#call(process, call)
      } finally {
        // Killed processes say so a moment later.
        if (!this.#dying.has(process)) this.#keep(process)
      }
    })
  }

  /** It has been changed or switched off: runs that began with it end with it, and nothing is kept for later. */
  retire(): void {
    this.#isRetired = true
    for (const idle of [...this.#idle]) this.#drop(this.#wake(idle))
  }

  /** Ends whatever it does. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const idle of [...this.#idle]) this.#wake(idle)
    await Promise.all([...this.#all].map((process) => process.close()))
  }

  readonly #dying = new WeakSet<IsolatedProcess>()

  #drop(process: IsolatedProcess, why = 'it was ended'): void {
    this.#dying.add(process)
    this.#all.delete(process)
    process.kill(why)
  }

  #keep(process: IsolatedProcess): void {
    if (process.isGone || this.#isRetired || this.#isClosed) {
      this.#drop(process)
      return
    }
    process.hold(false)
    process.listen(() => {})
    const end = () => this.#drop(this.#wake(idle))
    const idle: Idle = { process, end, timer: setTimeout(end, IDLE_MS).unref() }
    this.#idle.push(idle)
    idleEverywhere.add(idle)
    // Sets keep their order: the one that has waited longest goes.
    if (idleEverywhere.size > MOST_IDLE) [...idleEverywhere][0]!.end()
  }

  #wake(idle: Idle): IsolatedProcess {
    clearTimeout(idle.timer)
    idleEverywhere.delete(idle)
    const at = this.#idle.indexOf(idle)
    if (at >= 0) this.#idle.splice(at, 1)
    return idle.process
  }

  async #take(): Promise<IsolatedProcess> {
    for (;;) {
      const idle = this.#idle.at(-1)
      if (!idle) break
      const kept = this.#wake(idle)
      if (!kept.isGone) return kept
      this.#all.delete(kept)
    }
    const process = await IsolatedProcess.start(this.#options)
    try {
      await this.#loadInto(process)
      return process
    } catch (error) {
      this.#drop(process)
      throw error
    }
  }

  async #loadInto(process: IsolatedProcess, onFile: (file: string) => void = () => {}): Promise<Loaded> {
    this.#all.add(process)
    process.hold(true)
    const { promise, resolve, reject } = Promise.withResolvers<Loaded>()
    process.listen(({ head }) => {
      if (head.type === 'loading') onFile(String(head.file))
      else if (head.type === 'loaded')
        resolve({
          kinds: listOf<Loaded['kinds'][number]>(head.kinds).slice(0, MOST_KINDS),
          problems: listOf(head.problems).slice(0, MOST_KINDS).map(toProblem),
        })
      else if (head.type === 'fatal') reject(new Error(toProblem(head).message))
    })
    const { folder, files, abilities, ownFolder } = this.#options
    process.say({ type: 'load', folder, files, abilities, ownFolder })
    const timer = setTimeout(
      () => process.kill(`loading took more than ${LOAD_MS / 1000} s and was ended`),
      LOAD_MS,
    )
    void process.gone.then((why) => reject(new Error(why)))
    try {
      return await promise
    } finally {
      clearTimeout(timer)
    }
  }

  async #call(process: IsolatedProcess, call: Call): Promise<Record<string, unknown>> {
    const id = ++this.#calls
    const { seconds } = this.#options
    const { promise, resolve, reject } = Promise.withResolvers<Record<string, unknown>>()
    const told = new Told(call)
    // Answered, in whatever way: a process that has not after it was told to stop is killed.
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    process.listen((frame) => {
      const { head, segments } = frame
      if (head.type === 'fetch') return void this.#fetch(process, call, frame)
      if (head.id !== id) return
      if (head.type === 'log') told.log(String(head.line))
      else if (head.type === 'progress') told.progress(head.frame)
      else if (head.type === 'error') reject(errorOf(head))
      else if (head.type === 'fatal') {
        this.#drop(process)
        reject(errorOf(head))
      } else if (head.type === 'result') {
        try {
          resolve(decodeValue(head.outputs, segments) as Record<string, unknown>)
        } catch (error) {
          reject(error)
        }
      } else return
      if (head.type === 'error' || head.type === 'result') answer()
    })
    void process.gone.then((why) => {
      this.#dying.add(process)
      this.#all.delete(process)
      reject(new Error(why))
    })
    const timer = setTimeout(
      () => this.#drop(process, `it ran for more than ${seconds} s and was ended`),
      seconds * 1000,
    )
    const onAbort = () => {
      process.say({ type: 'abort' })
      const killing = setTimeout(() => this.#drop(process, 'the run was stopped'), GRACE_MS)
      void Promise.race([answered, process.gone]).then(() => clearTimeout(killing))
    }
    call.signal.addEventListener('abort', onAbort, { once: true })
    if (call.signal.aborted) onAbort()
    try {
      const sent: ArrayBufferView[] = []
      const inputs = encodeValue(call.inputs, sent)
      const params = encodeValue(call.params, sent)
      process.say({ type: 'run', id, kind: call.kind, seed: call.seed, inputs, params }, sent)
      const outputs = await promise
      told.end()
      return outputs
    } finally {
      clearTimeout(timer)
      call.signal.removeEventListener('abort', onAbort)
    }
  }

  /** Asks the world on its behalf, by the server's rules. */
  async #fetch(process: IsolatedProcess, call: Call, { head, segments }: Frame): Promise<void> {
    const { n } = head
    try {
      if (!this.#options.abilities.includes('network')) throw new Error('no network')
      const redirect = (['follow', 'error', 'manual'] as const).find((each) => each === head.redirect)
      const response = await call.fetch(String(head.url), {
        method: String(head.method),
        headers: listOf<[string, string]>(head.headers),
        redirect: redirect ?? 'follow',
        signal: call.signal,
        ...(segments[0] && { body: segments[0] }),
      })
      const body = await readBounded(response, this.#options.memoryBytes / 2)
      const { status, statusText, url } = response
      process.say({ type: 'fetched', n, status, statusText, url, headers: [...response.headers] }, [body])
    } catch (error) {
      const { message, cause } = error as Error
      const why = cause instanceof Error ? `${message}: ${cause.message}` : message
      process.say({ type: 'fetched', n, error: why })
    }
  }
}

/** What a call tells of itself, bounded: nobody reads more, and every frame is kept. */
class Told {
  readonly #call: Call
  #lines = 0
  #last = 0
  #held: Record<string, unknown> | undefined

  constructor(call: Call) {
    this.#call = call
  }

  log(line: string): void {
    this.#lines += 1
    if (this.#lines < MOST_LOG_LINES) this.#call.log(line.slice(0, 10_000))
    else if (this.#lines === MOST_LOG_LINES) this.#call.log('… more lines are not kept')
  }

  progress(encoded: unknown): void {
    if (JSON.stringify(encoded).length > LARGEST_PROGRESS) return
    const frame = decodeValue(encoded, [])
    if (typeof frame !== 'object' || frame === null || Array.isArray(frame)) return
    this.#held = frame as Record<string, unknown>
    if (performance.now() - this.#last >= PROGRESS_MS) this.end()
  }

  /** Tells the last frame that was held back. */
  end(): void {
    if (this.#held) this.#call.progress(this.#held)
    this.#held = undefined
    this.#last = performance.now()
  }
}

async function readBounded(response: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > most) throw new Error(`the answer has more than ${most} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const listOf = <T>(given: unknown): T[] => (Array.isArray(given) ? (given as T[]) : [])

function toProblem(given: unknown): Problem {
  const { message, place } = (given ?? {}) as Record<string, unknown>
  return {
    message: String(message ?? 'unknown').slice(0, 2000),
    place: typeof place === 'string' ? place.slice(0, 300) : null,
  }
}

function errorOf(head: Head): Error {
  const { message, place } = toProblem(head)
  return new Error(place === null ? message : `${message} (${place})`)
}
