import { defineCommand } from '../cli/command.ts'

export default defineCommand({
  usage: '[file]',
  summary: 'Make a hotkey, the sr25519 key that owns machines',
  details: 'Its secret is written to the file (default hotkey.json) and nowhere else. Bind it next.',
  options: {},
  async run({ positionals: [file = 'hotkey.json'] }) {
    const { createHotkeyFile } = await import('../hotkeys/hotkey-file.ts')
    const { address } = await createHotkeyFile(file)
    return { address, file }
  },
  show: ({ address, file }) => `${address}  ${file}`,
})
