import { ADDRESS_PATTERN, requestMessage, SERVER_WINDOW_S, SIGNATURE_PATTERN } from '@nodeyard/tensor/proof'
import { type Counter, localCounter } from '../../db/counters.ts'
import type { Database } from '../../db/database.ts'
import { type KnownHotkey, KnownHotkeys } from './known-hotkeys.ts'
import { refuse } from './refuse.ts'
import { Replays } from './replays.ts'
import { WorkThread } from './work-thread.ts'
import { WrongTries } from './wrong-tries.ts'

/** Wrong signatures that are looked at, in a second, of one hotkey from one address. */
export const WRONG_A_SECOND = 20
/** Right ones of one hotkey, which bounds what has to be remembered of them. */
const RIGHT_A_SECOND = 200
/** Signatures that wait for the thread before more are turned away. */
const MOST_WAITING = 500

const ADDRESS = new RegExp(ADDRESS_PATTERN)

/** What a request says of who signed it. */
export interface SignedRequest {
  hotkey: string | undefined
  nonce: string | undefined
  signature: string | undefined
  /** Where it came from. */
  address: string
  /** A purpose, or the hash of the body. */
  what: string
}

/** Checks who signed a request. What can be refused without computing is refused first. */
export class SignatureCheck {
  readonly hotkeys: KnownHotkeys
  readonly #replays: Replays
  readonly #thread = new WorkThread(new URL('./signature.worker.ts', import.meta.url), MOST_WAITING)
  readonly #wrong = new WrongTries(WRONG_A_SECOND)
  readonly #right: Counter = localCounter({ name: 'right_signature', seconds: 1 })

  constructor(database: Database) {
    this.hotkeys = new KnownHotkeys(database)
    this.#replays = new Replays(database)
  }

  /**
   * Checks the form, the time and the signature, and uses the signature up. Whose the hotkey is does not
   * matter here: `check` asks that.
   *
   * @throws Fault `unauthorized` with a reason, `rate_limited` after too many wrong ones
   */
  async prove(request: SignedRequest): Promise<void> {
    const { hotkey, nonce, signature, address } = request
    checkForm(hotkey, nonce, signature)
    if (this.#replays.isKnown(signature!)) throw replayed()
    const message = requestMessage(hotkey!, nonce!, request.what)
    const isRight = await this.#wrong.make(`${hotkey} ${address}`, () =>
      this.#thread.call<boolean>({ address: hotkey, text: message, signature }),
    )
    if (isRight === undefined) throw tooMany('wrong signatures')
    if (!isRight) {
      const text = `Invalid request signature for hotkey ${hotkey}. Message: ${message}`
      throw refuse('unauthorized', 'signature_invalid', text)
    }
    if ((await this.#right.add(hotkey!)).count > RIGHT_A_SECOND) throw tooMany('signed requests')
    const isFirst = await this.#replays.use(signature!, (Number(nonce) + SERVER_WINDOW_S + 1) * 1000)
    if (!isFirst) throw replayed()
  }

  /**
   * The hotkey that signed a request.
   *
   * @throws Fault `unauthorized` with a reason, `forbidden` for one that was blocked, `rate_limited` after too
   * many wrong signatures
   */
  async check(request: SignedRequest): Promise<KnownHotkey> {
    checkForm(request.hotkey, request.nonce, request.signature)
    const known = await this.hotkeys.find(request.hotkey!)
    if (!known) {
      throw refuse(
        'unauthorized',
        'hotkey_unknown',
        'Hotkey is not registered on this server: bind it to an account first, at /v1/hotkeys',
      )
    }
    await this.prove(request)
    if (known.blockedReason !== null) {
      const text = `Your hotkey has been blacklisted: ${known.blockedReason}`
      throw refuse('forbidden', 'hotkey_blocked', text)
    }
    return known
  }

  /** Whether an agent's answer is signed by it; nothing is counted or used up. */
  isSigned(address: string, text: string, signature: string): Promise<boolean> {
    return this.#thread.call<boolean>({ address, text, signature })
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}

function checkForm(
  hotkey: string | undefined,
  nonce: string | undefined,
  signature: string | undefined,
): void {
  if (hotkey === undefined || nonce === undefined || signature === undefined) {
    throw refuse(
      'unauthorized',
      'signature_missing',
      'Missing signature: send X-Chutes-Hotkey, X-Chutes-Nonce and X-Chutes-Signature, or an API key',
    )
  }
  if (!/^\d{1,12}$/.test(nonce)) throw refuse('unauthorized', 'nonce_invalid', 'Invalid nonce!')
  if (Math.abs(Date.now() / 1000 - Number(nonce)) >= SERVER_WINDOW_S) {
    throw refuse('unauthorized', 'nonce_stale', 'Invalid nonce!')
  }
  if (!SIGNATURE_PATTERN.test(signature)) {
    const text = 'Invalid signature: it must be 64 bytes in hex, without 0x'
    throw refuse('unauthorized', 'signature_malformed', text)
  }
  if (!ADDRESS.test(hotkey)) {
    throw refuse('unauthorized', 'hotkey_malformed', 'Invalid hotkey: it must be an SS58 address')
  }
}

const replayed = () =>
  refuse('unauthorized', 'signature_replayed', 'Invalid signature: it has been used before, sign anew')

const tooMany = (what: string) =>
  refuse('rate_limited', 'too_many_signatures', `too many ${what}: wait a second`, { retryAfter: 1 })
