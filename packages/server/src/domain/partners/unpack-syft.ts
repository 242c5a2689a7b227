import { readFile } from 'node:fs/promises'
import type { StagedFile } from '../../blobs/blob-store.ts'
import { Fault } from '../../fault.ts'
import { addBlob } from '../artifacts/keep-blob.ts'
import type { VersionFile } from '../artifacts/versions.ts'
import { openEnvelope } from '../runtimes/serde/envelope.ts'
import { readPlan } from '../runtimes/serde/plan.ts'
import { decodeSimplified } from '../runtimes/serde/simplified.ts'
import { identifySyft, scriptBytes } from '../runtimes/serde/syft-object.ts'
import type { Grid } from './grid.ts'

/** Serialized objects are read as a whole. Larger TorchScript modules can be served as they are. */
const MOST_BYTES = 256 * 1024 * 1024
const MOST_UNPACKED = 512 * 1024 * 1024

/** What a serialized object is kept as, and the files that follow from it. */
export interface UnpackedSyft {
  path: 'model.plan' | 'model.syft'
  more: VersionFile[]
}

/**
 * Looks into a serialized syft object: a plan is kept as it is, the archive inside a module stands beside it.
 *
 * @param mayRun whether it is to be run here: then every operation of a plan must be covered
 * @throws Fault `unsupported_format` for what cannot be hosted, naming operations that are not covered
 */
export async function unpackSyft(grid: Grid, file: StagedFile, mayRun: boolean): Promise<UnpackedSyft> {
  if (file.size > MOST_BYTES) {
    throw new Fault('unsupported_format', `a serialized object is at most ${MOST_BYTES} bytes here`)
  }
  const value = decodeSimplified(openEnvelope(await readFile(file.path), MOST_UNPACKED).payload)
  switch (identifySyft(value)) {
    case 'plan': {
      const plan = await readPlan(value)
      if (mayRun) {
        // Only here: the tensor engine is large, and most servers never see a plan.
        const { requireCovered } = await import('../runtimes/kinds/plan/run-plan.ts')
        requireCovered(plan)
      }
      return { path: 'model.plan', more: [] }
    }
    case 'script': {
      const bytes = scriptBytes(value)
      if (!bytes) throw new Fault('unsupported_format', 'the serialized module holds no bytes')
      const blob = await addBlob(grid, once(bytes))
      return { path: 'model.syft', more: [{ path: 'model.pt', ...blob }] }
    }
    case 'pointer':
      throw new Fault('unsupported_format', 'this is a pointer to a plan: serve the plan itself')
    default:
      throw new Fault(
        'unsupported_format',
        'this serialized object is neither a TorchScript module nor a plan',
      )
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
