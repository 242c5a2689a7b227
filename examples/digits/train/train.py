#!/usr/bin/env python3
"""Trains the digits network on the 8,000 training digits and writes what examples/digits keeps of it.

    train.py                     train, measure on the 2,000 held-out digits, write the model and its figures
    train.py --validate          train on 7,000, measure on the other 1,000: for trying out another recipe
    train.py --torchscript OUT   no training: write the kept weights as TorchScript, for serving by PyTorch

Needs PyTorch (Debian: python3-torch) and nothing else; reads train/data, which export-data.ts writes.
The recipe below was settled with --validate alone; the held-out digits were measured once it stood.
"""

import argparse
import json
import math
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from torch_model import WEIGHTS, Digits, DigitsAnswer, load_digits

HERE = Path(__file__).parent
DATA = HERE / "data"
MODEL = HERE.parent / "model" / "model.onnx"
RESULTS = HERE / "results.json"
TORCH_ANSWERS = HERE.parent / "test" / "torch-answers.json"

SEED = 20261122
EPOCHS = 40
BATCH = 64
PEAK_RATE = 3e-3
WEIGHT_DECAY = 0.01
OPSET = 17


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--torchscript", metavar="OUT", type=Path)
    args = parser.parse_args()
    if args.torchscript:
        write_torchscript(load_digits(), args.torchscript)
        return

    # One thread adds in one order, so a second run on the same machine gives the same bytes.
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(SEED)
    images, labels = read_split("training")

    if args.validate:
        order = torch.randperm(len(labels))
        seen, unseen = order[1000:], order[:1000]
        answer = train(images[seen], labels[seen])
        print_results(measure(answer, images[unseen], labels[unseen]))
        return

    answer = train(images, labels)
    held_out_images, held_out_labels = read_split("held-out")
    results = measure(answer, held_out_images, held_out_labels)
    print_results(results)

    torch.save(answer.digits.state_dict(), WEIGHTS)
    write_onnx(answer, MODEL)
    limits = measure_limits(answer, held_out_images, held_out_labels)
    write_json(RESULTS, {**results, "limits": limits, "training": recipe(len(labels))})
    write_json(TORCH_ANSWERS, sample_answers(answer, held_out_images, held_out_labels))


def read_split(name: str) -> tuple[Tensor, Tensor]:
    """Images [n, 1, 28, 28] as float32 in 0..1, and labels [n] as int64."""
    images = read_idx(DATA / f"{name}-images.idx")
    labels = read_idx(DATA / f"{name}-labels.idx")
    return torch.from_numpy(images).unsqueeze(1).float() / 255, torch.from_numpy(labels).long()


def read_idx(path: Path) -> np.ndarray:
    content = path.read_bytes()
    axes = content[3]
    shape = np.frombuffer(content, ">u4", axes, offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * axes).reshape(shape).copy()


def train(images: Tensor, labels: Tensor) -> DigitsAnswer:
    digits = Digits()
    optimizer = torch.optim.AdamW(digits.parameters(), weight_decay=WEIGHT_DECAY)
    steps = EPOCHS * math.ceil(len(labels) / BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, PEAK_RATE, total_steps=steps)
    for epoch in range(EPOCHS):
        total_loss = 0.0
        for batch in torch.randperm(len(labels)).split(BATCH):
            loss = F.cross_entropy(digits(distort(images[batch])), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total_loss += loss.item() * len(batch)
        print(f"epoch {epoch + 1:2d}/{EPOCHS}  loss {total_loss / len(labels):.4f}", flush=True)
    return DigitsAnswer(digits).eval()


def distort(images: Tensor) -> Tensor:
    """Each image turned, slanted, resized and shifted a little, at random: 8,000 digits become many more."""
    n = len(images)

    def spread(reach: float) -> Tensor:
        return (torch.rand(n) * 2 - 1) * reach

    turn, slant = spread(math.radians(12)), spread(0.2)
    wide, high = 1 + spread(0.12), 1 + spread(0.12)
    right, down = spread(2 / 14), spread(2 / 14)  # in halves of the image: up to two pixels
    rows = [
        torch.stack([turn.cos() * wide, slant - turn.sin() * wide, right], -1),
        torch.stack([turn.sin() * high, turn.cos() * high, down], -1),
    ]
    grid = F.affine_grid(torch.stack(rows, 1), list(images.shape), align_corners=False)
    return F.grid_sample(images, grid, align_corners=False)


@torch.no_grad()
def measure(answer: DigitsAnswer, images: Tensor, labels: Tensor) -> dict:
    """Accuracy, log loss (nats) and confusion (row: what it is, column: what was answered)."""
    logits, probabilities = answer(images)
    answered = logits.argmax(1)
    sure = probabilities.amax(1) >= 0.99
    confusion = torch.zeros(10, 10, dtype=torch.long)
    confusion.index_put_((labels, answered), torch.tensor(1), accumulate=True)
    by_class = confusion.diagonal() / confusion.sum(1)
    mistakes = confusion.clone().fill_diagonal_(0)
    worst = [divmod(i, 10) for i in mistakes.flatten().argsort(descending=True, stable=True).tolist()]
    right = int((answered == labels).sum())
    return {
        "digits": len(labels),
        "right": right,
        "accuracy": round(right / len(labels), 4),
        "log_loss": round(F.cross_entropy(logits, labels).item(), 4),
        "answers_at_99_percent": {
            "share": round(sure.float().mean().item(), 4),
            "wrong": int((sure & (answered != labels)).sum()),
        },
        "accuracy_by_class": [round(share, 4) for share in by_class.tolist()],
        "confusion": confusion.tolist(),
        "most_confused": [
            {"is": is_, "answered": said, "times": int(mistakes[is_, said])}
            for is_, said in worst
            if mistakes[is_, said] > 1
        ],
    }


@torch.no_grad()
def measure_limits(answer: DigitsAnswer, images: Tensor, labels: Tensor) -> dict:
    """Accuracy on pictures unlike those it was trained on: what the model card warns of, as numbers."""
    angle = torch.tensor(math.radians(45))
    turn = torch.stack([angle.cos(), -angle.sin(), torch.tensor(0.0), angle.sin(), angle.cos(), torch.tensor(0.0)])
    grid = F.affine_grid(turn.view(1, 2, 3).expand(len(images), -1, -1), list(images.shape), align_corners=False)
    unlike = {
        "black_on_white": 1 - images,
        "moved_right_4_pixels": F.pad(images, (4, -4, 0, 0)),
        "half_size": F.pad(F.avg_pool2d(images, 2), (7, 7, 7, 7)),
        "turned_45_degrees": F.grid_sample(images, grid, align_corners=False),
    }
    return {
        name: round((answer(pictures)[0].argmax(1) == labels).float().mean().item(), 4)
        for name, pictures in unlike.items()
    } | {"blank_answered_with_probability": round(answer(torch.zeros(1, 1, 28, 28))[1].max().item(), 4)}


def print_results(results: dict) -> None:
    print(f"accuracy {results['accuracy']:.4f}  ({results['right']} of {results['digits']} unseen digits)")
    print(f"log loss {results['log_loss']}")
    for pair in results["most_confused"]:
        print(f"  {pair['is']} answered as {pair['answered']}: {pair['times']}")


def recipe(digits: int) -> dict:
    return {
        "digits": digits,
        "epochs": EPOCHS,
        "batch": BATCH,
        "optimizer": "AdamW, one cycle",
        "peak_rate": PEAK_RATE,
        "weight_decay": WEIGHT_DECAY,
        "seed": SEED,
        "parameters": sum(p.numel() for p in Digits().parameters()),
        "torch": torch.__version__,
    }


@torch.no_grad()
def sample_answers(answer: DigitsAnswer, images: Tensor, labels: Tensor) -> dict:
    """PyTorch's numbers for the digits in images/ (the first two held out of each class), for the test."""
    first = [i for label in range(10) for i in (labels == label).nonzero()[:2, 0].tolist()]
    logits, probabilities = answer(images[first])
    return {"labels": labels[first].tolist(), "logits": logits.tolist(), "probabilities": probabilities.tolist()}


def write_onnx(answer: DigitsAnswer, path: Path) -> None:
    torch.onnx.export(
        answer,
        torch.zeros(1, 1, 28, 28),
        str(path),
        input_names=["image"],
        output_names=["logits", "probabilities"],
        dynamic_axes={name: {0: "batch"} for name in ("image", "logits", "probabilities")},
        opset_version=OPSET,
        do_constant_folding=True,
    )


def write_torchscript(answer: DigitsAnswer, path: Path) -> None:
    """Frozen, so that PyTorch serves it as fast as it can."""
    torch.jit.save(torch.jit.freeze(torch.jit.script(answer)), str(path))


def write_json(path: Path, value: dict) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, indent=2) + "\n")


if __name__ == "__main__":
    main()
