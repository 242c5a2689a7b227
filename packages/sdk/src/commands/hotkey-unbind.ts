import { defineCommand } from '../cli/command.ts'
import { unbindHotkey } from '../hotkeys/unbind-hotkey.ts'

export default defineCommand({
  usage: '<address>',
  summary: 'Unbind a hotkey that no machine belongs to',
  options: {},
  async run({ positionals: [hotkey = ''] }, { server }) {
    await unbindHotkey(server, hotkey)
    return { hotkey }
  },
  show: ({ hotkey }) => `${hotkey} is nobody's.`,
})
