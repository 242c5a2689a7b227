import { defineCommand } from '../cli/command.ts'

export default defineCommand({
  usage: '[file]',
  summary: 'Bind a hotkey to your account, by proving that you hold it',
  options: {
    name: { type: 'string', value: 'text', summary: 'what you call it' },
    owner: { type: 'string', value: 'org', summary: 'an organisation to bind it to (default: you)' },
  },
  async run({ positionals: [file = 'hotkey.json'], values: { name, owner } }, { server }) {
    const { readHotkeyFile } = await import('../hotkeys/hotkey-file.ts')
    const { bindHotkey } = await import('../hotkeys/bind-hotkey.ts')
    return bindHotkey(server, await readHotkeyFile(file), { name, owner })
  },
  show: ({ hotkey, owner }) => `${hotkey} is bound to ${owner}.`,
})
