import type { RunFrame } from './frames.ts'

const DELAYS_MS = [250, 500, 1000, 2000, 4000]

export interface RunSocketOptions {
  url: string
  onFrame(frame: RunFrame): void
  /** Whether it is connected now. */
  onConnected(is: boolean): void
  /** What to say first on every new connection: where to go on. */
  greet(): object | undefined
  /** Whether a lost connection is to be made again. */
  isNeeded(): boolean
}

/** A connection to `/ws/execution` that heals itself for as long as it is needed. */
export class RunSocket {
  readonly #options: RunSocketOptions
  #socket: WebSocket | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  #failures = 0
  #isClosed = false

  constructor(options: RunSocketOptions) {
    this.#options = options
  }

  /** Connects, if it is not; then says what {@link RunSocketOptions.greet} wants said. */
  open(): void {
    if (this.#isClosed || this.#socket) return
    clearTimeout(this.#retry)
    const socket = new WebSocket(this.#options.url)
    this.#socket = socket
    socket.onopen = () => {
      this.#failures = 0
      this.#options.onConnected(true)
      const greeting = this.#options.greet()
      if (greeting) socket.send(JSON.stringify(greeting))
    }
    socket.onmessage = ({ data }) => this.#options.onFrame(JSON.parse(String(data)) as RunFrame)
    socket.onclose = () => {
      if (this.#socket !== socket) return
      this.#socket = undefined
      if (this.#isClosed) return
      this.#options.onConnected(false)
      if (!this.#options.isNeeded()) return
      const delay = DELAYS_MS[Math.min(this.#failures++, DELAYS_MS.length - 1)]!
      this.#retry = setTimeout(() => this.open(), delay)
    }
  }

  /** Sends a frame if it is connected, and says whether it was. */
  say(frame: object): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(JSON.stringify(frame))
    return true
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#retry)
    this.#socket?.close()
    this.#socket = undefined
  }
}
