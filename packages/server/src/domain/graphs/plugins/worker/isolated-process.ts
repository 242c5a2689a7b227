import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Frame, FrameReader, frameChunks, type Head } from './inside/frames.ts'
import { hasKernelWall, walled } from './kernel-wall.ts'
import { memoryOf } from './memory-of.ts'

const INSIDE = fileURLToPath(new URL('inside/', import.meta.url))
/** Says that the files inside are modules. */
const OWN_PACKAGE = fileURLToPath(new URL('../../../../../package.json', import.meta.url))
const MIB = 1024 ** 2
const LARGEST_HEAD = 16 * MIB
/** How often its memory is looked at. */
const LOOK_MS = 100

export interface Isolation {
  /** The extension's code; all it can read. */
  folder: string
  /** A folder of its own that it may read and write; undefined without the ability `files`. */
  ownFolder: string | undefined
  /** What the process may hold in memory. Bytes. */
  memoryBytes: number
}

/**
 * A process that runs code which nobody vouches for. Node's permission model keeps it from files, other processes,
 * threads and native code; where the kernel can, it has no network and sees no other process either; what is left is
 * taken away inside (doors.ts). It talks with the server through one socket, and whatever it says is taken for
 * hostile: frames are bounded, and hold JSON and bytes alone.
 */
export class IsolatedProcess {
  readonly #child: ChildProcess
  readonly #link: Socket
  readonly #watch: NodeJS.Timeout
  /** The last of what it wrote to stderr: how Node and V8 say why they die. */
  #lastWords = ''
  #why: string | undefined
  #hear: (frame: Frame) => void = () => {}
  /** Resolves with the reason once the process is gone. */
  readonly gone: Promise<string>
  isGone = false

  private constructor(child: ChildProcess, { memoryBytes }: Isolation) {
    this.#child = child
    this.#link = child.stdio[3] as Socket
    const reader = new FrameReader({ head: LARGEST_HEAD, segments: memoryBytes }, (frame) =>
      this.#hear(frame),
    )
    this.#link.on('data', (chunk: Buffer) => {
      try {
        if (!this.isGone) reader.push(chunk)
      } catch (error) {
        this.kill(`its worker sent ${(error as Error).message}`)
      }
    })
    // A process that dies takes its end of the socket along; that it died is told by `exit`.
    this.#link.on('error', () => {})
    child.stderr!.on('data', (chunk: Buffer) => {
      this.#lastWords = (this.#lastWords + chunk.toString()).slice(-4000)
    })
    const { promise, resolve } = Promise.withResolvers<string>()
    this.gone = promise
    const end = (why: string) => {
      this.isGone = true
      clearInterval(this.#watch)
      this.#link.destroy()
      resolve(this.#why ?? why)
    }
    child.once('error', (error) => end(`its worker could not be started: ${error.message}`))
    child.once('exit', (code, signal) => end(this.#explain(code, signal, memoryBytes)))
    this.#watch = setInterval(() => void this.#look(memoryBytes), LOOK_MS).unref()
    this.hold(false)
  }

  static async start(isolation: Isolation): Promise<IsolatedProcess> {
    const { folder, ownFolder, memoryBytes } = isolation
    const flags = [
      '--permission',
      `--allow-fs-read=${INSIDE}`,
      `--allow-fs-read=${OWN_PACKAGE}`,
      `--allow-fs-read=${folder}`,
      ...(ownFolder ? [`--allow-fs-read=${ownFolder}`, `--allow-fs-write=${ownFolder}`] : []),
      `--max-old-space-size=${Math.floor(memoryBytes / MIB)}`,
      '--no-warnings',
    ]
    const [command, args] = walled(process.execPath, [...flags, `${INSIDE}main.ts`], await hasKernelWall())
    const child = spawn(command, args, {
      cwd: folder,
      env: {},
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    })
    return new IsolatedProcess(child, isolation)
  }

  /** Who hears what it says from now on. */
  listen(hear: (frame: Frame) => void): void {
    this.#hear = hear
  }

  say(head: Head, segments: readonly ArrayBufferView[] = []): void {
    if (this.isGone) return
    for (const chunk of frameChunks(head, segments)) this.#link.write(chunk)
  }

  /** Whether the server stays up for it: while it works, and not while it waits to be asked. */
  hold(isHeld: boolean): void {
    for (const each of [this.#child, this.#link, this.#child.stderr as Socket]) {
      if (isHeld) each.ref()
      else each.unref()
    }
  }

  kill(why: string): void {
    this.#why ??= why
    this.#child.kill('SIGKILL')
  }

  async close(): Promise<void> {
    if (this.isGone) return
    const exit = once(this.#child, 'exit')
    this.hold(true)
    this.kill('it was closed')
    await exit
  }

  async #look(memoryBytes: number): Promise<void> {
    const { pid } = this.#child
    if (pid === undefined || this.isGone) return
    if ((await memoryOf(pid)) > memoryBytes) this.kill(tooMuch(memoryBytes))
  }

  #explain(code: number | null, signal: string | null, memoryBytes: number): string {
    if (/heap limit|out of memory|Array buffer allocation/i.test(this.#lastWords)) return tooMuch(memoryBytes)
    const words = this.#lastWords.trim().split('\n').at(-1)?.slice(0, 300)
    return `its worker died (${signal ?? `exit code ${code}`})${words ? `: ${words}` : ''}`
  }
}

const tooMuch = (bytes: number) => `it used more than ${Math.round(bytes / MIB)} MB of memory and was ended`
