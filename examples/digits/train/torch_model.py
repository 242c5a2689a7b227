"""The digits network in PyTorch: train.py trains it, and the `invoke` benchmark serves the same weights from it."""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

WEIGHTS = Path(__file__).with_name("digits.pt")


class Digits(nn.Module):
    """A small LeNet: image [batch, 1, 28, 28], ink = 1 and paper = 0, to logits [batch, 10]."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 12, kernel_size=5)
        self.conv2 = nn.Conv2d(12, 32, kernel_size=5)
        self.hidden = nn.Linear(32 * 4 * 4, 64)
        self.dropout = nn.Dropout(0.3)
        self.output = nn.Linear(64, 10)

    def forward(self, image: Tensor) -> Tensor:
        x = F.max_pool2d(F.relu(self.conv1(image)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = F.relu(self.hidden(x.flatten(1)))
        return self.output(self.dropout(x))


class DigitsAnswer(nn.Module):
    """What is served: image [batch, 1, 28, 28] to (logits [batch, 10], probabilities [batch, 10])."""

    def __init__(self, digits: Digits) -> None:
        super().__init__()
        self.digits = digits

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        logits = self.digits(image)
        return logits, logits.softmax(-1)


def load_digits(weights: Path = WEIGHTS) -> DigitsAnswer:
    """The trained network, ready to answer: the weights of model/model.onnx, bit for bit."""
    digits = Digits()
    digits.load_state_dict(torch.load(weights))
    return DigitsAnswer(digits).eval()
