import { extname, join } from 'node:path'
import { Fault } from '../../../fault.ts'
import type { Example } from '../example-graphs.ts'
import type { Graph, Preset } from '../graph.ts'
import type { Extension } from './extensions/extension.ts'
import type { Plugins } from './plugins.ts'
import { notFound } from './refuse.ts'

const GRAPH_FILE = '/graph.json'

/** Plugins that are on, and were not shipped with the server. */
const active = ({ extensions }: Plugins): Extension[] =>
  extensions.all.filter(
    ({ found, isEnabled, folder }) => found.kind === 'plugin' && isEnabled && folder !== undefined,
  )

/** The example graphs that plugins bring, by `plugin:<id>/<folder>`. */
export function pluginExamples(plugins: Plugins): ReadonlyMap<string, Graph> {
  const examples = new Map<string, Graph>()
  for (const { found } of active(plugins)) {
    const top = `${found.manifest!.content.examples}/`
    for (const [path, bytes] of [...found.files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (!path.startsWith(top) || !path.endsWith(GRAPH_FILE)) continue
      const graph = parseJson<Graph>(bytes)
      if (!Array.isArray(graph?.nodes) || !Array.isArray(graph.edges)) continue
      examples.set(`plugin:${found.id}/${path.slice(top.length, -GRAPH_FILE.length)}`, graph)
    }
  }
  return examples
}

export const listPluginExamples = (plugins: Plugins): Example[] =>
  [...pluginExamples(plugins)].map(([path, { name, description, nodes, edges }]) => {
    const [source = '', ...rest] = path.split('/')
    return {
      name: typeof name === 'string' ? name : rest.join('/'),
      description: typeof description === 'string' ? description : '',
      category: rest[0] ?? '',
      path,
      source,
      nodeCount: nodes.length,
      edgeCount: edges.length,
    }
  })

/** The presets that plugins bring: the JSON files of their `presets`. */
export function pluginPresets(plugins: Plugins): ReadonlyMap<string, Preset> {
  const presets = new Map<string, Preset>()
  for (const { found } of active(plugins)) {
    const top = `${found.manifest!.content.presets}/`
    for (const [path, bytes] of [...found.files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (!path.startsWith(top) || extname(path) !== '.json') continue
      const preset = parseJson<Preset>(bytes)
      if (isPreset(preset) && !presets.has(preset.preset_name)) presets.set(preset.preset_name, preset)
    }
  }
  return presets
}

const isPreset = (given: Preset | undefined): given is Preset =>
  typeof given?.preset_name === 'string' &&
  [given.nodes, given.edges, given.exposed_inputs, given.exposed_outputs, given.exposed_params].every(
    Array.isArray,
  )

/**
 * A file that a plugin gives to browsers: below `assets/`, or below `frontend/` if the owner lets it run there.
 *
 * @returns where it lies, and its type
 * @throws Fault `not_found`
 */
export function findPluginFile(
  plugins: Plugins,
  { id, area, path }: { id: string; area: 'frontend' | 'assets'; path: string },
): { path: string; size: number; type: string } {
  const extension = active(plugins).find(({ found }) => found.id === id)
  if (!extension) throw notFound(id)
  const { found, folder, granted } = extension
  const name = `${area}/${path}`
  const bytes = found.files.get(name)
  const mayServe = area === 'assets' || granted.includes('frontend')
  if (!bytes || !mayServe)
    throw new Fault('not_found', `the plugin ${id} has no file ${name.slice(0, 200)} to give`)
  return { path: join(folder!, name), size: bytes.length, type: typeOf(name) }
}

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

const typeOf = (name: string) => TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream'

function parseJson<T>(bytes: Uint8Array): T | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as T
  } catch {
    return undefined
  }
}
