import { type Hotkey, PURPOSES } from '@nodeyard/tensor/proof'
import type { Connection } from '../client.ts'
import type { operations } from '../generated/machines.gen.ts'
import { sendSigned } from './send-signed.ts'

export type Verification =
  operations['getVerificationStatus']['responses'][200]['content']['application/json']

/** How the verification of a machine stands. */
export function getVerification(server: Connection, taskId: string, hotkey?: Hotkey): Promise<Verification> {
  const path = `/nodes/verification_status?task_id=${encodeURIComponent(taskId)}`
  return sendSigned<Verification>(server, hotkey, { method: 'GET', path, what: PURPOSES.status })
}
