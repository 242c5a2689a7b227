import Stripe from 'stripe'
import { Fault } from '../../../fault.ts'
import { findMade } from './find-at-stripe.ts'
import {
  type Charge,
  type ChargeResult,
  type PaymentProvider,
  type PayoutRequest,
  ProviderUnknown,
  type RefundRequest,
  type TransferResult,
} from './provider.ts'

export interface StripeOptions {
  secretKey: string
  /** In place of Stripe's own, for tests and proxies. */
  apiBase: string | undefined
  webhookSecret: string | undefined
}

const TIMEOUT_MS = 20_000

/** Real money, by Stripe's own library: payment intents, refunds, and transfers to connected accounts. */
export class StripeProvider implements PaymentProvider {
  readonly name = 'stripe'
  readonly #stripe: Stripe
  readonly #webhookSecret: string | undefined

  constructor({ secretKey, apiBase, webhookSecret }: StripeOptions) {
    const base = apiBase === undefined ? undefined : new URL(apiBase)
    this.#stripe = new Stripe(secretKey, {
      maxNetworkRetries: 1,
      timeout: TIMEOUT_MS,
      telemetry: false,
      ...(base && {
        host: base.hostname,
        port: base.port || (base.protocol === 'http:' ? '80' : '443'),
        protocol: base.protocol === 'http:' ? ('http' as const) : ('https' as const),
      }),
    })
    this.#webhookSecret = webhookSecret
  }

  async charge(charge: Charge): Promise<ChargeResult> {
    const { key, amount, currency, method, customer, isOffSession, description } = charge
    return this.#ask(async () => {
      const made = await findMade(charge, () =>
        this.#stripe.paymentIntents.search({ query: `metadata['key']:'${key}'` }),
      )
      if (made) return toResult(made)
      try {
        const intent = await this.#stripe.paymentIntents.create(
          {
            amount,
            currency,
            payment_method: method,
            ...(customer === undefined ? {} : { customer }),
            confirm: true,
            description,
            metadata: { key },
            ...(isOffSession
              ? { off_session: true }
              : { automatic_payment_methods: { enabled: true, allow_redirects: 'never' as const } }),
          },
          { idempotencyKey: key },
        )
        return toResult(intent)
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeCardError)) throw error
        const ref = (error.payment_intent as Stripe.PaymentIntent | undefined)?.id ?? null
        return { status: 'failed', ref, code: error.code ?? 'card_declined', message: error.message }
      }
    })
  }

  async findCharge(ref: string): Promise<ChargeResult> {
    return this.#ask(async () => toResult(await this.#stripe.paymentIntents.retrieve(ref)))
  }

  async refund(request: RefundRequest): Promise<TransferResult> {
    const { key, chargeRef, amount } = request
    return this.#ask(async () => {
      const refund =
        (await findMade(request, () => this.#stripe.refunds.list({ payment_intent: chargeRef }))) ??
        (await this.#stripe.refunds.create(
          { payment_intent: chargeRef, amount, metadata: { key } },
          { idempotencyKey: key },
        ))
      if (refund.status === 'failed' || refund.status === 'canceled') {
        return { status: 'failed', ref: refund.id, message: refund.failure_reason ?? refund.status }
      }
      // A refund that is pending at Stripe is paid by Stripe in the end, or fails with a webhook.
      return { status: 'succeeded', ref: refund.id, arrivesAt: null }
    })
  }

  /** A transfer to the seller's connected account, from where Stripe pays it to their bank. */
  async payout(request: PayoutRequest): Promise<TransferResult> {
    const { key, amount, currency, destination, askedAt } = request
    return this.#ask(async () => {
      // A minute earlier: their clock is not ours.
      const since = Math.floor(askedAt / 1000) - 60
      const made = await findMade(request, () =>
        this.#stripe.transfers.list({ destination, created: { gte: since } }),
      )
      if (made) return toTransfer(made)
      try {
        return toTransfer(
          await this.#stripe.transfers.create(
            { amount, currency, destination, metadata: { key } },
            { idempotencyKey: key },
          ),
        )
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
        return { status: 'failed', ref: null, message: error.message }
      }
    })
  }

  async findPayout(ref: string): Promise<TransferResult> {
    return this.#ask(async () => toTransfer(await this.#stripe.transfers.retrieve(ref)))
  }

  async addMethod(
    token: string,
    account: { accountId: string; email: string | null; known: string | undefined },
  ) {
    return this.#ask(async () => {
      const customer =
        account.known ??
        (
          await this.#stripe.customers.create(
            {
              ...(account.email === null ? {} : { email: account.email }),
              metadata: { account: account.accountId },
            },
            { idempotencyKey: `customer:${account.accountId}` },
          )
        ).id
      const { id, card, type } = await this.#stripe.paymentMethods.attach(token, { customer })
      return {
        ref: id,
        brand: card?.brand ?? type,
        last4: card?.last4 ?? '',
        expMonth: card?.exp_month ?? 0,
        expYear: card?.exp_year ?? 0,
        customer,
      }
    })
  }

  async removeMethod(ref: string): Promise<void> {
    await this.#ask(() => this.#stripe.paymentMethods.detach(ref))
  }

  /**
   * An event that Stripe sent us.
   *
   * @throws Fault `forbidden` when it was not signed with our endpoint's secret, or too long ago
   */
  readEvent(body: Buffer, signature: string): Stripe.Event {
    if (this.#webhookSecret === undefined) {
      throw new Fault(
        'payments_unavailable',
        'this server expects no events of Stripe: set STRIPE_WEBHOOK_SECRET',
      )
    }
    try {
      return this.#stripe.webhooks.constructEvent(body, signature, this.#webhookSecret)
    } catch (error) {
      throw new Fault('forbidden', 'the signature is not right', {}, { cause: error })
    }
  }

  /** Tells what Stripe refuses from what nobody knows. */
  async #ask<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError) {
        throw new Fault(
          'validation_failed',
          `the payment provider says: ${error.message}`,
          { field: 'payment_method' },
          { cause: error },
        )
      }
      if (
        error instanceof Stripe.errors.StripeAuthenticationError ||
        error instanceof Stripe.errors.StripePermissionError
      ) {
        throw new Fault(
          'payments_unavailable',
          'the payment provider does not accept this server’s key',
          {},
          { cause: error },
        )
      }
      if (error instanceof Stripe.errors.StripeError) {
        throw new ProviderUnknown(`the payment provider did not answer: ${error.type}`, { cause: error })
      }
      throw error
    }
  }
}

const toTransfer = ({ id: ref, reversed, created }: Stripe.Transfer): TransferResult =>
  reversed
    ? { status: 'failed', ref, message: 'the transfer was reversed' }
    : { status: 'succeeded', ref, arrivesAt: created * 1000 }

function toResult(intent: Stripe.PaymentIntent): ChargeResult {
  const { id: ref, status } = intent
  if (status === 'succeeded') return { status: 'succeeded', ref }
  if (status === 'processing') return { status: 'processing', ref }
  if (status === 'requires_action' || status === 'requires_confirmation') {
    const url = intent.next_action?.redirect_to_url?.url ?? null
    const nextAction = {
      type: intent.next_action?.type ?? 'confirm',
      url,
      client_secret: intent.client_secret,
    }
    return { status: 'requires_action', ref, nextAction }
  }
  const { code = 'card_declined', message = 'the payment was not made' } = intent.last_payment_error ?? {}
  return {
    status: 'failed',
    ref,
    code: code ?? 'card_declined',
    message: message ?? 'the payment was not made',
  }
}
