import { Type } from 'typebox'
import { NoContent, nullable, Time } from '../schemas.ts'

const Tensor = Type.Object({
  name: Type.String(),
  dtype: nullable(Type.String()),
  shape: nullable(Type.Array(Type.Union([Type.Number(), Type.String(), Type.Null()]))),
})

const about = {
  id: nullable(Type.String()),
  version: Type.String(),
  status: Type.Enum(['uploading', 'ready', 'published', 'yanked']),
  parent: nullable(Type.String({ description: 'The revision it derives from.' })),
  changelog: nullable(Type.String()),
  license: nullable(Type.String()),
  size: Type.Integer({ description: 'Bytes of all its files.' }),
  downloads: Type.Integer(),
  manifest_sha256: nullable(
    Type.String({ description: 'One hash of all its files: equal ones hold the same bytes.' }),
  ),
  scan: nullable(Type.Enum(['safe', 'suspicious', 'dangerous'])),
  parameters: nullable(Type.Number()),
  rows: nullable(Type.Integer()),
  metrics: Type.Record(Type.String(), Type.Number()),
  schema: nullable(
    Type.Object({ source: Type.String(), inputs: Type.Array(Tensor), outputs: Type.Array(Tensor) }),
  ),
  yanked: nullable(Type.Object({ reason: nullable(Type.String()), at: nullable(Time) })),
  created_at: Time,
}

/** A revision in a list. */
export const Revision = Type.Object(about)

export const RevisionFile = Type.Object({
  path: Type.String(),
  size: Type.Integer(),
  sha256: Type.String(),
  split: nullable(Type.String()),
  rows: nullable(Type.Integer()),
})

export const WholeRevision = Type.Object({ ...about, files: Type.Array(RevisionFile) })

export const NewFile = Type.Object(
  {
    path: Type.String({ description: 'Relative, with `/` between folders.' }),
    size: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Bytes.' }),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  { additionalProperties: false },
)

export const PendingUpload = Type.Object({
  path: Type.String(),
  sha256: Type.String(),
  size: Type.Integer(),
  upload_id: Type.String(),
  upload_url: Type.String({ description: 'Takes one PUT with all bytes, or tus 1.0.' }),
  chunk_size: Type.Integer({ description: 'How many bytes to send in one request at most.' }),
  offset: Type.Integer({ description: 'How many bytes are here already.' }),
})

export const OpenedRevision = Type.Object({
  version: Type.String(),
  status: Type.Enum(['uploading', 'ready']),
  parent: nullable(Type.String()),
  missing: Type.Array(PendingUpload, { description: 'What has to be sent before it can be published.' }),
  expires_at: Time,
})

export const Check = Type.Object({
  id: Type.Enum(['card', 'config', 'licence', 'licence_conflict', 'scan', 'checksum', 'schema']),
  status: Type.Enum(['passed', 'warning', 'failed']),
  message: Type.String({ description: 'What is wrong and what to do about it.' }),
})

export const RevisionParam = {
  revision: Type.String({
    minLength: 1,
    maxLength: 300,
    description: '`1.2.0`, a range such as `^1`, an alias, or `latest`.',
  }),
}
export const NumberParam = {
  revision: Type.String({ minLength: 1, maxLength: 60, description: 'The number itself, `X.Y.Z`.' }),
}

export const Redirect = Type.Null({ ...NoContent, description: 'The address is in `Location`.' })
