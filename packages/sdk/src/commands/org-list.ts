import { listOrgs } from '../accounts/list-orgs.ts'
import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { take } from '../pages.ts'

export default defineCommand({
  usage: '',
  summary: 'List the organisations you are in',
  options: {},
  run(_input, { server }) {
    return take(listOrgs(server))
  },
  show: (orgs) =>
    table([['SLUG', 'NAME', 'YOUR ROLE'], ...orgs.map(({ slug, name, role }) => [slug, name, role])]),
})
