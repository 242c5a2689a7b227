import { Type } from 'typebox'
import type { Caller } from '../../../domain/accounts/caller.ts'
import type { Plugin } from '../../../domain/graphs/plugins/plugins.ts'
import { Fault } from '../../../fault.ts'
import type { Routes } from '../../../http/surface.ts'
import { administrator } from '../local-caller.ts'
import { Name } from '../schemas.ts'

const PluginBody = Type.Object({
  id: Type.String(),
  name: Type.String(),
  version: Type.String(),
  description: Type.String(),
  source_kind: Type.String(),
  source: Type.String(),
  sha: Type.Union([Type.String(), Type.Null()]),
  ref: Type.Union([Type.String(), Type.Null()]),
  installed_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  enabled: Type.Boolean(),
  homepage: Type.Union([Type.String(), Type.Null()]),
  chapters: Type.Array(Type.String()),
  lessons: Type.Array(Type.String()),
  nodes: Type.Array(Type.String()),
  frontend_entry: Type.Union([Type.String(), Type.Null()]),
})

const entryOf = ({ manifest, isEnabled }: Plugin) => ({
  source_kind: 'builtin',
  source: manifest.id,
  sha: null,
  ref: null,
  // It came with the server.
  installed_at: null,
  enabled: isEnabled,
})

const presentPlugin = (plugin: Plugin) => {
  const { id, name, version, description, homepage = null, chapters, lessons } = plugin.manifest
  const told = { id, name, version, description, homepage, chapters, lessons }
  return { ...told, ...entryOf(plugin), nodes: plugin.kinds, frontend_entry: null }
}

const Counts = Type.Object({
  builtin: Type.Integer(),
  custom: Type.Integer(),
  plugins: Type.Integer(),
  presets: Type.Integer(),
  total: Type.Integer(),
})

/** `/api/plugins`: packs of graph nodes, switched on and off for the whole server by its owner. */
const plugins: Routes = (app, deps) => {
  const { studio } = deps
  const config = { scope: 'graphs:run' as const }
  const requireOwner = async ({ account }: Caller) => {
    if (account.id !== (await administrator(deps)).account.id) {
      throw new Fault('forbidden', 'only the owner of this server may change its plugins')
    }
  }
  const reload = async () => {
    await studio.plugins.reload()
    const { builtin, plugins } = studio.plugins.count()
    const presets = (await studio.presets('')).size
    return { builtin, custom: 0, plugins, presets, total: builtin + plugins }
  }

  for (const [url, operationId, summary] of [
    ['/nodes/reload', 'reloadGraphNodeKinds', 'Read again what kinds of graph nodes there are'],
    ['/plugins/reload', 'reloadPlugins', 'Read again what plugins there are, and which are on'],
  ] as const) {
    app.post(
      url,
      { config, schema: { operationId, summary, response: { 200: Counts } } },
      async ({ caller }) => {
        await requireOwner(caller)
        return reload()
      },
    )
  }

  app.get(
    '/plugins',
    {
      config,
      schema: {
        operationId: 'listPlugins',
        summary: 'Plugins, those that are off too',
        response: { 200: Type.Array(PluginBody) },
      },
    },
    async () => (await studio.plugins.list()).map(presentPlugin),
  )

  app.get(
    '/plugins/generation',
    {
      config,
      schema: {
        operationId: 'getPluginGeneration',
        summary: 'A number that grows whenever the catalogue changes',
        response: { 200: Type.Object({ generation: Type.Integer() }) },
      },
    },
    () => ({ generation: studio.plugins.generation }),
  )

  app.get(
    '/plugins/:plugin',
    {
      config,
      schema: {
        operationId: 'getPlugin',
        summary: 'A plugin',
        params: Type.Object({ plugin: Name }),
        response: {
          200: Type.Object({
            id: Type.String(),
            manifest: Type.Record(Type.String(), Type.Unknown()),
            lockfile_entry: Type.Record(Type.String(), Type.Unknown()),
            nodes: Type.Array(Type.String()),
            readme: Type.String(),
          }),
        },
      },
    },
    async ({ params }) => {
      const plugin = await studio.plugins.get(params.plugin)
      const { manifest, kinds } = plugin
      return {
        id: manifest.id,
        manifest: { ...manifest },
        lockfile_entry: entryOf(plugin),
        nodes: kinds,
        readme: `# ${manifest.name}\n\n${manifest.description}\n`,
      }
    },
  )

  for (const action of ['enable', 'disable'] as const) {
    app.post(
      `/plugins/:plugin/${action}`,
      {
        config,
        schema: {
          operationId: `${action}Plugin`,
          summary:
            action === 'enable' ? 'Switch a plugin on' : 'Switch a plugin off: its kinds leave the catalogue',
          params: Type.Object({ plugin: Name }),
          response: { 200: Type.Object({ id: Type.String(), enabled: Type.Boolean() }) },
        },
      },
      async ({ caller, params: { plugin } }) => {
        await requireOwner(caller)
        await studio.plugins.switch(plugin, action === 'enable')
        return { id: plugin, enabled: action === 'enable' }
      },
    )
  }
}
export default plugins
