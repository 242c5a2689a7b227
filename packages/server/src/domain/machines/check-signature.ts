import { ADDRESS_PATTERN, requestMessage, SERVER_WINDOW_S, SIGNATURE_PATTERN } from '@nodeyard/tensor/proof'
import { type Counter, localCounter } from '../../db/counters.ts'
import type { Database } from '../../db/database.ts'
import type { Fault } from '../../fault.ts'
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
   * Why a request is refused, as far as that is known without computing anything. Whoever has no key may ask
   * as often as they like, and throwing it would double what their answer costs.
   */
  findRefusal(request: SignedRequest): Fault | undefined {
    const flaw = findFlaw(request)
    if (flaw) return flaw
    if (this.hotkeys.isUnknown(request.hotkey!)) return HOTKEY_UNKNOWN
    if (this.#replays.isKnown(request.signature!)) return REPLAYED
    return this.#wrong.isOver(triedBy(request)) ? TOO_MANY_WRONG : undefined
  }

  /**
   * The hotkey that signed a request.
   *
   * @throws Fault `unauthorized` with a reason, `forbidden` for one that was blocked, `rate_limited` after too
   * many wrong signatures
   */
  async check(request: SignedRequest): Promise<KnownHotkey> {
    const flaw = findFlaw(request)
    if (flaw) throw flaw
    const known = await this.hotkeys.find(request.hotkey!)
    if (!known) throw HOTKEY_UNKNOWN
    await this.prove(request)
    if (known.blockedReason !== null) {
      const text = `Your hotkey has been blacklisted: ${known.blockedReason}`
      throw refuse('forbidden', 'hotkey_blocked', text)
    }
    return known
  }

  /**
   * Checks the form, the time and the signature, and uses the signature up. Whose the hotkey is does not
   * matter here: `check` asks that.
   *
   * @throws Fault `unauthorized` with a reason, `rate_limited` after too many wrong ones
   */
  async prove(request: SignedRequest): Promise<void> {
    const flaw = findFlaw(request)
    if (flaw) throw flaw
    const { hotkey, nonce, signature } = request
    if (this.#replays.isKnown(signature!)) throw REPLAYED
    const text = requestMessage(hotkey!, nonce!, request.what)
    const isRight = await this.#wrong.make(triedBy(request), () =>
      this.#thread.call<boolean>({ address: hotkey, text, signature }),
    )
    if (isRight === undefined) throw TOO_MANY_WRONG
    if (!isRight) {
      const message = `Invalid request signature for hotkey ${hotkey}. Message: ${text}`
      throw refuse('unauthorized', 'signature_invalid', message)
    }
    if ((await this.#right.add(hotkey!)).count > RIGHT_A_SECOND) throw tooMany('signed requests')
    const isFirst = await this.#replays.use(signature!, (Number(nonce) + SERVER_WINDOW_S + 1) * 1000)
    if (!isFirst) throw REPLAYED
  }

  /** Whether an agent's answer is signed by it; nothing is counted or used up. */
  isSigned(address: string, text: string, signature: string): Promise<boolean> {
    return this.#thread.call<boolean>({ address, text, signature })
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}

const triedBy = ({ hotkey, address }: SignedRequest) => `${hotkey} ${address}`

function findFlaw({ hotkey, nonce, signature }: SignedRequest): Fault | undefined {
  if (hotkey === undefined || nonce === undefined || signature === undefined) return SIGNATURE_MISSING
  if (!/^\d{1,12}$/.test(nonce)) return NONCE_INVALID
  if (Math.abs(Date.now() / 1000 - Number(nonce)) >= SERVER_WINDOW_S) return NONCE_STALE
  if (!SIGNATURE_PATTERN.test(signature)) return SIGNATURE_MALFORMED
  return ADDRESS.test(hotkey) ? undefined : HOTKEY_MALFORMED
}

const tooMany = (what: string) =>
  refuse('rate_limited', 'too_many_signatures', `too many ${what}: wait a second`, { retryAfter: 1 })

// What anyone can be refused with is made once: collecting a stack costs as much as the rest of the answer.
const unauthorized = (reason: string, message: string) => refuse('unauthorized', reason, message)
const SIGNATURE_MISSING = unauthorized(
  'signature_missing',
  'Missing signature: send X-Chutes-Hotkey, X-Chutes-Nonce and X-Chutes-Signature, or an API key',
)
const NONCE_INVALID = unauthorized('nonce_invalid', 'Invalid nonce!')
const NONCE_STALE = unauthorized('nonce_stale', 'Invalid nonce!')
const SIGNATURE_MALFORMED = unauthorized(
  'signature_malformed',
  'Invalid signature: it must be 64 bytes in hex, without 0x',
)
const HOTKEY_MALFORMED = unauthorized('hotkey_malformed', 'Invalid hotkey: it must be an SS58 address')
const HOTKEY_UNKNOWN = unauthorized(
  'hotkey_unknown',
  'Hotkey is not registered on this server: bind it to an account first, at /v1/hotkeys',
)
const REPLAYED = unauthorized('signature_replayed', 'Invalid signature: it has been used before, sign anew')
const TOO_MANY_WRONG = tooMany('wrong signatures')
