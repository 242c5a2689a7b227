import { basename } from 'node:path'
import { Type } from 'typebox'
import { AbilityName } from '../../../domain/graphs/plugins/manifest.ts'
import { deletePlugin, uploadPlugin } from '../../../domain/graphs/plugins/plugin-packages.ts'
import type { Plugin } from '../../../domain/graphs/plugins/plugins.ts'
import { withRawBodies } from '../../../http/raw-bodies.ts'
import type { Routes } from '../../../http/surface.ts'
import { readUpload } from '../read-upload.ts'
import { requireOwner } from '../require-owner.ts'
import { Name, Problem, Upload } from '../schemas.ts'

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
  abilities: Type.Array(Type.String(), { description: 'What it asks for' }),
  granted: Type.Array(Type.String(), { description: 'What the owner lets it do' }),
  problems: Type.Array(Problem, { description: 'Why it, or a part of it, does not work' }),
})

const entryOf = ({ manifest, isEnabled, extension }: Plugin) => ({
  source_kind: extension ? (extension.found.source === 'placed' ? 'local' : 'upload') : 'builtin',
  source: extension?.found.path ? basename(extension.found.path) : manifest.id,
  sha: extension?.found.sha256 ?? null,
  ref: null,
  // What came with the server has no such time.
  installed_at: extension ? new Date(extension.found.installedAt).toISOString() : null,
  enabled: isEnabled,
})

const presentPlugin = (plugin: Plugin) => {
  const { id, name, version, description, homepage = null, chapters, lessons } = plugin.manifest
  const told = { id, name, version, description, homepage, chapters, lessons }
  const granted = plugin.extension?.granted ?? []
  return {
    ...told,
    ...entryOf(plugin),
    nodes: plugin.kinds,
    frontend_entry: (granted.includes('frontend') && plugin.manifest.frontend?.entry) || null,
    abilities: plugin.manifest.abilities,
    granted: [...granted],
    problems: [...plugin.problems],
  }
}

const Counts = Type.Object({
  builtin: Type.Integer(),
  custom: Type.Integer(),
  plugins: Type.Integer(),
  presets: Type.Integer(),
  total: Type.Integer(),
})

const Grant = Type.Object({
  abilities: Type.Optional(
    Type.Array(AbilityName, {
      maxItems: 10,
      description: 'What it may do from now on, of what it asks for; left out: as before, at first nothing',
    }),
  ),
})

const readmeOf = ({ manifest, extension }: Plugin): string => {
  const own = extension?.found.files.get('README.md')
  return own ? new TextDecoder().decode(own) : `# ${manifest.name}\n\n${manifest.description}\n`
}

/** `/api/plugins`: packs of graph nodes, switched on and off for the whole server by its owner. */
const plugins: Routes = (app, deps) => {
  const { database, studio } = deps
  const config = { scope: 'graphs:run' as const }
  const reload = async () => {
    await studio.plugins.reload()
    const counts = studio.plugins.count()
    const { builtin, custom, plugins } = counts
    const presets = (await studio.presets('')).size
    return { ...counts, presets, total: builtin + custom + plugins }
  }

  for (const [url, operationId, summary] of [
    ['/nodes/reload', 'reloadGraphNodeKinds', 'Read again what kinds of graph nodes there are'],
    ['/plugins/reload', 'reloadPlugins', 'Read again what plugins there are, and which are on'],
  ] as const) {
    app.post(
      url,
      { config, schema: { operationId, summary, response: { 200: Counts } } },
      async ({ caller }) => {
        await requireOwner(deps, caller)
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
            problems: Type.Array(Problem),
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
        readme: readmeOf(plugin),
        problems: [...plugin.problems],
      }
    },
  )

  withRawBodies(app, (scope) => {
    scope.post(
      '/plugins/upload',
      {
        config,
        schema: {
          operationId: 'uploadPlugin',
          summary: 'Keep a plugin and switch it on; one of the same id is replaced',
          description:
            'The part `file` of the form: a .tgz as `npm pack` makes it, of at most 8 MiB, with a plugin.json or a ' +
            '`nodeyard` in its package.json. A new one is granted nothing: enabling it grants.',
          body: { content: { 'multipart/form-data': { schema: Upload } } },
          response: { 200: PluginBody },
        },
      },
      async (request) => {
        await requireOwner(deps, request.caller)
        return presentPlugin(
          await readUpload(request, (name, bytes) => uploadPlugin(database, studio.plugins, name, bytes)),
        )
      },
    )
  })

  app.delete(
    '/plugins/:plugin',
    {
      config,
      schema: {
        operationId: 'deletePlugin',
        summary: 'Delete a plugin that was uploaded, with the files it has written',
        params: Type.Object({ plugin: Name }),
        response: { 200: Type.Object({ message: Type.String() }) },
      },
    },
    async ({ caller, params: { plugin } }) => {
      await requireOwner(deps, caller)
      await deletePlugin(database, studio.plugins, plugin)
      return { message: `Deleted ${plugin}` }
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
          body: Type.Union([Grant, Type.Null()]),
          response: { 200: Type.Object({ id: Type.String(), enabled: Type.Boolean() }) },
        },
      },
      async ({ caller, params: { plugin }, body }) => {
        await requireOwner(deps, caller)
        await studio.plugins.switch(plugin, action === 'enable', body?.abilities)
        return { id: plugin, enabled: action === 'enable' }
      },
    )
  }
}
export default plugins
