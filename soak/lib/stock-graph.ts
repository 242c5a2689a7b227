import { ask, type Connection } from './push.ts'

/** Saves a graph that gives back what it is called with, and a file of models, both under a name. */
export async function stockGraph(to: Connection, name: string): Promise<void> {
  await ask(to, 'POST', '/api/graph/save', {
    name,
    nodes: [
      { id: 's', type: 'Start' },
      { id: 'in', type: 'GraphInput', data: { params: { name: 'x' } } },
      { id: 'out', type: 'GraphOutput', data: { params: { name: 'y' } } },
    ],
    edges: [
      { id: 'a', source: 's', sourceHandle: 'trigger', target: 'in', type: 'trigger' },
      { id: 'b', source: 'in', sourceHandle: 'value', target: 'out', targetHandle: 'value' },
    ],
  })
  const form = new FormData()
  form.append('file', new Blob(['weights']), `${name}.pt`)
  const headers = { authorization: `Bearer ${to.key}` }
  const sent = await fetch(`${to.url}/api/models/upload`, { method: 'POST', headers, body: form })
  if (!sent.ok) throw new Error(`the file was answered ${sent.status}`)
}
