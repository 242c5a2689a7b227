import type { Selectable } from 'kysely'
import type { Logger } from 'pino'
import { isPublicAddress, type Network } from '../../addresses.ts'
import type { Database } from '../../db/database.ts'
import type { MachineTable } from '../../db/tables/machines.ts'
import { nameResolver, PublicAgent, type Resolve } from '../events/public-agent.ts'
import { SignatureCheck } from './check-signature.ts'
import { Inventory } from './inventory.ts'
import { openServerKeys, type ServerKeys } from './server-keys.ts'
import { loadSupportedGpus, type SupportedGpus } from './supported-gpu.ts'
import { ThreadChecker } from './thread-checker.ts'
import { Watch } from './watch.ts'

export type MachineRow = Selectable<MachineTable>

export interface MachinesOptions {
  database: Database
  log: Logger
  dataFolder: string
  allowsLoopbackTargets: boolean
  privateNetworks: readonly Network[]
  machines: { verifies: boolean; heartbeatSeconds: number }
}

/** Everything on this server that knows machines: their kinds, whose they are, and how they are asked. */
export class Machines {
  readonly database: Database
  readonly keys: ServerKeys
  readonly gpus: SupportedGpus
  readonly list: Inventory
  readonly resolve: Resolve = nameResolver()
  /** Whether machines may be at an address. */
  readonly isTarget: (address: string) => boolean
  /** Whether machines have to prove what they are. */
  readonly verifies: boolean
  readonly heartbeatMs: number
  readonly checker = new ThreadChecker()
  /** What connects to the agents of machines, and to nothing inside. */
  readonly agents: PublicAgent
  readonly watch: Watch
  #signatures: SignatureCheck | undefined

  private constructor(options: MachinesOptions, keys: ServerKeys, gpus: SupportedGpus) {
    this.database = options.database
    this.keys = keys
    this.gpus = gpus
    this.list = new Inventory(options.database)
    const allowLoopback = options.allowsLoopbackTargets
    const networks = options.privateNetworks
    this.isTarget = (address) => isPublicAddress(address, allowLoopback, networks)
    this.verifies = options.machines.verifies
    this.heartbeatMs = options.machines.heartbeatSeconds * 1000
    this.agents = new PublicAgent({ allowLoopback, networks, resolve: this.resolve })
    this.watch = new Watch(this, options.log)
  }

  static async open(options: MachinesOptions): Promise<Machines> {
    const gpus = await loadSupportedGpus(options.dataFolder)
    return new Machines(options, await openServerKeys(options.database), gpus)
  }

  /** Made for the first signature: what it remembers of a hundred thousand others has its place from the start. */
  get signatures(): SignatureCheck {
    this.#signatures ??= new SignatureCheck(this.database)
    return this.#signatures
  }

  async close(): Promise<void> {
    await this.watch.close()
    await this.agents.destroy()
    await this.checker.close()
    await this.#signatures?.close()
  }
}
