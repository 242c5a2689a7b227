import type { ArtifactSummary } from '../artifacts/kinds.ts'
import { type ListFilters, listArtifacts } from '../artifacts/list-artifacts.ts'
import { defineCommand, UsageError } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { take } from '../pages.ts'
import type { ArtifactKind } from '../reference.ts'

/** `model list`, `dataset list` */
export const artifactList = (kind: ArtifactKind) =>
  defineCommand({
    usage: '',
    summary: `List the ${kind}s of an owner (--org; default: yours)`,
    options: {
      search: { type: 'string', value: 'text', summary: 'part of a name or summary' },
      tag: { type: 'string', value: 'tag', multiple: true, summary: 'with any of these tags' },
      license: { type: 'string', value: 'licence', multiple: true, summary: 'under any of these licences' },
      'include-public': { type: 'boolean', summary: "everybody's public ones too" },
      limit: { type: 'string', value: 'number', summary: 'how many at most (default 50)' },
    },
    async run({ values }, { server, org }) {
      const { search, tag, license, 'include-public': includePublic, limit = '50' } = values
      if (!/^\d+$/.test(limit)) throw new UsageError('--limit must be a whole number.')
      const filters: ListFilters = {
        ...(search ? { search } : {}),
        ...(tag ? { tags: tag } : {}),
        ...(license ? { license } : {}),
        ...(includePublic ? { include_public: true } : {}),
      }
      return take(listArtifacts(server, kind, await org(), filters), Number(limit))
    },
    show: (artifacts) =>
      artifacts.length === 0 ? `There are no ${kind}s that match.` : table(artifacts.map(row)),
  })

const row = ({ name, version, is_public, summary }: ArtifactSummary) => [
  `${name}@${version}`,
  is_public ? 'public' : 'private',
  summary ? `- ${summary}` : '',
]
