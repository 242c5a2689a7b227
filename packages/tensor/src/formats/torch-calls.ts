import { quote } from './format-error.ts'
import { torchRefusal } from './torch-fault.ts'
import { TensorView, TORCH_DTYPES } from './torch-storage.ts'
import { GlobalName } from './unpickle.ts'

type Call = (args: readonly unknown[]) => unknown

const tensor: Call = (args) => {
  const view = new TensorView(args)
  view.requiresGrad = args[4] === true
  return view
}

const parameter: Call = ([data, requiresGrad]) => {
  if (!(data instanceof TensorView)) throw torchRefusal('a parameter is made of what is no tensor')
  data.requiresGrad = requiresGrad === true
  return data
}

const dict: Call = (args) => {
  const [first] = args
  if (args.length === 0) return new Map()
  if (args.length === 1 && first instanceof Map) return new Map(first)
  if (
    args.length === 1 &&
    Array.isArray(first) &&
    first.every((pair) => Array.isArray(pair) && pair.length === 2)
  ) {
    return new Map(first)
  }
  throw torchRefusal('a dict is made of what is no list of pairs')
}

const list: Call = ([items = []]) => {
  if (!Array.isArray(items)) throw torchRefusal('a list is made of what is none')
  return items
}

/** Everything a pickle may call: makers of tensors and of plain containers, by what they are imported as. */
const CALLS: Readonly<Record<string, Call>> = {
  'torch._utils._rebuild_tensor': tensor,
  'torch._utils._rebuild_tensor_v2': tensor,
  'torch._utils._rebuild_tensor_v3': (args) => {
    const name = args[6]
    const dtype = name instanceof GlobalName && name.module === 'torch' ? TORCH_DTYPES[name.name] : undefined
    if (!dtype) throw torchRefusal(`a tensor's type ${quote(String(name))} is refused`)
    const view = new TensorView(args, dtype)
    view.requiresGrad = args[4] === true
    return view
  },
  'torch._utils._rebuild_parameter': parameter,
  'torch._utils._rebuild_parameter_with_state': parameter,
  'torch._tensor._rebuild_from_type_v2': ([callee, type, args]) => {
    const isPlain =
      type instanceof GlobalName && /^torch\.(Tensor|nn\.parameter\.(Parameter|Buffer))$/.test(`${type}`)
    if (!isPlain) throw torchRefusal(`a tensor of class ${quote(String(type))} is refused`)
    if (!(callee instanceof GlobalName) || !Array.isArray(args))
      throw torchRefusal('a tensor is made by nothing')
    return torchCall(callee, args)
  },
  'torch.Size': list,
  'torch.device': (args) => args.map(String).join(':'),
  'collections.OrderedDict': dict,
  'collections.Counter': dict,
  'collections.defaultdict': ([, ...items]) => dict(items),
  'collections.deque': list,
  'builtins.dict': dict,
  'builtins.list': list,
  'builtins.tuple': list,
  'builtins.set': (args) => new Set(list(args) as unknown[]),
  'builtins.frozenset': (args) => new Set(list(args) as unknown[]),
  // How protocol 2 writes bytes.
  '_codecs.encode': ([text, encoding]) => {
    if (typeof text !== 'string' || encoding !== 'latin1')
      throw torchRefusal('a text is encoded in another way')
    return Uint8Array.from(text, (char) => char.charCodeAt(0))
  },
}

/**
 * What a call in a state dict's pickle makes.
 * @throws FormatError naming what is refused
 */
export function torchCall({ module, name }: GlobalName, args: readonly unknown[]): unknown {
  const path = `${module === '__builtin__' ? 'builtins' : module}.${name}`
  const call = Object.hasOwn(CALLS, path) ? CALLS[path] : undefined
  if (!call) throw torchRefusal(`it calls ${quote(path)}; only tensors and plain containers are taken`)
  return call(args)
}
