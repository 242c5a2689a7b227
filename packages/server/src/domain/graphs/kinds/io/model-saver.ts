import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { select, string } from '../../params.ts'
import { port } from '../../ports.ts'
import { networkOf } from '../../training/forward-batch.ts'
import { encodeState, encodeTorch, torchArrays, writeWhole } from '../../training/model-files.ts'
import { recipeOf } from '../../training/model-recipes.ts'

export default defineGraphNode({
  name: 'ModelSaver',
  category: 'IO',
  description: 'Writes the weights of a model to a file that PyTorch loads, or as safetensors.',
  inputs: { model: port('MODEL', 'Whose weights') },
  outputs: { path: port('STRING', 'Where the file is'), model: port('MODEL', 'The same model') },
  params: {
    path: string('model_weights.pt', { description: 'Its name among the models' }),
    save_mode: select(['state_dict', 'full_model'], 'state_dict', {
      description: 'The weights alone, or with the layer graph that they belong to',
    }),
    format: select(['pytorch', 'safetensors'], 'pytorch', { description: 'The format of the file' }),
  },
  // The file may be gone, or another's, although nothing here has changed.
  isUncacheable: true,
  async run({ model }, { path: name, save_mode, format }, { files }) {
    const network = networkOf(model, 'saving')
    if (save_mode === 'full_model' && format === 'safetensors') {
      throw new Fault('validation_failed', 'a safetensors file holds weights only: save a state_dict')
    }
    const path = files.path(
      'models',
      format === 'safetensors' ? name.replace(/(\.\w+)?$/, '.safetensors') : name,
    )
    if (save_mode === 'state_dict') {
      await writeWhole(path, await encodeState(network.stateDict(), format))
      return { path, model }
    }
    const recipe = recipeOf(network)
    if (!recipe) {
      throw new Fault(
        'validation_failed',
        `how a ${network.constructor.name} is made cannot be written to a file: save a state_dict`,
      )
    }
    const { kind, params } = recipe
    const state_dict = await torchArrays(network.stateDict())
    await writeWhole(path, encodeTorch({ nodeyard_model: { kind, params: params as never }, state_dict }))
    return { path, model }
  },
  python: `
import pathlib

pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
if format == "safetensors":
    from safetensors.torch import save_file
    path = str(pathlib.Path(path).with_suffix(".safetensors"))
    save_file(model.state_dict(), path)
else:
    torch.save(model.state_dict() if save_mode == "state_dict" else model, path)
return {"path": path, "model": model}`,
})
