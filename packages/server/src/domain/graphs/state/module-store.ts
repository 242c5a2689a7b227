import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Module, type StateDict, tensorsFromSafetensors } from '@nodeyard/tensor'

/** More modules than this, and the longest unused one goes: from memory, its file stays until it is reset. */
const MAX_LOADED = 200

interface Kept {
  accountId: string
  graphId: string
  nodeId: string
  structure: string
  module: Module
  isChanged: boolean
}

/** Which weights: whose graph, which graph node, and with which structural parameters. */
export interface ModuleKey {
  accountId: string
  graphId: string
  nodeId: string
  /** Text of the kind and its structural parameters. */
  structure: string
}

/**
 * The weights of graph nodes between runs, over restarts too: in memory while they are used, and as one safetensors
 * file each in `<folder>/<hash of account and graph>/<graph node>.<structure>.safetensors`.
 *
 * A change of structure drops the weights that the graph node had before.
 */
export class ModuleStore {
  readonly #folder: string
  readonly #kept = new Map<string, Kept>()
  /** Read from disk, on their way into a module. */
  readonly #saved = new Map<string, StateDict>()
  #saving: Promise<unknown> = Promise.resolve()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The weights of a graph node: the ones kept (see {@link prepare}), or what `make` makes. */
  get<M extends Module>(key: ModuleKey, make: () => M): M {
    const place = placeOf(key)
    const kept = this.#kept.get(place)
    if (kept?.structure === key.structure) {
      this.#kept.delete(place)
      this.#kept.set(place, kept)
      kept.isChanged = true
      return kept.module as M
    }
    const module = make()
    const saved = this.#saved.get(this.#fileOf(key))
    if (saved) {
      this.#saved.delete(this.#fileOf(key))
      module.loadStateDict(saved)
    }
    this.#kept.set(place, { ...key, module, isChanged: true })
    if (this.#kept.size > MAX_LOADED) this.#kept.delete(this.#kept.keys().next().value!)
    return module
  }

  /** Reads what an earlier server, or this one before it forgot it, kept on disk. Asked before `get`. */
  async prepare(key: ModuleKey): Promise<void> {
    const file = this.#fileOf(key)
    if (this.#kept.get(placeOf(key))?.structure === key.structure || this.#saved.has(file)) return
    const bytes = await readFile(file).catch(() => undefined)
    if (bytes) this.#saved.set(file, await tensorsFromSafetensors(bytes))
  }

  /** The weights that are kept of a graph node, in memory or on disk; undefined where there are none. */
  async find(key: ModuleKey): Promise<StateDict | undefined> {
    await this.prepare(key)
    const kept = this.#kept.get(placeOf(key))
    return kept?.structure === key.structure ? kept.module.stateDict() : this.#saved.get(this.#fileOf(key))
  }

  /** Writes what has changed; a file is whole or not there. */
  save(): Promise<void> {
    const changed = [...this.#kept.values()].filter(({ isChanged }) => isChanged)
    const done = this.#saving.then(async () => {
      for (const kept of changed) {
        kept.isChanged = false
        const bytes = await kept.module.toSafetensors()
        const folder = this.#folderOf(kept)
        await mkdir(folder, { recursive: true })
        const file = this.#fileOf(kept)
        await writeFile(`${file}.part`, bytes)
        await rename(`${file}.part`, file)
        await this.#removeOthers(kept)
      }
    })
    this.#saving = done.catch(() => undefined)
    return done
  }

  /** Gives a graph the weights that another has now; what it had is gone. */
  async copy(accountId: string, from: string, to: string): Promise<void> {
    await this.save()
    await this.reset(accountId, to)
    const source = this.#folderOf({ accountId, graphId: from })
    await cp(source, this.#folderOf({ accountId, graphId: to }), { recursive: true }).catch(
      (error: NodeJS.ErrnoException) => {
        // A graph without weights.
        if (error.code !== 'ENOENT') throw error
      },
    )
  }

  /** Ids of the graph nodes of a graph that have weights, sorted. */
  list(accountId: string, graphId: string): string[] {
    return [...this.#kept.values()]
      .filter((kept) => kept.accountId === accountId && kept.graphId === graphId)
      .map(({ nodeId }) => nodeId)
      .sort()
  }

  count(accountId: string): number {
    return [...this.#kept.values()].filter((kept) => kept.accountId === accountId).length
  }

  /** Forgets the weights of a graph, or of some of its graph nodes; returns how many there were. */
  async reset(accountId: string, graphId: string, nodeIds?: readonly string[]): Promise<number> {
    const wanted = nodeIds && nodeIds.length > 0 ? new Set(nodeIds) : undefined
    let evicted = 0
    for (const [place, kept] of this.#kept) {
      if (kept.accountId !== accountId || kept.graphId !== graphId) continue
      if (wanted && !wanted.has(kept.nodeId)) continue
      this.#kept.delete(place)
      evicted++
    }
    await this.#saving
    const folder = this.#folderOf({ accountId, graphId })
    if (!wanted) await rm(folder, { recursive: true, force: true })
    for (const id of wanted ?? []) await this.#removeOthers({ accountId, graphId, nodeId: id, structure: '' })
    return evicted
  }

  async #removeOthers(key: ModuleKey): Promise<void> {
    const folder = this.#folderOf(key)
    const keep = this.#fileOf(key)
    const prefix = `${shortHash(key.nodeId)}.`
    for (const name of await readdir(folder).catch(() => [])) {
      const file = join(folder, name)
      if (name.startsWith(prefix) && file !== keep) await rm(file, { force: true })
    }
  }

  #folderOf({ accountId, graphId }: { accountId: string; graphId: string }): string {
    return join(this.#folder, shortHash(`${accountId}\u0000${graphId}`))
  }

  #fileOf(key: ModuleKey): string {
    return join(this.#folderOf(key), `${shortHash(key.nodeId)}.${shortHash(key.structure)}.safetensors`)
  }
}

const placeOf = ({ accountId, graphId, nodeId }: ModuleKey) => `${accountId}\u0000${graphId}\u0000${nodeId}`
const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24)
