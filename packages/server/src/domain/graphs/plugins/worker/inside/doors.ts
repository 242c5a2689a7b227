import { isBuiltin, Module, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

/** What of Node an extension may import: nothing that reaches out of its process. */
const OPEN = new Set(
  (
    'assert assert/strict async_hooks buffer console crypto diagnostics_channel events path path/posix ' +
    'path/win32 perf_hooks punycode querystring stream stream/consumers stream/promises stream/web ' +
    'string_decoder timers timers/promises url util util/types zlib'
  ).split(' '),
)
const FILES = ['fs', 'fs/promises']

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
        const name = specifier.replace(/^node:/, '')
        if (OPEN.has(name) || (mayUseFiles && FILES.includes(name))) return next(specifier, context)
        throw new Error(`"${specifier}" is closed to graph nodes and plugins${hintFor(name)}`)
      }
      const found = next(specifier, context)
      if (found.url.startsWith(own) || found.url.startsWith('data:')) return found
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
  replaceProcess()
}

const hintFor = (name: string): string => {
  if (FILES.includes(name)) return ': its manifest asks for "files", and the owner grants it'
  if (/^(net|tls|dgram|dns|https?|http2|dns\/promises)$/.test(name)) {
    return ': use fetch, with the ability "network"'
  }
  return ''
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
