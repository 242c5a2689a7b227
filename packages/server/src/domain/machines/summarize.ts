import type { Db } from '../../db/database.ts'
import { BUSY, type InventoryFilter, type Summary } from './inventory.ts'

/** Counts the devices of each kind: two counts, so that it costs the same however many rows there are. */
export async function summarize(db: Db, { model }: InventoryFilter): Promise<Summary> {
  const [owner, name] = model?.split('/') ?? []
  const isOfModel = name !== undefined
  const busy = await db
    .selectFrom('deployment')
    .innerJoin('device', 'device.uuid', 'deployment.device_id')
    .select((select) => [
      'device.gpu_identifier',
      select.fn.count<number>('device.uuid').distinct().as('count'),
    ])
    .where('deployment.deleted_at', 'is', null)
    .where('deployment.status', 'in', BUSY)
    .$if(isOfModel, (query) =>
      query
        .innerJoin('artifact', 'artifact.id', 'deployment.artifact_id')
        .innerJoin('account', 'account.id', 'artifact.owner_id')
        .where('account.slug', '=', owner!)
        .where('artifact.name', '=', name!)
        .where('artifact.is_public', '=', 1),
    )
    .groupBy('device.gpu_identifier')
    .execute()
  const provisioned = new Map(busy.map((row) => [row.gpu_identifier, Number(row.count)]))
  if (isOfModel) {
    return Object.fromEntries([...provisioned].map(([gpu, count]) => [gpu, { provisioned: count, idle: 0 }]))
  }
  const all = await db
    .selectFrom('device')
    .select((select) => ['gpu_identifier', select.fn.countAll<number>().as('count')])
    .$if(model !== undefined, (query) => query.where('gpu_identifier', '=', model!.toLowerCase()))
    .groupBy('gpu_identifier')
    .orderBy('gpu_identifier')
    .execute()
  return Object.fromEntries(
    all.map(({ gpu_identifier: gpu, count }) => {
      const used = Math.min(Number(count), provisioned.get(gpu) ?? 0)
      return [gpu, { provisioned: used, idle: Number(count) - used }]
    }),
  )
}
