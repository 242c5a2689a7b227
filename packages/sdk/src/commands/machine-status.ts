import { defineCommand } from '../cli/command.ts'
import { facts } from '../cli/table.ts'

export default defineCommand({
  usage: '<task>',
  summary: 'Show how the verification of a machine stands',
  options: {
    hotkey: { type: 'string', value: 'file', summary: 'the hotkey that owns it (default: your account)' },
  },
  async run({ positionals: [task = ''], values: { hotkey } }, { server }) {
    const { getVerification } = await import('../machines/get-verification.ts')
    const { readHotkeyFile } = await import('../hotkeys/hotkey-file.ts')
    return getVerification(server, task, hotkey === undefined ? undefined : await readHotkeyFile(hotkey))
  },
  show: ({ status, detail, reason }) => facts({ status, why: detail, reason }),
  isFailure: ({ status }) => status === 'failed' || status === 'error',
})
