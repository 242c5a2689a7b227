import {
  clipGradNorm,
  compile,
  type DataLoader,
  type Module,
  manualSeed,
  type Tensor,
} from '@nodeyard/tensor'
import { countParameters } from '../execute/summarize.ts'
import type { Dataloader, LossFunction, OptimizerPlan, SchedulePlan } from '../values.ts'
import { openBatches } from './batches.ts'
import { lossOf } from './forward-batch.ts'
import { snapshot } from './model-recipes.ts'
import { type AnyOptimizer, makeOptimizer, makeSchedule } from './optimizers.ts'

export interface Training {
  model: Module
  batches: Dataloader
  validation: Dataloader | undefined
  optimizer: OptimizerPlan
  schedule: SchedulePlan | undefined
  loss: LossFunction
  epochs: number
  /** So many epochs without improvement end it, and the best weights come back; 0: never. */
  patience: number
  /** The most that the norm of all gradients may be; 0: any. */
  clipNorm: number
  /** Decides what dropout and the like draw. */
  seed: number
  signal: AbortSignal
  progress(frame: Record<string, unknown>): void
}

export interface Trained {
  losses: number[]
  valLosses: number[]
  learningRates: number[]
  /** Counted from 1. */
  bestEpoch: number
  stoppedEarly: boolean
}

const optimizers = new WeakMap<Module, { plan: OptimizerPlan; optimizer: AnyOptimizer }>()

/** The optimizer that a model was last trained with, for a checkpoint to keep its state. */
export const lastOptimizerOf = (model: Module) => optimizers.get(model)

/**
 * Trains a model in place: every step one run of a graph that is compiled once for each batch size. What is drawn at
 * random follows from the seed and the number of the step, whatever else the server does meanwhile.
 *
 * @throws what the signal was aborted with, between two steps
 */
export async function trainModel(training: Training): Promise<Trained> {
  const { model, loss, epochs, patience, clipNorm, signal, progress } = training
  const optimizer = makeOptimizer(training.optimizer, model)
  optimizers.set(model, { plan: training.optimizer, optimizer })
  const schedule = training.schedule && makeSchedule(training.schedule, optimizer)
  const clip = clipNorm > 0 ? (given: Tensor[]) => clipGradNorm(given, clipNorm).gradients : undefined
  const step = compile((columns: Tensor[]) => {
    const value = lossOf(model, loss, columns)
    optimizer.minimize(value, clip)
    return value
  })
  const measure = compile((columns: Tensor[]) => lossOf(model, loss, columns))
  const batches = openBatches(training.batches)
  const heldOut = training.validation && openBatches(training.validation)
  progress({ event: 'config', config: describe(training, optimizer) })

  const told: Trained = { losses: [], valLosses: [], learningRates: [], bestEpoch: 0, stoppedEarly: false }
  let best = Number.POSITIVE_INFINITY
  let restore: (() => void) | undefined
  let waited = 0
  let draws = 0
  const draw = () => manualSeed(training.seed + draws++)
  for (let epoch = 1; epoch <= epochs; epoch++) {
    told.learningRates.push(optimizer.groups[0]!.lr)
    model.train()
    told.losses.push(await meanLoss(batches, { signal, draw, step, after: () => schedule?.afterBatch() }))
    if (heldOut) {
      model.eval()
      told.valLosses.push(await meanLoss(heldOut, { signal, draw, step: measure }))
      model.train()
    }
    const value = heldOut ? told.valLosses.at(-1)! : told.losses.at(-1)!
    if (value < best) {
      best = value
      waited = 0
      told.bestEpoch = epoch
      if (patience > 0) restore = await snapshot(model)
    } else waited++
    schedule?.afterEpoch(value)
    progress(epochFrame(training, told, epoch, waited))
    if (patience > 0 && waited >= patience) {
      told.stoppedEarly = epoch < epochs
      break
    }
  }
  restore?.()
  return told
}

interface Epoch {
  signal: AbortSignal
  draw(): void
  step(columns: Tensor[]): Promise<Tensor>
  after?(): void
}

/** The mean of the losses of an epoch's batches. The next step is handed over while one is computed. */
async function meanLoss(
  batches: DataLoader<Tensor[]>,
  { signal, draw, step, after }: Epoch,
): Promise<number> {
  let total = 0
  let before: Promise<Tensor> | undefined
  for await (const batch of batches) {
    signal.throwIfAborted()
    draw()
    const running = step(batch)
    // Its failure is heard of when its turn comes, also should the one before it fail first.
    running.catch(() => {})
    if (before) total += await (await before).item()
    after?.()
    before = running
  }
  if (before) total += await (await before).item()
  signal.throwIfAborted()
  return total / batches.length
}

function describe({ model, batches, validation, schedule, ...rest }: Training, optimizer: AnyOptimizer) {
  const { class: name, params, trainable } = countParameters(model)
  return {
    model_class: name,
    params,
    trainable,
    optimizer: rest.optimizer.type,
    lr: optimizer.groups[0]!.lr,
    loss_fn: rest.loss.type,
    epochs: rest.epochs,
    device: 'cpu',
    batch_size: batches.batchSize,
    early_stopping: rest.patience > 0,
    patience: rest.patience,
    grad_clip_norm: rest.clipNorm > 0 ? rest.clipNorm : 'disabled',
    has_validation: validation !== undefined,
    has_lr_scheduler: schedule !== undefined,
  }
}

function epochFrame({ epochs, patience }: Training, told: Trained, epoch: number, waited: number) {
  const { losses, valLosses, learningRates, bestEpoch } = told
  return {
    event: 'epoch',
    epoch,
    total_epochs: epochs,
    loss: rounded(losses.at(-1)!),
    losses: losses.map(rounded),
    lr: learningRates.at(-1),
    ...(valLosses.length > 0 && { val_loss: rounded(valLosses.at(-1)!), val_losses: valLosses.map(rounded) }),
    ...(patience > 0 && { patience_counter: waited, best_epoch: bestEpoch }),
  }
}

/** Six places; JSON knows no infinities. */
export const rounded = (value: number) => (Number.isFinite(value) ? Math.round(value * 1e6) / 1e6 : null)
