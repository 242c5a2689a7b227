// What the tests of the machines ask with: fetch, and an sr25519 that takes nothing of the server's.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before } from 'node:test'
import { cryptoWaitReady, encodeAddress, sr25519PairFromSeed, sr25519Sign } from '@polkadot/util-crypto'
import { type Server, startProgram } from '../server.ts'

// biome-ignore lint/suspicious/noExplicitAny: a black-box suite looks into answers without declaring their types.
export type Json = any
export interface Answer {
  status: number
  text: string
  body: Json
}

export interface Miner {
  address: string
  sign(text: string): string
}

export let server: Server
export let miner: Miner
export let other: Miner

export function newMiner(): Miner {
  const pair = sr25519PairFromSeed(randomBytes(32))
  return {
    address: encodeAddress(pair.publicKey, 42),
    sign: (text) => Buffer.from(sr25519Sign(Buffer.from(text), pair)).toString('hex'),
  }
}

export const now = () => Math.floor(Date.now() / 1000)
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

export function signed(by: Miner, what: string, nonce: string | number = now()): Record<string, string> {
  return {
    'X-Chutes-Hotkey': by.address,
    'X-Chutes-Nonce': String(nonce),
    'X-Chutes-Signature': by.sign(`${by.address}:${nonce}:${what}`),
  }
}

export async function ask(
  method: string,
  path: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    redirect: 'manual',
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body }),
  })
  const text = await response.text()
  return { status: response.status, text, body: text ? JSON.parse(text) : undefined }
}

export const withKey = () => ({ authorization: `Bearer ${server.key}` })

/** A new user, who asks as a signed-in browser does. */
export async function signUp(slug: string): Promise<Record<string, string>> {
  const account = { email: `${slug}@example.org`, password: 'correct horse battery' }
  const body = JSON.stringify({ slug, name: slug, ...account })
  assert.equal((await ask('POST', '/v1/users', { headers: withKey(), body })).status, 201)
  const session = await fetch(`${server.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  const cookie = session.headers.get('set-cookie')!.split(';', 1)[0]!
  const { csrf_token: token } = (await session.json()) as Json
  return { cookie, 'x-csrf-token': token }
}

/** Sends a body as the miner who signed its hash. */
export function add(by: Miner, content: unknown): Promise<Answer> {
  const body = JSON.stringify(content)
  return ask('POST', '/nodes/', { headers: signed(by, sha256(body)), body })
}

let made = 0
export function node(changes: object = {}): Json {
  return {
    uuid: `GPU-${++made}`,
    name: 'NVIDIA A40',
    memory: 48_305_799_168,
    processors: 84,
    clock_rate: 1_740_000,
    max_threads_per_processor: 1536,
    device_index: 0,
    gpu_identifier: 'a40',
    verification_host: '127.0.0.1',
    verification_port: 8000,
    ...changes,
  }
}

export async function bind(to: Record<string, string>, who: Miner, owner?: string): Promise<Answer> {
  const query = owner === undefined ? '' : `?owner=${owner}`
  const challenge = await ask('GET', `/v1/hotkeys/challenge${query}`, { headers: to })
  if (challenge.status !== 200) return challenge
  const nonce = String(now())
  const signature = who.sign(`${who.address}:${nonce}:${challenge.body.purpose}`)
  const content = JSON.stringify({ hotkey: who.address, nonce, signature, owner })
  return ask('POST', '/v1/hotkeys', { headers: to, body: content })
}

export function refused(answer: Answer, status: number, reason: string, detail?: string | RegExp): void {
  assert.equal(answer.status, status, answer.text)
  assert.equal(answer.body.reason, reason, answer.text)
  if (typeof detail === 'string') assert.equal(answer.body.detail, detail)
  if (detail instanceof RegExp) assert.match(answer.body.detail, detail)
}

before(async () => {
  await cryptoWaitReady()
  server = await startProgram({ NODEYARD_ALLOW_LOOPBACK_TARGETS: '1' })
  miner = newMiner()
  other = newMiner()
})
after(() => server[Symbol.asyncDispose]())
