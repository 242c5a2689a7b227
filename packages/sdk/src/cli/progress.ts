import { bytes } from './table.ts'

/** Long work told of as it goes: one living line on a terminal, plain lines elsewhere. */
export interface Progress {
  /** A new piece of work, of `total` bytes where that is known. */
  begin(title: string, total?: number): void
  /** How many bytes of it are done, all in all. */
  at(done: number): void
  /** A line of its own. */
  note(text: string): void
  /** The work is over: takes the living line away. */
  end(): void
}

export interface ProgressOptions {
  stream: NodeJS.WritableStream & { isTTY?: boolean | undefined; columns?: number | undefined }
  /** Says nothing at all. */
  isQuiet?: boolean
  now?: () => number
}

const LIVE_EVERY_MS = 100
const PLAIN_EVERY_MS = 10_000

/** Progress goes to stderr, so that stdout holds the answer alone. */
export function openProgress({ stream, isQuiet = false, now = Date.now }: ProgressOptions): Progress {
  const isLive = stream.isTTY === true && !isQuiet
  let work: { title: string; total: number | undefined; startedAt: number; startedWith: number } | undefined
  let told = 0
  let isShown = false

  const clear = () => {
    if (isShown) stream.write('\r\u001b[2K')
    isShown = false
  }
  const line = (text: string) => {
    clear()
    if (!isQuiet) stream.write(`${text}\n`)
  }
  return {
    begin(title, total) {
      work = { title, total, startedAt: now(), startedWith: -1 }
      told = now()
      if (isLive) {
        clear()
        stream.write(title)
        isShown = true
      } else line(total === undefined ? title : `${title} (${bytes(total)})`)
    },
    at(done) {
      if (work === undefined || isQuiet) return
      // What had arrived in an earlier run says nothing about speed.
      if (work.startedWith < 0) work.startedWith = done
      if (now() - told < (isLive ? LIVE_EVERY_MS : PLAIN_EVERY_MS)) return
      told = now()
      const text = describe(work, done, now())
      if (!isLive) return line(text)
      clear()
      stream.write(text.slice(0, (stream.columns ?? 80) - 1))
      isShown = true
    },
    note: line,
    end() {
      clear()
      work = undefined
    },
  }
}

function describe(
  {
    title,
    total,
    startedAt,
    startedWith,
  }: { title: string; total: number | undefined; startedAt: number; startedWith: number },
  done: number,
  at: number,
): string {
  const seconds = (at - startedAt) / 1000
  const speed = seconds > 0.5 ? `  ${bytes((done - startedWith) / seconds)}/s` : ''
  if (!total) return `${title}  ${bytes(done)}${speed}`
  const percent = Math.floor((done / total) * 100)
  return `${title}  ${percent} %  ${bytes(done)} of ${bytes(total)}${speed}`
}

/** What takes no time needs no line of its own. Bytes. */
const WORTH_TELLING = 8 * 1024 * 1024

/** Tells of work that has phases: each begins when it is first heard of, and only if it is large. */
export function tellPhases(progress: Progress): (phase: string, done: number, total: number) => void {
  const begun = new Set<string>()
  return (phase, done, total) => {
    if (total < WORTH_TELLING) return
    if (!begun.has(phase)) progress.begin(phase, total)
    begun.add(phase)
    progress.at(done)
  }
}
