import { randomBytes } from 'node:crypto'
import { createUser } from '../accounts/create-user.ts'
import { defineCommand, UsageError } from '../cli/command.ts'
import { readLine } from '../cli/read-stdin.ts'
import { facts } from '../cli/table.ts'

export default defineCommand({
  usage: '<slug>',
  summary: 'Add a user, as an administrator',
  details: 'Without --password-stdin a password is made up and printed this once.',
  options: {
    name: { type: 'string', value: 'text', summary: 'the name people read (default: the slug)' },
    email: { type: 'string', value: 'address', summary: 'where to reach them; it is what they sign in with' },
    'password-stdin': { type: 'boolean', summary: 'read the password from standard input' },
  },
  async run({ positionals: [slug = ''], values }, { server }) {
    const { name = slug, email, 'password-stdin': fromStdin } = values
    if (!email) throw new UsageError('--email is missing: it is what the user signs in with.')
    const password = fromStdin ? await readLine() : randomBytes(15).toString('base64url')
    const user = await createUser(server, { slug, name, email, password })
    return fromStdin ? user : { ...user, password }
  },
  show: (user) =>
    facts({
      id: user.id,
      slug: user.slug,
      name: user.name,
      email: user.email,
      password: 'password' in user ? user.password : '',
    }),
})
