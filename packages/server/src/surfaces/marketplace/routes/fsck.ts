import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { requireScope } from '../../../domain/accounts/scopes.ts'
import { type FsckFinding, type FsckTotals, fsck } from '../../../domain/artifacts/fsck.ts'
import { Fault } from '../../../fault.ts'
import type { Routes } from '../../../http/surface.ts'

const Body = Type.Object({
  repair: Type.Boolean({ default: false, description: 'Clear away what is wrong.' }),
  hash: Type.Boolean({ default: true, description: 'Read every byte; otherwise only sizes are compared.' }),
})

const Lines = Type.Unsafe<Readable>({ type: 'string' })

const fsckRoute: Routes = (app, deps) => {
  app.post(
    '/fsck',
    {
      config: { idempotent: false },
      schema: {
        operationId: 'fsck',
        summary: 'Check that every stored file is what its record says',
        description:
          'For administrators. The answer is one JSON object a line (`application/x-ndjson`), as the check ' +
          'goes on: `{event: "missing"|"damaged"|"orphan", sha256, size, versions, repaired}` for what is ' +
          'wrong, `{event: "progress"|"done", blobs, bytes, missing, damaged, orphan, repaired}` with the ' +
          'counts so far. An answer without `done` broke off.',
        body: Body,
        response: { 200: { content: { 'application/x-ndjson': { schema: Lines } } } },
      },
    },
    async ({ caller: { account, scopes }, body, log }, reply) => {
      if (!account.isAdmin) throw new Fault('forbidden', 'only an administrator can check the store')
      requireScope(scopes, '*')
      const lines = Readable.from(linesOf(fsck(deps, body)))
      lines.once('error', (error) => log.error({ err: error }, 'the check broke off'))
      return reply.type('application/x-ndjson; charset=utf-8').send(lines)
    },
  )
}
export default fsckRoute

async function* linesOf(events: AsyncIterable<FsckFinding | FsckTotals>): AsyncGenerator<string> {
  for await (const event of events) yield `${JSON.stringify(present(event))}\n`
}

function present(event: FsckFinding | FsckTotals): object {
  if (!('isRepaired' in event)) return event
  const { isRepaired, ...finding } = event
  return { ...finding, repaired: isRepaired }
}
