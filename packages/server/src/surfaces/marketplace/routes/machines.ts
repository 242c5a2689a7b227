import { Type } from 'typebox'
import { actFor } from '../../../domain/accounts/act-for.ts'
import {
  deleteMachine,
  getOwnMachine,
  listOwnMachines,
  verifyMachineNow,
} from '../../../domain/machines/own-machines.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { SlugInPath } from '../account-schemas.ts'
import { MachineShape, toMachine } from '../machine-schemas.ts'
import { NoContent, PageQuery, pageOf } from '../schemas.ts'

const InPath = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) })

const ownMachines: Routes = (app, { database, machines, signer }) => {
  app.get(
    '/machines',
    {
      config: { scope: 'machines:read' },
      schema: {
        operationId: 'listMachines',
        summary: "Your machines, or an organisation's, and how they proved what they are, the newest first",
        description: 'Machines are added at `POST /nodes/`, by `nodeyard machine serve` and `machine add`.',
        querystring: Type.Object({ owner: Type.Optional(SlugInPath), ...PageQuery }),
        response: { 200: pageOf(MachineShape) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<[number, string]>(signer, request)
      const accountId = await actFor(database.read, request.caller, request.query.owner, 'reader')
      return answer(
        await listOwnMachines(database.read, accountId, { after, limit: limit + 1 }),
        ({ machine }) => [machine.created_at, machine.id],
        toMachine,
      )
    },
  )

  app.get(
    '/machines/:id',
    {
      config: { scope: 'machines:read' },
      schema: {
        operationId: 'getMachine',
        summary: 'One of your machines or of your organisations',
        params: InPath,
        response: { 200: MachineShape },
      },
    },
    async ({ caller, params }) => toMachine(await getOwnMachine(database.read, caller.account.id, params.id)),
  )

  app.post(
    '/machines/:id/verify',
    {
      config: { scope: 'machines:write' },
      schema: {
        operationId: 'verifyMachine',
        summary: 'Have a machine prove itself anew, now',
        description: 'It is done in the background: read the machine until it is no longer `pending`.',
        params: InPath,
        body: Type.Union([Type.Object({}, { additionalProperties: false }), Type.Null()]),
        response: { 202: MachineShape },
      },
    },
    async ({ caller, params }, reply) => {
      await verifyMachineNow(machines, caller.account.id, params.id)
      const machine = await getOwnMachine(database.read, caller.account.id, params.id)
      return reply.code(202).send(toMachine(machine))
    },
  )

  app.delete(
    '/machines/:id',
    {
      config: { scope: 'machines:write' },
      schema: {
        operationId: 'deleteMachine',
        summary: 'Remove a machine with all its devices',
        description: 'The deployments on it are stopped.',
        params: InPath,
        response: { 204: NoContent },
      },
    },
    async ({ caller, params }, reply) => {
      await deleteMachine(machines, caller.account.id, params.id)
      return reply.code(204).send(null)
    },
  )
}
export default ownMachines
