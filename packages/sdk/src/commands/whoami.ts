import { whoAmI } from '../accounts/who-am-i.ts'
import { defineCommand } from '../cli/command.ts'
import { facts } from '../cli/table.ts'

export default defineCommand({
  usage: '',
  summary: 'Show the account and the rights behind the key',
  options: {},
  async run(_input, { server, access }) {
    return { ...(await whoAmI(server)), url: access.url, key_from: access.keySource }
  },
  show: ({ slug, name, email, key, url, key_from }) =>
    facts({
      account: slug,
      name,
      email,
      server: url,
      key: `${key.mode}, from ${key_from}`,
      scopes: key.scopes,
    }),
})
