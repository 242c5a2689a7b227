/** A kind of graph node as its author writes it; @nodeyard/sdk/graph-node has its types. */
export interface AuthoredKind {
  name: string
  run(inputs: object, params: object, context: object): unknown
  [field: string]: unknown
}

const TOLD = ['name', 'category', 'description', 'inputs', 'outputs', 'params', 'python', 'cacheable']

/** The kinds that a module brings: its default export, one or a list. @throws Error */
export function kindsIn(module: { default?: unknown }): AuthoredKind[] {
  let given = module.default
  // What a CommonJS module compiled from ES exports sits one deeper.
  if (typeof given === 'object' && given !== null && '__esModule' in given && 'default' in given) {
    given = given.default
  }
  const list: unknown[] = Array.isArray(given) ? given : [given]
  for (const kind of list) {
    const { name, run } = (kind ?? {}) as Partial<AuthoredKind>
    if (typeof name === 'string' && typeof run === 'function') continue
    throw new Error(
      'the default export is a graph node { name, inputs, outputs, params, run } or a list of them',
    )
  }
  return list as AuthoredKind[]
}

/** What the server is told of a kind; it checks it. */
export const tell = (kind: AuthoredKind): Record<string, unknown> =>
  Object.fromEntries(TOLD.filter((name) => kind[name] !== undefined).map((name) => [name, kind[name]]))
