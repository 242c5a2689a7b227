import { defineCommand, UsageError } from '../cli/command.ts'
import { createOauthApp, type NewOauthApp } from '../oauth/oauth-apps.ts'

export default defineCommand({
  usage: '<name>',
  summary: 'Register an app that people can let act for them',
  details: 'Its secret is printed this once. A --public app, which can keep none, must use PKCE.',
  options: {
    redirect: { type: 'string', value: 'url', multiple: true, summary: 'where people are sent back to' },
    scope: { type: 'string', value: 'scope', multiple: true, summary: 'what it may ask for' },
    public: { type: 'boolean', summary: 'it runs where it can keep no secret' },
  },
  run({ positionals: [name = ''], values: { redirect, scope, public: isPublic = false } }, { server }) {
    if (!redirect || !scope) throw new UsageError('--redirect and --scope are needed, each at least once.')
    return createOauthApp(server, {
      name,
      redirect_uris: redirect,
      // Which scopes there are is the server's to say.
      scopes: scope as NewOauthApp['scopes'],
      type: isPublic ? 'public' : 'confidential',
    })
  },
  show: ({ id, client_secret: secret }) => `client_id: ${id}${secret ? `\nclient_secret: ${secret}` : ''}`,
})
