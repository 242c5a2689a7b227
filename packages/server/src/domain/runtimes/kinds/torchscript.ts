import type { RuntimeKind } from '../runtime.ts'
import { estimateTorchMemory } from './torchscript/estimate-memory.ts'
import { TorchRuntime } from './torchscript/torch-runtime.ts'

/** TorchScript modules, run by the user's own PyTorch in a Python process beside this one. */
const torchscript: RuntimeKind = {
  name: 'torchscript',
  pick(files) {
    const modules = files.filter(({ path }) => /\.(?:pt|pth|torchscript)$/i.test(path))
    const named = modules.find(({ path }) => /(^|\/)model\.pt$/.test(path))
    return (named ?? modules.toSorted((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1))[0])?.path
  },
  estimateMemory: estimateTorchMemory,
  start: (options) => new TorchRuntime(options),
}
export default torchscript
