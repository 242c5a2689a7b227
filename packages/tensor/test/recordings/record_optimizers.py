"""Records PyTorch's optimizers and schedulers for recordings/optimizers.json and schedulers.json.

    /usr/bin/python3 packages/tensor/test/recordings/record_optimizers.py

Twenty steps of each optimizer, with the parameter and the state before every one, so that each step can be checked by
itself. The gradients are the same for all, and the learning rate falls from step to step. NAdam is written out as
PyTorch has it since 2.0: before, its product of momenta to come counted the present one twice.
"""

import math

import torch
from torch import optim
from torch.optim import lr_scheduler

from recording import write

torch.manual_seed(14)
STEPS = 20
start = torch.randn(5)
# Signs that stay, that turn, and zeros.
gradients = torch.randn(STEPS, 5)
gradients[:, 0] = gradients[:, 0].abs()
gradients[3, 1] = gradients[4, 1] = 0.0
FALL = 0.95


def numbers(tensor):
    return [float(f"{v:.9g}") for v in tensor.reshape(-1).tolist()]


class NAdam(optim.Optimizer):
    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=4e-3):
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "momentum_decay": momentum_decay})

    @torch.no_grad()
    def step(self):
        (group,) = self.param_groups
        (p,) = group["params"]
        beta1, beta2 = group["betas"]
        state = self.state[p]
        if not state:
            state.update(step=0, exp_avg=torch.zeros_like(p), exp_avg_sq=torch.zeros_like(p), mu_product=torch.tensor(1.0))
        state["step"] += 1
        step, decay = state["step"], group["momentum_decay"]
        grad = p.grad + group["weight_decay"] * p
        mu = beta1 * (1 - 0.5 * 0.96 ** (step * decay))
        mu_next = beta1 * (1 - 0.5 * 0.96 ** ((step + 1) * decay))
        state["mu_product"] *= mu
        product = state["mu_product"].item()
        state["exp_avg"].mul_(beta1).add_(grad, alpha=1 - beta1)
        state["exp_avg_sq"].mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
        denom = state["exp_avg_sq"].div(1 - beta2**step).sqrt().add_(group["eps"])
        p.addcdiv_(grad, denom, value=-group["lr"] * (1 - mu) / (1 - product))
        p.addcdiv_(state["exp_avg"], denom, value=-group["lr"] * mu_next / (1 - product * mu_next))


cases = []


def run(name, make):
    p = torch.nn.Parameter(start.clone())
    optimizer = make([p])
    (group,) = optimizer.param_groups
    records = []

    def keep():
        state = {k: v for k, v in optimizer.state[p].items() if k != "step" and v is not None}
        tensors = {k: numbers(v) for k, v in state.items() if isinstance(v, torch.Tensor)}
        records.append({"lr": group["lr"], "parameter": numbers(p.detach()), "state": tensors})

    for i in range(STEPS):
        keep()
        p.grad = gradients[i].clone()
        optimizer.step()
        group["lr"] *= FALL
    keep()
    cases.append({"name": name, "records": records})


run("SGD", lambda p: optim.SGD(p, lr=0.1, weight_decay=0.1))
run("SGD momentum", lambda p: optim.SGD(p, lr=0.1, momentum=0.9, dampening=0.3))
run("SGD nesterov", lambda p: optim.SGD(p, lr=0.1, momentum=0.8, nesterov=True, weight_decay=0.05, maximize=True))
run("Adam", lambda p: optim.Adam(p, lr=0.05))
run("Adam amsgrad", lambda p: optim.Adam(p, lr=0.05, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.1, amsgrad=True))
run("AdamW", lambda p: optim.AdamW(p, lr=0.05, weight_decay=0.2))
run("AdamW amsgrad", lambda p: optim.AdamW(p, lr=0.05, betas=(0.5, 0.9), amsgrad=True, maximize=True))
run("RMSprop", lambda p: optim.RMSprop(p, lr=0.02))
run("RMSprop centered", lambda p: optim.RMSprop(p, lr=0.02, alpha=0.9, momentum=0.7, centered=True, weight_decay=0.1, eps=1e-3))
run("Adagrad", lambda p: optim.Adagrad(p, lr=0.1, lr_decay=0.05, weight_decay=0.1, initial_accumulator_value=0.2))
run("RAdam", lambda p: optim.RAdam(p, lr=0.05))
run("RAdam decay", lambda p: optim.RAdam(p, lr=0.05, betas=(0.8, 0.99), weight_decay=0.1, eps=1e-4))
run("NAdam", lambda p: NAdam(p, lr=0.05))
run("NAdam decay", lambda p: NAdam(p, lr=0.05, betas=(0.8, 0.99), weight_decay=0.1, momentum_decay=0.1))
run("Rprop", lambda p: optim.Rprop(p, lr=0.05, etas=(0.4, 1.3), step_sizes=(0.01, 0.2)))
run("ASGD", lambda p: optim.ASGD(p, lr=0.1, lambd=0.01, alpha=0.6, t0=6, weight_decay=0.05))
cases.insert(0, {"name": "gradients", "records": [numbers(g) for g in gradients]})
write("optimizers.json", cases)

schedules = []


def schedule(name, make, measures=None):
    optimizer = optim.SGD([torch.nn.Parameter(start.clone())], lr=0.5, momentum=0.9)
    scheduler = make(optimizer)
    (group,) = optimizer.param_groups
    lrs, momenta = [group["lr"]], [group["momentum"]]
    optimizer.step()
    for i in range(len(measures or range(24))):
        scheduler.step(*([measures[i]] if measures else []))
        lrs.append(group["lr"])
        momenta.append(group["momentum"])
    recorded = {"name": name, "lrs": lrs}
    if min(momenta) != max(momenta):
        recorded["momenta"] = momenta
    if measures:
        recorded["measures"] = measures
    schedules.append(recorded)


schedule("StepLR", lambda o: lr_scheduler.StepLR(o, 5, 0.3))
schedule("MultiStepLR", lambda o: lr_scheduler.MultiStepLR(o, [2, 7, 7, 20], 0.5))
schedule("ExponentialLR", lambda o: lr_scheduler.ExponentialLR(o, 0.9))
schedule("LambdaLR", lambda o: lr_scheduler.LambdaLR(o, lambda epoch: 1 / (1 + epoch)))
schedule("LinearLR", lambda o: lr_scheduler.LinearLR(o, 0.25, 0.8, 9))
schedule("CosineAnnealingLR", lambda o: lr_scheduler.CosineAnnealingLR(o, 7, 0.05))
schedule("CosineAnnealingWarmRestarts", lambda o: lr_scheduler.CosineAnnealingWarmRestarts(o, 3, 2, 0.01))
schedule("OneCycleLR", lambda o: lr_scheduler.OneCycleLR(o, 2.0, total_steps=24))
schedule("OneCycleLR linear", lambda o: lr_scheduler.OneCycleLR(o, 2.0, total_steps=25, anneal_strategy="linear", pct_start=0.4, cycle_momentum=False, div_factor=10, final_div_factor=100))
schedule("OneCycleLR three", lambda o: lr_scheduler.OneCycleLR(o, 2.0, total_steps=25, three_phase=True, base_momentum=0.7, max_momentum=0.8))
falling = [3.0, 2.0, 2.0, 1.9999, 2.1, 1.5, 1.6, 1.6, 1.7, 1.8, 1.4, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5]
schedule("ReduceLROnPlateau", lambda o: lr_scheduler.ReduceLROnPlateau(o, patience=2, factor=0.5, cooldown=1, min_lr=0.05), falling)
schedule("ReduceLROnPlateau max", lambda o: lr_scheduler.ReduceLROnPlateau(o, mode="max", patience=1, threshold=0.2, threshold_mode="abs"), [-m for m in falling])
write("schedulers.json", schedules)
