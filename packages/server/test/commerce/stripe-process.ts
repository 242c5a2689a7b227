import { createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A payment intent, refund, transfer, customer or payment method, as Stripe would answer it. */
type Thing = Record<string, unknown> & { id: string }

export interface FakeStripe extends AsyncDisposable {
  url: string
  webhookSecret: string
  things: Map<string, Thing>
  /** Every request that had an effect: its idempotency key. */
  keys: string[]
  /** The next request is done, and its answer lost. */
  loseNext(): void
  /** A day passes: idempotency keys mean nothing any more. */
  forgetKeys(): void
  /** An event as Stripe signs it. */
  sign(event: object): { body: string; signature: string }
}

/**
 * A local process that speaks as much of Stripe's HTTP as is used here: form-encoded requests, idempotency keys
 * that are remembered, cards by the names Stripe's own test mode has.
 */
export async function startFakeStripe(secretKey: string): Promise<FakeStripe> {
  const things = new Map<string, Thing>()
  const answers = new Map<string, { status: number; body: object }>()
  const keys: string[] = []
  let loses = false
  const webhookSecret = `whsec_${randomBytes(16).toString('hex')}`
  const make = (prefix: string, rest: Record<string, unknown>): Thing => {
    const thing = { id: `${prefix}_${randomBytes(8).toString('hex')}`, ...rest }
    things.set(thing.id, thing)
    return thing
  }
  /** As much of searching and listing as is asked for: by metadata, by payment, by destination. */
  const list = (kind: string, query: URLSearchParams) => ({
    object: 'list',
    has_more: false,
    next_page: null,
    data: [...things.values()].filter(
      ({ object, metadata, payment_intent: intent, destination }) =>
        `${object}s` === kind &&
        (query.get('query')?.includes((metadata as { key: string }).key) ?? true) &&
        (query.get('payment_intent') ?? intent) === intent &&
        (query.get('destination') ?? destination) === destination,
    ),
  })
  const fault = (status: number, error: object) => ({ status, body: { error } })

  function handle(method: string, url: URL, form: URLSearchParams): { status: number; body: object } {
    const path = url.pathname
    const [, , kind = '', id, action] = path.split('/')
    const amount = Number(form.get('amount'))
    const currency = form.get('currency')
    const metadata = { key: form.get('metadata[key]') }
    if (method === 'GET') {
      if (id === undefined || id === 'search') return { status: 200, body: list(kind, url.searchParams) }
      const thing = things.get(id)
      return thing
        ? { status: 200, body: thing }
        : fault(404, { type: 'invalid_request_error', message: 'none such' })
    }
    switch (`${kind} ${action ?? ''}`.trim()) {
      case 'payment_intents': {
        const card = form.get('payment_method')!
        if (card === 'pm_missing')
          return fault(400, { type: 'invalid_request_error', message: 'No such PaymentMethod' })
        const isDeclined = /Declined/.test(card)
        const needsAction = /authenticationRequired/.test(card)
        const status = isDeclined
          ? 'requires_payment_method'
          : needsAction
            ? 'requires_action'
            : /bankDebit/.test(card)
              ? 'processing'
              : 'succeeded'
        const intent = make('pi', {
          object: 'payment_intent',
          metadata,
          amount,
          currency,
          status,
          client_secret: 'secret',
          next_action: needsAction
            ? { type: 'redirect_to_url', redirect_to_url: { url: 'https://bank.example.org/3ds' } }
            : null,
        })
        const declined = {
          type: 'card_error',
          code: 'card_declined',
          message: 'Your card was declined.',
          payment_intent: intent,
        }
        return isDeclined ? fault(402, declined) : { status: 200, body: intent }
      }
      case 'refunds':
        return {
          status: 200,
          body: make('re', {
            object: 'refund',
            amount,
            status: 'succeeded',
            payment_intent: form.get('payment_intent'),
            metadata,
          }),
        }
      case 'transfers':
        if (form.get('destination') === 'acct_closed') {
          return fault(400, { type: 'invalid_request_error', message: 'No such destination' })
        }
        return {
          status: 200,
          body: make('tr', {
            object: 'transfer',
            amount,
            currency,
            metadata,
            destination: form.get('destination'),
            created: 1_800_000_000,
            reversed: false,
          }),
        }
      case 'customers':
        return { status: 200, body: make('cus', { object: 'customer' }) }
      case 'payment_methods attach':
        return {
          status: 200,
          body: {
            id,
            object: 'payment_method',
            type: 'card',
            card: { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2040 },
          },
        }
      case 'payment_methods detach':
        return { status: 200, body: { id, object: 'payment_method', type: 'card' } }
      default:
        return fault(404, { type: 'invalid_request_error', message: `nothing at ${method} ${path}` })
    }
  }

  const server = createServer(async (request, response) => {
    const { method = 'GET', url: path = '/', headers } = request
    const form = new URLSearchParams(await textOf(request))
    const key = headers['idempotency-key'] as string | undefined
    let answer = key === undefined ? undefined : answers.get(key)
    if (headers.authorization !== `Bearer ${secretKey}`) {
      answer = fault(401, { type: 'invalid_request_error', message: 'Invalid API Key' })
    } else if (!answer) {
      answer = handle(method, new URL(path, 'http://stripe'), form)
      if (method === 'POST') keys.push(key ?? '')
      if (key !== undefined) answers.set(key, answer)
    }
    if (loses && method === 'POST') {
      loses = false
      // No library tries again after this: it may have been done.
      response.writeHead(500, { 'content-type': 'application/json', 'stripe-should-retry': 'false' })
      response.end(JSON.stringify({ error: { type: 'api_error', message: 'lost' } }))
      return
    }
    response.writeHead(answer.status, { 'content-type': 'application/json', 'request-id': 'req_1' })
    response.end(JSON.stringify(answer.body))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    webhookSecret,
    things,
    keys,
    loseNext() {
      loses = true
    },
    forgetKeys: () => answers.clear(),
    sign(event) {
      const body = JSON.stringify({
        id: `evt_${randomBytes(4).toString('hex')}`,
        object: 'event',
        api_version: null,
        ...event,
      })
      const at = Math.floor(Date.now() / 1000)
      const mac = createHmac('sha256', webhookSecret).update(`${at}.${body}`).digest('hex')
      return { body, signature: `t=${at},v1=${mac}` }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
