import { Type } from 'typebox'
import { getAsset } from '../../../domain/artifacts/assets/get-asset.ts'
import { listLineage, listOffers, type VersionLineage } from '../../../domain/graphs/publish/list-lineage.ts'
import type { Routes } from '../../../http/surface.ts'
import { addAssetRoute } from '../assets/asset-route.ts'
import { MODELS } from '../assets/kinds.ts'
import { iso } from '../iso.ts'

const Nullable = Type.Union([Type.String(), Type.Null()])

const Lineage = Type.Object({
  object: Type.Literal('lineage'),
  model: Type.String({ description: 'Its id' }),
  revisions: Type.Array(
    Type.Object({
      revision: Type.String(),
      state: Type.String(),
      created_at: Type.String({ format: 'date-time' }),
      parent: Nullable,
      base_model: Nullable,
      dataset_refs: Type.Array(Type.String()),
      made_by: Type.Union(
        [
          Type.Object({
            run: Type.String(),
            graph: Type.String(),
            graph_digest: Type.String(),
            graph_node: Nullable,
            seed: Type.Integer(),
            data: Type.Array(
              Type.Object({ name: Type.String(), digest: Type.String(), samples: Type.Integer() }),
            ),
          }),
          Type.Null(),
        ],
        { description: 'The run of a graph that made it; null when it was uploaded' },
      ),
      deployments: Type.Array(Type.Object({ id: Type.String(), status: Type.String() }), {
        description: 'Your own',
      }),
    }),
  ),
  listings: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), mode: Type.String() })),
})

const present = ({
  version,
  state,
  createdAt,
  parent,
  baseModel,
  datasets,
  madeBy,
  deployments,
}: VersionLineage) => ({
  revision: version,
  state,
  created_at: iso(createdAt),
  parent,
  base_model: baseModel,
  dataset_refs: datasets,
  made_by: madeBy
    ? {
        run: madeBy.runId,
        graph: madeBy.graphName,
        graph_digest: madeBy.graphDigest,
        graph_node: madeBy.graphNode,
        seed: madeBy.seed,
        data: madeBy.data,
      }
    : null,
  deployments,
})

const lineage: Routes = (app, { database }) => {
  addAssetRoute(app, MODELS, {
    method: 'get',
    path: '/lineage',
    schema: {
      operationId: 'getModelLineage',
      summary: 'Where each revision of a model came from, and where it went',
      response: { 200: Lineage },
    },
    async handler({ ref, request }) {
      const { artifact } = await getAsset(database.read, request.caller, 'model', ref)
      const revisions = await listLineage(database.read, artifact, request.caller?.account.id)
      return {
        object: 'lineage',
        model: artifact.id,
        revisions: revisions.map(present),
        listings: await listOffers(database.read, artifact, request.caller?.mode ?? 'live'),
      }
    },
  })
}
export default lineage
