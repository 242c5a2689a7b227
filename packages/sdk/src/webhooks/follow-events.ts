import type { Connection } from '../client.ts'
import { follow } from '../follow.ts'
import type { Event, EventFilters } from './list-events.ts'

/** Every event from now on, as it happens, until the signal says stop. */
export function followEvents(
  server: Connection,
  { signal, type, owner }: Pick<EventFilters, 'type' | 'owner'> & { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Event, void> {
  const query = new URLSearchParams({
    follow: 'true',
    ...(type ? { type } : {}),
    ...(owner ? { owner } : {}),
  })
  return follow<Event>(server, `/v1/events?${query}`, signal)
}
