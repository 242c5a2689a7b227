import type { IncomingMessage, ServerResponse } from 'node:http'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { CallError } from '../../domain/graphs/function/call-error.ts'
import { Fault } from '../../fault.ts'
import { readInvocationBody } from '../../http/invocation-body.ts'

const MOST_BYTES = 64 * 1024 * 1024

/** What a call may say; what is not known is let go by. */
export const CallBody = Type.Object({
  inputs: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  timeout_s: Type.Optional(
    Type.Number({ minimum: 1, maximum: 3600, description: 'Waiting in line included' }),
  ),
  device: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  record_outputs: Type.Optional(Type.Boolean()),
})

const compile = () => Compile(CallBody)
/** Made for the first call. */
let check: ReturnType<typeof compile> | undefined

/** @throws CallError `invalid_input`, `payload_too_large` */
export async function readCallBody(
  raw: IncomingMessage,
  response: ServerResponse,
): Promise<{ inputs: Record<string, unknown>; timeoutMs: number; recordOutputs: boolean }> {
  const bytes = await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) =>
    readInvocationBody(raw, response, { most: MOST_BYTES, hint: 'send less at once' }, (error, body) =>
      body ? resolve(body) : reject(error),
    ),
  ).catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'payload_too_large') {
      throw new CallError('payload_too_large', error.message)
    }
    throw error
  })
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  const body = parse(text)
  check ??= compile()
  if (!check.Check(body)) {
    const details = [...check.Errors(body)].slice(0, 100).map(({ instancePath, message }) => ({
      field: instancePath.slice(1).replaceAll('/', '.') || 'body',
      reason: message,
    }))
    throw invalid(details)
  }
  const { inputs = {}, timeout_s = 300, record_outputs = false } = body
  return { inputs, timeoutMs: timeout_s * 1000, recordOutputs: record_outputs }
}

function parse(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw invalid([{ field: 'body', reason: 'is not valid JSON' }])
  }
}

const invalid = (details: { field: string; reason: string }[]) =>
  new CallError('invalid_input', details.map(({ field, reason }) => `${field}: ${reason}`).join('; '), {
    details,
  })
