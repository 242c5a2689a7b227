import { findAssets } from '../assets/find-assets.ts'
import { defineCommand, UsageError } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { take } from '../pages.ts'
import type { ArtifactKind } from '../reference.ts'

/** `model find`, `dataset find` */
export const assetFind = (kind: ArtifactKind) =>
  defineCommand({
    usage: '[words]...',
    summary: `Find ${kind}s among everybody's, the most popular first`,
    options: {
      license: { type: 'string', value: 'licence', summary: 'under this licence, or Commercial' },
      ...(kind === 'model'
        ? ({
            task: { type: 'string', value: 'task', summary: 'for this task' },
            framework: { type: 'string', value: 'name', summary: 'of this framework' },
          } as const)
        : {}),
      limit: { type: 'string', value: 'number', summary: 'how many at most (default 20)' },
    },
    async run({ positionals, values }, { server }) {
      const { limit = '20', ...filters } = values as Record<string, string | undefined>
      if (!/^\d+$/.test(limit)) throw new UsageError('--limit must be a whole number.')
      const q = positionals.join(' ')
      return take(findAssets(server, kind, { ...filters, ...(q ? { q } : {}) } as never), Number(limit))
    },
    show: (assets) =>
      assets.length === 0
        ? `There are no ${kind}s that match.`
        : table(
            assets.map(({ slug, latest_revision, license, downloads, stars, summary }) => [
              latest_revision === null ? slug : `${slug}@${latest_revision}`,
              license,
              `${downloads}↓ ${stars}★`,
              summary,
            ]),
          ),
  })
