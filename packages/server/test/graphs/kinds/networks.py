"""The networks of which PyTorch has none of its own, written with its layers; used by record.py."""

import math

import torch
import torch.nn.functional as F
from torch import nn

from recording import CASES, encode


def combine(a, b):
    """Pairs that one mask or the other blocks."""
    if a is None or b is None:
        return b if a is None else a
    return a | b


def attention(queries, keys, values, scale, blocked):
    scores = queries @ keys.transpose(-2, -1) / scale
    masked = scores if blocked is None else scores.masked_fill(blocked, -math.inf)
    weights = masked.softmax(-1)
    return {"queries": queries, "keys": keys, "values": values, "scores": scores, "masked": masked,
            "weights": weights, "mixed": weights @ values, "blocked": blocked}


class SingleHead(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.w_q, self.w_k, self.w_v = (nn.Linear(size, size, bias=False) for _ in range(3))
        self.size = size

    def forward(self, x, temperature, blocked):
        stages = attention(self.w_q(x), self.w_k(x), self.w_v(x), math.sqrt(self.size) * temperature, blocked)
        return {**stages, "output": stages["mixed"]}

    def steps(self, x, stages):
        def some(*names):
            return {name: stages[name] for name in names}

        blocked = stages["blocked"]
        mask = [] if blocked is None else [("mask", {"mask": blocked, "masked_scores": stages["masked"]})]
        return [
            ("input", {"tensor": x}),
            ("compute_qkv", some("queries", "keys", "values")),
            ("scaled_scores", some("scores")),
            *mask,
            ("softmax_weights", some("weights")),
            ("weighted_sum", some("output")),
        ]


class Heads(nn.Module):
    def __init__(self, size, count):
        super().__init__()
        self.w_q, self.w_k, self.w_v, self.w_o = (nn.Linear(size, size, bias=False) for _ in range(4))
        self.size, self.count = size, count

    def forward(self, query, context, blocked):
        def split(x):
            return torch.stack(x.chunk(self.count, -1))

        queries, keys, values = split(self.w_q(query)), split(self.w_k(context)), split(self.w_v(context))
        stages = attention(queries, keys, values, math.sqrt(self.size // self.count), blocked)
        joined = torch.cat(list(stages["mixed"]), -1)
        return {**stages, "joined": joined, "output": self.w_o(joined)}

    def steps(self, inputs, stages):
        return [
            ("input", inputs),
            ("compute_qkv", {name: stages[name] for name in ["queries", "keys", "values"]}),
            ("scaled_scores", {"scores": stages["masked"]}),
            ("softmax_weights", {"weights": stages["weights"]}),
            ("concat_and_project", {"concatenated": stages["joined"], "output": stages["output"]}),
        ]


class TimestepEmbedding(nn.Module):
    def __init__(self, size, period=10000):
        super().__init__()
        self.linear1, self.linear2 = nn.Linear(size, 4 * size), nn.Linear(4 * size, size)
        self.half, self.period = size // 2, period

    def forward(self, steps):
        angles = [step / self.period ** (i / self.half) for step in steps.flatten().tolist() for i in range(self.half)]
        angles = torch.tensor(angles).reshape(-1, self.half)
        return self.linear2(F.silu(self.linear1(torch.cat([angles.sin(), angles.cos()], 1))))


class ResidualBlock(nn.Module):
    def __init__(self, before, after, groups, time):
        super().__init__()
        self.norm1, self.conv1 = nn.GroupNorm(groups, before), nn.Conv2d(before, after, 3, padding=1)
        self.time = nn.Linear(time, after)
        self.norm2, self.conv2 = nn.GroupNorm(groups, after), nn.Conv2d(after, after, 3, padding=1)
        if before != after:
            self.skip = nn.Conv2d(before, after, 1)
        for norm in [self.norm1, self.norm2]:
            nn.init.normal_(norm.weight)

    def forward(self, tensor, time_emb=None):
        hidden = self.conv1(F.silu(self.norm1(tensor)))
        if time_emb is not None:
            hidden = hidden + self.time(F.silu(time_emb))[:, :, None, None]
        hidden = self.conv2(F.silu(self.norm2(hidden)))
        return hidden + (self.skip(tensor) if hasattr(self, "skip") else tensor)


class DiffusionUNet(nn.Module):
    """Of two levels, written out."""

    def __init__(self, images, channels, time, groups):
        super().__init__()
        first, second = channels
        self.time = TimestepEmbedding(time)
        self.stem = nn.Conv2d(images, first, 3, padding=1)
        self.down = nn.ModuleList([ResidualBlock(first, first, groups, time), ResidualBlock(first, second, groups, time)])
        self.middle = ResidualBlock(second, second, groups, time)
        self.up = nn.ModuleList([ResidualBlock(second + first, first, groups, time)])
        self.head = nn.Conv2d(first, images, 1)

    def forward(self, x, steps):
        time = self.time(steps)
        large = self.down[0](self.stem(x), time)
        small = self.middle(self.down[1](F.max_pool2d(large, 2), time), time)
        raised = F.interpolate(small, size=large.shape[2:], mode="nearest")
        return self.head(self.up[0](torch.cat([raised, large], 1), time))


class MixtureOfExperts(nn.Module):
    def __init__(self, experts, chosen, size, hidden):
        super().__init__()
        self.gate = nn.Linear(size, experts, bias=False)
        self.experts = nn.ModuleList(nn.Sequential() for _ in range(experts))
        for expert in self.experts:
            expert.linear1, expert.linear2 = nn.Linear(size, hidden), nn.Linear(hidden, size)
        self.chosen = chosen

    def forward(self, x):
        best, indices = self.gate(x).topk(self.chosen)
        shares = best.softmax(-1)
        output = torch.zeros_like(x)
        for place in torch.cartesian_prod(torch.arange(x.shape[0]), torch.arange(x.shape[1])).tolist():
            at = tuple(place)
            for share, index in zip(shares[at], indices[at]):
                expert = self.experts[index]
                output[at] += share * expert.linear2(F.silu(expert.linear1(x[at])))
        return output, shares, indices


class ActorCritic(nn.Module):
    def __init__(self, states, actions, hidden):
        super().__init__()

        def network(outputs):
            layers = [nn.Linear(states, hidden), nn.Tanh(), nn.Linear(hidden, hidden), nn.Tanh()]
            return nn.Sequential(*layers, nn.Linear(hidden, outputs))

        self.actor, self.critic = network(actions), network(1)

    def forward(self, state):
        return self.actor(state).softmax(-1), self.critic(state)[..., 0]


class RewardNetwork(nn.Module):
    def __init__(self, size, hidden):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(size, hidden), nn.ReLU(), nn.Linear(hidden, 1))

    def forward(self, states):
        return self.layers(states if states.dim() == 2 else states[:, -1, :])[:, 0]


def noise_schedule(schedule, steps, start, end):
    if schedule == "linear":
        return torch.linspace(start, end, steps, dtype=torch.float64)
    places = torch.arange(steps + 1, dtype=torch.float64) / steps
    left = torch.cos((places + 0.008) / 1.008 * math.pi / 2) ** 2
    return (1 - left[1:] / left[:-1]).clamp(max=0.999)


def sampling(schedule, betas, noise, fresh):
    left = torch.cumprod(1 - betas, 0)
    image = noise.double()
    for i in reversed(range(len(betas))):
        image = (image - betas[i] / torch.sqrt(1 - left[i]) * 0.1 * image) / torch.sqrt(1 - betas[i])
        if i > 0:
            image = image + torch.sqrt(betas[i]) * fresh[i - 1]
    CASES.setdefault("sampling", []).append({
        "schedule": schedule,
        "betas": betas.tolist(),
        "noise": encode(noise),
        "fresh": [encode(x) for x in fresh],
        "image": encode(image.float()),
    })
