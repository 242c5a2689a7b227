import { revokeKey } from '../accounts/revoke-key.ts'
import { defineCommand } from '../cli/command.ts'
import { readProfiles, writeProfiles } from '../cli/profiles.ts'
import { connect } from '../client.ts'

export default defineCommand({
  usage: '',
  summary: 'Forget a server and its key',
  options: { revoke: { type: 'boolean', summary: 'end the key on the server too' } },
  async run({ values }, { environment, access }) {
    const { current, profiles } = await readProfiles(environment)
    const name = access.profile ?? current
    const profile = profiles[name]
    if (profile === undefined) return { profile: name, forgotten: false, revoked: false }
    const { url, api_key: apiKey } = profile
    if (values.revoke) await revokeKey(connect({ url, apiKey }), apiKey)
    const { [name]: _gone, ...rest } = profiles
    await writeProfiles(environment, {
      current: name === current ? (Object.keys(rest)[0] ?? 'default') : current,
      profiles: rest,
    })
    return { profile: name, forgotten: true, revoked: values.revoke === true }
  },
  show: ({ profile, forgotten, revoked }) =>
    forgotten
      ? `Forgot the profile ${profile}${revoked ? ' and revoked its key' : ''}`
      : `There was no profile ${profile}`,
})
