import { defineCommand } from '../cli/command.ts'

export default defineCommand({
  usage: '<uuid>',
  summary: 'Remove a device from the inventory; deployments on it are stopped first',
  options: {
    hotkey: { type: 'string', value: 'file', summary: 'the hotkey that owns it (default: your account)' },
  },
  async run({ positionals: [uuid = ''], values: { hotkey } }, { server }) {
    const { deleteMachine } = await import('../machines/delete-machine.ts')
    const { readHotkeyFile } = await import('../hotkeys/hotkey-file.ts')
    return deleteMachine(server, uuid, hotkey === undefined ? undefined : await readHotkeyFile(hotkey))
  },
  show: ({ node_id: uuid }) => `Removed ${uuid}.`,
})
