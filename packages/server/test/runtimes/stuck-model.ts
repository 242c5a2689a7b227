// Run as a process of its own by every-runtime.test.ts: loads a model that never comes back.
import { loadRuntimeKinds } from '../../src/domain/runtimes/runtime-kinds.ts'
import type { KindFixture } from './kinds/onnx.ts'
import { rows } from './tiny-models.ts'

const name = process.argv[2]!
const { default: fixture } = (await import(`./kinds/${name}.ts`)) as { default: KindFixture }
const kind = (await loadRuntimeKinds()).get(name)!
const runtime = kind.start({ workers: 1, threads: 1, stuckAfterMs: 3000, log: () => {} })

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  )

const endless = await runtime.load(fixture.endless)
const neighbour = await runtime.load(fixture.addOne)
const stuck = codeOf(endless.run({ x: rows([1, 2]) }))
// Waits behind the stuck run on the only worker, so it moves to the fresh one.
const beside = neighbour.run({ x: rows([1, 2]) })
const report = {
  stuck: await stuck,
  neighbour: [...((await beside).y!.data as Float32Array)],
  again: await codeOf(endless.run({ x: rows([1, 2]) })),
  reload: await codeOf(runtime.load(fixture.endless)),
  afterwards: [...((await neighbour.run({ x: rows([1, 2]) })).y!.data as Float32Array)],
  isStuck: runtime.isStuck,
}
process.send!(report)
