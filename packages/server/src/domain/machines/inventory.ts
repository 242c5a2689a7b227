import type { Database, Db } from '../../db/database.ts'
import { summarize } from './summarize.ts'

/** How long an answer is trusted: what any server changes holds on all of them within this time. */
const TRUSTED_MS = 500

export interface InventoryFilter {
  /** Only what belongs to this hotkey. */
  hotkey?: string | undefined
  /** Only devices of this kind, or those that serve this public model (`owner/name`). */
  model?: string | undefined
}

export type Summary = Record<string, { provisioned: number; idle: number }>

/** What a device is busy with: a deployment, and the model it serves. */
export interface Occupation {
  username: string | null
  name: string
  /** The model. */
  chute_id: string
  verified: boolean
  /** The deployment. */
  instance_id: string
}

export type Details = Record<
  string,
  { provisioned: { gpu: string; chute: Occupation }[]; idle: Record<string, number> }
>

/** The whole inventory, which anybody may see: what is asked for all the time is kept for half a second. */
export class Inventory {
  readonly #database: Database
  readonly #kept = new Map<string, { answer: Promise<string>; at: number }>()

  constructor(database: Database) {
    this.#database = database
  }

  /** How many devices of each kind are busy and idle, as JSON. */
  summary(filter: InventoryFilter): Promise<string> {
    return this.#keep('summary', filter, async (db) => JSON.stringify(await summarize(db, filter)))
  }

  /** What each hotkey's devices do, whoever has most of them first, as JSON. */
  details(filter: InventoryFilter): Promise<string> {
    return this.#keep('details', filter, async (db) => JSON.stringify(await describe(db, filter)))
  }

  /** Called when machines change here, so that the change holds at once. */
  forget(): void {
    this.#kept.clear()
  }

  #keep(name: string, filter: InventoryFilter, read: (db: Db) => Promise<string>): Promise<string> {
    if (Object.values(filter).some((value) => value !== undefined)) return read(this.#database.slow)
    const kept = this.#kept.get(name)
    if (kept && performance.now() - kept.at < TRUSTED_MS) return kept.answer
    const answer = read(this.#database.slow)
    const entry = { answer, at: performance.now() }
    this.#kept.set(name, entry)
    answer.catch(() => {
      if (this.#kept.get(name) === entry) this.#kept.delete(name)
    })
    return answer
  }
}

async function describe(db: Db, filter: InventoryFilter): Promise<Details> {
  const rows = await selectDevices(db, filter)
  const hotkeys = new Map<string, { total: number; entry: Details[string] }>()
  for (const row of rows) {
    const known = hotkeys.get(row.hotkey) ?? { total: 0, entry: { provisioned: [], idle: {} } }
    hotkeys.set(row.hotkey, known)
    known.total++
    const { gpu_identifier: gpu } = row
    if (row.instance_id === null) known.entry.idle[gpu] = (known.entry.idle[gpu] ?? 0) + 1
    else known.entry.provisioned.push({ gpu, chute: toOccupation({ ...row, instance_id: row.instance_id }) })
  }
  const sorted = [...hotkeys].sort(([, a], [, b]) => b.total - a.total)
  return Object.fromEntries(sorted.map(([hotkey, { entry }]) => [hotkey, entry]))
}

function toOccupation(row: {
  instance_id: string
  status: string | null
  artifact_id: string | null
  artifact_name: string | null
  is_public: number | null
  owner_slug: string | null
}): Occupation {
  const isPublic = row.is_public === 1
  return {
    username: isPublic ? row.owner_slug : null,
    name: isPublic ? row.artifact_name! : '[private chute]',
    chute_id: row.artifact_id!,
    verified: ['ready', 'scaled_to_zero', 'updating'].includes(row.status ?? ''),
    instance_id: row.instance_id,
  }
}

/** Deployments that hold a device. */
export const BUSY = ['queued', 'building', 'starting', 'ready', 'scaled_to_zero', 'updating'] as const

/** Devices with each deployment on them; one without any has one row. */
function selectDevices(db: Db, { hotkey, model }: InventoryFilter) {
  const [owner, name] = model?.split('/') ?? []
  return db
    .selectFrom('device')
    .innerJoin('machine', 'machine.id', 'device.machine_id')
    .leftJoin('deployment', (join) =>
      join
        .onRef('deployment.device_id', '=', 'device.uuid')
        .on('deployment.deleted_at', 'is', null)
        .on('deployment.status', 'in', BUSY),
    )
    .leftJoin('artifact', 'artifact.id', 'deployment.artifact_id')
    .leftJoin('account', 'account.id', 'artifact.owner_id')
    .select([
      'device.uuid',
      'device.gpu_identifier',
      'machine.hotkey',
      'deployment.id as instance_id',
      'deployment.status',
      'artifact.id as artifact_id',
      'artifact.name as artifact_name',
      'artifact.is_public',
      'account.slug as owner_slug',
    ])
    .$if(hotkey !== undefined, (query) => query.where('machine.hotkey', '=', hotkey!))
    .$if(model !== undefined && name === undefined, (query) =>
      query.where('device.gpu_identifier', '=', model!.toLowerCase()),
    )
    .$if(name !== undefined, (query) =>
      query
        .where('account.slug', '=', owner!)
        .where('artifact.name', '=', name!)
        .where('artifact.is_public', '=', 1),
    )
    .orderBy('device.created_at')
    .orderBy('device.uuid')
    .orderBy('deployment.id')
    .execute()
}
