import { Linear, ReLU, Sequential } from '@nodeyard/tensor'

/** What each action is worth in a state: [..., stateSize] to [..., actions] (Mnih et al., 2015). */
export class QNetwork extends Sequential {
  constructor(stateSize: number, actions: number, hiddenSize: number) {
    super(
      new Linear(stateSize, hiddenSize),
      new ReLU(),
      new Linear(hiddenSize, hiddenSize),
      new ReLU(),
      new Linear(hiddenSize, actions),
    )
  }
}
