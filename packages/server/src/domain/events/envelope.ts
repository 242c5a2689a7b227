import type { KeyMode } from '../../db/tables.ts'

/** What an event's row says. */
export interface EventRow {
  id: string
  type: string
  /** JSON */
  data: string
  created_at: number
}

/** An event as it is sent and shown. */
export interface Envelope {
  id: string
  type: string
  api_version: 'v1'
  mode: KeyMode
  created_at: string
  data: { object: unknown }
}

const head = ({ id, type, created_at }: EventRow, mode: KeyMode) => ({
  id,
  type,
  api_version: 'v1' as const,
  mode,
  created_at: `${new Date(created_at).toISOString().slice(0, 19)}Z`,
})

/** @param mode the world it is told in, also for facts of both */
export function toEnvelope(event: EventRow, mode: KeyMode): Envelope {
  return { ...head(event, mode), data: { object: JSON.parse(event.data) } }
}

/** The same as text, byte for byte the same on every try: what is signed. */
export function envelopeText(event: EventRow, mode: KeyMode): string {
  return `${JSON.stringify(head(event, mode)).slice(0, -1)},"data":{"object":${event.data}}}`
}
