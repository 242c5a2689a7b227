import { EventEmitter } from 'node:events'
import { isBuiltin, Module, registerHooks } from 'node:module'
import { Duplex, PassThrough, Readable, Stream, Transform, Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'

/**
 * What of Node an extension may import: nothing that reaches out of its process, or shows objects that do (async_hooks
 * shows the socket of this worker). Looked up by index alone: what an extension does to the methods of Set or String
 * must not open anything.
 */
const OPEN = tableOf(
  'assert assert/strict buffer crypto events path path/posix path/win32 perf_hooks punycode querystring stream ' +
    'stream/consumers stream/promises stream/web string_decoder timers timers/promises url util util/types zlib',
)
const FILES = tableOf('fs fs/promises')
const NETWORK = tableOf('net tls dgram dns dns/promises http https http2')

function tableOf(names: string): Record<string, true> {
  const table = Object.create(null) as Record<string, true>
  for (const name of names.split(' ')) {
    table[name] = true
    table[`node:${name}`] = true
  }
  return Object.freeze(table)
}

/** What type-checks an author's file; inside a worker it only has to hand its argument through. */
const AUTHOR_API = '@nodeyard/sdk/graph-node'
const AUTHOR_SOURCE = 'export const defineGraphNode = (kind) => kind\n'

/**
 * Closes what the process could still do after the permission model and the kernel have had their say: only the
 * extension's own modules and harmless ones of Node can be imported, and what reaches out is taken off the global
 * object. Everything this worker itself needs has been imported before.
 */
export function closeDoors(folder: string, { mayUseFiles }: { mayUseFiles: boolean }): void {
  const own = `${pathToFileURL(folder).href}/`
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === AUTHOR_API)
        return { url: 'nodeyard:graph-node', shortCircuit: true, format: 'module' }
      if (isBuiltin(specifier)) {
        if (OPEN[specifier] || (mayUseFiles && FILES[specifier])) return next(specifier, context)
        throw new Error(`"${specifier}" is closed to graph nodes and plugins${hintFor(specifier)}`)
      }
      const found = next(specifier, context)
      if (begins(found.url, own) || begins(found.url, 'data:')) return found
      throw new Error(`"${specifier}" is outside the folder of this extension`)
    },
    load(url, context, next) {
      if (url !== 'nodeyard:graph-node') return next(url, context)
      return { format: 'module', source: AUTHOR_SOURCE, shortCircuit: true }
    },
  })
  // A CommonJS module knows the loader as module.constructor: it must not get to add hooks of its own.
  for (const name of ['registerHooks', 'register', 'syncBuiltinESMExports', 'enableCompileCache']) {
    delete (Module as unknown as Record<string, unknown>)[name]
  }
  for (const name of ['fetch', 'WebSocket', 'EventSource', 'localStorage', 'sessionStorage']) {
    Reflect.deleteProperty(globalThis, name)
  }
  // What undici sends requests with can be had from the global object, by anyone who makes a Response.
  const value = Object.freeze({ dispatch: refuse, request: refuse, close: refuse })
  for (let version = 1; version <= 9; version++) {
    Object.defineProperty(globalThis, Symbol.for(`undici.globalDispatcher.${version}`), { value })
  }
  keepMethods()
  replaceProcess()
}

const refuse = () => {
  throw new Error('no network')
}

function begins(text: string, start: string): boolean {
  for (let i = 0; i < start.length; i++) if (text[i] !== start[i]) return false
  return true
}

/**
 * Keeps the methods of all emitters and streams as they are: who could change `emit` would be handed the real process
 * and this worker's socket by it. Objects and classes below may still have methods of their own by these names.
 */
function keepMethods(): void {
  for (const made of [EventEmitter, Stream, Readable, Writable, Duplex, Transform, PassThrough]) {
    const prototype: object = made.prototype
    for (const name of Reflect.ownKeys(prototype)) {
      const { value, configurable } = Object.getOwnPropertyDescriptor(prototype, name)!
      if (typeof value !== 'function' || !configurable) continue
      Object.defineProperty(prototype, name, {
        get: () => value,
        set(this: object, own: unknown) {
          if (this === prototype)
            throw new TypeError(`${String(name)} of every emitter or stream stays as it is`)
          Object.defineProperty(this, name, {
            value: own,
            writable: true,
            enumerable: true,
            configurable: true,
          })
        },
        configurable: false,
      })
    }
    Object.freeze(made)
  }
}

const hintFor = (name: string): string => {
  if (FILES[name]) return ': its manifest asks for "files", and the owner grants it'
  return NETWORK[name] ? ': use fetch, with the ability "network"' : ''
}

/** The real one can signal other processes; libraries want a few harmless things of it. */
function replaceProcess(): void {
  const { platform, arch, version, versions, nextTick, hrtime, memoryUsage, uptime } = process
  const nothing = () => stand
  const stand: Record<string, unknown> = {
    platform,
    arch,
    version,
    versions: { ...versions },
    nextTick,
    hrtime,
    memoryUsage: () => memoryUsage(),
    uptime: () => uptime(),
    env: {},
    argv: [],
    execArgv: [],
    pid: 1,
    cwd: () => '/',
    emitWarning: () => {},
    on: nothing,
    once: nothing,
    off: nothing,
    removeListener: nothing,
  }
  Object.defineProperty(globalThis, 'process', { value: stand, writable: true, configurable: true })
}
