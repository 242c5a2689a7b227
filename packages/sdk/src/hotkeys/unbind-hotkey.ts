import type { Connection } from '../client.ts'

/** Unbinds a hotkey that no machine belongs to. */
export async function unbindHotkey(server: Connection, hotkey: string): Promise<void> {
  await server.marketplace.DELETE('/v1/hotkeys/{hotkey}', { params: { path: { hotkey } } })
}
