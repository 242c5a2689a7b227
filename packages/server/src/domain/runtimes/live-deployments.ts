import type { Selectable } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Database, PointQuery } from '../../db/database.ts'
import type { DeploymentTable, Flag, Role } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { findRole } from '../accounts/access.ts'
import { mayUse } from '../artifacts/may-use.ts'
import { type Deployment, toDeployment } from './deployment.ts'

/** How long a row is trusted: what any server changes holds on all of them within this time. */
const TRUSTED_MS = 500

/** What an invocation needs to know, as it was a moment ago. */
export interface LiveDeployment {
  readonly deployment: Deployment
  /** Whether its account still may use the model: a licence ends, a public model becomes private. */
  readonly mayUse: boolean
  /** What accounts are to the deployment's own, of those who asked. */
  readonly roles: Map<string, Role | undefined>
  readonly checkedAt: number
}

interface Row extends Selectable<DeploymentTable> {
  owner_id: string
  name: string
  is_public: Flag
  is_paid: Flag
}

/** Deployments as the hot path sees them: a map look-up, and one read by key twice a second. */
export class LiveDeployments {
  readonly #database: Database
  readonly #findRow: PointQuery<Row>
  readonly #known = new LRUCache<string, LiveDeployment>({ max: 10_000 })
  readonly #reading = new Map<string, Promise<LiveDeployment>>()
  /** Grows with every `forget`: a read that began before it must not be remembered after it. */
  #generation = 0

  constructor(database: Database) {
    this.#database = database
    this.#findRow = database.prepare<Row>('live_deployment', (db) =>
      db
        .selectFrom('deployment')
        .innerJoin('artifact', 'artifact.id', 'deployment.artifact_id')
        .selectAll('deployment')
        .select(['artifact.owner_id', 'artifact.name', 'artifact.is_public', 'artifact.is_paid'])
        .where('deployment.id', '=', 'id')
        .where('deployment.deleted_at', 'is', null),
    )
  }

  /**
   * The deployment for an account that may invoke it: at once when it was read a moment ago.
   *
   * @throws Fault `not_found` when there is none, for strangers too
   */
  find(id: string, accountId: string): LiveDeployment | Promise<LiveDeployment> {
    const known = this.#known.get(id)
    if (!known || Date.now() - known.checkedAt >= TRUSTED_MS) return this.#findAnew(id, accountId)
    if (known.deployment.accountId === accountId || known.roles.get(accountId)) return known
    return this.#admit(known, accountId)
  }

  /** Forgets what it knows: called when a deployment changes here, so that the change holds at once. */
  forget(id: string): void {
    this.#generation++
    this.#known.delete(id)
    this.#reading.delete(id)
  }

  /** The row as it is now, whoever asks; undefined when it was deleted. */
  async read(id: string): Promise<LiveDeployment | undefined> {
    const generation = this.#generation
    const row = await this.#findRow(id)
    if (!row) {
      this.#known.delete(id)
      return undefined
    }
    const artifact = { ...row, id: row.artifact_id, kind: 'model' as const }
    const live: LiveDeployment = {
      deployment: toDeployment(row),
      mayUse: await mayUse(this.#database.read, row.account_id, artifact, row.mode),
      roles: new Map(),
      checkedAt: Date.now(),
    }
    if (generation === this.#generation) this.#known.set(id, live)
    return live
  }

  async #findAnew(id: string, accountId: string): Promise<LiveDeployment> {
    let reading = this.#reading.get(id)
    if (!reading) {
      reading = this.#readOrThrow(id).finally(() => {
        if (this.#reading.get(id) === reading) this.#reading.delete(id)
      })
      this.#reading.set(id, reading)
    }
    return this.#admit(await reading, accountId)
  }

  async #readOrThrow(id: string): Promise<LiveDeployment> {
    const live = await this.read(id)
    if (!live) throw notFound(id)
    return live
  }

  async #admit(live: LiveDeployment, accountId: string): Promise<LiveDeployment> {
    const { accountId: owner, id } = live.deployment
    if (!live.roles.has(accountId)) {
      live.roles.set(accountId, await findRole(this.#database.read, accountId, owner))
    }
    if (live.roles.get(accountId) === undefined) throw notFound(id)
    return live
  }
}

export function notFound(id: string): Fault {
  return new Fault('not_found', `there is no deployment "${id.slice(0, 100)}"`)
}
