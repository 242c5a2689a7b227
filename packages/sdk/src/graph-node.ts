/**
 * What the author of a custom graph node or of a plugin writes against: types, and {@link defineGraphNode}, which
 * hands its argument through. A file needs nothing of this to work; with it an editor knows what `run` is given.
 * docs/custom-nodes.md shows how a graph node is made and what it may do.
 */

/** What can travel along a wire to a custom graph node: plain values. Models and data sets stay in the server. */
export type WireType = 'TENSOR' | 'IMAGE' | 'SCALAR' | 'STRING' | 'LIST' | 'ANY'

export type TensorArray = Uint8Array | Int32Array | BigInt64Array | Float16Array | Float32Array | Float64Array

export type Dtype = 'bool' | 'uint8' | 'int32' | 'int64' | 'float16' | 'float32' | 'float64'

/** A tensor that comes in: its elements in row-major order. It may be changed: nobody else looks at it. */
export interface TensorIn {
  data: TensorArray
  shape: number[]
  dtype: Dtype
}

/** A tensor that goes out. The kind of its array is its dtype; a Uint8Array can be `bool` too. */
export interface TensorOut {
  data: TensorArray
  shape: readonly number[]
  dtype?: Dtype
}

interface In {
  TENSOR: TensorIn
  /** Floats of [0, 1]: [C, H, W], or [N, C, H, W] for a batch. */
  IMAGE: TensorIn
  SCALAR: number
  STRING: string
  LIST: unknown[]
  ANY: unknown
}

interface Out extends Omit<In, 'TENSOR' | 'IMAGE' | 'LIST'> {
  TENSOR: TensorOut
  IMAGE: TensorOut
  LIST: readonly unknown[]
}

/** One input or output: its type, or its type with more. */
export type PortSpec = WireType | { type: WireType; description?: string; optional?: boolean }

interface ParamOptions {
  description?: string
  /** Shown only while every named sibling has this value. */
  visibleWhen?: Record<string, string>
}

export type ParamSpec = ParamOptions &
  (
    | { type: 'int' | 'float'; default?: number; min?: number; max?: number }
    | { type: 'string' | 'secret'; default?: string }
    | { type: 'bool'; default?: boolean }
    | { type: 'select'; options: readonly string[]; default?: string }
    | { type: 'tensor_grid'; default?: readonly (readonly number[])[] | null }
  )

/** What `run` may ask of the run it is part of. */
export interface RunContext {
  /** Drawn from the run's seed: what is made with it is the same when the graph runs again. */
  seed: number
  /** Aborted when the run is stopped. 100 ms later the process is ended, whatever it does. */
  signal: AbortSignal
  /** What the owner of the server lets it do, of what its manifest asks for. */
  abilities: readonly string[]
  /** A folder of its own, with the ability `files`. */
  folder: string | undefined
  /** A line for the graph node's log; `console.log` does the same. */
  log(...parts: unknown[]): void
  /** Tells who watches how far it is. */
  progress(frame: Record<string, unknown>): void
  /** The server's fetch, with the ability `network`; the global one is the same. */
  fetch: typeof fetch
}

type TypeOf<Port> = Port extends { type: infer Type extends WireType } ? Type : Port

type InputsOf<Ports> = {
  [Name in keyof Ports]: Ports[Name] extends { optional: true }
    ? In[TypeOf<Ports[Name]> & WireType] | undefined
    : In[TypeOf<Ports[Name]> & WireType]
}

type OutputsOf<Ports> = { [Name in keyof Ports]: Out[TypeOf<Ports[Name]> & WireType] }

type ParamsOf<Params> = {
  [Name in keyof Params]: Params[Name] extends { type: 'int' | 'float' }
    ? number
    : Params[Name] extends { type: 'bool' }
      ? boolean
      : Params[Name] extends { type: 'select'; options: readonly (infer Option)[] }
        ? Option
        : Params[Name] extends { type: 'tensor_grid' }
          ? number[][] | null
          : string
}

/** A kind of graph node. A module's default export is one, or a list of them. */
export interface GraphNode<
  Inputs extends Record<string, PortSpec> = Record<string, PortSpec>,
  Outputs extends Record<string, PortSpec> = Record<string, PortSpec>,
  Params extends Record<string, ParamSpec> = Record<string, ParamSpec>,
> {
  /** What graphs call it; a plugin's id goes before it: `sound_tools:Tone`. */
  name: string
  /** Where the palette shows it; `Custom` when left out. */
  category?: string
  /** One or two sentences; Markdown, with formulas between `$`. */
  description?: string
  inputs?: Inputs
  outputs?: Outputs
  params?: Params
  /**
   * Whether the same inputs and parameters always give the same: then results are kept and not worked out again.
   * True unless the graph node was granted `network` or `files`.
   */
  cacheable?: boolean
  /**
   * The body of a Python function that does the same with PyTorch and NumPy: it sees inputs and parameters by name,
   * and returns a dict of the outputs. Without it, graphs with this graph node cannot be exported as a script.
   */
  python?: string
  run(
    inputs: InputsOf<Inputs>,
    params: ParamsOf<Params>,
    context: RunContext,
  ): OutputsOf<Outputs> | Promise<OutputsOf<Outputs>>
}

/**
 * Gives `run` the types of its inputs, parameters and outputs.
 *
 * @example
 * export default defineGraphNode({
 *   name: 'Gain',
 *   inputs: { sound: 'TENSOR' },
 *   outputs: { sound: 'TENSOR' },
 *   params: { gain: { type: 'float', default: 2, min: 0 } },
 *   run({ sound }, { gain }) {
 *     const data = Float32Array.from(sound.data, (sample) => gain * Number(sample))
 *     return { sound: { data, shape: sound.shape } }
 *   },
 * })
 */
export const defineGraphNode = <
  const Inputs extends Record<string, PortSpec> = Record<never, PortSpec>,
  const Outputs extends Record<string, PortSpec> = Record<never, PortSpec>,
  const Params extends Record<string, ParamSpec> = Record<never, ParamSpec>,
>(
  kind: GraphNode<Inputs, Outputs, Params>,
): GraphNode<Inputs, Outputs, Params> => kind
