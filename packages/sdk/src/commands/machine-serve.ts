import { dirname, join } from 'node:path'
import { defineCommand, UsageError } from '../cli/command.ts'
import { profilesFile } from '../cli/profiles.ts'

export default defineCommand({
  usage: '',
  summary: 'Serve the agent of this computer, which proves to the server what it is',
  details:
    'It reads the GPUs of this computer (or its processor), and answers only the server it was started for, ' +
    'until Ctrl-C. Then add the machine: nodeyard machine add --host <where the server reaches it>.',
  options: {
    port: { type: 'string', value: 'port', summary: 'where to listen (default 8000)' },
    listen: { type: 'string', value: 'address', summary: 'address to listen on (default 0.0.0.0)' },
    hotkey: {
      type: 'string',
      value: 'file',
      summary: 'the hotkey that owns the machine, and signs its answers',
    },
    validator: { type: 'string', value: 'address', summary: 'who may ask (default: the server of --url)' },
    provider: { type: 'string', value: 'name', summary: 'cuda, webgpu or cpu (default: the first there is)' },
    threads: { type: 'string', value: 'number', summary: 'processor threads (default: all)' },
  },
  async *run({ values }, { server, access, environment, signal }) {
    const { openHotkeyFile, readHotkeyFile } = await import('../hotkeys/hotkey-file.ts')
    const { serveAgent } = await import('../machines/serve-agent.ts')
    const { readOwnDevices } = await import('../machines/read-own-devices.ts')
    const { getValidator } = await import('../hotkeys/get-validator.ts')
    const { port = '8000', listen = '0.0.0.0', hotkey, validator, provider, threads } = values
    if (!/^\d+$/.test(port)) throw new UsageError('--port must be a number.')
    if (threads !== undefined && !/^[1-9]\d*$/.test(threads))
      throw new UsageError('--threads must be a number.')
    if (provider !== undefined && provider !== 'cuda' && provider !== 'webgpu' && provider !== 'cpu') {
      throw new UsageError('--provider must be cuda, webgpu or cpu.')
    }
    const key =
      hotkey === undefined
        ? await openHotkeyFile(join(dirname(profilesFile(environment)), 'agent.json'))
        : await readHotkeyFile(hotkey)
    const events: string[] = []
    let wake = () => {}
    const agent = await serveAgent({
      key,
      hotkey: hotkey === undefined ? undefined : key.address,
      validators: [validator ?? (await getValidator(server))],
      devices: await readOwnDevices(server),
      host: listen,
      port: Number(port),
      serverUrl: access.url,
      prover: {
        ...(provider === undefined ? {} : { providers: [provider] }),
        ...(threads === undefined ? {} : { threads: Number(threads) }),
      },
      onEvent: (what) => {
        events.push(what)
        wake()
      },
    })
    try {
      yield { event: `listening on port ${agent.port}` }
      while (!signal.aborted) {
        yield* events.splice(0).map((event) => ({ event }))
        const { promise, resolve } = Promise.withResolvers<void>()
        wake = resolve
        signal.addEventListener('abort', () => resolve(), { once: true })
        if (events.length === 0 && !signal.aborted) await promise
      }
    } finally {
      await agent.close()
    }
  },
  show: ({ event }: { event: string }) => event,
})
