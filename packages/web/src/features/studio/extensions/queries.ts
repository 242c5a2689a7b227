import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../app/api.ts'
import { queryClient } from '../../../app/query-client.ts'
import { catalogueQuery } from '../queries.ts'

/** A file with boxes, or a plugin: code that others brought. */
export interface Extension {
  kind: 'file' | 'plugin'
  /** What its file is called now, or the plugin's id. */
  id: string
  title: string
  about: string
  isOn: boolean
  boxes: readonly string[]
  origin: 'uploaded' | 'placed' | 'builtin'
  abilities: readonly string[]
  granted: readonly string[]
  problems: readonly { message: string; place: string | null }[]
}

type Shared = Pick<Extension, 'abilities' | 'granted' | 'problems'> & { enabled: boolean; nodes: string[] }
type CustomFile = Shared & { filename: string; source: 'uploaded' | 'placed' }
type Plugin = Shared & {
  id: string
  name: string
  version: string
  description: string
  source_kind: 'builtin' | 'local' | 'upload'
}

const ORIGINS = { builtin: 'builtin', local: 'placed', upload: 'uploaded' } as const

const sharedOf = ({ abilities, granted, problems, enabled, nodes }: Shared) => ({
  abilities,
  granted,
  problems,
  isOn: enabled,
  // The name before the colon is the plugin's own.
  boxes: nodes.map((name) => name.split(':').at(-1)!),
})

const fromFile = (file: CustomFile): Extension => ({
  ...sharedOf(file),
  kind: 'file',
  id: file.filename,
  title: file.filename.replace(/\.disabled$/, ''),
  about: '',
  origin: file.source,
})

const fromPlugin = (plugin: Plugin): Extension => ({
  ...sharedOf(plugin),
  kind: 'plugin',
  id: plugin.id,
  title: `${plugin.name} ${plugin.version}`,
  about: plugin.description,
  origin: ORIGINS[plugin.source_kind],
})

export const extensionsQuery = queryOptions({
  queryKey: ['studio', 'extensions'],
  queryFn: async () => {
    const [files, plugins] = await Promise.all([
      ask<CustomFile[]>('/api/custom-nodes'),
      ask<Plugin[]>('/api/plugins'),
    ])
    return { files: files.map(fromFile), plugins: plugins.map(fromPlugin) }
  },
})

/** After a change: the list, and what graphs can be made of. */
export const lookAgain = () =>
  Promise.all(
    [extensionsQuery.queryKey, catalogueQuery.queryKey].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  )

/** Keeps a file with boxes, or a plugin where it is a package. @throws ApiError */
export function upload(file: File): Promise<unknown> {
  const body = new FormData()
  body.append('file', file)
  const area = /\.(tgz|tar\.gz)$/.test(file.name) ? 'plugins' : 'custom-nodes'
  return ask(`/api/${area}/upload`, { method: 'POST', body })
}

/** Switches an extension on, with what it is granted, or off. @throws ApiError */
export const switchTo = ({ kind, id }: Extension, isOn: boolean, abilities: readonly string[] = []) =>
  kind === 'file'
    ? ask('/api/custom-nodes/toggle', { json: { filename: id, ...(isOn && { abilities }) } })
    : ask(`/api/plugins/${encodeURIComponent(id)}/${isOn ? 'enable' : 'disable'}`, {
        json: isOn ? { abilities } : null,
      })

/** @throws ApiError */
export const remove = ({ kind, id }: Extension) =>
  ask(`/api/${kind === 'file' ? 'custom-nodes' : 'plugins'}/${encodeURIComponent(id)}`, { method: 'DELETE' })

/** Looks again at the server's folders; answers how many kinds there are now. @throws ApiError */
export const reload = () => ask<{ total: number }>('/api/plugins/reload', { method: 'POST' })
