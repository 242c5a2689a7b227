import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { WorkerGone, WorkerRefused, WorkerStuck } from '../../call-worker.ts'

const SCRIPT = fileURLToPath(new URL('./worker.py', import.meta.url))

/** What the process may allocate. */
const MOST_MEMORY = 8 * 1024 ** 3
/** No answer of ours has a header this long. */
const MOST_HEADER = 16 * 1024 * 1024
/** Bytes of the tensors of one answer. */
const MOST_DATA = 2 * 1024 ** 3
/** How long it may take to start: importing PyTorch reads hundreds of megabytes. */
const START_MS = 120_000

interface Listed {
  bytes: number
}

export interface Frame {
  header: Record<string, unknown>
  /** The elements of the tensors that the header lists, each aligned for its type. */
  data: Uint8Array<ArrayBuffer>[]
}

interface Call {
  request: object
  data: readonly Uint8Array[]
  resolve(frame: Frame): void
  reject(error: Error): void
}

/**
 * A Python process that answers calls one after another. One that does not come back in time is killed, and one
 * that dies fails what waits for it; a new one is started by whoever asks next.
 */
export class TorchProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly #stuckAfterMs: number
  readonly #onGone: (error: Error) => void
  readonly #calls = new Map<number, Call>()
  readonly #ended = Promise.withResolvers<void>()
  #chunks: Buffer[] = []
  #received = 0
  #expected: { header: Record<string, unknown>; start: number; end: number } | undefined
  #lastId = 0
  #watchdog: NodeJS.Timeout | undefined
  #gone: Error | undefined
  #lastWords = ''

  constructor(
    python: string,
    options: { threads: number; stuckAfterMs: number; onGone: (error: Error) => void },
  ) {
    this.#stuckAfterMs = options.stuckAfterMs
    this.#onGone = options.onGone
    // Isolated: nothing of the environment or the working folder becomes code in it.
    this.#child = spawn(python, ['-I', '-u', SCRIPT, String(MOST_MEMORY), String(options.threads)], {
      stdio: ['pipe', 'pipe', 'pipe'],
      cwd: '/',
      env: { OMP_NUM_THREADS: String(options.threads), PYTHONUNBUFFERED: '1' },
    })
    this.#child.stdout.on('data', (chunk: Buffer) => this.#receive(chunk))
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#lastWords = (this.#lastWords + chunk.toString()).slice(-500)
    })
    this.#child.stdin.on('error', () => {})
    this.#child.on('error', (error) => this.#end(new WorkerGone(`Python did not start: ${error.message}`)))
    this.#child.on('exit', (code, signal) => {
      this.#ended.resolve()
      const words = this.#lastWords.trim().split('\n').at(-1) ?? ''
      this.#end(new WorkerGone(`Python ended with ${signal ?? code}${words ? `: ${words}` : ''}`))
    })
    this.#watch(Math.max(START_MS, this.#stuckAfterMs))
  }

  get isGone(): boolean {
    return this.#gone !== undefined
  }

  /** @throws WorkerGone, WorkerStuck, or WorkerRefused with what PyTorch said */
  call(request: object, data: readonly Uint8Array[] = []): Promise<Frame> {
    if (this.#gone) return Promise.reject(this.#gone)
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { request, data, resolve, reject })
      this.#send({ ...request, id }, data)
      if (this.#calls.size === 1 && !this.#watchdog) this.#watch(this.#stuckAfterMs)
    })
  }

  async close(): Promise<void> {
    this.#end(new WorkerGone('the runtime is closed'))
    this.#child.stdin.end()
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 2000)
    await this.#ended.promise
    clearTimeout(timer)
  }

  #send(header: object, data: readonly Uint8Array[]): void {
    const text = Buffer.from(JSON.stringify(header))
    const length = Buffer.alloc(4)
    length.writeUInt32LE(text.length)
    this.#child.stdin.cork()
    for (const part of [length, text, ...data]) this.#child.stdin.write(part)
    this.#child.stdin.uncork()
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#received += chunk.length
    for (;;) {
      if (!this.#expected && !this.#readHeader()) return
      const { header, start, end } = this.#expected!
      if (this.#received < end) return
      const whole = this.#joined()
      this.#expected = undefined
      this.#keepRest(whole.subarray(end))
      this.#settle(header, whole.subarray(start, end))
      if (this.#gone) return
    }
  }

  /** @returns false while the header is not here */
  #readHeader(): boolean {
    if (this.#received < 4) return false
    const whole = this.#joined()
    const length = whole.readUInt32LE(0)
    if (length > MOST_HEADER) return this.#fail('it sent a header without end')
    if (whole.length < 4 + length) return false
    const header = JSON.parse(whole.toString('utf8', 4, 4 + length)) as Record<string, unknown>
    const bytes = listed(header).reduce((sum, item) => sum + item.bytes, 0)
    if (bytes > MOST_DATA) return this.#fail('its answer is too large')
    this.#expected = { header, start: 4 + length, end: 4 + length + bytes }
    return true
  }

  #fail(why: string): false {
    this.#end(new WorkerGone(why))
    this.#child.kill('SIGKILL')
    return false
  }

  #joined(): Buffer {
    const whole = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks)
    this.#chunks = [whole]
    return whole
  }

  #keepRest(rest: Buffer): void {
    this.#chunks = rest.length > 0 ? [rest] : []
    this.#received = rest.length
  }

  #settle(header: Record<string, unknown>, bytes: Buffer): void {
    clearTimeout(this.#watchdog)
    this.#watchdog = undefined
    const call = this.#calls.get(header.id as number)
    this.#calls.delete(header.id as number)
    if (this.#calls.size > 0) this.#watch(this.#stuckAfterMs)
    if (typeof header.error === 'string') {
      call?.reject(new WorkerRefused(header.error))
      return
    }
    let at = 0
    const data = listed(header).map((item) => {
      // Copied, so that it begins where its elements can be seen as numbers.
      const part = new Uint8Array(bytes.subarray(at, at + item.bytes))
      at += item.bytes
      return part
    })
    call?.resolve({ header, data })
  }

  #watch(ms: number): void {
    clearTimeout(this.#watchdog)
    this.#watchdog = setTimeout(() => {
      const [oldest] = this.#calls
      const stuck = new WorkerStuck(ms)
      if (oldest) {
        this.#calls.delete(oldest[0])
        oldest[1].reject(stuck)
      }
      this.#end(stuck)
      this.#child.kill('SIGKILL')
    }, ms)
    this.#watchdog.unref()
  }

  #end(error: Error): void {
    if (this.#gone) return
    this.#gone = error
    clearTimeout(this.#watchdog)
    const waiting = error instanceof WorkerStuck ? new WorkerGone('the process was stuck') : error
    for (const { reject } of this.#calls.values()) reject(waiting)
    this.#calls.clear()
    this.#onGone(error)
  }
}

const listed = ({ outputs }: Record<string, unknown>): Listed[] =>
  Array.isArray(outputs) ? (outputs as Listed[]) : []
