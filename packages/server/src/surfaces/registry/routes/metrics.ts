import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { mergeMetrics } from '../../../domain/artifacts/metrics.ts'
import type { App, Routes } from '../../../http/surface.ts'
import { KINDS, type Kind } from '../kinds.ts'
import { readVersionDetail } from '../read-detail.ts'
import { ref, VersionParams } from '../schemas.ts'

const Metrics = Type.Record(Type.String(), Type.Number(), {
  description: 'Name to number, for example `{"accuracy": 0.99}`.',
})

const metrics: Routes = (app, deps) => {
  for (const kind of KINDS) addMetrics(app, deps, kind)
}
export default metrics

function addMetrics(app: App, { database }: Deps, { kind, plural, writeScope, Detail }: Kind): void {
  app.put(
    `/org/:org/${plural}/:name/:version/metrics`,
    {
      config: { scope: writeScope },
      schema: {
        operationId: `update_${kind}_metrics`,
        summary: `Add to the metrics of a version of a ${kind}`,
        description: 'Those that are there already get their new value, the others stay as they are.',
        params: VersionParams,
        body: Metrics,
        response: { 200: ref(Detail) },
      },
    },
    async ({ caller, params: { org: owner, name, version }, body }) => {
      const ref = { owner, kind, name }
      const measured = await mergeMetrics(database, caller, { ...ref, version }, body)
      return readVersionDetail(database.read, caller, ref, measured.version.id)
    },
  )
}
