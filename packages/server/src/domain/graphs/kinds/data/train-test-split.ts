import { indexSelect, tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { bool, float, int } from '../../params.ts'
import { port } from '../../ports.ts'
import { splitIndices } from '../../split-indices.ts'

export default defineGraphNode({
  name: 'TrainTestSplit',
  category: 'Data',
  description: 'Divides rows by chance into those to learn from and those to be tested on.',
  inputs: { features: port('TENSOR', 'Rows, [N, …]'), labels: port('LIST', 'A label for each') },
  outputs: {
    x_train: port('TENSOR', 'Rows to learn from'),
    y_train: port('LIST', 'Their labels'),
    x_test: port('TENSOR', 'Rows to test on'),
    y_test: port('LIST', 'Their labels'),
  },
  params: {
    test_size: float(0.2, { min: 0, max: 1, description: 'The share to test on, above 0 and below 1' }),
    seed: int(42, { description: 'Decides who goes where: the same as in scikit-learn' }),
    stratify: bool(false, { description: 'Keeps the share of every label on both sides' }),
  },
  run({ features, labels }, { test_size: share, seed, stratify }) {
    const count = features.shape[0] ?? 0
    if (labels.length !== count) {
      throw new Fault('validation_failed', `there are ${count} rows and ${labels.length} labels`)
    }
    const { train, test } = splitIndices(labels.map(String), { share, seed, isStratified: stratify })
    const take = (rows: number[]) => indexSelect(features, 0, tensor(rows.map(BigInt)))
    return {
      x_train: take(train),
      y_train: train.map((i) => labels[i]),
      x_test: take(test),
      y_test: test.map((i) => labels[i]),
    }
  },
  python: `
if stratify:
    raise NotImplementedError("a stratified split is not exported")
count = len(labels)
tested = math.ceil(test_size * count)
order = np.random.RandomState(seed).permutation(count)
test = order[:tested].tolist()
train = order[tested:tested + math.floor((1 - test_size) * count)].tolist()
return {"x_train": features[train], "y_train": [labels[i] for i in train],
        "x_test": features[test], "y_test": [labels[i] for i in test]}`,
})
