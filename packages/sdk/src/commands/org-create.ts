import { createOrg } from '../accounts/create-org.ts'
import { defineCommand } from '../cli/command.ts'

export default defineCommand({
  usage: '<slug>',
  summary: 'Add an organisation, with you as its owner',
  options: { name: { type: 'string', value: 'text', summary: 'the name people read (default: the slug)' } },
  run({ positionals: [slug = ''], values: { name = slug } }, { server }) {
    return createOrg(server, { slug, name })
  },
  show: ({ slug, role }) => `Created ${slug}; you are its ${role}`,
})
