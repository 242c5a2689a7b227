import { Linear, Module, ReLU, Sequential, type Tensor } from '@nodeyard/tensor'

/** How good each item is: hidden states [B, size] to [B]; of sequences [B, T, size] the last position is judged. */
export class RewardNetwork extends Module {
  readonly layers: Sequential

  constructor(size: number, hiddenSize: number) {
    super()
    this.layers = new Sequential(new Linear(size, hiddenSize), new ReLU(), new Linear(hiddenSize, 1))
  }

  forward(states: Tensor): Tensor {
    const judged = states.ndim === 3 ? states.select(1, -1) : states
    return this.layers.forward(judged).squeeze(-1)
  }
}
