import { zeros } from '../../functions/creation.ts'
import { batchNorm, groupNorm, instanceNorm, layerNorm, rmsNorm } from '../../functions/normalization.ts'
import type { Tensor } from '../../graph/tensor.ts'
import { layerNormOp } from '../../ops/layer-norm.ts'
import type { OperatorCall, Operators } from './call.ts'

function layer(call: OperatorCall): (Tensor | undefined)[] {
  const [x, scale, bias] = [call.tensor(0), call.tensor(1), call.tensorOr(2)]
  const rank = x.ndim - call.axis(x.ndim, -1)
  const eps = call.float('epsilon', 1e-5)
  if (x.dtype !== 'float32') return [layerNorm(x, x.shape.slice(-rank), scale, bias, eps)]
  const shift = bias ?? zeros(scale.shape, { dtype: x.dtype })
  const { normal, mean, inverse } = layerNormOp(x, scale, shift, { rank, eps })
  return [normal, mean, inverse]
}

function group(call: OperatorCall): Tensor {
  const x = call.tensor(0)
  const groups = call.int('num_groups', 1)
  const channels = x.shape[1]!
  // Operator set 18 had a weight for each group, 21 has one for each channel.
  const perChannel = (weight: Tensor) =>
    weight.numel === channels ? weight : weight.repeatInterleave(channels / groups, 0)
  return groupNorm(
    x,
    groups,
    perChannel(call.tensor(1)),
    perChannel(call.tensor(2)),
    call.float('epsilon', 1e-5),
  )
}

export const normalization: Operators = {
  BatchNormalization: (call) => {
    call.require('training_mode', 0)
    call.require('spatial', 1)
    const [x, scale, bias, mean, variance] = [0, 1, 2, 3, 4].map((i) => call.tensor(i)) as [
      Tensor,
      Tensor,
      Tensor,
      Tensor,
      Tensor,
    ]
    return batchNorm(x, mean, variance, scale, bias, call.float('epsilon', 1e-5))
  },
  InstanceNormalization: (call) =>
    instanceNorm(call.tensor(0), call.tensor(1), call.tensor(2), call.float('epsilon', 1e-5)),
  LayerNormalization: layer,
  GroupNormalization: group,
  RMSNormalization: (call) => {
    const x = call.tensor(0)
    const rank = x.ndim - call.axis(x.ndim, -1)
    return rmsNorm(x, x.shape.slice(-rank), call.tensor(1), call.float('epsilon', 1e-5))
  },
}
