import { createKey, type NewKey } from '../accounts/create-key.ts'
import { defineCommand, UsageError } from '../cli/command.ts'
import { seconds } from '../cli/duration.ts'
import { showNewKey } from '../cli/show-key.ts'

export default defineCommand({
  usage: '',
  summary: 'Make an API key',
  details: 'Its text is printed this once. Without --scope it may do everything that the account may.',
  options: {
    name: { type: 'string', value: 'text', summary: 'what it is for' },
    mode: { type: 'string', value: 'test|live', summary: 'whose money it moves (default test)' },
    scope: {
      type: 'string',
      value: 'scope',
      multiple: true,
      summary: 'what it may do, for example models:read',
    },
    expires: { type: 'string', value: 'time', summary: 'when it ends, for example 90d (default never)' },
  },
  async run({ values: { name, mode = 'test', scope, expires } }, { server }) {
    if (!name) throw new UsageError('--name is missing: say what the key is for.')
    if (mode !== 'test' && mode !== 'live') throw new UsageError('--mode must be test or live.')
    return createKey(server, {
      name,
      mode,
      // Which scopes there are is the server's to say.
      ...(scope ? { scopes: scope as NonNullable<NewKey['scopes']> } : {}),
      ...(expires ? { expires_in: seconds(expires, 'expires') } : {}),
    })
  },
  show: showNewKey,
})
