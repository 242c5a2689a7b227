import { Type } from 'typebox'
import { addOrg, getOrgAs, listOrgs, type Org, removeOrg, renameOrg } from '../../../domain/accounts/orgs.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { DisplayName, NewSlug, RoleName, SlugInPath } from '../account-schemas.ts'
import { iso } from '../iso.ts'
import { NoContent, PageQuery, pageOf, Time } from '../schemas.ts'

const OrgShape = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  name: Type.String(),
  role: RoleName,
  created_at: Time,
})
const InPath = Type.Object({ slug: SlugInPath })

const orgs: Routes = (app, { database, signer }) => {
  const config = { scope: '*' } as const

  app.post(
    '/orgs',
    {
      config,
      schema: {
        operationId: 'createOrg',
        summary: 'Add an organisation, with you as its first owner',
        description: 'Users and organisations share one set of slugs.',
        body: Type.Object({ slug: NewSlug, name: DisplayName }),
        response: { 201: OrgShape },
      },
    },
    async ({ caller, body }, reply) =>
      reply.code(201).send(toShape(await addOrg(database, caller.account, body))),
  )

  app.get(
    '/orgs',
    {
      config,
      schema: {
        operationId: 'listOrgs',
        summary: 'The organisations you are a member of, the newest first',
        querystring: Type.Object(PageQuery),
        response: { 200: pageOf(OrgShape) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const rows = await listOrgs(database.read, request.caller.account.id, { after, limit: limit + 1 })
      return answer(rows, (org) => org.id, toShape)
    },
  )

  app.get(
    '/orgs/:slug',
    {
      config,
      schema: {
        operationId: 'getOrg',
        summary: 'One of your organisations',
        params: InPath,
        response: { 200: OrgShape },
      },
    },
    async ({ caller, params }) =>
      toShape(await getOrgAs(database.read, caller.account.id, params.slug, 'reader')),
  )

  app.patch(
    '/orgs/:slug',
    {
      config,
      schema: {
        operationId: 'updateOrg',
        summary: 'Rename an organisation, as one of its admins',
        params: InPath,
        body: Type.Object({ name: DisplayName }, { additionalProperties: false }),
        response: { 200: OrgShape },
      },
    },
    async ({ caller, params, body }) =>
      toShape(await renameOrg(database, caller.account, params.slug, body.name)),
  )

  app.delete(
    '/orgs/:slug',
    {
      config,
      schema: {
        operationId: 'deleteOrg',
        summary: 'Remove an organisation that owns nothing any more, as one of its owners',
        params: InPath,
        response: { 204: NoContent },
      },
    },
    async ({ caller, params }, reply) => {
      await removeOrg(database, caller.account, params.slug)
      return reply.code(204).send(null)
    },
  )
}
export default orgs

const toShape = ({ id, slug, name, role, createdAt }: Org) => ({
  id,
  slug,
  name,
  role,
  created_at: iso(createdAt),
})
