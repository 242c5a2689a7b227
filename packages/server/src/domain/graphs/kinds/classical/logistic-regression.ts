import { Fault } from '../../../../fault.ts'
import { fitFor, tableOf } from '../../classical/fit-for.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { float, int, select } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'LogisticRegression',
  category: 'Classical',
  description: 'Probabilities of the labels as a softmax of weighted sums of the columns.',
  inputs: {
    x_train: port('TENSOR', 'Features to learn from, [N, F]'),
    y_train: port('LIST', 'Their labels, of two kinds or more'),
    x_query: port('TENSOR', 'Features to label, [M, F]'),
  },
  outputs: {
    predictions: port('LIST', 'A label for each row of the query'),
    probabilities: port('TENSOR', 'How likely each class is, [M, classes]'),
    classes: port('LIST', 'The labels there are, in order'),
    coef: port('TENSOR', 'Weights, [classes, F]; for two classes [1, F], those of the second'),
  },
  params: {
    C: float(1, { description: 'Inverse strength of the penalty: small numbers keep weights small' }),
    max_iter: int(200, { min: 1, description: 'Steps of the search at most' }),
    penalty: select(['l2', 'l1', 'none'], 'l2', {
      description: 'What large weights cost: their squares, their sizes (which sets many to 0), or nothing',
    }),
  },
  isHost: true,
  async run(inputs, { C: c, max_iter: maxIterations, penalty }, context) {
    if (c <= 0) throw new Fault('validation_failed', 'C must be above 0')
    const recipe = { kind: 'logistic' as const, c, maxIterations, penalty }
    const { fitted, ...outputs } = await fitFor<'logistic'>(inputs, recipe, context)
    const { coef } = fitted.logistic
    return { ...outputs, coef: tableOf(coef, coef[0]!.length) }
  },
  python: `
if penalty == "l1":
    raise NotImplementedError("the l1 penalty needs a solver that PyTorch does not have")
try:
    classes = sorted(set(map(str, y_train)), key=float)
except ValueError:
    classes = sorted(set(map(str, y_train)))
codes = torch.tensor([classes.index(str(label)) for label in y_train])
x = x_train.double()
outputs = 1 if len(classes) == 2 else len(classes)
w = torch.zeros(outputs, x.shape[1], dtype=x.dtype, requires_grad=True)
b = torch.zeros(outputs, dtype=x.dtype, requires_grad=True)

def scores(rows):
    z = rows.double() @ w.T + b
    return torch.cat([torch.zeros_like(z), z], 1) if outputs == 1 else z

def closure():
    search.zero_grad()
    loss = F.cross_entropy(scores(x), codes, reduction="sum")
    if penalty == "l2":
        loss = C * loss + (w ** 2).sum() / 2
    loss.backward()
    return loss

search = torch.optim.LBFGS([w, b], max_iter=max_iter, tolerance_grad=1e-8, tolerance_change=1e-14,
                           history_size=10, line_search_fn="strong_wolfe")
search.step(closure)
with torch.no_grad():
    shares = torch.softmax(scores(x_query), 1)
predictions = [classes[i] for i in shares.argmax(1).tolist()]
return {"predictions": predictions, "probabilities": shares.float(), "classes": classes,
        "coef": w.detach().float()}`,
})
