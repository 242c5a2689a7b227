import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { getAsset } from '../../../domain/artifacts/assets/get-asset.ts'
import { diffRevisions, type RevisionDiff } from '../../../domain/artifacts/diff/diff-revisions.ts'
import type { VersionFile } from '../../../domain/artifacts/versions.ts'
import { Fault } from '../../../fault.ts'
import type { App } from '../../../http/surface.ts'
import { nullable } from '../schemas.ts'
import { addAssetRoute } from './asset-route.ts'
import type { Kind } from './kinds.ts'

const File = Type.Object({ path: Type.String(), size: Type.Integer(), sha256: Type.String() })

const Diff = Type.Object({
  from: Type.String(),
  to: Type.String(),
  files: Type.Object({
    added: Type.Array(File),
    removed: Type.Array(File),
    changed: Type.Array(Type.Object({ path: Type.String(), from: File, to: File })),
  }),
  tensors: Type.Object({
    items: Type.Array(
      Type.Object({
        file: Type.String(),
        name: Type.String(),
        change: Type.Enum(['added', 'removed', 'changed']),
        dtype: Type.String(),
        shape: Type.Array(Type.Number()),
        parameters: Type.Number(),
        changed_parameters: nullable(Type.Number()),
      }),
      { description: 'The first thousand that are not the same.' },
    ),
    touched: Type.Integer(),
    unchanged: Type.Integer(),
    parameters: Type.Number({ description: 'Of all tensors of the newer revision.' }),
    changed_parameters: Type.Number({ description: 'How many differ, are new or are gone.' }),
    complete: Type.Boolean({ description: 'False where bytes could not all be compared.' }),
    problems: Type.Array(Type.String()),
  }),
  metrics: Type.Array(
    Type.Object({
      name: Type.String(),
      from: nullable(Type.Number()),
      to: nullable(Type.Number()),
      delta: nullable(Type.Number()),
    }),
  ),
  license: nullable(Type.Object({ from: nullable(Type.String()), to: nullable(Type.String()) })),
  breaking: Type.Array(Type.String(), { description: 'What users of the older revision would trip over.' }),
  config: Type.Array(Type.Object({ path: Type.String(), from: Type.Unknown(), to: Type.Unknown() })),
})

/** `GET …/revisions/{a}..{b}/diff` */
export function addDiff(app: App, deps: Deps, kind: Kind): void {
  addAssetRoute(app, kind, {
    method: 'get',
    path: '/revisions/:revision/diff',
    schema: {
      operationId: `diff${kind.Name}Revisions`,
      summary: `What changed between two revisions of a ${kind.kind}`,
      description:
        'Files, tensors (read from the safetensors and ONNX files themselves, down to how many parameters ' +
        'differ), metrics, licence, inputs and outputs, and `config.json`.',
      params: {
        revision: Type.String({
          minLength: 1,
          maxLength: 610,
          description: '`a..b`: two revisions, the older first.',
          examples: ['1.0.0..1.1.0'],
        }),
      },
      response: { 200: Diff },
    },
    async handler({ ref, params, request }) {
      const found = await getAsset(deps.database.read, request.caller, kind.kind, ref)
      const [from, to, ...more] = params.revision.split('..')
      if (!from || !to || more.length > 0) {
        throw new Fault('validation_failed', 'name two revisions as a..b', { field: 'revision' })
      }
      return present(await diffRevisions(deps, request.caller, found, { from, to }))
    },
  })
}

const file = ({ path, size, sha256 }: VersionFile) => ({ path, size, sha256 })

function present({ from, to, files, tensors, metrics, ...rest }: RevisionDiff) {
  return {
    from: from.version,
    to: to.version,
    files: {
      added: files.added.map(file),
      removed: files.removed.map(file),
      changed: files.changed.map((pair) => ({
        path: pair.to.path,
        from: file(pair.from),
        to: file(pair.to),
      })),
    },
    tensors: {
      items: tensors.items.map(({ changed, ...tensor }) => ({ ...tensor, changed_parameters: changed })),
      touched: tensors.touched,
      unchanged: tensors.unchanged,
      parameters: tensors.parameters,
      changed_parameters: tensors.changedParameters,
      complete: tensors.isComplete,
      problems: tensors.problems,
    },
    metrics: metrics.map((metric) => ({
      ...metric,
      delta: metric.from === null || metric.to === null ? null : metric.to - metric.from,
    })),
    ...rest,
  }
}
