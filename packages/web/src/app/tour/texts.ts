export const texts = {
  title: 'First steps',
  about: 'From a graph to an answer, in a few minutes.',
  steps: {
    open: ['Open an example', 'A small network that reads handwritten digits, drawn as a graph.'],
    train: ['Train it', 'Press Run and watch the loss go down. It takes about a minute.'],
    publish: ['Publish it', 'Press Publish in the studio: the trained model becomes a version in Explore.'],
    deploy: ['Deploy it', 'Press Deploy on the model’s page; it answers a few seconds later.'],
    answer: ['Ask it', 'Draw a digit in the deployment’s playground and press Run.'],
  },
  go: {
    open: 'To the example',
    train: 'To the studio',
    publish: 'To the studio',
    deploy: 'To the model',
    answer: 'To the playground',
  },
  done: 'Done: trained, published, deployed, and it answers.',
  took: (minutes: number) => `It took ${minutes < 1 ? 'less than a minute' : `${minutes} min`}.`,
  close: 'Close',
  shrink: 'Make it small',
  begin: 'Begin again',
  finished: 'done',
} as const
