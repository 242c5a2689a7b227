import { readFile } from 'node:fs/promises'

/** A graph as the studio saves it: graph nodes, wires, presets. */
export interface GraphDocument {
  nodes: object[]
  edges: { id?: string }[]
  name?: string
  [key: string]: unknown
}

/** Reads a graph from a JSON file; wires without ids get some. */
export async function readGraphFile(path: string): Promise<GraphDocument> {
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new Error(`${path} is no JSON: ${error.message}`)
  }
  const { nodes, edges } = (value ?? {}) as Partial<GraphDocument>
  if (!Array.isArray(nodes) || !Array.isArray(edges)) {
    throw new Error(`${path} is no graph: it has no lists "nodes" and "edges"`)
  }
  return {
    ...(value as GraphDocument),
    edges: edges.map((edge, i) => ({ ...edge, id: edge.id ?? `e${i}` })),
  }
}
