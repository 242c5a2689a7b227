/** The texts of the examples. */
export const texts = {
  title: 'Examples',
  hint: 'Each runs as it is. Open one, press Run, then change it.',
  search: 'Search the examples',
  all: 'All',
  none: 'No example is like that.',
  boxes: (count: number) => (count === 1 ? '1 box' : `${count} boxes`),
  picture: (name: string) => `The graph of ${name}`,
  categories: {
    CNN: 'Pictures',
    RNN: 'Sequences',
    RL: 'Reinforcement',
    Classical: 'Classical',
    Functions: 'Functions',
    'Data-Flow': 'Data flow',
    IO: 'Files',
    LLM: 'Language',
  } as Record<string, string>,
} as const
