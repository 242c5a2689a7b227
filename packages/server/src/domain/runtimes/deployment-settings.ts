/** How a deployment runs; what its owner may change. */
export interface DeploymentSettings {
  /** Where it runs; this installation has one place. */
  region: 'local'
  hardware: string
  /** 0 lets it sleep when nobody asks. */
  minReplicas: number
  /** Copies of the model on each server that is asked: so many runs at the same time. */
  maxReplicas: number
  /** Seconds without an invocation until it sleeps. */
  scaleToZeroAfterS: number
  batching: { maxRows: number; windowMs: number }
  /** Milliseconds an invocation may wait and run. */
  timeoutMs: number
  /** Invocations that may wait on one server. */
  maxQueue: number
  /** Invocations a minute on each server; null for any number. */
  rateLimit: number | null
}

export const DEFAULT_SETTINGS: DeploymentSettings = {
  region: 'local',
  hardware: 'cpu',
  minReplicas: 0,
  maxReplicas: 1,
  scaleToZeroAfterS: 300,
  batching: { maxRows: 32, windowMs: 0 },
  timeoutMs: 60_000,
  maxQueue: 1000,
  rateLimit: 6000,
}

/** Settings to change; what is left out stays. */
export type SettingsChange = Partial<Omit<DeploymentSettings, 'batching'>> & {
  batching?: Partial<DeploymentSettings['batching']>
}

export function mergeSettings(settings: DeploymentSettings, change: SettingsChange): DeploymentSettings {
  return { ...settings, ...change, batching: { ...settings.batching, ...change.batching } }
}

/** Milliseconds without an invocation until it sleeps; null for a deployment that never does. */
export function sleepAfterMs({ minReplicas, scaleToZeroAfterS }: DeploymentSettings): number | null {
  return minReplicas > 0 ? null : scaleToZeroAfterS * 1000
}
