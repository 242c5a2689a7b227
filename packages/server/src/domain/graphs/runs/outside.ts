import { Fault } from '../../../fault.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { RunContext } from '../run-context.ts'

/** What graph nodes may ask of the rest of the server, and of the world, for who runs the graph. */
export function outsideOf(caller: Caller): Pick<RunContext, 'infer' | 'openDataset' | 'fetch' | 'secret'> {
  return {
    infer: async (reference) => {
      throw new Fault('unavailable', `cannot run "${reference}" for ${caller.account.slug} yet`)
    },
    openDataset: async (reference) => {
      throw new Fault('unavailable', `cannot open "${reference}" for ${caller.account.slug} yet`)
    },
    fetch,
    secret: () => undefined,
  }
}
