import { Linear, Module, Sequential, Tanh, type Tensor } from '@nodeyard/tensor'

/** A policy and a judge of states, side by side (Schulman et al., 2017): states are [..., stateSize]. */
export class ActorCritic extends Module {
  readonly actor: Sequential
  readonly critic: Sequential

  constructor(stateSize: number, actions: number, hiddenSize: number) {
    super()
    const network = (outputs: number) =>
      new Sequential(
        new Linear(stateSize, hiddenSize),
        new Tanh(),
        new Linear(hiddenSize, hiddenSize),
        new Tanh(),
        new Linear(hiddenSize, outputs),
      )
    this.actor = network(actions)
    this.critic = network(1)
  }

  /** How probable each action is, [..., actions]. */
  forward(state: Tensor): Tensor {
    return this.actor.forward(state).softmax(-1)
  }

  /** What states are worth, [...]. */
  value(state: Tensor): Tensor {
    return this.critic.forward(state).squeeze(-1)
  }
}
