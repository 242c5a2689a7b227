import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Database } from '../../db/database.ts'
import { AppLines } from './apps/invoke-app.ts'
import { CapturedRuns } from './captured/captured-runs.ts'
import { type Catalogue, loadBuiltIn } from './catalogue.ts'
import { PreparedGraphs } from './function/prepared-graphs.ts'
import type { Graph, Preset } from './graph.ts'
import { Offload } from './offload/offload.ts'
import { pluginPresets } from './plugins/plugin-content.ts'
import { Plugins } from './plugins/plugins.ts'
import { presetsFor } from './presets/presets.ts'
import { Outside, type Reach } from './runs/outside.ts'
import { Runs } from './runs/runs.ts'
import { ModuleStore } from './state/module-store.ts'

export interface StudioOptions {
  database: Database
  dataFolder: string
  /** What graph nodes may reach out to, and with what. */
  reach: Reach
  log: { error(details: object, message: string): void }
}

/** Everything on this server that makes and runs graphs. */
export interface Studio {
  readonly database: Database
  readonly dataFolder: string
  /** Stands for the local `admin` account on loopback; another one at every start. */
  readonly token: string
  /** What graphs may be made of now: it changes with the plugins. */
  readonly catalogue: Catalogue
  readonly plugins: Plugins
  /** What an account's graphs may use; with what a graph brings along, where the server's own win. */
  readonly presets: (
    accountId: string,
    graph?: Pick<Graph, 'presets'>,
  ) => Promise<ReadonlyMap<string, Preset>>
  readonly runs: Runs
  readonly captured: CapturedRuns
  readonly modules: ModuleStore
  /** Graphs that are called again and again. */
  readonly prepared: PreparedGraphs
  /** Calls of apps, in line. */
  readonly appLines: AppLines
  /** What may be asked of the rest of the server, and of the world. */
  readonly outside: Outside
  readonly log: StudioOptions['log']
  close(): Promise<void>
}

export async function openStudio({ database, dataFolder, reach, log }: StudioOptions): Promise<Studio> {
  const folder = join(dataFolder, 'studio')
  const plugins = new Plugins({ database, builtIn: await loadBuiltIn(), folder, log })
  await plugins.open()
  const { catalogue } = plugins
  const captured = await new CapturedRuns(join(folder, 'captured')).open()
  const modules = new ModuleStore(join(folder, 'weights'))
  const offload = new Offload()
  const outside = new Outside(reach, join(folder, 'datasets'))
  const presets = async (accountId: string, graph?: Pick<Graph, 'presets'>) => {
    const brought = graph?.presets?.map((preset) => [preset.preset_name, preset] as const) ?? []
    const known = await presetsFor(database.read, accountId, catalogue, pluginPresets(plugins))
    return new Map([...brought, ...known])
  }
  const runs = new Runs({
    database,
    log,
    dataFolder,
    catalogue: () => catalogue,
    presetsFor: presets,
    modules,
    captured,
    offload,
    outside: (caller, signal) => outside.of(caller, signal),
  })
  await runs.sweep()
  return {
    database,
    dataFolder,
    token: randomBytes(32).toString('base64url'),
    catalogue,
    plugins,
    presets,
    runs,
    captured,
    modules,
    prepared: new PreparedGraphs(),
    appLines: new AppLines(),
    outside,
    log,
    async close() {
      await runs.close()
      await Promise.all([offload.close(), outside.close(), plugins.close()])
    },
  }
}
