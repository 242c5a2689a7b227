import type { Logger } from 'pino'
import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Database } from '../../db/database.ts'
import type { KeyMode } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import type { PaymentProvider } from './providers/provider.ts'
import type { StripeProvider } from './providers/stripe-provider.ts'
import { TestProvider } from './providers/test-provider.ts'
import { UsageMeter } from './usage/usage-meter.ts'

export interface CommerceOptions {
  database: Database
  blobs: BlobStore
  log: Logger
  /** Hundredths of a percent of a price that the platform keeps. */
  feeBasisPoints: number
  /** Who handles real money; nobody on a server without a key of Stripe's. */
  stripe: StripeProvider | undefined
}

/** What selling takes: the database, the fee, and who handles the money. */
export class Commerce {
  readonly database: Database
  readonly blobs: BlobStore
  readonly log: Logger
  readonly feeBasisPoints: number
  readonly stripe: StripeProvider | undefined
  readonly meter: UsageMeter
  readonly #test: TestProvider

  constructor({ database, blobs, log, feeBasisPoints, stripe }: CommerceOptions) {
    this.database = database
    this.blobs = blobs
    this.log = log
    this.feeBasisPoints = feeBasisPoints
    this.#test = new TestProvider(database)
    this.meter = new UsageMeter(database, log)
    this.stripe = stripe
  }

  close(): Promise<void> {
    return this.meter.close()
  }

  /** @throws Fault `payments_unavailable` for live money on a server that has nobody to handle it */
  provider(mode: KeyMode): PaymentProvider {
    if (mode === 'test') return this.#test
    if (this.stripe) return this.stripe
    throw new Fault(
      'payments_unavailable',
      'this server takes no real money: its administrator must set STRIPE_SECRET_KEY, or use a test-mode key',
    )
  }
}
