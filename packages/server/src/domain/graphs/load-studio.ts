import { join } from 'node:path'
import { AppRuns } from './apps/app-runs.ts'
import { AppLines } from './apps/invoke-app.ts'
import { CapturedRuns } from './captured/captured-runs.ts'
import { loadBuiltIn } from './catalogue.ts'
import { PreparedGraphs } from './function/prepared-graphs.ts'
import type { Graph } from './graph.ts'
import { Offload } from './offload/offload.ts'
import { pluginPresets } from './plugins/plugin-content.ts'
import { Plugins } from './plugins/plugins.ts'
import { presetsFor } from './presets/presets.ts'
import { Outside } from './runs/outside.ts'
import { Runs } from './runs/runs.ts'
import { ModuleStore } from './state/module-store.ts'
import type { StudioOptions, StudioParts } from './studio.ts'

/** Loads all that graphs are made and run with. */
export async function loadStudio({ database, dataFolder, reach, log }: StudioOptions): Promise<StudioParts> {
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
  const appRuns = new AppRuns({ database, log })
  return {
    catalogue,
    plugins,
    presets,
    runs,
    captured,
    modules,
    prepared: new PreparedGraphs(),
    appLines: new AppLines(),
    appRuns,
    outside,
    async close() {
      await runs.close()
      await appRuns.settle()
      await Promise.all([offload.close(), outside.close(), plugins.close()])
    },
  }
}
