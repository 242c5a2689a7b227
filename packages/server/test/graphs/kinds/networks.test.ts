import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Module, Tensor } from '@nodeyard/tensor'
import { ActorCritic } from '../../../src/domain/graphs/networks/actor-critic.ts'
import { DiffusionUNet } from '../../../src/domain/graphs/networks/diffusion-unet.ts'
import { MixtureOfExperts } from '../../../src/domain/graphs/networks/mixture-of-experts.ts'
import { QNetwork } from '../../../src/domain/graphs/networks/q-network.ts'
import { RewardNetwork } from '../../../src/domain/graphs/networks/reward-network.ts'
import { assertClose } from './check-cases.ts'
import { numbersOf, type Recorded, readFixture, toTensor, toTensors } from './run-kind.ts'

interface Recording {
  name: string
  arguments: unknown
  inputs: Recorded[]
  outputs: Record<string, Recorded>
  state: Record<string, Recorded>
  /** What the critic makes of the inputs. */
  value?: Recorded
}

type Sizes = [number, number, number]

const makers: Record<string, (given: unknown) => Module> = {
  ActorCritic: (given) => new ActorCritic(...(given as Sizes)),
  DiffusionUNet: (given) => new DiffusionUNet(given as never),
  MixtureOfExperts: (given) => new MixtureOfExperts(given as never),
  QNetwork: (given) => new QNetwork(...(given as Sizes)),
  RewardNetwork: (given) => new RewardNetwork(...(given as [number, number])),
}

for (const { name, arguments: given, inputs, outputs, state, value } of readFixture<Recording[]>(
  'networks',
)) {
  test(`${name} on [${inputs[0]!.shape}] gives what PyTorch gives`, async () => {
    const network = makers[name]!(given)
    network.loadStateDict(toTensors(state))
    const x = inputs.map(toTensor)
    const made = (network as Module & { forward(...x: Tensor[]): unknown }).forward(...x)
    const found = (made instanceof Tensor ? { output: made } : made) as Record<string, Tensor>
    const pairs = Object.entries(outputs).map(([port, wanted]) => [port, found[port]!, wanted] as const)
    const worth = value ? [['value', (network as ActorCritic).value(x[0]!), value] as const] : []
    const all = [...pairs, ...worth]
    const numbers = await numbersOf(all.map(([, tensor]) => tensor))
    for (const [i, [port, tensor, wanted]] of all.entries()) assertClose(port, tensor, numbers[i]!, wanted)
    assert.ok(all.length > 0)
  })
}
