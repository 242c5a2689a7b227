import { readdir, readFile } from 'node:fs/promises'
import { Fault } from '../../fault.ts'
import type { Graph } from './graph.ts'

const FOLDER = new URL('examples/', import.meta.url)
const FILE = '/graph.json'

export interface Example {
  name: string
  description: string
  category: string
  /** What it is loaded by: its folder. */
  path: string
  source: string
  nodeCount: number
  edgeCount: number
}

let shipped: Promise<ReadonlyMap<string, Graph>> | undefined

/** The example graphs that ship with us, by their folders: `<category>/<name>`. */
export function exampleGraphs(): Promise<ReadonlyMap<string, Graph>> {
  shipped ??= readAll()
  return shipped
}

async function readAll(): Promise<ReadonlyMap<string, Graph>> {
  const files = (await readdir(FOLDER, { recursive: true }))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith(FILE))
    .sort()
  return new Map(
    await Promise.all(
      files.map(async (file) => {
        const text = await readFile(new URL(file, FOLDER), 'utf8')
        return [file.slice(0, -FILE.length), JSON.parse(text) as Graph] as const
      }),
    ),
  )
}

export async function listExamples(): Promise<Example[]> {
  return [...(await exampleGraphs())].map(([path, { name = path, description = '', nodes, edges }]) => ({
    name,
    description,
    category: path.split('/', 1)[0]!,
    path,
    source: 'builtin',
    nodeCount: nodes.length,
    edgeCount: edges.length,
  }))
}

/** @throws Fault `invalid_request` for a path that leads elsewhere, `not_found` */
export async function getExample(
  path: string,
  ofPlugins: ReadonlyMap<string, Graph> = new Map(),
): Promise<Graph> {
  if (/^[/\\]|(^|[/\\])\.\.([/\\]|$)/.test(path)) throw new Fault('invalid_request', 'Invalid path')
  const graph = (await exampleGraphs()).get(path) ?? ofPlugins.get(path)
  if (!graph) throw new Fault('not_found', `Example '${path.slice(0, 200)}' not found`)
  return graph
}
