import { deviceLogin } from '../accounts/device-login.ts'
import { whoAmI } from '../accounts/who-am-i.ts'
import { defineCommand } from '../cli/command.ts'
import type { Context } from '../cli/context.ts'
import { seconds } from '../cli/duration.ts'
import { readProfiles, writeProfiles } from '../cli/profiles.ts'
import { readLine } from '../cli/read-stdin.ts'
import { connect } from '../client.ts'

export default defineCommand({
  usage: '[key]',
  summary: 'Remember a server and a key for it',
  details:
    'Without a key, a page of the server is named where somebody who is signed in approves this login. A key of\n' +
    '"-" is read from standard input. It is kept in ~/.config/nodeyard/config.json, readable by you alone, under\n' +
    'the name that --profile gives ("default" without), and --org beside it.',
  options: {
    timeout: { type: 'string', value: 'time', summary: 'how long to wait for approval (default 5m)' },
  },
  async run({ positionals: [given], values }, context) {
    const { environment, access } = context
    const { url } = access
    const key =
      (await readGiven(given)) ?? (await askForKey(context, seconds(values.timeout ?? '5m', 'timeout')))
    const me = await whoAmI(connect({ url, apiKey: key }))

    const { profiles } = await readProfiles(environment)
    const name = access.profile ?? 'default'
    profiles[name] = { url, api_key: key, ...(access.orgFlag ? { org: access.orgFlag } : {}) }
    const file = await writeProfiles(environment, { current: name, profiles })
    return { account: me.slug, url, profile: name, file }
  },
  show: ({ account, url, file }) => `Logged in to ${url} as ${account}; the key is in ${file}`,
})

const readGiven = async (given: string | undefined) => (given === '-' ? readLine() : given)

function askForKey({ access, progress, signal }: Context, patience: number): Promise<string> {
  return deviceLogin(connect({ url: access.url }), {
    signal,
    patience: patience * 1000,
    onCode: ({ url, userCode }) => {
      progress.note(`Open ${url}\nand approve the code ${userCode}. Waiting…`)
    },
  })
}
