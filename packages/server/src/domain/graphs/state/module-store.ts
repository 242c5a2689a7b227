import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import {
  type Module,
  type StateDict,
  tensorsFromSafetensors,
  tensorsToSafetensorsPieces,
} from '@nodeyard/tensor'

/** More modules than this, and the longest unused one goes: from memory, its file stays until it is reset. */
const MAX_LOADED = 200

/** What the files of a folder are called by, beside them. */
const NAMES = 'names.json'

interface Names {
  account_id: string
  graph_id: string
  /** By the hash that their files begin with. */
  graph_nodes: Record<string, string>
}

async function readNames(folder: string): Promise<Names | undefined> {
  const text = await readFile(join(folder, NAMES), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as Names)
}

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

  /**
   * Writes what has changed; a file is whole or not there. Weights that cannot be computed, say because they are too
   * large, do not keep others from being written.
   *
   * @throws what went wrong first, when all others are written
   */
  save(): Promise<void> {
    const changed = [...this.#kept.values()].filter(({ isChanged }) => isChanged)
    const done = this.#saving.then(async () => {
      const written: Kept[] = []
      const failures: unknown[] = []
      for (const kept of changed) {
        kept.isChanged = false
        await this.#write(kept).then(
          () => written.push(kept),
          (error: unknown) => failures.push(error),
        )
      }
      await this.#writeNames(written)
      if (failures.length > 0) throw failures[0]
    })
    this.#saving = done.catch(() => undefined)
    return done
  }

  async #write(kept: Kept): Promise<void> {
    const pieces = await tensorsToSafetensorsPieces(kept.module.stateDict())
    await mkdir(this.#folderOf(kept), { recursive: true })
    const file = this.#fileOf(kept)
    await writeFile(`${file}.part`, pieces)
    await rename(`${file}.part`, file)
    await this.#removeOthers(kept)
  }

  /** Gives a graph the weights that another has now; what it had is gone. */
  async copy(accountId: string, from: string, to: string): Promise<void> {
    await this.save()
    await this.reset(accountId, to)
    const source = this.#folderOf({ accountId, graphId: from })
    const target = this.#folderOf({ accountId, graphId: to })
    try {
      await cp(source, target, { recursive: true })
    } catch (error) {
      // A graph without weights.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
      throw error
    }
    const names = await readNames(target)
    if (names) await writeFile(join(target, NAMES), JSON.stringify({ ...names, graph_id: to }))
  }

  /** Ids of the graph nodes of a graph that have weights, in memory or on disk, sorted. */
  async list(accountId: string, graphId: string): Promise<string[]> {
    const loaded = [...this.#kept.values()]
      .filter((kept) => kept.accountId === accountId && kept.graphId === graphId)
      .map(({ nodeId }) => nodeId)
    const saved = await this.#savedIds(this.#folderOf({ accountId, graphId }))
    return [...new Set([...loaded, ...saved])].sort()
  }

  /** Graph nodes of all graphs of an account that have weights. */
  async count(accountId: string): Promise<number> {
    const graphs = new Set<string>()
    for (const kept of this.#kept.values()) if (kept.accountId === accountId) graphs.add(kept.graphId)
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const names = await readNames(join(this.#folder, name))
      if (names?.account_id === accountId) graphs.add(names.graph_id)
    }
    const lists = await Promise.all([...graphs].map((graphId) => this.list(accountId, graphId)))
    return lists.reduce((sum, ids) => sum + ids.length, 0)
  }

  /** Forgets the weights of a graph, or of some of its graph nodes; returns how many there were. */
  async reset(accountId: string, graphId: string, nodeIds?: readonly string[]): Promise<number> {
    const wanted = nodeIds && nodeIds.length > 0 ? new Set(nodeIds) : undefined
    await this.#saving
    const evicted = (await this.list(accountId, graphId)).filter((id) => wanted?.has(id) ?? true)
    for (const [place, kept] of this.#kept) {
      if (kept.accountId !== accountId || kept.graphId !== graphId) continue
      if (wanted?.has(kept.nodeId) ?? true) this.#kept.delete(place)
    }
    const folder = this.#folderOf({ accountId, graphId })
    for (const file of this.#saved.keys()) if (file.startsWith(`${folder}${sep}`)) this.#saved.delete(file)
    if (!wanted) await rm(folder, { recursive: true, force: true })
    for (const id of wanted ?? []) await this.#removeOthers({ accountId, graphId, nodeId: id, structure: '' })
    return evicted.length
  }

  /** Graph nodes whose weights lie in a folder. */
  async #savedIds(folder: string): Promise<string[]> {
    const ids = Object.entries((await readNames(folder))?.graph_nodes ?? {})
    if (ids.length === 0) return []
    const there = new Set((await readdir(folder).catch(() => [])).map((file) => file.split('.', 1)[0]))
    return ids.filter(([hash]) => there.has(hash)).map(([, id]) => id)
  }

  /** Writes down what the hashes of a folder's files stand for. */
  async #writeNames(kept: readonly Kept[]): Promise<void> {
    for (const [folder, there] of Map.groupBy(kept, (one) => this.#folderOf(one))) {
      const known = (await readNames(folder))?.graph_nodes ?? {}
      const fresh = there.map(({ nodeId }) => [shortHash(nodeId), nodeId] as const)
      if (fresh.every(([hash]) => hash in known)) continue
      const { accountId, graphId } = there[0]!
      const names: Names = {
        account_id: accountId,
        graph_id: graphId,
        graph_nodes: { ...known, ...Object.fromEntries(fresh) },
      }
      await writeFile(join(folder, `${NAMES}.part`), JSON.stringify(names))
      await rename(join(folder, `${NAMES}.part`), join(folder, NAMES))
    }
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
