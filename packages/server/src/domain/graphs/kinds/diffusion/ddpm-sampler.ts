import { Module, manualSeed, randn, stack, type Tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { noiseSchedule } from '../../diffusion/noise-schedule.ts'
import { sample } from '../../diffusion/sample.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { float, int, select } from '../../params.ts'
import { optional, port } from '../../ports.ts'

export default defineGraphNode({
  name: 'DDPMSampler',
  category: 'Diffusion',
  description:
    'Makes images of noise with a diffusion model, step by step: each step takes some of the noise away.',
  inputs: {
    model: port('MODEL', 'Tells the noise in images [N, C, H, W] at time steps [N]'),
    noise: port('TENSOR', 'What it starts from, [N, C, H, W]'),
    condition: optional('TENSOR', 'Not looked at: for networks that will take one'),
  },
  outputs: { image: port('TENSOR', 'What is left, [N, C, H, W]') },
  params: {
    num_steps: int(20, { min: 1, description: 'Steps from noise to image' }),
    schedule: select(['linear', 'cosine'], 'linear', {
      description: 'How the noise grows from step to step',
    }),
    beta_start: float(1e-4, { min: 0, description: 'Noise of the first step, in a linear schedule' }),
    beta_end: float(0.02, { min: 0, description: 'Noise of the last step, in a linear schedule' }),
    seed: int(42, { description: 'Another seed gives another image' }),
  },
  isHost: true,
  async run({ model, noise }, { num_steps, schedule, beta_start, beta_end, seed }, { signal }) {
    if (!(model instanceof Module))
      throw new Fault('validation_failed', 'this model is no network of tensors')
    const network = model as Module & { forward(images: Tensor, steps: Tensor): Tensor }
    const betas = noiseSchedule({ steps: num_steps, schedule, betaStart: beta_start, betaEnd: beta_end })
    if (betas.some((beta) => beta >= 1)) {
      throw new Fault('validation_failed', 'the noise of every step is less than 1')
    }
    const wasTraining = network.training
    // All of it is drawn before the first wait: other graph nodes seed the generator too.
    manualSeed(seed)
    const fresh = Array.from({ length: num_steps }, () => randn(noise.shape))
    network.eval()
    try {
      const image = await sample({
        noise,
        betas,
        predict: (images, steps) => network.forward(images, steps),
        draw: () => fresh.pop()!,
        signal,
      })
      return { image }
    } finally {
      network.train(wasTraining)
    }
  },
  drawn({ noise }, { num_steps, seed }) {
    if (!noise) return {}
    manualSeed(seed)
    const fresh = Array.from({ length: num_steps }, () => randn(noise.shape))
    // The last one that was drawn is the first to be used.
    return { fresh: stack(fresh.reverse(), 0) }
  },
  python: `
if schedule == "linear":
    betas = torch.linspace(beta_start, beta_end, num_steps)
else:
    left = [math.cos((i / num_steps + 0.008) / 1.008 * math.pi / 2) ** 2 for i in range(num_steps + 1)]
    betas = torch.tensor([min(1 - left[i + 1] / left[i], 0.999) for i in range(num_steps)])
left = torch.cumprod(1 - betas, dim=0)
generator = torch.Generator().manual_seed(seed)
fresh = iter(weights.get("fresh", ()))
was_training = model.training
model.eval()
image = noise
with torch.no_grad():
    for i in reversed(range(num_steps)):
        found = model(image, torch.full([image.shape[0]], i))
        share = betas[i] / torch.sqrt((1 - left[i]).clamp(min=1e-20))
        image = (image - share * found) / torch.sqrt(1 - betas[i])
        if i > 0:
            drawn = next(fresh, None)
            drawn = torch.randn(image.shape, generator=generator) if drawn is None else drawn
            image = image + torch.sqrt(betas[i]) * drawn
model.train(was_training)
return {"image": image}`,
})
