/** What went wrong, in words for who is learning, and what to try. */
export interface Explanation {
  title: string
  hint: string
}

type Rule = readonly [pattern: RegExp, explain: (found: string[]) => Explanation]

const axes = (shape: string) => shape.split(',').filter((size) => size.trim() !== '').length

/** From the most particular to the most general; the groups of a pattern are handed over without the whole. */
const RULES: readonly Rule[] = [
  [
    /^Missing required input '([^']*)'/,
    ([port]) => ({
      title: `Nothing is connected to “${port}”`,
      hint: `This box cannot work without it. Drag a wire from an output of the same colour to “${port}”.`,
    }),
  ],
  [
    /no entry points/,
    () => ({
      title: 'The graph does not know where to begin',
      hint: 'Add a Start box and connect it to the first boxes that are to run.',
    }),
  ],
  [
    /contains a cycle/,
    () => ({
      title: 'The graph goes round in a circle',
      hint: 'A box would have to wait for its own result. Remove one wire of the circle.',
    }),
  ],
  [
    /^Type mismatch: (\S+) \((\w+)\) -> (\S+) \((\w+)\)/,
    ([from, given, to, wanted]) => ({
      title: `A wire connects things that do not fit: ${given} into ${wanted}`,
      hint: `${from} gives a ${given}, but ${to} takes a ${wanted}. Connect ports of the same colour.`,
    }),
  ],
  [
    /^(\d+) wires go into input '([^']*)'/,
    ([count, port]) => ({
      title: `${count} wires go into “${port}”`,
      hint: 'An input takes one wire. Remove the others, or join them first with Add, Concat or Stack.',
    }),
  ],
  [
    /^Unknown node type: (.+?)(?: \(node|$)/,
    ([type]) => ({
      title: `This server has no box called ${type}`,
      hint: 'It may belong to a plugin that is not installed or is turned off here.',
    }),
  ],
  [
    /^Unknown preset: (.+?)(?: \(node|$)/,
    ([name]) => ({
      title: `There is no preset called ${name}`,
      hint: 'It may have been renamed or belong to somebody else. Replace the box.',
    }),
  ],
  [
    /^Parameter '([^']*)' on node .*?: value (\S+) is (below minimum|above maximum) (\S+)/,
    ([name, value, , bound]) => ({
      title: `“${name}” cannot be ${value}`,
      hint: `Its limit is ${bound}. Change it in the box's parameters.`,
    }),
  ],
  [
    /^Parameter '([^']*)' on node [^:]*: (.*)/,
    ([name, problem]) => ({ title: `“${name}” is not right`, hint: `${problem}. Change it in the box.` }),
  ],
  [
    /cannot multiply matrices \[([^\]]*)\] and \[([^\]]*)\]/,
    ([left = '', right = '']) => {
      const [a, b] = [left.split(',').at(-1)?.trim(), right.split(',').at(-2)?.trim() ?? right.trim()]
      const [out, inside] = right.split(',').map((size) => size.trim())
      const linear =
        inside !== undefined && inside !== a
          ? ` If this is a Linear box, set in_features to ${a} (its weights are ${inside} × ${out} now).`
          : ''
      return {
        title: 'The shapes of two tensors do not fit for a product',
        hint: `The first is [${left}], the second [${right}]: the last size of the first (${a}) must equal the second-last of the second (${b}).${linear}`,
      }
    },
  ],
  [
    /weights \[([^\]]*)\] are not for \[([^\]]*)\]/,
    ([weights = '', input = '']) => {
      const [out, inside] = weights.split(',').map((size) => size.trim())
      const size = input.split(',').at(-1)?.trim()
      return {
        title: 'The weights do not fit what comes in',
        hint: `What comes in is [${input}]: if this is a Linear box, set in_features to ${size} (its weights are ${inside} × ${out} now).`,
      }
    },
  ],
  [
    /shapes \[([^\]]*)\] and \[([^\]]*)\] do not broadcast/,
    ([left, right]) => ({
      title: 'Two tensors of different shapes cannot be combined',
      hint: `They are [${left}] and [${right}]. Counted from the end, each pair of sizes must be equal, or one of them 1.`,
    }),
  ],
  [
    /cannot join \[([^\]]*)\] and \[([^\]]*)\] along dimension (-?\d+)/,
    ([left, right, dim]) => ({
      title: 'Two tensors cannot be put side by side',
      hint: `They are [${left}] and [${right}]: all sizes but that of dimension ${dim} must be the same.`,
    }),
  ],
  [
    /weights \[(\d+), (\d+)[^\]]*\] in \d+ groups do not fit an input \[([^\]]*)\]/,
    ([, wanted, input = '']) => ({
      title: `The convolution wants ${wanted} channels`,
      hint: `It is given [${input}], which has ${input.split(',')[1]?.trim() ?? '?'}. Set in_channels to that number.`,
    }),
  ],
  [
    /conv\dd wants (\d+) dimensions, not (\d+)/,
    ([wanted, given]) => ({
      title: `A convolution wants ${wanted} dimensions, and was given ${given}`,
      hint: 'Pictures are [batch, channels, height, width]. Unsqueeze or Reshape adds what is missing.',
    }),
  ],
  [
    /input \[([^\]]*)\] is smaller than the kernel/,
    ([input]) => ({
      title: 'The picture is smaller than the kernel',
      hint: `It is [${input}]. Make the kernel smaller, or the padding larger.`,
    }),
  ],
  [
    /a window of (\d+) does not fit into (\d+)/,
    ([window, size]) => ({
      title: 'There is nothing left to pool',
      hint: `The window is ${window} wide, the tensor ${size}. Use fewer pooling boxes, or a smaller kernel_size.`,
    }),
  ],
  [
    /cannot reshape \[([^\]]*)\] to \[([^\]]*)\]/,
    ([from, to]) => ({
      title: `[${from}] cannot be given the shape [${to}]`,
      hint: 'Both must hold the same number of elements: multiply the sizes to compare. A size of −1 is worked out for you.',
    }),
  ],
  [
    /weights \[([^\]]*)\] do not fit the (?:end|channels) of \[([^\]]*)\]/,
    ([weights, input]) => ({
      title: 'The layer was made for another size',
      hint: `It has weights for [${weights}] and is given [${input}]. Change its size parameter to match.`,
    }),
  ],
  [
    /batch norm of (\d+) channels cannot take \[([^\]]*)\]/,
    ([channels, input]) => ({
      title: `Batch norm was made for ${channels} channels`,
      hint: `It is given [${input}]. Set num_features to the second of these sizes.`,
    }),
  ],
  [
    /dimension (-?\d+) is outside of a tensor with (\d+) dimensions/,
    ([dim, rank]) => ({
      title: `There is no dimension ${dim}`,
      hint: `This tensor has ${rank} dimensions, counted from 0 to ${Number(rank) - 1}; −1 is the last.`,
    }),
  ],
  [
    /there is no file "([^"]*)"(?:: put it at (.*))?/,
    ([file, place]) => ({
      title: `The file “${file}” is not there`,
      hint: place ? `Put it at ${place} on the server, then run again.` : 'Upload it, then run again.',
    }),
  ],
  [
    /^(?:.*: )?(\w+) is not here/,
    ([name]) => ({
      title: `The dataset ${name} is not on this server`,
      hint: 'The message says which files to put where. “data/samples/digits” has 3,000 digits that come with Nodeyard.',
    }),
  ],
  [
    /whole numbers with commas between/,
    () => ({ title: 'A list of numbers cannot be read', hint: 'Write it like 1,3,28,28.' }),
  ],
  [
    /out of memory|allocation failed/i,
    () => ({
      title: 'The memory did not suffice',
      hint: 'Make the batch, the pictures or the model smaller.',
    }),
  ],
  [
    /recurrent network (?:wants|cannot take).*?\[([^\]]*)\]$/,
    ([input = '']) => ({
      title: 'A recurrent layer was given the wrong shape',
      hint: `It takes [batch, time, size] and was given ${axes(input)} dimensions: [${input}]. Check input_size, too.`,
    }),
  ],
]

/** An error of a run or of a check in words that help; the server's own words where nothing better is known. */
export function explainError(message: string): Explanation {
  // "Node conv1 (Conv2d): …" and "retry …" only say where.
  const inner = message.replace(/^Node \S+ \([^)]*\): /, '')
  for (const [pattern, explain] of RULES) {
    const found = pattern.exec(inner)
    if (found) return explain(found.slice(1).map((part) => part ?? ''))
  }
  return { title: inner.charAt(0).toUpperCase() + inner.slice(1), hint: '' }
}

/** The box that a message names, where it names one that is there. */
export function boxOfError(message: string, isBox: (id: string) => boolean): string | undefined {
  for (const pattern of [/^Node (\S+) \(/, /on node (\S+) \(/, /\(node ([^)]+)\)/]) {
    const id = pattern.exec(message)?.[1]
    if (id !== undefined && isBox(id)) return id
  }
  return undefined
}
