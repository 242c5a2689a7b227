import { tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { float, int, select } from '../../params.ts'
import { optional, port } from '../../ports.ts'
import { networkOf } from '../../training/forward-batch.ts'
import { copyModel } from '../../training/model-recipes.ts'
import { trainModel } from '../../training/train-model.ts'
import type { SchedulePlan } from '../../values.ts'

export default defineGraphNode({
  name: 'TrainingLoop',
  category: 'Training',
  description: 'Trains a model on batches for some epochs and tells of the loss as it goes.',
  inputs: {
    model: port('MODEL', 'The network to train; what comes out is a trained copy of it'),
    dataloader: port('DATALOADER', 'Batches of inputs and targets'),
    optimizer: port('OPTIMIZER', 'How weights follow their gradients'),
    loss_fn: port('LOSS_FN', 'What is made smaller'),
    val_dataloader: optional('DATALOADER', 'Batches that are only measured, after every epoch'),
    lr_scheduler: optional('ANY', 'How the learning rate changes'),
  },
  outputs: {
    model: port('MODEL', 'The trained network'),
    losses: port('TENSOR', 'The mean loss of each epoch'),
    val_losses: port('TENSOR', 'The same of what is only measured; empty without it'),
    metrics: port('ANY', 'What it came to: the last losses, the best epoch, the learning rates'),
  },
  params: {
    epochs: int(5, { min: 1, description: 'How often the whole dataset is gone through' }),
    device: select(['auto', 'cpu', 'cuda', 'mps'], 'auto', {
      description: 'Where it runs: here, the processor',
    }),
    early_stopping_patience: int(0, {
      min: 0,
      description: 'Ends after so many epochs without improvement, with the best weights; 0: never',
    }),
    grad_clip_norm: float(0, {
      min: 0,
      description: 'The most that the norm of all gradients may be; 0: any',
    }),
  },
  hasProgress: true,
  async run({ model, dataloader, optimizer, loss_fn, val_dataloader, lr_scheduler }, params, context) {
    const network = copyModel(networkOf(model, 'training'))
    const told = await trainModel({
      model: network,
      batches: dataloader,
      validation: val_dataloader,
      optimizer,
      schedule: readSchedule(lr_scheduler),
      loss: loss_fn,
      epochs: params.epochs,
      patience: params.early_stopping_patience,
      clipNorm: params.grad_clip_norm,
      seed: context.seed,
      signal: context.signal,
      progress: (frame) => context.progress(frame),
    })
    const { losses, valLosses, learningRates, bestEpoch, stoppedEarly } = told
    return {
      model: network,
      losses: tensor(losses, { shape: [losses.length], dtype: 'float32' }),
      val_losses: tensor(valLosses, { shape: [valLosses.length], dtype: 'float32' }),
      metrics: {
        final_train_loss: losses.at(-1) ?? null,
        final_val_loss: valLosses.at(-1) ?? null,
        best_epoch: bestEpoch,
        total_epochs_run: losses.length,
        stopped_early: stoppedEarly,
        lr_history: learningRates,
      },
    }
  },
  python: `
import copy

torch.manual_seed(seed)
model.train()
options = {name: value for name, value in optimizer.defaults.items()}
optimizer = type(optimizer)(model.parameters(), **options)
kind, schedule, total_steps = lr_scheduler(optimizer) if lr_scheduler else (None, None, 0)
losses, val_losses, rates = [], [], []
best, best_epoch, best_state, waited, stopped_early, batches = float("inf"), 0, None, 0, False, 0


def loss_of(batch):
    if isinstance(batch, (tuple, list)) and len(batch) == 2:
        return loss_fn(model(batch[0]), batch[1])
    if isinstance(batch, (tuple, list)):
        return loss_fn(model(*batch[:-1]), batch[-1])
    return loss_fn(model(batch))


for epoch in range(1, epochs + 1):
    rates.append(optimizer.param_groups[0]["lr"])
    total = []
    for batch in dataloader:
        optimizer.zero_grad()
        loss = loss_of(batch)
        loss.backward()
        if grad_clip_norm > 0:
            nn.utils.clip_grad_norm_(model.parameters(), grad_clip_norm)
        optimizer.step()
        batches += 1
        if kind == "OneCycleLR" and batches < total_steps:
            schedule.step()
        total.append(loss.item())
    losses.append(sum(total) / len(total))
    if val_dataloader is not None:
        model.eval()
        with torch.no_grad():
            held_out = [loss_of(batch).item() for batch in val_dataloader]
        val_losses.append(sum(held_out) / len(held_out))
        model.train()
    measure = val_losses[-1] if val_losses else losses[-1]
    if measure < best:
        best, best_epoch, waited = measure, epoch, 0
        if early_stopping_patience > 0:
            best_state = copy.deepcopy(model.state_dict())
    else:
        waited += 1
    if kind == "ReduceLROnPlateau":
        schedule.step(measure)
    elif schedule is not None and kind != "OneCycleLR":
        schedule.step()
    print(f"epoch {epoch}/{epochs}: loss {losses[-1]:.6f}" + (f", held out {val_losses[-1]:.6f}" if val_losses else ""))
    if early_stopping_patience > 0 and waited >= early_stopping_patience:
        stopped_early = epoch < epochs
        break
if best_state is not None:
    model.load_state_dict(best_state)
return {
    "model": model,
    "losses": torch.tensor(losses),
    "val_losses": torch.tensor(val_losses),
    "metrics": {
        "final_train_loss": losses[-1],
        "final_val_loss": val_losses[-1] if val_losses else None,
        "best_epoch": best_epoch,
        "total_epochs_run": len(losses),
        "stopped_early": stopped_early,
        "lr_history": rates,
    },
}`,
})

function readSchedule(value: unknown): SchedulePlan | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'object' && (value as SchedulePlan).kind === 'schedule') return value as SchedulePlan
  throw new Fault('validation_failed', 'lr_scheduler takes what an LRScheduler gives')
}
