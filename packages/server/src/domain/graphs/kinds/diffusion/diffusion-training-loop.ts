import { Adam, compile, manualSeed, mseLoss, randint, randnLike, type Tensor, tensor } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { float, int, select } from '../../params.ts'
import { port } from '../../ports.ts'
import { openBatches } from '../../training/batches.ts'
import { networkOf, outputsOf } from '../../training/forward-batch.ts'
import { copyModel } from '../../training/model-recipes.ts'
import { noiseOf } from '../../training/noise-schedule.ts'
import { rounded } from '../../training/train-model.ts'

export default defineGraphNode({
  name: 'DiffusionTrainingLoop',
  category: 'Diffusion',
  description:
    'Teaches a network to tell the noise in a picture: noise of a random strength is added, and the mean squared ' +
    'error of what the network takes for it, $\\lVert \\epsilon - \\epsilon_\\theta(x_t, t) \\rVert^2$, made smaller.',
  inputs: {
    model: port('MODEL', 'Takes pictures with noise and the step, gives the noise'),
    dataset: port('DATASET', 'Pictures [C, H, W]; labels are not looked at'),
  },
  outputs: {
    model: port('MODEL', 'The trained network'),
    losses: port('TENSOR', 'The mean loss of each epoch'),
  },
  params: {
    epochs: int(200, { min: 1, description: 'How often the whole dataset is gone through' }),
    batch_size: int(32, { min: 1, description: 'Pictures in a batch' }),
    lr: float(0.002, { min: 0, description: 'Learning rate of its Adam' }),
    num_timesteps: int(160, { min: 2, description: 'Steps from a picture to pure noise' }),
    schedule: select(['linear', 'cosine'], 'linear', { description: 'How the noise grows' }),
    beta_start: float(0.0001, { min: 0, description: 'Noise of the first step (linear)' }),
    beta_end: float(0.05, { min: 0, description: 'Noise of the last step (linear)' }),
    device: select(['cpu', 'cuda'], 'cpu', { description: 'Where it runs: here, the processor' }),
    seed: int(0, { description: 'Decides order, steps and noise' }),
  },
  hasProgress: true,
  isUncacheable: true,
  async run({ model, dataset }, params, { signal, progress }) {
    const network = copyModel(networkOf(model, 'training'))
    const { num_timesteps: steps, schedule, beta_start: betaStart, beta_end: betaEnd, seed } = params
    const { alphaBars } = noiseOf({ steps, schedule, betaStart, betaEnd })
    const kept = tensor(Float32Array.from(alphaBars, Math.sqrt))
    const added = tensor(Float32Array.from(alphaBars, (left) => Math.sqrt(1 - left)))
    const optimizer = new Adam(network.parameters(), { lr: params.lr })
    const step = compile((x: Tensor) => {
      const count = x.shape[0]!
      const t = randint(0, steps, [count])
      const noise = randnLike(x)
      const each = [count, ...x.shape.slice(1).map(() => 1)]
      const factor = (table: Tensor) => table.indexSelect(0, t).reshape(each)
      const noisy = x.mul(factor(kept)).add(noise.mul(factor(added)))
      const loss = mseLoss(outputsOf(network, [noisy, t])[0]!, noise)
      optimizer.minimize(loss)
      return loss
    })
    const batches = openBatches({
      kind: 'dataloader',
      dataset,
      batchSize: params.batch_size,
      isShuffled: true,
      seed,
    })
    network.train()
    const losses: number[] = []
    let draws = 0
    for (let epoch = 1; epoch <= params.epochs; epoch++) {
      let total = 0
      for await (const [x] of batches) {
        signal.throwIfAborted()
        manualSeed(seed + draws++)
        total += await (await step(x!)).item()
      }
      losses.push(total / batches.length)
      progress({
        event: 'epoch',
        epoch,
        total_epochs: params.epochs,
        loss: rounded(losses.at(-1)!),
        losses: losses.map(rounded),
      })
    }
    return { model: network, losses: tensor(losses, { shape: [losses.length], dtype: 'float32' }) }
  },
  python: `
torch.manual_seed(seed)
if schedule == "linear":
    betas = torch.linspace(beta_start, beta_end, num_timesteps, dtype=torch.float64)
else:
    left = [math.cos((t / num_timesteps + 0.008) / 1.008 * math.pi / 2) ** 2 for t in range(num_timesteps + 1)]
    betas = torch.tensor([min(0.999, 1 - left[t + 1] / left[t]) for t in range(num_timesteps)], dtype=torch.float64)
alpha_bars = torch.cumprod(1 - betas, 0).float()
optimizer = torch.optim.Adam(model.parameters(), lr=lr)
loader = torch.utils.data.DataLoader(dataset, batch_size=batch_size, shuffle=True)
model.train()
losses = []
for epoch in range(epochs):
    total = []
    for batch in loader:
        x = batch[0] if isinstance(batch, (tuple, list)) else batch
        t = torch.randint(0, num_timesteps, (len(x),))
        noise = torch.randn_like(x)
        left = alpha_bars[t].reshape(-1, *[1] * (x.dim() - 1))
        loss = F.mse_loss(model(left.sqrt() * x + (1 - left).sqrt() * noise, t), noise)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total.append(loss.item())
    losses.append(sum(total) / len(total))
    print(f"epoch {epoch + 1}/{epochs}: loss {losses[-1]:.6f}")
return {"model": model, "losses": torch.tensor(losses)}`,
})
