import { Type } from 'typebox'
import {
  type CustomFile,
  deleteCustomFile,
  listCustomFiles,
  toggleCustomFile,
  uploadCustomFile,
} from '../../../domain/graphs/plugins/custom-files.ts'
import { AbilityName } from '../../../domain/graphs/plugins/manifest.ts'
import { withRawBodies } from '../../../http/raw-bodies.ts'
import type { Routes } from '../../../http/surface.ts'
import { readUpload } from '../read-upload.ts'
import { requireOwner } from '../require-owner.ts'
import { Problem, Upload } from '../schemas.ts'

const File = Type.Object({
  filename: Type.String({ description: 'With `.disabled` behind it while it is off' }),
  enabled: Type.Boolean(),
  nodes: Type.Array(Type.String(), { description: 'Names of the graph nodes in it' }),
  source: Type.String({ description: '`uploaded`, or `placed` in the data folder' }),
  abilities: Type.Array(Type.String(), { description: 'What it asks for' }),
  granted: Type.Array(Type.String(), { description: 'What the owner lets it do' }),
  problems: Type.Array(Problem, { description: 'Why it, or a part of it, does not work' }),
})

const presentFile = ({ filename, isEnabled, kinds, extension }: CustomFile) => {
  const { found, granted, problems } = extension
  return {
    filename,
    enabled: isEnabled,
    nodes: kinds,
    source: found.source,
    abilities: found.manifest?.abilities ?? [],
    granted: [...granted],
    problems: [...problems],
  }
}

/** `/api/custom-nodes`: files with graph nodes of the owner's own; see docs/custom-nodes.md. */
const customNodes: Routes = (app, deps) => {
  const { database, studio } = deps
  const config = { scope: 'graphs:run' as const }

  app.get(
    '/custom-nodes',
    {
      config,
      schema: {
        operationId: 'listCustomGraphNodes',
        summary: 'Files with custom graph nodes, those that are off or broken too',
        response: { 200: Type.Array(File) },
      },
    },
    async () => (await listCustomFiles(studio.plugins)).map(presentFile),
  )

  withRawBodies(app, (scope) => {
    scope.post(
      '/custom-nodes/upload',
      {
        config,
        schema: {
          operationId: 'uploadCustomGraphNodes',
          summary: 'Keep a file with graph nodes and switch it on; one of the same name is replaced',
          description:
            'The part `file` of the form: a .ts, .mts, .js or .mjs module of at most 1 MiB, which is run in a process ' +
            'of its own. A file that does not work is kept too: `problems` says why, and where.',
          body: { content: { 'multipart/form-data': { schema: Upload } } },
          response: { 200: Type.Intersect([Type.Object({ message: Type.String() }), File]) },
        },
      },
      async (request) => {
        await requireOwner(deps, request.caller)
        const file = await readUpload(request, (name, bytes) =>
          uploadCustomFile(database, studio.plugins, name, bytes),
        )
        return { ...presentFile(file), message: 'Uploaded successfully' }
      },
    )
  })

  app.post(
    '/custom-nodes/toggle',
    {
      config,
      schema: {
        operationId: 'toggleCustomGraphNodes',
        summary: 'Switch a file with graph nodes off, or on again; its name says which it is',
        body: Type.Object({
          filename: Type.String({ minLength: 1, maxLength: 300 }),
          abilities: Type.Optional(
            Type.Array(AbilityName, {
              maxItems: 10,
              description: 'What it may do from now on, of what it asks for; left out: as before',
            }),
          ),
        }),
        response: { 200: Type.Object({ filename: Type.String(), enabled: Type.Boolean() }) },
      },
    },
    async ({ caller, body: { filename, abilities } }) => {
      await requireOwner(deps, caller)
      const { isEnabled, ...named } = await toggleCustomFile(database, studio.plugins, filename, abilities)
      return { ...named, enabled: isEnabled }
    },
  )

  app.delete(
    '/custom-nodes/:filename',
    {
      config,
      schema: {
        operationId: 'deleteCustomGraphNodes',
        summary: 'Delete a file with graph nodes',
        params: Type.Object({ filename: Type.String({ maxLength: 2000 }) }),
        response: { 200: Type.Object({ message: Type.String() }) },
      },
    },
    async ({ caller, params: { filename } }) => {
      await requireOwner(deps, caller)
      await deleteCustomFile(database, studio.plugins, filename)
      return { message: `Deleted ${filename}` }
    },
  )
}
export default customNodes
