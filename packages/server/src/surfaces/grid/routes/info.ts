import { Type } from 'typebox'
import { listPartners } from '../../../domain/partners/partners.ts'
import type { Routes } from '../../../http/surface.ts'
import { gridAuth } from '../grid-auth.ts'
import { addSpelled } from '../spellings.ts'

/** `GET /identity`, `/status`, `/workers`: who this is, and whom it knows. */
const info: Routes = (app, { config, database, grid }) => {
  addSpelled(app, {
    method: 'GET',
    url: '/identity',
    config: { auth: 'none' },
    schema: {
      operationId: 'getGridIdentity',
      summary: 'What this grid node is called',
      response: { 200: Type.Object({ success: Type.Literal(true), identity: Type.String() }) },
    },
    handler: async () => ({ success: true as const, identity: grid.id }),
  })
  addSpelled(app, {
    method: 'GET',
    url: '/status',
    config: { auth: 'none' },
    schema: {
      operationId: 'getGridStatus',
      summary: 'That it is there',
      response: {
        200: Type.Object({
          success: Type.Literal(true),
          status: Type.String(),
          role: Type.String(),
          auth: Type.String({ description: '`open`, or `key` where every caller needs one' }),
        }),
      },
    },
    handler: async () => ({
      success: true as const,
      status: 'OpenGrid',
      role: grid.role,
      auth: grid.auth,
    }),
  })
  addSpelled(app, {
    method: 'GET',
    url: '/workers',
    config: { auth: gridAuth(config) },
    schema: {
      operationId: 'listGridWorkers',
      summary: 'List the nodes this one is connected to',
      response: { 200: Type.Object({ success: Type.Literal(true), workers: Type.Array(Type.String()) }) },
    },
    async handler() {
      const partners = await listPartners(database.read, 'connected')
      return { success: true as const, workers: partners.map(({ id }) => id) }
    },
  })
}
export default info
