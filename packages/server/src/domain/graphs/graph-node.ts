import type { Tensor } from '@nodeyard/tensor'
import type { Param, ParamValues } from './params.ts'
import type { InputValues, OutputValues, Ports } from './ports.ts'
import type { RunContext, Step } from './run-context.ts'

/** The categories of the palette, in the order in which it shows them. */
export const CATEGORIES = [
  'Classical',
  'CNN',
  'Control',
  'Data',
  'Data Flow',
  'Diffusion',
  'IO',
  'LLM',
  'Normalization',
  'RL',
  'RNN',
  'Tensor Operations',
  'Training',
  'Transformer',
  'Utility',
  'EDU',
] as const

export type Category = (typeof CATEGORIES)[number]

/**
 * A kind of graph node: what the palette, the form, the validation, the executor and the exporter know of it. One
 * file of kinds/ exports one.
 *
 * `run` builds on what it is handed and returns a value for each output. Tensors are lazy, so it is a few tensor
 * calls and computes nothing itself: the executor reads whole regions at once. Work that takes longer than a few
 * milliseconds and is not tensors (fitting a tree, drawing a plot) goes through `context.offload`.
 */
export interface GraphNodeKind<
  Inputs extends Ports = Ports,
  Outputs extends Ports = Ports,
  Params extends Record<string, Param> = Record<string, Param>,
> {
  /** What graphs call it: `Conv2d`. A pack's kinds are spoken `<pack>:<name>`. */
  name: string
  category: Category | (string & {})
  /** Who brings it, in the words of the clients: `custom` or `plugin:<id>`; left out by what ships with us. */
  provider?: string
  /** One or two sentences for the palette; Markdown, with formulas between `$`. */
  description: string
  inputs: Inputs
  outputs: Outputs
  params: Params

  run(
    inputs: InputValues<Inputs>,
    params: ParamValues<Params>,
    context: RunContext,
  ): Awaitable<OutputValues<Outputs>>

  /** Outputs that depend on the parameters (`Split` alone); `outputs` then shows them for the defaults. */
  outputsOf?(params: ParamValues<Params>): Ports

  /**
   * Has weights of its own, got by `context.module`: they are kept between runs under the values of these
   * parameters. Its results are never served from the cache. `run` asks for them before it looks at its inputs, so
   * that they can be made without any.
   */
  weights?: readonly (keyof Params & string)[]

  /** Its results differ from run to run although nothing changed (an LLM's words), so they are never cached. */
  isUncacheable?: true

  /** Looks at the elements of its tensors: what feeds it is computed before it runs. */
  isHost?: true

  /** Sends `progress` while it runs. */
  hasProgress?: true

  /** Takes the computation apart for a learner, in verbose runs; same inputs, in the order of the computation. */
  steps?(
    inputs: InputValues<Inputs>,
    outputs: OutputValues<Outputs>,
    params: ParamValues<Params>,
    context: RunContext,
  ): Awaitable<Step[]>

  /**
   * Text that changes when what is read from outside (a file's content) changes; part of the cache key. Undefined for
   * what belongs to this run alone: it is not cached, and nothing that depends on it.
   */
  fingerprint?(params: ParamValues<Params>, context: RunContext): Awaitable<string | undefined>

  /**
   * What `run` draws at random beside what `context.module` keeps (a network made from a seed, noise, a mask), by name.
   * A script cannot draw the same numbers, so they travel with it, and are the `weights` of `python`, which draws
   * for itself where it is given none. Inputs of which nothing is known yet are undefined.
   */
  drawn?(inputs: Partial<InputValues<Inputs>>, params: ParamValues<Params>): Record<string, Tensor>

  /**
   * The body of the Python function that does the same with PyTorch and NumPy alone; see export/. It sees the
   * inputs and parameters by name, `weights` (a dict of tensors, by PyTorch's names) where there are any, and
   * `seed`, and returns a dict of its outputs. Undefined where no honest translation exists: exporting then says so.
   */
  python?: string
}

export type Awaitable<T> = T | Promise<T>

/** Keeps the types of ports and parameters, so that `run` is handed the right ones. */
export const defineGraphNode = <
  const Inputs extends Ports,
  const Outputs extends Ports,
  const Params extends Record<string, Param>,
>(
  kind: GraphNodeKind<Inputs, Outputs, Params>,
): GraphNodeKind<Inputs, Outputs, Params> => kind
