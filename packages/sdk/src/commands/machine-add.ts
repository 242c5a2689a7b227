import { hostname } from 'node:os'
import { defineCommand, UsageError } from '../cli/command.ts'
import { facts } from '../cli/table.ts'

export default defineCommand({
  usage: '',
  summary: 'Add this computer to the inventory, and wait until it has proved what it is',
  details:
    'Its agent must be running (nodeyard machine serve) where --host and --port say. Doing it again is safe, ' +
    'and has a machine that failed verified anew.',
  options: {
    host: { type: 'string', value: 'name', summary: 'where the server reaches this computer' },
    port: { type: 'string', value: 'port', summary: 'and on which port (default 8000)' },
    id: { type: 'string', value: 'text', summary: 'what you call it (default: its host name)' },
    name: { type: 'string', value: 'text', summary: 'the name people read' },
    hotkey: { type: 'string', value: 'file', summary: 'the hotkey that owns it (default: your account)' },
    owner: { type: 'string', value: 'org', summary: 'an organisation it is for, without --hotkey' },
    'no-wait': { type: 'boolean', summary: 'do not wait for the verification' },
  },
  async run({ values }, { server, progress, signal }) {
    const { addMachine } = await import('../machines/add-machine.ts')
    const { readOwnDevices } = await import('../machines/read-own-devices.ts')
    const { waitForVerification } = await import('../machines/wait-for-verification.ts')
    const { readHotkeyFile } = await import('../hotkeys/hotkey-file.ts')
    const { host, port = '8000', id = hostname(), name, hotkey: file, owner, 'no-wait': noWait } = values
    if (!host) throw new UsageError('--host is missing: say where the server reaches this computer.')
    if (owner && file) throw new UsageError('--owner goes without --hotkey, which says whose the machine is.')
    if (!/^\d+$/.test(port)) throw new UsageError('--port must be a number.')
    const hotkey = file === undefined ? undefined : await readHotkeyFile(file)
    const devices = await readOwnDevices(server)
    const place = { host, port: Number(port) }
    const added = await addMachine(server, {
      serverId: id,
      serverName: name,
      devices,
      ...place,
      hotkey,
      owner,
    })
    const found = { task_id: added.task_id, devices: added.nodes.map(({ uuid }) => uuid) }
    if (added.task_id === 'skip') return { ...found, status: 'verified' as const }
    if (noWait) return { ...found, status: 'pending' as const }
    progress.begin('Verifying')
    return { ...found, ...(await waitForVerification(server, added.task_id, { hotkey, signal })) }
  },
  show: ({ task_id: task, devices, status, ...rest }) =>
    facts({ task, devices, status, why: 'detail' in rest ? rest.detail : '' }),
  isFailure: ({ status }) => status === 'failed' || status === 'error',
})
