import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { listGrants } from '../commerce/grants.ts'
import { take } from '../pages.ts'

export default defineCommand({
  usage: '',
  summary: 'List what you may use because you bought it, or with --sold what you have sold',
  options: {
    sold: { type: 'boolean', summary: 'what you have sold' },
    owner: { type: 'string', value: 'org', summary: 'of an organisation of yours' },
  },
  run({ values: { sold, owner } }, { server }) {
    const filters = { role: sold ? ('seller' as const) : ('holder' as const), ...(owner ? { owner } : {}) }
    return take(listGrants(server, filters), 100)
  },
  show: (grants) =>
    grants.length === 0
      ? 'There are no grants.'
      : table([
          ['ID', 'ASSET', 'LICENCE', 'HOLDER', 'ENDS'],
          ...grants.map((grant) => [
            grant.id,
            `${grant.document.asset.owner}/${grant.document.asset.name}`,
            grant.license,
            grant.licensee.slug,
            grant.revoked_at ? 'revoked' : grant.frozen_at ? 'frozen' : (grant.expires_at ?? 'never'),
          ]),
        ]),
})
