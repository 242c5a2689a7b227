import { createHash, randomUUID } from 'node:crypto'
import { copyFile, link, mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type HostArray, type Tensor, tensor } from '@nodeyard/tensor'
import { Fault } from '../../../fault.ts'
import type { Caller } from '../../accounts/caller.ts'
import { requireScope } from '../../accounts/scopes.ts'
import { getArtifact, resolveVersion } from '../../artifacts/find-artifact.ts'
import { markUse } from '../../artifacts/grants/mark-downloaded.ts'
import { requireUse } from '../../artifacts/may-use.ts'
import { listFiles } from '../../artifacts/versions.ts'
import { nameResolver, PublicAgent } from '../../events/public-agent.ts'
import { resolveModel } from '../../runtimes/resolve-model.ts'
import { runVersion } from '../../runtimes/run-version.ts'
import type { TensorValue } from '../../runtimes/tensor-value.ts'
import type { Reach } from '../reach.ts'
import type { RunContext } from '../run-context.ts'

/** The part of a run's context that reaches out of the graph. */
export type OutsideContext = Pick<RunContext, 'infer' | 'identifyModel' | 'openDataset' | 'fetch' | 'secret'>

/** What graph nodes may ask of the rest of the server, and of the world, for who runs the graph. */
export class Outside {
  readonly #reach: Reach
  readonly #folder: string
  readonly #agent: PublicAgent
  readonly #trusted: PublicAgent
  readonly #trustedOrigins: ReadonlySet<string>

  /** @param folder where versions of datasets lie as files */
  constructor(reach: Reach, folder: string) {
    this.#reach = reach
    this.#folder = folder
    const resolve = nameResolver()
    this.#agent = new PublicAgent({ allowLoopback: reach.allowLoopback, resolve })
    // What the administrator has named in the environment may well be on this machine.
    this.#trusted = new PublicAgent({ allowLoopback: true, resolve })
    this.#trustedOrigins = new Set(
      Object.entries(reach.secrets).flatMap(([name, value]) =>
        name.endsWith('_URL') && value !== undefined ? [new URL(value).origin] : [],
      ),
    )
  }

  /** @param signal of the run: what it still waits for ends with it */
  of(caller: Caller, signal = new AbortController().signal): OutsideContext {
    return {
      infer: (reference, inputs) => this.#infer(caller, reference, inputs, signal),
      identifyModel: (reference) => this.#identifyModel(caller, reference),
      openDataset: (reference) => this.#openDataset(caller, reference, signal),
      fetch: ((input, init) => this.#fetch(caller, input, init, signal)) as typeof fetch,
      secret: (name) => (caller.account.isAdmin ? this.#reach.secrets[name] : undefined),
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#agent.destroy(), this.#trusted.destroy()])
  }

  async #fetch(
    caller: Caller,
    input: string | URL | Request,
    init: RequestInit | undefined,
    ending: AbortSignal,
  ) {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw new Fault('validation_failed', 'only http and https addresses can be called')
    }
    const isTrusted = caller.account.isAdmin && this.#trustedOrigins.has(url.origin)
    const dispatcher = await (isTrusted ? this.#trusted : this.#agent).open()
    const own = init?.signal ?? (input instanceof Request ? input.signal : undefined)
    const signal = own ? AbortSignal.any([own, ending]) : ending
    const { fetch } = await import('undici')
    return fetch(url, { ...(init as object | undefined), signal, dispatcher })
  }

  async #infer(caller: Caller, reference: string, given: Record<string, Tensor>, signal: AbortSignal) {
    signal.throwIfAborted()
    const inputs = Object.fromEntries(
      await Promise.all(
        Object.entries(given).map(async ([name, value]) => {
          // Copies: who runs a model may give its inputs away.
          const data = (await value.read()).slice() as never
          return [name, { dtype: value.dtype, shape: [...value.shape], data } as TensorValue] as const
        }),
      ),
    )
    // A question that waits in line is taken out of it; a model that is at work is not waited for any more.
    const answer = runVersion(this.#reach.serving, caller, reference, { id: randomUUID(), inputs, signal })
    const outputs = await untilAborted(answer, signal)
    return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, toTensor(name, value)]))
  }

  async #identifyModel(caller: Caller, reference: string): Promise<string> {
    if (reference.startsWith('dep_')) return randomUUID()
    const { read } = this.#reach.serving.database
    const { version } = await resolveModel(read, caller, caller.account.id, { model: reference })
    return version.id
  }

  async #openDataset(caller: Caller, reference: string, signal: AbortSignal) {
    requireScope(caller.scopes, 'datasets:read')
    const parsed = /^([^/@]+)\/([^/@]+)(?:@([^@]+))?$/.exec(reference)
    if (!parsed) {
      throw new Fault(
        'validation_failed',
        `"${reference}" is no dataset: say owner/name or owner/name@version`,
      )
    }
    const [, owner = '', name = '', wanted = 'latest'] = parsed
    const db = this.#reach.serving.database.read
    const { artifact } = await getArtifact(db, caller, { owner, kind: 'dataset', name })
    await requireUse(db, caller.account.id, artifact, caller.mode)
    if (artifact.owner_id !== caller.account.id)
      await markUse(this.#reach.serving.database, caller.account.id, artifact.id)
    const version = await resolveVersion(db, artifact, wanted)
    const files = await listFiles(db, version.id)
    const hash = createHash('sha256')
    for (const { path, sha256 } of files) hash.update(`${sha256} ${path}\n`)
    const folder = join(this.#folder, version.id)
    if (!(await stat(folder).catch(() => undefined))) await this.#layOut(files, folder, signal)
    return { folder, digest: hash.digest('hex') }
  }

  /** Puts a version's files into a folder: whole or not at all. */
  async #layOut(
    files: readonly { path: string; sha256: string }[],
    folder: string,
    signal: AbortSignal,
  ): Promise<void> {
    const part = `${folder}.${randomUUID()}`
    try {
      for (const { path, sha256 } of files) {
        signal.throwIfAborted()
        const target = join(part, path)
        await mkdir(dirname(target), { recursive: true })
        await using blob = await this.#reach.blobs.openLocal(sha256)
        await link(blob.path, target).catch(() => copyFile(blob.path, target))
      }
      await rename(part, folder)
    } catch (error) {
      await rm(part, { recursive: true, force: true })
      // Another run may have been faster.
      if (!(await stat(folder).catch(() => undefined))) throw error
    }
  }
}

/** What was asked for, or the signal's reason if that comes first. */
async function untilAborted<T>(asked: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  try {
    return await Promise.race([asked, promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

const KEPT = new Set(['float32', 'float64', 'float16', 'int32', 'int64', 'uint8', 'bool'])

function toTensor(name: string, { dtype, shape, data }: TensorValue): Tensor {
  if (dtype === 'string') throw new Fault('validation_failed', `the output "${name}" is text, no tensor`)
  const isKept = KEPT.has(dtype)
  const values = isKept
    ? (data as HostArray)
    : BigInt64Array.from(data as Uint32Array, (value) => BigInt(value))
  return tensor(values, { shape, dtype: isKept ? (dtype as 'float32') : 'int64' })
}
