import type { ByteSource } from './byte-source.ts'
import { MAX_NAME_BYTES } from './limits.ts'
import { type GraphSummary, OnnxGraphReader } from './onnx-graph.ts'
import type { OnnxTensor } from './onnx-tensor.ts'
import type { ValueInfo } from './onnx-value.ts'
import { ProtoReader } from './protobuf.ts'
import { summarizeTensors } from './tensor-info.ts'

const FORMAT = 'onnx'
const MAX_OPSETS = 1000
const MAX_METADATA_ENTRIES = 10_000
const MAX_METADATA_BYTES = 1024 * 1024
/** The standard's own domain, which models spell as nothing. */
const STANDARD_DOMAIN = 'ai.onnx'

// Fields of ModelProto (onnx.proto).
const IR_VERSION = 1
const PRODUCER_NAME = 2
const PRODUCER_VERSION = 3
const GRAPH = 7
const OPSET_IMPORT = 8
const METADATA_PROPS = 14
const TRAINING_INFO = 20
const FUNCTIONS = 25
const WANTED = new Set([
  IR_VERSION,
  PRODUCER_NAME,
  PRODUCER_VERSION,
  GRAPH,
  OPSET_IMPORT,
  METADATA_PROPS,
  TRAINING_INFO,
  FUNCTIONS,
])
const FIRST_TWO = new Set([1, 2])

export interface OnnxHeader {
  irVersion: number
  /** Version of the standard operator set; null when only others are imported. */
  opset: number | null
  /** Operator set versions by domain; the standard's is `ai.onnx`. */
  opsets: Record<string, number>
  producer: { name: string; version: string }
  /** What a caller has to give: initializers that are also listed as inputs are left out. */
  inputs: ValueInfo[]
  outputs: ValueInfo[]
  /** Stored tensors of the graph and of the graphs inside it. */
  initializers: OnnxTensor[]
  parameterCount: number
  dtypes: Record<string, number>
  /** How often each operator is used, subgraphs and functions included; `domain.Op` outside the standard. */
  operators: Record<string, number>
  /** Files next to the model that hold its weights, and how many bytes each must have at least. */
  externalFiles: { path: string; bytes: number }[]
  metadata: Record<string, string>
}

/**
 * Reads and checks an ONNX model without reading its weights.
 *
 * @throws FormatError for anything that is not a well-formed model: lengths that do not add up, data that do
 * not fit their dtype and shape, paths that leave the model's folder
 */
export async function readOnnx(source: ByteSource): Promise<OnnxHeader> {
  const reader = new ProtoReader(source, FORMAT)
  const graphs = new OnnxGraphReader(reader)
  const opsets = new Map<string, number>()
  const metadata = new Map<string, string>()
  const producer = { name: '', version: '' }
  let irVersion = 0
  let graph: GraphSummary | undefined

  while (await reader.next(source.size, WANTED)) {
    if (reader.field === IR_VERSION) irVersion = reader.number('ir_version')
    else if (reader.field === PRODUCER_NAME)
      producer.name = await reader.string('producer_name', MAX_NAME_BYTES)
    else if (reader.field === PRODUCER_VERSION) {
      producer.version = await reader.string('producer_version', MAX_NAME_BYTES)
    } else if (reader.field === OPSET_IMPORT) await readOpset(reader, opsets)
    else if (reader.field === METADATA_PROPS) await readProperty(reader, metadata)
    else if (reader.field === TRAINING_INFO) await graphs.checkTraining(reader.payloadEnd('training_info'))
    else if (reader.field === FUNCTIONS) await graphs.readFunction(reader.payloadEnd('functions'))
    else if (graph) throw reader.error('it has two graphs', 'graph')
    else graph = await graphs.readGraph(reader.payloadEnd('graph'))
  }

  if (irVersion < 1 || irVersion > 1000) throw reader.error(`ir_version says ${irVersion}`, 'ir_version')
  if (!graph) throw reader.error('it has no graph', 'graph')
  // Opset imports came with version 3 and are required since.
  if (opsets.size === 0 && irVersion >= 3) throw reader.error('it imports no operator set', 'opset_import')
  return {
    irVersion,
    opset: opsets.get(STANDARD_DOMAIN) ?? null,
    opsets: Object.fromEntries(opsets),
    producer,
    inputs: graph.inputs,
    outputs: graph.outputs,
    initializers: graphs.initializers,
    ...summarizeTensors(graphs.initializers, FORMAT),
    operators: Object.fromEntries(graphs.operators),
    externalFiles: Array.from(graphs.externalFiles, ([path, bytes]) => ({ path, bytes })),
    metadata: Object.fromEntries(metadata),
  }
}

async function readOpset(reader: ProtoReader, opsets: Map<string, number>): Promise<void> {
  const end = reader.payloadEnd('opset_import')
  let domain = ''
  let version = 0
  while (await reader.next(end, FIRST_TWO)) {
    if (reader.field === 1) domain = await reader.string('opset_import', MAX_NAME_BYTES)
    else version = reader.number('opset_import')
  }
  const name = domain || STANDARD_DOMAIN
  if (version < 0 || !Number.isSafeInteger(version))
    throw reader.error(`opset of ${name} says ${version}`, 'opset_import')
  if ((opsets.get(name) ?? version) !== version) {
    throw reader.error(`it imports ${name} as version ${opsets.get(name)} and ${version}`, 'opset_import')
  }
  opsets.set(name, version)
  if (opsets.size > MAX_OPSETS) throw reader.error(`more than ${MAX_OPSETS} operator sets`, 'opset_import')
}

async function readProperty(reader: ProtoReader, metadata: Map<string, string>): Promise<void> {
  const end = reader.payloadEnd('metadata_props')
  let key = ''
  let value = ''
  while (await reader.next(end, FIRST_TWO)) {
    if (reader.field === 1) key = await reader.string('metadata_props', MAX_NAME_BYTES)
    else value = await reader.string('metadata_props', MAX_METADATA_BYTES)
  }
  metadata.set(key, value)
  if (metadata.size > MAX_METADATA_ENTRIES) {
    throw reader.error(`more than ${MAX_METADATA_ENTRIES} metadata_props`, 'metadata_props')
  }
}
