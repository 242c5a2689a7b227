import { Type } from 'typebox'
import { type Licence, listLicences } from '../../../domain/artifacts/licences/licences.ts'
import type { Routes } from '../../../http/surface.ts'
import { nullable, pageOf } from '../schemas.ts'

const allows = (description: string) => nullable(Type.Boolean({ description }))

const License = Type.Object({
  id: Type.String({ examples: ['Apache-2.0'] }),
  name: Type.String(),
  url: nullable(Type.String()),
  osi_approved: Type.Boolean(),
  commercial: Type.Boolean({ description: 'Whether the filter `license=Commercial` finds it.' }),
  seats: nullable(Type.String({ description: 'How many named people may use it; null is not limited.' })),
  permissions: Type.Object({
    commercial_use: allows('Null where its text has to be read.'),
    modification: allows(''),
    redistribution: allows(''),
    patent_grant: allows(''),
  }),
  conditions: Type.Object({
    attribution: allows(''),
    share_alike: allows('Works made from it must be under the same licence.'),
    copyleft: nullable(Type.Enum(['strong', 'weak'])),
  }),
})

const licenses: Routes = (app) => {
  app.get(
    '/licenses',
    {
      schema: {
        operationId: 'listLicenses',
        summary: 'Every licence that is known here, with what it allows',
        response: { 200: pageOf(License) },
      },
    },
    async () => ({ items: listLicences().map(present), next_cursor: null, has_more: false }),
  )
}
export default licenses

const present = (licence: Licence) => ({
  id: licence.id,
  name: licence.name,
  url: licence.url,
  osi_approved: licence.isOsiApproved,
  commercial: licence.isCommercial,
  seats: licence.seats === null ? null : String(licence.seats),
  permissions: {
    commercial_use: licence.commercialUse,
    modification: licence.modification,
    redistribution: licence.redistribution,
    patent_grant: licence.patentGrant,
  },
  conditions: {
    attribution: licence.attribution,
    share_alike: licence.shareAlike,
    copyleft: licence.copyleft,
  },
})
