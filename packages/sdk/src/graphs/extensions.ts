import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import type { Connection } from '../client.ts'

/** Graph nodes of one's own that a server has, and what they may do there. */
export interface Extension {
  enabled: boolean
  /** Names of the graph nodes in it. */
  nodes: string[]
  /** What it asks for. */
  abilities: string[]
  /** What the server's owner lets it do. */
  granted: string[]
  /** Why it, or a part of it, does not work. */
  problems: { message: string; place: string | null }[]
}

export interface GraphNodeFile extends Extension {
  /** With `.disabled` behind it while it is off. */
  filename: string
  source: string
}

export interface Plugin extends Extension {
  id: string
  name: string
  version: string
  description: string
  source_kind: string
}

export const listGraphNodeFiles = (server: Connection): Promise<GraphNodeFile[]> =>
  ask(server, 'GET', '/api/custom-nodes')

/** Keeps a module with graph nodes and switches it on; one of the same name is replaced. */
export const uploadGraphNodeFile = (server: Connection, file: string): Promise<GraphNodeFile> =>
  upload(server, '/api/custom-nodes/upload', file)

/**
 * Switches a file with graph nodes on or off.
 *
 * @param filename with or without `.disabled`
 * @param abilities what it may do from now on, of what it asks for; left out: as before
 */
export async function switchGraphNodeFile(
  server: Connection,
  filename: string,
  isEnabled: boolean,
  abilities?: readonly string[],
): Promise<{ filename: string; enabled: boolean }> {
  const file = await findGraphNodeFile(server, filename)
  const toggle = (named: string): Promise<{ filename: string; enabled: boolean }> =>
    ask(server, 'POST', '/api/custom-nodes/toggle', { filename: named, ...(abilities && { abilities }) })
  if (file.enabled !== isEnabled) return toggle(file.filename)
  if (!abilities) return { filename: file.filename, enabled: isEnabled }
  return toggle((await toggle(file.filename)).filename)
}

/** @param filename with or without `.disabled` */
export async function deleteGraphNodeFile(
  server: Connection,
  filename: string,
): Promise<{ message: string }> {
  const file = await findGraphNodeFile(server, filename)
  return ask(server, 'DELETE', `/api/custom-nodes/${encodeURIComponent(file.filename)}`)
}

const withoutMark = (filename: string) => filename.replace(/\.disabled$/, '')

async function findGraphNodeFile(server: Connection, filename: string): Promise<GraphNodeFile> {
  const files = await listGraphNodeFiles(server)
  const found = files.find((file) => withoutMark(file.filename) === withoutMark(filename))
  if (found) return found
  const others = files.map((file) => file.filename).join(', ') || 'none'
  throw new Error(`the server has no file "${filename}" with graph nodes; it has ${others}`)
}

export const listPlugins = (server: Connection): Promise<Plugin[]> => ask(server, 'GET', '/api/plugins')

/** Keeps a plugin, a `.tgz` as `npm pack` makes it, and switches it on; one of the same id is replaced. */
export const uploadPlugin = (server: Connection, file: string): Promise<Plugin> =>
  upload(server, '/api/plugins/upload', file)

/** @param abilities what it may do from now on, of what it asks for; left out: as before, at first nothing */
export const switchPlugin = (
  server: Connection,
  id: string,
  isEnabled: boolean,
  abilities?: readonly string[],
): Promise<{ id: string; enabled: boolean }> =>
  ask(
    server,
    'POST',
    `/api/plugins/${encodeURIComponent(id)}/${isEnabled ? 'enable' : 'disable'}`,
    abilities && isEnabled ? { abilities } : undefined,
  )

export const deletePlugin = (server: Connection, id: string): Promise<{ message: string }> =>
  ask(server, 'DELETE', `/api/plugins/${encodeURIComponent(id)}`)

export interface KindCounts {
  builtin: number
  custom: number
  plugins: number
  presets: number
  total: number
}

/** Has the server look again at what plugins and files with graph nodes there are. */
export const reloadPlugins = (server: Connection): Promise<KindCounts> =>
  ask(server, 'POST', '/api/plugins/reload')

async function upload<Answer>(server: Connection, path: string, file: string): Promise<Answer> {
  const form = new FormData()
  form.set('file', await openAsBlob(file), basename(file))
  const response = await server.fetch(path, { method: 'POST', body: form })
  return (await response.json()) as Answer
}

async function ask<Answer>(server: Connection, method: string, path: string, body?: object): Promise<Answer> {
  const json = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await server.fetch(path, { method, ...json })
  return (await response.json()) as Answer
}
