import { defineCommand } from '../cli/command.ts'
import { deleteTestClock } from '../commerce/test-clocks.ts'

export default defineCommand({
  usage: '<clock>',
  summary: 'Take a test clock away; what lived by it ends',
  options: {},
  async run({ positionals: [id = ''] }, { server }) {
    await deleteTestClock(server, id)
    return { deleted: id }
  },
  show: ({ deleted }) => `Deleted ${deleted}: time is real again`,
})
