import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { getAsset } from '../../../domain/artifacts/assets/get-asset.ts'
import { type Contents, readContents } from '../../../domain/artifacts/revisions/read-contents.ts'
import type { App } from '../../../http/surface.ts'
import { nullable } from '../schemas.ts'
import { addAssetRoute } from './asset-route.ts'
import type { Kind } from './kinds.ts'
import { RevisionParam } from './revision-schemas.ts'

const Verdict = Type.Enum(['safe', 'suspicious', 'dangerous'])

const Answer = Type.Object({
  version: Type.String(),
  aliases: Type.Array(Type.String()),
  card: nullable(
    Type.String({
      description: 'Its `model_card.md` or `README.md`, without the front matter. Not made safe.',
    }),
  ),
  about: Type.Record(Type.String(), Type.Unknown(), { description: 'What its manifest says.' }),
  scan: nullable(Verdict),
  files: Type.Array(
    Type.Object({
      path: Type.String(),
      format: Type.String(),
      parameters: nullable(Type.Number()),
      tensors: nullable(Type.Integer()),
      verdict: nullable(Verdict),
      reasons: Type.Array(Type.String(), { description: 'Why it is not safe.' }),
    }),
    { description: 'The files of known formats.' },
  ),
  dtypes: Type.Record(Type.String(), Type.Integer(), { description: 'How many tensors have each.' }),
  tensors: Type.Object({
    items: Type.Array(
      Type.Object({
        file: Type.String(),
        name: Type.String(),
        dtype: Type.String(),
        shape: Type.Array(Type.Number()),
      }),
    ),
    total: Type.Integer(),
  }),
})

/** `GET …/revisions/{revision}/contents`: what a person wants to read of it. */
export function addContents(app: App, deps: Deps, kind: Kind): void {
  addAssetRoute(app, kind, {
    method: 'get',
    path: '/revisions/:revision/contents',
    schema: {
      operationId: `get${kind.Name}Contents`,
      summary: `The card of a revision of a ${kind.kind}, and what was read in its files`,
      description: 'Formats, tensors and what would run when a file is loaded, from the headers alone.',
      params: RevisionParam,
      querystring: Type.Object({
        offset: Type.Integer({ minimum: 0, maximum: 10_000_000, default: 0, description: 'Of the tensors.' }),
        limit: Type.Integer({ minimum: 1, maximum: 1000, default: 200, description: 'Tensors at once.' }),
      }),
      response: { 200: Answer },
    },
    async handler({ ref, params, query, request }) {
      const found = await getAsset(deps.database.read, request.caller, kind.kind, ref)
      return present(await readContents(deps, found, params.revision, query))
    },
  })
}

const present = ({ version, aliases, card, inspection, tensors, tensorCount }: Contents) => ({
  version: version.version,
  aliases,
  card,
  about: JSON.parse(version.manifest) as Record<string, unknown>,
  scan: inspection.scan ?? null,
  files: (inspection.files ?? []).map((file) => ({
    path: file.path,
    format: file.format,
    parameters: file.parameterCount ?? null,
    tensors: file.tensorCount ?? null,
    verdict: file.verdict ?? null,
    reasons: file.reasons ?? [],
  })),
  dtypes: inspection.dtypes ?? {},
  tensors: {
    items: tensors.map(([file, name, dtype, shape]) => ({ file, name, dtype, shape })),
    total: tensorCount,
  },
})
