import { ask } from '../api.ts'

const PATH = 'Training/Handwritten-Digits'

/** Opens the tour's example in the studio, as its gallery does, and answers its tab. */
export async function openExample(): Promise<string> {
  const query = new URLSearchParams({ path: PATH })
  const [graph, { openGraph }] = await Promise.all([
    ask<unknown>(`/api/examples/load?${query}`),
    import('../../features/studio/tabs/tabs.ts'),
  ])
  return openGraph(graph, { isTouched: true })
}
