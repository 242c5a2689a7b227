import { bindPurpose } from '@nodeyard/tensor/proof'
import { Type } from 'typebox'
import { actFor } from '../../../domain/accounts/act-for.ts'
import {
  type BoundHotkey,
  bindHotkey,
  blockHotkey,
  listHotkeys,
  unbindHotkey,
} from '../../../domain/machines/hotkeys.ts'
import { openPage } from '../../../http/cursor.ts'
import { networkOf } from '../../../http/rate-limits.ts'
import type { Routes } from '../../../http/surface.ts'
import { DisplayName, SlugInPath } from '../account-schemas.ts'
import { iso } from '../iso.ts'
import { NoContent, nullable, PageQuery, pageOf, Time } from '../schemas.ts'

const Address = Type.String({ minLength: 1, maxLength: 100, description: 'SS58, network 42.' })
const Hotkey = Type.Object({
  hotkey: Type.String(),
  owner: Type.String({ description: 'The account it is bound to.' }),
  name: Type.String(),
  kind: Type.Enum(['bound', 'server'], {
    description: '`server`: made here, it stands for what the account adds with API keys.',
  }),
  blocked_reason: nullable(Type.String()),
  created_at: Time,
})
const InPath = Type.Object({ hotkey: Address })
const Owner = { owner: Type.Optional(SlugInPath) }

const toShape = ({ address, owner, name, kind, blockedReason, createdAt }: BoundHotkey) => ({
  hotkey: address,
  owner,
  name,
  kind,
  blocked_reason: blockedReason,
  created_at: iso(createdAt),
})

const hotkeys: Routes = (app, { database, machines, signer }) => {
  app.get(
    '/hotkeys/challenge',
    {
      config: { scope: 'machines:write' },
      schema: {
        operationId: 'getHotkeyChallenge',
        summary: 'What to sign to bind a hotkey to your account or an organisation of yours',
        description:
          'Sign `<hotkey>:<nonce>:<purpose>` with the sr25519 key; the nonce is the time in seconds. ' +
          '`validator` is the key this server signs with when it asks the agents of machines.',
        querystring: Type.Object(Owner),
        response: { 200: Type.Object({ purpose: Type.String(), validator: Type.String() }) },
      },
    },
    async ({ caller, query }) => ({
      purpose: bindPurpose(await actFor(database.read, caller, query.owner)),
      validator: machines.keys.validator.address,
    }),
  )

  app.post(
    '/hotkeys',
    {
      config: { scope: 'machines:write' },
      schema: {
        operationId: 'bindHotkey',
        summary: 'Bind a hotkey to your account or an organisation of yours',
        description:
          'The signature proves that you hold the key: sr25519 over `<hotkey>:<nonce>:<purpose>`, the purpose ' +
          'as `GET /v1/hotkeys/challenge` answers it. Machines that it signs for belong to that account then.',
        body: Type.Object(
          {
            hotkey: Address,
            nonce: Type.String({ maxLength: 20, description: 'Seconds since 1970, at most 600 from ours.' }),
            signature: Type.String({ maxLength: 200, description: '64 bytes in hex, without `0x`.' }),
            name: Type.Optional(DisplayName),
            ...Owner,
          },
          { additionalProperties: false },
        ),
        response: { 201: Hotkey },
      },
    },
    async ({ caller, body, ip }, reply) => {
      const { name, owner, ...signed } = body
      const proof = { ...signed, address: networkOf(ip) }
      const accountId = await actFor(database.read, caller, owner)
      return reply.code(201).send(toShape(await bindHotkey(machines, accountId, proof, name)))
    },
  )

  app.get(
    '/hotkeys',
    {
      config: { scope: 'machines:read' },
      schema: {
        operationId: 'listHotkeys',
        summary: "Your hotkeys, or an organisation's, by address",
        querystring: Type.Object({ ...Owner, ...PageQuery }),
        response: { 200: pageOf(Hotkey) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const accountId = await actFor(database.read, request.caller, request.query.owner, 'reader')
      const rows = await listHotkeys(database.read, accountId, { after, limit: limit + 1 })
      return answer(rows, (row) => row.address, toShape)
    },
  )

  app.patch(
    '/hotkeys/:hotkey',
    {
      config: { scope: 'machines:write' },
      schema: {
        operationId: 'blockHotkey',
        summary: 'Block a hotkey or allow it again, as an administrator',
        params: InPath,
        body: Type.Object(
          {
            blocked_reason: nullable(
              Type.String({
                minLength: 1,
                maxLength: 500,
                description: 'Told to whoever uses it; null allows it.',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: { 200: Hotkey },
      },
    },
    async ({ caller, params, body }) =>
      toShape(await blockHotkey(machines, caller.account, params.hotkey, body.blocked_reason)),
  )

  app.delete(
    '/hotkeys/:hotkey',
    {
      config: { scope: 'machines:write' },
      schema: {
        operationId: 'unbindHotkey',
        summary: 'Unbind a hotkey that no machine belongs to',
        params: InPath,
        response: { 204: NoContent },
      },
    },
    async ({ caller, params }, reply) => {
      await unbindHotkey(machines, caller.account, params.hotkey)
      return reply.code(204).send(null)
    },
  )
}
export default hotkeys
