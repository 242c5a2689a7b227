import type { ModelSource } from '../../../src/domain/runtimes/runtime.ts'
import { addOne, endless, lookup, type temporaryFolder } from '../tiny-models.ts'

/** What the shared runtime test needs of a kind. */
export interface KindFixture {
  /** y = x + 1, for a batch of pairs of float32. */
  addOne: ModelSource
  /** y = a row of a table of four pairs, for a batch of int64: an index beyond it makes the run fail. */
  lookup: ModelSource
  /** Runs without end. */
  endless: ModelSource
  /** Bytes that are no model, in a file whose path must not come back. */
  broken(folder: Awaited<ReturnType<typeof temporaryFolder>>): Promise<ModelSource>
}

const fixture: KindFixture = {
  addOne: addOne(),
  lookup: lookup(),
  endless: endless(),
  async broken(folder) {
    const model = await folder.write('secret-name.onnx', 'no model at all')
    return { key: 'broken', model, bytes: 15 }
  },
}
export default fixture
