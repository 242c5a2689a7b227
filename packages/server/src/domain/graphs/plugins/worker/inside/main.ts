// The first and last module of a worker: everything an extension does, it does from here.
import { Socket } from 'node:net'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { type AuthoredKind, kindsIn, tell } from './describe.ts'
import { closeDoors } from './doors.ts'
import { type Frame, FrameReader, frameChunks, type Head } from './frames.ts'
import { problemOf } from './place-of.ts'
import { decodeValue, encodeValue } from './values.ts'

const GIB = 1024 ** 3
const LINK = 3

const link = new Socket({ fd: LINK, readable: true, writable: true })
const exit = process.exit.bind(process)
const kinds = new Map<string, AuthoredKind>()
/** Answers of the server's fetch that are waited for. */
const fetching = new Map<number, (frame: Frame) => void>()
let folderUrl = ''
let abilities: readonly string[] = []
let ownFolder: string | undefined
/** The call that is going on: there is never more than one. */
let current: { id: number; stopper: AbortController } | undefined

const say = (head: Head, segments: ArrayBufferView[] = []) => {
  for (const chunk of frameChunks(head, segments)) link.write(chunk)
}

const reader = new FrameReader({ head: GIB, segments: 64 * GIB }, (frame) => {
  const { head } = frame
  if (head.type === 'load') void load(head)
  else if (head.type === 'run') void run(frame)
  else if (head.type === 'abort') current?.stopper.abort(new Error('the run was stopped'))
  else if (head.type === 'fetched') fetching.get(head.n as number)?.(frame)
})
link.on('data', (chunk: Buffer) => reader.push(chunk))
link.on('close', () => exit())
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => fail(error))
}

async function load({ folder, files, ...given }: Head): Promise<void> {
  abilities = given.abilities as string[]
  ownFolder = given.ownFolder as string | undefined
  folderUrl = `${pathToFileURL(folder as string).href}/`
  replaceConsole()
  closeDoors(folder as string, { mayUseFiles: abilities.includes('files') })
  if (abilities.includes('network')) Object.assign(globalThis, { fetch: fetchOutside })
  const told: object[] = []
  const problems: object[] = []
  for (const file of files as string[]) {
    say({ type: 'loading', file })
    try {
      for (const kind of kindsIn((await import(folderUrl + encodeURI(file))) as object)) {
        // The text is made here, so that what cannot be told is this file's error.
        const description = encodePlain(tell(kind))
        if (kinds.has(kind.name)) throw new Error(`there are two graph nodes called ${kind.name}`)
        kinds.set(kind.name, kind)
        told.push({ file, kind: description })
      }
    } catch (error) {
      problems.push(problemOf(error, folderUrl, file))
    }
  }
  say({ type: 'loaded', kinds: told, problems })
}

async function run({ head, segments }: Frame): Promise<void> {
  const { id, kind: name, seed } = head as Head & { id: number; kind: string; seed: number }
  const stopper = new AbortController()
  current = { id, stopper }
  try {
    const inputs = decodeValue(head.inputs, segments) as object
    const params = decodeValue(head.params, segments) as object
    const context = {
      seed,
      signal: stopper.signal,
      abilities: [...abilities],
      folder: ownFolder,
      log: (...parts: unknown[]) => log(parts),
      progress: (frame: unknown) => say({ type: 'progress', id, frame: encodePlain(frame) }),
      fetch: abilities.includes('network') ? fetchOutside : refuseFetch,
    }
    const outputs = await kinds.get(name)!.run(inputs, params, context)
    const sent: ArrayBufferView[] = []
    const encoded = encodeValue(outputs, sent)
    if (current?.id === id) say({ type: 'result', id, outputs: encoded }, sent)
  } catch (error) {
    if (current?.id === id) say({ type: 'error', id, ...problemOf(error, folderUrl, null) })
  } finally {
    if (current?.id === id) current = undefined
  }
}

/** A value without typed arrays. */
function encodePlain(value: unknown): unknown {
  const segments: ArrayBufferView[] = []
  const encoded = encodeValue(value, segments)
  if (segments.length === 0) return encoded
  throw new Error('typed arrays are for the outputs of a graph node')
}

/** An error that nobody caught: nothing in this process can be trusted to be whole any more. */
function fail(error: unknown): void {
  const problem = problemOf(error, folderUrl, null)
  for (const chunk of frameChunks({ type: 'fatal', id: current?.id ?? null, ...problem })) link.write(chunk)
  link.end(() => exit(1))
}

const log = (parts: readonly unknown[]) => {
  const line = parts.map((part) => (typeof part === 'string' ? part : inspect(part, { depth: 4 }))).join(' ')
  say({ type: 'log', id: current?.id ?? null, line: line.slice(0, 10_000) })
}

function replaceConsole(): void {
  const print = (...parts: unknown[]) => log(parts)
  const names = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table']
  const nothing = ['time', 'timeEnd', 'group', 'groupEnd', 'assert', 'count']
  const stand = Object.fromEntries([
    ...names.map((name) => [name, print]),
    ...nothing.map((name) => [name, () => {}]),
  ])
  Object.defineProperty(globalThis, 'console', { value: stand, writable: true, configurable: true })
}

let asked = 0

/** The server's own fetch: it keeps to the server's rules on addresses. This process has no network. */
async function fetchOutside(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer())
  const n = ++asked
  const { promise, resolve, reject } = Promise.withResolvers<Frame>()
  fetching.set(n, resolve)
  const { signal } = request
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  const { url, method, redirect } = request
  const headers = [...request.headers]
  say({ type: 'fetch', id: current?.id ?? null, n, url, method, headers, redirect }, body ? [body] : [])
  try {
    signal.throwIfAborted()
    const { head, segments } = await promise
    if (typeof head.error === 'string') throw new TypeError(head.error)
    const status = head.status as number
    const hasBody = status !== 204 && status !== 205 && status !== 304 && method !== 'HEAD'
    const response = new Response(hasBody ? (segments[0] ?? null) : null, {
      status,
      statusText: head.statusText as string,
      headers: head.headers as [string, string][],
    })
    Object.defineProperty(response, 'url', { value: head.url })
    return response
  } finally {
    fetching.delete(n)
    signal.removeEventListener('abort', onAbort)
  }
}

const refuseFetch = () =>
  Promise.reject(
    new Error('no network: the ability "network" is asked for in the manifest, and granted by the owner'),
  )
