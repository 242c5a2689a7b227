import { readFile } from 'node:fs/promises'
import { defineCommand } from '../cli/command.ts'
import { getGrantKey } from '../commerce/grants.ts'
import { verifyGrant } from '../commerce/verify-grant.ts'

export default defineCommand({
  usage: '<file>',
  summary: 'Verify the signed document of a grant',
  details:
    'With --key nobody is asked: the key is what GET /v1/grant_key of the installation says, 32 bytes in base64.\n' +
    'Without it, the key is asked of the server.',
  options: { key: { type: 'string', value: 'base64', summary: "the installation's public key" } },
  async run({ positionals: [file = ''], values: { key } }, context) {
    const document: unknown = JSON.parse(await readFile(file, 'utf8'))
    const keyId = (document as { key_id?: unknown } | null)?.key_id
    const published = key ?? (await findKey(context.server, keyId))
    return verifyGrant(document, published)
  },
  show: ({ valid, problem, live }) =>
    valid
      ? `The grant is genuine${live ? '' : ', and by what it says it no longer holds'}.`
      : `Not a valid grant: ${problem}.`,
  isFailure: ({ valid }) => !valid,
})

async function findKey(server: Parameters<typeof getGrantKey>[0], id: unknown): Promise<string> {
  const { keys } = await getGrantKey(server)
  const key = keys.find((one) => one.id === id) ?? keys[0]
  if (!key) throw new Error('the server has no key for grants')
  return key.public_key
}
