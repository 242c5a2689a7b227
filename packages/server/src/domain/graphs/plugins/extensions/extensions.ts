import { type FSWatcher, watch } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import type { Database } from '../../../../db/database.ts'
import type { GraphNodeKind } from '../../graph-node.ts'
import { kindFrom } from '../authored-kind.ts'
import type { Ability } from '../manifest.ts'
import { readSwitches, type Switch } from '../switches.ts'
import type { Problem } from '../worker/inside/place-of.ts'
import { Workers } from '../worker/workers.ts'
import { type Extension, prefixOf } from './extension.ts'
import { type Found, findExtensions, modulesOf, switchId } from './find-extensions.ts'
import { isLaidOut, layOut } from './snapshot.ts'
import { listUploads } from './uploads.ts'

const MIB = 1024 ** 2
const SETTLE_MS = 200
const POLL_MS = 1000
const START_MS = 5000
/** Processes that look into extensions at the same time. */
const LOOKING = 2
const OLD_MS = 24 * 60 * 60 * 1000

export interface ExtensionsOptions {
  database: Database
  /** `<data>/studio`: what is placed lies in its `custom-nodes` and `plugins`. */
  folder: string
  /** Names that are taken: our own kinds, and our packs. */
  isKind(name: string): boolean
  isPack(id: string): boolean
  log: { error(details: object, message: string): void }
}

/**
 * The custom graph nodes and plugins of this server: what lies in its data folder and what was uploaded to any server
 * on this database. It looks again when a file changes and when another server has changed something.
 */
export class Extensions {
  readonly #options: ExtensionsOptions
  readonly #snapshots: string
  /** With every kind that its own file brings, and then without those whose names are taken. */
  #made: readonly Extension[] = []
  #all: readonly Extension[] = []
  #signature = ''
  #looking: Promise<void> = Promise.resolve()
  #watchers: FSWatcher[] = []
  #settling: NodeJS.Timeout | undefined
  #poll: NodeJS.Timeout | undefined
  #isClosed = false
  /** Told after every look, with what is switched on and off. */
  onLook: (switches: ReadonlyMap<string, Switch>) => void = () => {}

  constructor(options: ExtensionsOptions) {
    this.#options = options
    this.#snapshots = join(options.folder, 'extensions')
  }

  get all(): readonly Extension[] {
    return this.#all
  }

  find(kind: 'custom' | 'plugin', id: string): Extension | undefined {
    return this.#all.find(({ found }) => found.kind === kind && found.id === id)
  }

  /** What an extension with the ability `files` may write to. */
  ownFolderOf(found: Pick<Found, 'kind' | 'id'>): string {
    return join(this.#options.folder, 'extension-files', switchId(found))
  }

  /** Looks for the first time, and from now on whenever something changes. */
  async open(): Promise<void> {
    const folders = ['custom-nodes', 'plugins'].map((name) => join(this.#options.folder, name))
    await Promise.all([...folders, this.#snapshots].map((folder) => mkdir(folder, { recursive: true })))
    for (const folder of folders) this.#watch(folder)
    const looked = this.look().then(() => this.#sweep())
    // One that hangs while it is loaded does not hold up the server: it is there, or reported, a little later.
    await Promise.race([looked.catch(this.#report), sleep(START_MS, undefined, { ref: false })])
    this.#poll = setInterval(() => void this.sync().catch(this.#report), POLL_MS).unref()
  }

  readonly #report = (error: unknown): void => {
    if (!this.#isClosed) this.#options.log.error({ err: error }, 'plugins could not be looked at')
  }

  /** Looks again if another server has changed something. */
  async sync(): Promise<void> {
    if (!this.#isClosed && (await this.#readSignature()) !== this.#signature) await this.look()
  }

  /** Looks at everything again; code that has not changed is not started again. */
  look(): Promise<void> {
    const looked = this.#looking.then(() => (this.#isClosed ? undefined : this.#look()))
    this.#looking = looked.catch(() => {})
    return looked
  }

  async #look(): Promise<void> {
    const { database, folder } = this.#options
    const signature = await this.#readSignature()
    const before = new Map(this.#made.map((extension) => [switchId(extension.found), extension]))
    const known = new Map([...before].map(([id, { found }]) => [id, found]))
    const switches = await readSwitches(database.read)
    const found = await findExtensions(database.read, folder, known)
    const limit = pLimit(LOOKING)
    const taken = new Set<string>()
    const made = await Promise.all(
      found.map((each) => {
        const id = switchId(each)
        const isTwice = taken.has(id)
        taken.add(id)
        const setting = switches.get(id)
        return limit(() => this.#make(each, setting, isTwice ? undefined : before.get(id), isTwice))
      }),
    )
    const kept = new Set(made.map(({ workers }) => workers))
    for (const { workers } of this.#made) if (workers && !kept.has(workers)) workers.retire()
    this.#made = made.sort((a, b) => (orderOf(a.found) < orderOf(b.found) ? -1 : 1))
    this.#all = this.#withoutClashes(this.#made)
    this.#signature = signature
    this.onLook(switches)
  }

  async #make(
    found: Found,
    setting: Switch | undefined,
    old: Extension | undefined,
    isTwice: boolean,
  ): Promise<Extension> {
    const { manifest, problem } = found
    const isEnabled = !found.isNamedOff && (setting?.isEnabled ?? true)
    const asked: readonly string[] = manifest?.abilities ?? []
    const granted: Ability[] = (setting?.abilities ?? []).filter((ability) => asked.includes(ability))
    const stands = { found, isEnabled, changedAt: setting?.changedAt ?? null, granted }
    const nothing = { folder: undefined, workers: undefined, kinds: new Map<string, GraphNodeKind>() }
    const broken = (message: string, place: string | null = null): Extension => ({
      ...stands,
      ...nothing,
      problems: [{ message, place }],
    })
    if (problem || !manifest) return broken(problem?.message ?? 'no manifest', problem?.place)
    if (isTwice) return broken(`there is another plugin with the id "${found.id}"`)
    if (found.kind === 'plugin' && this.#options.isPack(found.id)) {
      return broken(`the id "${found.id}" is one of the packs that ship with the server`)
    }
    try {
      const folder = await layOut(this.#snapshots, found.sha256, found.files)
      if (!isEnabled) return { ...stands, ...nothing, folder, problems: [] }
      const isSame = old?.workers && old.found.sha256 === found.sha256 && `${old.granted}` === `${granted}`
      if (isSame) return { ...old, ...stands }
      return { ...stands, folder, ...(await this.#start(found, folder, granted)) }
    } catch (error) {
      this.#options.log.error(
        { err: error, extension: switchId(found) },
        'an extension could not be laid out',
      )
      return broken('its files could not be put into the data folder; the server’s log says why')
    }
  }

  /** Looks into its code, in a process of its own. */
  async #start(found: Found, folder: string, granted: readonly Ability[]) {
    const { kind, id, manifest } = found
    const ownFolder = granted.includes('files') ? this.ownFolderOf(found) : undefined
    if (ownFolder) await mkdir(ownFolder, { recursive: true })
    const { seconds = 60, megabytes = 512 } = manifest?.limits ?? {}
    const workers = new Workers({
      folder,
      ownFolder,
      files: modulesOf(found),
      abilities: granted,
      seconds,
      memoryBytes: megabytes * MIB,
    })
    const loaded = await workers.load()
    const problems: Problem[] = [...loaded.problems]
    const kinds = new Map<string, GraphNodeKind>()
    for (const { file, kind: given } of loaded.kinds) {
      try {
        const made = kindFrom(given, {
          provider: kind === 'custom' ? 'custom' : `plugin:${prefixOf(id)}`,
          fingerprint: `${found.sha256} ${granted}`,
          reachesOut: granted.includes('network') || granted.includes('files'),
          workers,
        })
        kinds.set(kind === 'custom' ? made.name : `${prefixOf(id)}:${made.name}`, made)
      } catch (error) {
        problems.push({ message: (error as Error).message.slice(0, 2000), place: String(file).slice(0, 300) })
      }
    }
    return { workers, kinds, problems }
  }

  /** A name means one kind: ours first, then by the order of files. */
  #withoutClashes(made: readonly Extension[]): Extension[] {
    const taken = new Map<string, string>()
    return made.map((extension) => {
      const problems = [...extension.problems]
      const kinds = new Map<string, GraphNodeKind>()
      for (const [name, kind] of extension.kinds) {
        const owner = this.#options.isKind(name) ? 'the server' : taken.get(name)
        if (owner === undefined) kinds.set(name, kind)
        else
          problems.push({
            message: `there is a graph node called ${name} already, from ${owner}`,
            place: null,
          })
        taken.set(name, taken.get(name) ?? extension.found.id)
      }
      return kinds.size === extension.kinds.size ? extension : { ...extension, kinds, problems }
    })
  }

  /** What other servers may change, as one text. */
  async #readSignature(): Promise<string> {
    const { read } = this.#options.database
    const [uploads, switches] = await Promise.all([listUploads(read), readSwitches(read)])
    return JSON.stringify([uploads, [...switches]])
  }

  #watch(folder: string): void {
    try {
      const watcher = watch(folder, { recursive: true, persistent: false }, () => {
        clearTimeout(this.#settling)
        this.#settling = setTimeout(() => void this.look().catch(this.#report), SETTLE_MS).unref()
      })
      watcher.on('error', (error) => {
        this.#options.log.error(
          { err: error },
          'changes of placed plugins are not noticed any more: reload them',
        )
      })
      this.#watchers.push(watcher)
    } catch (error) {
      this.#options.log.error({ err: error }, 'changes of placed plugins are not noticed: reload them')
    }
  }

  /** Removes code that has not been used for a day. */
  async #sweep(): Promise<void> {
    const used = new Set(this.#all.map(({ found }) => found.sha256))
    for (const name of await readdir(this.#snapshots)) {
      const folder = join(this.#snapshots, name)
      const stats = await stat(folder).catch(() => undefined)
      if (used.has(name)) await isLaidOut(this.#snapshots, name)
      else if (stats && stats.mtimeMs < Date.now() - OLD_MS)
        await rm(folder, { recursive: true, force: true })
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#settling)
    clearInterval(this.#poll)
    for (const watcher of this.#watchers) watcher.close()
    await this.#looking
    await Promise.all(this.#all.map(({ workers }) => workers?.close()))
  }
}

/** Custom graph nodes first, then plugins, each by name. */
const orderOf = ({ kind, id }: Found) => `${kind === 'custom' ? 0 : 1}${id}`
