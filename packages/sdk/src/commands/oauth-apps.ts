import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { listOauthApps } from '../oauth/oauth-apps.ts'
import { take } from '../pages.ts'

export default defineCommand({
  usage: '',
  summary: 'List your apps that people can let act for them',
  options: {},
  run: (_input, { server }) => take(listOauthApps(server)),
  show: (apps) =>
    table([
      ['CLIENT ID', 'NAME', 'TYPE', 'MODE', 'SCOPES', 'REDIRECT URIS'],
      ...apps.map((app) => [
        app.id,
        app.name,
        app.type,
        app.mode,
        app.scopes.join(' '),
        app.redirect_uris.join(' '),
      ]),
    ]),
})
