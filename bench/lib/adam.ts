import { grad, type Tensor, tensor, type Variable, variable, zeros } from '../../packages/tensor/src/index.ts'

/** Adam as PyTorch has it (lr 1e-3), written in the graph; gives the gradients. */
export function adam(parameters: readonly Variable[], lr = 1e-3, beta1 = 0.9, beta2 = 0.999, eps = 1e-8) {
  const moments = parameters.map((p) => [variable(zeros(p.shape)), variable(zeros(p.shape))] as const)
  return (loss: Tensor, t: Tensor, others: readonly Tensor[] = []): Tensor[] => {
    const gradients = grad(loss, [...parameters, ...others])
    const correction2 = tensor([beta2]).pow(t).neg().add(1).sqrt()
    const rate = correction2
      .div(tensor([beta1]).pow(t).neg().add(1))
      .mul(lr)
      .reshape([])
    const damping = correction2.mul(eps).reshape([])
    for (const [i, parameter] of parameters.entries()) {
      const [mean, square] = moments[i]!
      const g = gradients[i]!
      const m = mean.mul(beta1).add(g.mul(1 - beta1))
      const v = square.mul(beta2).add(g.mul(g).mul(1 - beta2))
      mean.assign(m)
      square.assign(v)
      parameter.assign(parameter.sub(m.mul(rate).div(v.sqrt().add(damping))))
    }
    return gradients
  }
}
