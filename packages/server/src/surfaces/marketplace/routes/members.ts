import { Type } from 'typebox'
import {
  getMember,
  listMembers,
  type Member,
  removeMember,
  setMember,
} from '../../../domain/accounts/members.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { RoleName, SlugInPath } from '../account-schemas.ts'
import { iso } from '../iso.ts'
import { NoContent, PageQuery, pageOf, Time } from '../schemas.ts'

const MemberShape = Type.Object({
  user: Type.Object({ id: Type.String(), slug: Type.String(), name: Type.String() }),
  role: RoleName,
  created_at: Time,
})
const OrgInPath = Type.Object({ slug: SlugInPath })
const MemberInPath = Type.Object({ slug: SlugInPath, user: SlugInPath })

const members: Routes = (app, { database, signer }) => {
  const config = { scope: '*' } as const

  app.get(
    '/orgs/:slug/members',
    {
      config,
      schema: {
        operationId: 'listMembers',
        summary: 'The members of an organisation by their slugs, for any of them',
        params: OrgInPath,
        querystring: Type.Object(PageQuery),
        response: { 200: pageOf(MemberShape) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const { caller, params } = request
      const rows = await listMembers(database.read, caller.account, params.slug, { after, limit: limit + 1 })
      return answer(rows, (member) => member.slug, toShape)
    },
  )

  app.get(
    '/orgs/:slug/members/:user',
    {
      config,
      schema: {
        operationId: 'getMember',
        summary: 'One member of an organisation, for any of them',
        params: MemberInPath,
        response: { 200: MemberShape },
      },
    },
    async ({ caller, params }) =>
      toShape(await getMember(database.read, caller.account, params.slug, params.user)),
  )

  app.put(
    '/orgs/:slug/members/:user',
    {
      config,
      schema: {
        operationId: 'setMember',
        summary: 'Make a user a member, or give a member another role',
        description: 'For admins; owners are made and unmade by owners only, and the last one stays.',
        params: MemberInPath,
        body: Type.Object({ role: RoleName }),
        response: { 200: MemberShape, 201: MemberShape },
      },
    },
    async ({ caller, params, body }, reply) => {
      const { slug, user } = params
      const { member, isNew } = await setMember(database, caller.account, slug, user, body.role)
      return reply.code(isNew ? 201 : 200).send(toShape(member))
    },
  )

  app.delete(
    '/orgs/:slug/members/:user',
    {
      config,
      schema: {
        operationId: 'deleteMember',
        summary: 'Remove a member, or leave',
        description: 'Everybody may leave, except the last owner.',
        params: MemberInPath,
        response: { 204: NoContent },
      },
    },
    async ({ caller, params }, reply) => {
      await removeMember(database, caller.account, params.slug, params.user)
      return reply.code(204).send(null)
    },
  )
}
export default members

const toShape = ({ userId, slug, name, role, since }: Member) => ({
  user: { id: userId, slug, name },
  role,
  created_at: iso(since),
})
