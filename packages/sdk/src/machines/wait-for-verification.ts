import { setTimeout } from 'node:timers/promises'
import type { Hotkey } from '@nodeyard/tensor/proof'
import type { Connection } from '../client.ts'
import { getVerification, type Verification } from './get-verification.ts'

const EVERY_MS = 1000

/** Waits until a machine is verified or has failed, and answers which. */
export async function waitForVerification(
  server: Connection,
  taskId: string,
  { hotkey, signal }: { hotkey?: Hotkey | undefined; signal?: AbortSignal | undefined } = {},
): Promise<Verification> {
  for (;;) {
    const verification = await getVerification(server, taskId, hotkey)
    if (verification.status !== 'pending') return verification
    await setTimeout(EVERY_MS, undefined, signal ? { signal } : {})
  }
}
