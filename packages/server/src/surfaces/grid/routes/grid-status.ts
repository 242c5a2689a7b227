import { Type } from 'typebox'
import { describeGrid } from '../../../domain/partners/describe-grid.ts'
import type { Routes } from '../../../http/surface.ts'
import { gridAuth } from '../grid-auth.ts'

const PartnerState = Type.Object({
  id: Type.String(),
  address: Type.String(),
  reached_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  error: Type.Union([Type.String(), Type.Null()], { description: 'Why it was not reached when last asked' }),
})

/** `GET /grid/status`: what the other answers have no room for. */
const gridStatus: Routes = (app, { config, database, grid }) => {
  app.get(
    '/grid/status',
    {
      config: { auth: gridAuth(config) },
      schema: {
        operationId: 'describeGrid',
        summary: 'Whom this grid node knows and who of them is there, and what it holds for others',
        response: {
          200: Type.Object({
            id: Type.String(),
            role: Type.String(),
            auth: Type.String(),
            joined: Type.Array(PartnerState),
            connected: Type.Array(PartnerState),
            shares: Type.Integer({ description: 'Shares of encrypted models kept here for others' }),
            releases: Type.Integer({ description: 'Shares that workers are still to be told to delete' }),
          }),
        },
      },
    },
    async () => ({ id: grid.id, role: grid.role, auth: grid.auth, ...(await describeGrid(database.read)) }),
  )
}
export default gridStatus
