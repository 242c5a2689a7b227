import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { bool, modelFile, select } from '../../params.ts'
import { optional, port } from '../../ports.ts'
import { networkOf } from '../../training/forward-batch.ts'
import { decodeState, decodeTorch, loadInto, memberOf, readModelFile } from '../../training/model-files.ts'
import { copyModel, makeModel } from '../../training/model-recipes.ts'
import { SequentialModel } from '../../training/sequential-model.ts'

export default defineGraphNode({
  name: 'ModelLoader',
  category: 'IO',
  description:
    'Reads weights from a file, PyTorch’s state dicts included (their pickles are never executed), into the model ' +
    'that is wired to it; or a whole model that ModelSaver wrote; or takes a model of the registry, or a deployment, ' +
    'for Inference to ask.',
  inputs: { model: optional('MODEL', 'What the weights are for') },
  outputs: { model: port('MODEL', 'A copy of it with the weights of the file') },
  params: {
    path: modelFile('', {
      description:
        'Its name among the models; or owner/name@version in the registry, or the id of a deployment',
    }),
    load_mode: select(['state_dict', 'full_model'], 'state_dict', {
      description: 'Weights for the model that is wired, or a whole model',
    }),
    device: select(['auto', 'cpu', 'cuda', 'mps'], 'auto', {
      description: 'Where it runs: here, the processor',
    }),
    strict: bool(true, { description: 'Whether every weight must be there, and no other' }),
  },
  fingerprint({ path }, { files, identifyModel }) {
    if (isReference(path)) return identifyModel(path)
    return path === '' ? '' : files.stamp(files.path('models', path))
  },
  async run({ model }, { path: name, load_mode, strict }, { files }) {
    if (name === '') throw new Fault('validation_failed', 'which file? path is empty', { field: 'path' })
    if (isReference(name)) return { model: { kind: 'named', reference: name } as const }
    const bytes = await readModelFile(files.path('models', name), name)
    if (load_mode === 'full_model') return { model: await openWhole(bytes, name) }
    if (!model)
      throw new Fault('validation_failed', 'wire the model that the weights are for, or load a full_model')
    const copy = copyModel(networkOf(model, 'loading'))
    loadInto(copy, await decodeState(bytes, name), { strict, name })
    return { model: copy }
  },
  python: `
if path.startswith("dep_") or "@" in path:
    raise ValueError(f"{path} is served by the server and is no file: download it, and name the file")
if path.endswith(".safetensors"):
    from safetensors.torch import load_file
    state = load_file(path)
else:
    state = torch.load(path, map_location="cpu")
if load_mode == "full_model":
    return {"model": state}
model.load_state_dict(state.get("model_state_dict", state), strict=strict)
return {"model": model}`,
})

/** Files are named by what they end in, also those in folders; the rest is a name in the registry. */
const isReference = (path: string): boolean =>
  /^dep_\w+$/.test(path) ||
  (/^[\w.-]+\/[\w.-]+(@[^@/]+)?$/.test(path) && !/\.(bin|ckpt|pth?|safetensors)$/i.test(path))

async function openWhole(bytes: Uint8Array, name: string) {
  const { value } = await decodeTorch(bytes, name)
  const made = memberOf(value, 'nodeyard_model')
  const params = made === undefined ? undefined : memberOf(made, 'params')
  const layers = params === undefined ? undefined : memberOf(params, 'layers')
  if (typeof layers !== 'string') {
    throw new Fault(
      'validation_failed',
      `"${name}" is no whole model of ModelSaver; a pickled PyTorch module is code, which is never executed: ` +
        'save its state_dict and wire the model',
    )
  }
  const model = makeModel({ kind: 'SequentialModel', params: { layers } }, () => new SequentialModel(layers))
  loadInto(model, await decodeState(bytes, name), { strict: true, name })
  return model
}
