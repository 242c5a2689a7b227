import type { View } from './slices.ts'

/** The texts of looking into what a run gave. */
export const texts = {
  tabs: { outputs: 'Outputs', steps: 'Steps', backward: 'Gradients', compare: 'Compare' },
  selectOne: 'Nothing selected',
  selectOneHint: 'Select a box to see what it gave in the last run.',
  notRun: 'Not run yet',
  notRunHint: 'Run the graph, and what this box gives is shown here.',
  notRecorded: 'Nothing was recorded',
  notRecordedHint: 'Turn on “Record outputs” in the run options and run again.',
  gone: 'No longer kept',
  goneHint:
    'The outputs of the last 20 recorded runs are kept, while the server runs. Run again to see them.',
  noOutputs: 'This box gives nothing to look at.',
  views: {
    heatmap: 'Heatmap',
    image: 'Picture',
    histogram: 'Histogram',
    table: 'Table',
  } satisfies Record<View, string>,
  view: 'How to show it',
  enlarge: 'Enlarge',
  place: (axis: number) => `Axis ${axis}`,
  of: (at: number, size: number) => `${at} of ${size}`,
  thinned: (rows: number, columns: number) =>
    rows > 1 && columns > 1
      ? `Every ${nth(rows)} row and every ${nth(columns)} column is shown.`
      : rows > 1
        ? `Every ${nth(rows)} row is shown.`
        : columns > 1
          ? `Every ${nth(columns)} column is shown.`
          : 'A part of the elements is shown.',
  sampled: (shown: number, all: number) =>
    `Of ${shown.toLocaleString('en')} elements out of ${all.toLocaleString('en')}.`,
  cell: (row: number, column: number, value: string) => `[${row}, ${column}]  ${value}`,
  rows: 'Rows',
  columns: 'Columns',
  earlier: 'Back',
  later: 'On',
  noNumber: 'no number',
  average: 'mean',
  empty: 'It has no elements.',
  parameters: (count: number, trainable: number) =>
    count === trainable
      ? `${count.toLocaleString('en')} parameters`
      : `${count.toLocaleString('en')} parameters, ${trainable.toLocaleString('en')} of them trained`,
  items: (count: number) => (count === 1 ? '1 item' : `${count.toLocaleString('en')} items`),
  noSteps: 'No steps',
  noStepsHint:
    'Turn on “Steps” in the run options. Boxes such as Softmax, Linear and attention then show how they compute.',
  noGradients: 'No gradients',
  noGradientsHint:
    'Turn on “Gradients” in the run options. Gradients begin at a BackwardOnce box, or at the largest output, and reach what has an influence on it.',
  health: {
    healthy: ['Healthy', 'Learning can follow this gradient.'],
    vanishing: [
      'Vanishing',
      'Almost nothing comes back here: what lies before it hardly learns. Try another activation, a normalisation, or a connection around it.',
    ],
    exploding: [
      'Exploding',
      'It is so large that a step would leap too far. Try a smaller learning rate, clipping, or a normalisation.',
    ],
    unknown: ['No number', 'Somewhere a division by zero, a logarithm of nothing or an overflow happened.'],
  } as const,
  ofOutput: 'of the output',
  ofWeight: 'of the weight',
  norm: 'norm',
  mean: 'mean |g|',
  largest: 'largest |g|',
  with: 'With the run',
  noOther: 'No other run',
  noOtherHint: 'Run the graph again, perhaps with another seed or parameter, then compare both here.',
  otherGone: 'That run did not record this output, or it is no longer kept.',
  otherShape: (one: string, other: string) => `The shapes differ: ${one} now, ${other} then.`,
  now: 'This run',
  before: 'That run',
  difference: 'Difference',
  largestDifference: 'largest difference',
  meanDifference: 'mean difference',
  same: 'the same',
  identical: 'Every element that is shown is the same.',
} as const

function nth(n: number): string {
  const ending = n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return n === 2 ? 'second' : `${n}${ending}`
}
