import { Type } from 'typebox'
import {
  activateApp,
  deleteApp,
  listApps,
  listAppVersions,
  setAppRecording,
  unpublishApp,
} from '../../../domain/graphs/apps/apps.ts'
import { publishApp } from '../../../domain/graphs/apps/publish-app.ts'
import type { Routes } from '../../../http/surface.ts'
import { AppPath, iso, Nullable, PerhapsFlag } from '../app-schemas.ts'
import { withManagement } from '../managed.ts'
import { Name, Text } from '../schemas.ts'

const tags = ['apps']

/** Graphs that are published under a name that stays. */
const apps: Routes = (app, deps) => {
  const { database, studio } = deps
  const config = { scope: 'graphs:run' as const }
  withManagement(app, deps, (scope) => {
    scope.get(
      '/apps',
      {
        config,
        schema: {
          operationId: 'listApps',
          summary: 'Published apps, by name',
          tags,
          response: {
            200: Type.Array(
              Type.Object({
                slug: Type.String(),
                graph_name: Type.String(),
                active_version: Nullable(Type.Integer()),
                record_io: Type.Boolean(),
                created_at: Type.String(),
                updated_at: Type.String(),
                versions_count: Type.Integer(),
              }),
            ),
          },
        },
      },
      async ({ caller }) => {
        const rows = await listApps(database.read, caller.account.id)
        return rows.map((row) => ({
          slug: row.slug,
          graph_name: row.graph_name,
          active_version: row.active_version,
          record_io: row.record_io === 1,
          created_at: iso(row.created_at),
          updated_at: iso(row.updated_at),
          versions_count: Number(row.versions),
        }))
      },
    )

    scope.post(
      '/apps/:slug/publish',
      {
        config,
        schema: {
          operationId: 'publishApp',
          summary: 'Make the next version of an app out of a saved graph, and let it answer',
          tags,
          params: AppPath,
          body: Type.Object({
            graph: Name,
            record_io: Type.Optional(PerhapsFlag),
            note: Type.Optional(Nullable(Text({ maxLength: 2000 }))),
            create: Type.Optional(Type.Boolean({ description: 'Whether there may be no such app yet' })),
            git_commit: Type.Optional(Nullable(Type.String({ pattern: '^[0-9a-f]{7,40}$' }))),
            git_dirty: Type.Optional(PerhapsFlag),
          }),
          response: {
            200: Type.Object({
              slug: Type.String(),
              version: Type.Integer(),
              active: Type.Literal(true),
              created: Type.Boolean({ description: 'Whether the app is new' }),
              graph_name: Type.String(),
              note: Nullable(Type.String()),
              git_commit: Nullable(Type.String()),
              git_dirty: PerhapsFlag,
            }),
          },
        },
      },
      async ({ caller, params, body }) => {
        const { git_commit: gitCommit = null, git_dirty: gitDirty = null } = body
        const { create = false, record_io: recordsIo, graph, note } = body
        const said = { ...params, graph, note, create, recordsIo, gitCommit, gitDirty }
        const made = await publishApp(studio, caller, said)
        return {
          slug: made.slug,
          version: made.version,
          active: true as const,
          created: made.isNew,
          graph_name: made.graphName,
          note: made.note,
          git_commit: gitCommit,
          git_dirty: gitDirty,
        }
      },
    )

    scope.get(
      '/apps/:slug/versions',
      {
        config,
        schema: {
          operationId: 'listAppVersions',
          summary: 'The versions of an app, the newest first',
          tags,
          params: AppPath,
          response: {
            200: Type.Array(
              Type.Object({
                version: Type.Integer(),
                source_graph_name: Type.String(),
                note: Nullable(Type.String()),
                git_commit: Nullable(Type.String()),
                git_dirty: PerhapsFlag,
                created_at: Type.String(),
                active: Type.Boolean(),
              }),
            ),
          },
        },
      },
      async ({ caller, params }) => {
        const rows = await listAppVersions(database.read, caller.account.id, params.slug)
        return rows.map((row) => ({
          version: row.version,
          source_graph_name: row.graph_name,
          note: row.note,
          git_commit: row.git_commit,
          git_dirty: row.git_dirty === null ? null : row.git_dirty === 1,
          created_at: iso(row.created_at),
          active: row.isActive,
        }))
      },
    )

    scope.patch(
      '/apps/:slug',
      {
        config,
        schema: {
          operationId: 'updateApp',
          summary: 'Say whether what goes in and comes out of an app is kept',
          tags,
          params: AppPath,
          body: Type.Object({ record_io: Type.Boolean() }),
          response: { 200: Type.Object({ slug: Type.String(), record_io: Type.Boolean() }) },
        },
      },
      async ({ caller, params: { slug }, body: { record_io } }) => {
        await setAppRecording(database, caller.account.id, slug, record_io)
        return { slug, record_io }
      },
    )

    scope.post(
      '/apps/:slug/activate',
      {
        config,
        schema: {
          operationId: 'activateApp',
          summary: 'Let a version of an app answer, an older one too',
          tags,
          params: AppPath,
          body: Type.Object({ version: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) }),
          response: { 200: Type.Object({ slug: Type.String(), active_version: Type.Integer() }) },
        },
      },
      async ({ caller, params: { slug }, body: { version } }) => {
        await activateApp(database, caller.account.id, slug, version)
        return { slug, active_version: version }
      },
    )

    scope.post(
      '/apps/:slug/unpublish',
      {
        config,
        schema: {
          operationId: 'unpublishApp',
          summary: 'Let no version of an app answer; all of them are kept',
          tags,
          params: AppPath,
          response: { 200: Type.Object({ slug: Type.String(), active_version: Type.Null() }) },
        },
      },
      async ({ caller, params: { slug } }) => {
        await unpublishApp(database, caller.account.id, slug)
        return { slug, active_version: null }
      },
    )

    scope.delete(
      '/apps/:slug',
      {
        config,
        schema: {
          operationId: 'deleteApp',
          summary: 'Delete an app with its versions and all that is known of its runs',
          tags,
          params: AppPath,
          response: { 200: Type.Object({ slug: Type.String(), deleted: Type.Literal(true) }) },
        },
      },
      async ({ caller, params: { slug } }) => {
        await deleteApp(studio, caller.account.id, slug)
        return { slug, deleted: true as const }
      },
    )
  })
}
export default apps
