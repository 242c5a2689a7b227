import { getArtifact } from '../artifacts/get-artifact.ts'
import { setMetrics } from '../artifacts/set-metrics.ts'
import { defineCommand, UsageError } from '../cli/command.ts'
import { requireVersion } from '../cli/require-version.ts'
import { table } from '../cli/table.ts'
import { type ArtifactKind, resolveReference } from '../reference.ts'

/** `model metrics`, `dataset metrics` */
export const artifactMetrics = (kind: ArtifactKind) =>
  defineCommand({
    usage: '<ref> [name=value]...',
    summary: `Add to the metrics of a version of a ${kind}, or show them`,
    options: {},
    async run({ positionals: [ref = '', ...pairs] }, { server, org }) {
      const target = await resolveReference(ref, kind, org)
      const { name, version, metrics } =
        pairs.length === 0
          ? await getArtifact(server, kind, target)
          : await setMetrics(
              server,
              kind,
              requireVersion(target, ref),
              Object.fromEntries(pairs.map(readPair)),
            )
      return { name, version, metrics: metrics ?? {} }
    },
    show: ({ metrics }) => table(Object.entries(metrics)),
  })

function readPair(pair: string): [string, number] {
  const [, name, value] = /^([^=]+)=(.+)$/.exec(pair) ?? []
  const number = Number(value)
  if (name === undefined || !Number.isFinite(number)) {
    throw new UsageError(`"${pair}" is no metric: write a name and a number, for example accuracy=0.97.`)
  }
  return [name, number]
}
