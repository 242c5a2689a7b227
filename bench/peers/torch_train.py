"""The training steps of bench/train.ts, and the answers of bench/tensor.ts, in PyTorch:
`torch_train.py <folder> <threads>`.

Writes every network's first weights and batches into the folder, then times steps as it is told, one JSON line each.
"""

import json
import math
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

BATCHES = 4


class Block(nn.Module):
    def __init__(self, size, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)
        self.q, self.k, self.v, self.o = (nn.Linear(size, size) for _ in range(4))
        self.up, self.down = nn.Linear(size, 4 * size), nn.Linear(4 * size, size)

    def forward(self, x):
        batch, length, size = x.shape
        y = self.norm1(x)
        q, k, v = (f(y).view(batch, length, self.heads, -1).transpose(1, 2) for f in (self.q, self.k, self.v))
        scores = (q @ k.transpose(2, 3)) * (1 / math.sqrt(size // self.heads))
        x = x + self.o((torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(batch, length, size))
        return x + self.down(F.relu(self.up(self.norm2(x))))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(64, 128)
        self.blocks = nn.Sequential(Block(128, 4), Block(128, 4))
        self.head = nn.Linear(128, 10)

    def forward(self, x):
        return self.head(self.blocks(self.table(x)).mean(1))


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(64, 128, batch_first=True)
        self.head = nn.Linear(128, 10)

    def forward(self, x):
        return self.head(self.lstm(x)[0][:, -1])


class Residual(nn.Module):
    def __init__(self, inner, outer, stride):
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(inner, outer, 3, stride, 1, bias=False), nn.BatchNorm2d(outer)
        self.conv2, self.norm2 = nn.Conv2d(outer, outer, 3, 1, 1, bias=False), nn.BatchNorm2d(outer)
        self.short = None
        if stride != 1 or inner != outer:
            self.short = nn.Sequential(nn.Conv2d(inner, outer, 1, stride, bias=False), nn.BatchNorm2d(outer))

    def forward(self, x):
        y = self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x)))))
        return F.relu(y + (x if self.short is None else self.short(x)))


def resnet18():
    layers = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    inner = 64
    for outer, stride in ((64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)):
        layers.append(Residual(inner, outer, stride))
        inner = outer
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))


def mlp():
    layers = [nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10)]
    return nn.Sequential(*layers)


def cnn():
    first = [nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
    second = [nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*first, *second, nn.Flatten(), nn.Linear(1568, 10))


NETS = {
    "mlp": (mlp, (64, 784)),
    "cnn": (cnn, (64, 1, 28, 28)),
    "transformer": (Transformer, (16, 64)),
    "lstm": (Recurrent, (32, 32, 64)),
    "resnet18": (resnet18, (8, 3, 64, 64)),
}

# One picture of the usual size.
ANSWERED = {"resnet18": (1, 3, 224, 224)}
trained = {}


def build(name):
    torch.manual_seed(2)
    make, shape = NETS[name]
    model = make()
    draw = (lambda: torch.randint(0, 64, shape)) if name == "transformer" else (lambda: torch.randn(*shape))
    xs = [draw() for _ in range(BATCHES)]
    ys = [torch.randint(0, 10, (shape[0],)) for _ in range(BATCHES)]
    return model, xs, ys, torch.optim.Adam(model.parameters(), lr=1e-3)


def step(model, optimizer, x, y):
    optimizer.zero_grad(set_to_none=True)
    loss = F.cross_entropy(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


def export(folder, name):
    model, xs, ys, _ = build(name)
    with open(f"{folder}/{name}.bin", "wb") as file:
        for tensor in [*model.parameters(), *xs, *ys]:
            file.write(tensor.detach().contiguous().numpy().tobytes())
    return {
        "parameters": [[key, list(value.shape)] for key, value in model.named_parameters()],
        "input": list(xs[0].shape),
    }


def answers(name, seconds, least):
    """Times a trained network's answers to the first batch, and gives the sum of one."""
    if name not in trained:
        model, xs, _, _ = build(name)
        shape = ANSWERED.get(name)
        trained[name] = model.eval(), xs[0] if shape is None else torch.ones(*shape)
    model, x = trained[name]
    times = []
    spent = time.process_time()
    with torch.no_grad():
        end = time.perf_counter() + seconds
        while time.perf_counter() < end or len(times) < least:
            start = time.perf_counter()
            y = model(x)
            times.append((time.perf_counter() - start) * 1000)
    cpu = (time.process_time() - spent) * 1000 / len(times)
    times.sort()
    return {"ms": times[len(times) // 2], "cpu": cpu, "losses": y.flatten().tolist()[:10]}


def matrix_speed(size=768):
    a, b = torch.randn(size, size), torch.randn(size, size)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        a @ b
        times.append(time.perf_counter() - start)
    return 2 * size**3 / min(times) / 1e9


def main():
    folder, threads = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(threads)
    with open(f"{folder}/nets.json", "w") as file:
        json.dump({name: export(folder, name) for name in NETS}, file)
    print(json.dumps({"gflops": matrix_speed()}), flush=True)
    built = {}
    for line in sys.stdin:
        command = json.loads(line)
        name = command["net"]
        if command.get("answers"):
            print(json.dumps(answers(name, command["seconds"], command["steps"])), flush=True)
            continue
        if name not in built:
            built[name] = (*build(name), [0])
        model, xs, ys, optimizer, count = built[name]
        losses, times = [], []
        spent = time.process_time()
        end = time.perf_counter() + command["seconds"]
        while time.perf_counter() < end or len(times) < command["steps"]:
            batch = count[0] % BATCHES
            start = time.perf_counter()
            losses.append(step(model, optimizer, xs[batch], ys[batch]))
            times.append((time.perf_counter() - start) * 1000)
            count[0] += 1
        cpu = (time.process_time() - spent) * 1000 / len(times)
        times.sort()
        answer = {"ms": times[len(times) // 2], "cpu": cpu, "losses": losses[: command["steps"]]}
        print(json.dumps(answer), flush=True)


main()
