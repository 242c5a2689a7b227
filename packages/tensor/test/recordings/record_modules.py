"""Records what PyTorch's modules compute, forward and backward, for recordings/modules.json.

    /usr/bin/python3 packages/tensor/test/recordings/record_modules.py

Each case has a module's state, its inputs, outputs, a gradient of the first output, the gradients it leads to of inputs
and parameters, and the state after (running statistics). modules.test.ts builds the same modules.
"""

import torch
from torch import nn

from recording import plain, write

torch.manual_seed(12)
cases = []


def r(*shape):
    return torch.randn(*shape)


def case(name, module, *inputs, evaluating=False, **keywords):
    # Norms start as ones and zeros, which would hide swapped weights.
    for key, parameter in module.named_parameters():
        if "norm" in key or isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d, nn.LayerNorm, nn.GroupNorm, nn.InstanceNorm1d, nn.InstanceNorm2d)):
            parameter.data = torch.randn_like(parameter)
        elif "bias" in key:
            parameter.data = torch.randn_like(parameter) / 4
    for key, buffer in module.named_buffers():
        if buffer.is_floating_point():
            buffer.copy_(torch.rand_like(buffer) + 0.5)
    module.train(not evaluating)
    recorded = {"name": name, "state": {key: plain(value) for key, value in module.state_dict().items()}}
    leaves = [value.clone().requires_grad_(value.is_floating_point()) for value in inputs]
    made = module(*leaves, **keywords)
    outputs = flat(made)
    up = torch.randn_like(outputs[0])
    outputs[0].backward(up)
    recorded["inputs"] = [plain(value) for value in inputs]
    recorded["outputs"] = [plain(value) for value in outputs]
    recorded["up"] = plain(up)
    recorded["inputGradients"] = [plain(leaf.grad) if leaf.grad is not None else None for leaf in leaves]
    recorded["gradients"] = {key: plain(p.grad) for key, p in module.named_parameters() if p.grad is not None}
    changed = {key: plain(value) for key, value in module.named_buffers()}
    if changed and not evaluating:
        recorded["buffers"] = changed
    if keywords.get("attn_mask") is not None and keywords["attn_mask"].is_floating_point():
        recorded["mask"] = plain(keywords["attn_mask"])
    cases.append(recorded)


def flat(made):
    if isinstance(made, torch.Tensor):
        return [made]
    return [one for part in made if part is not None for one in flat(part)]


case("Linear", nn.Linear(3, 2), r(2, 2, 3))
case("Linear bias", nn.Linear(3, 2, bias=False), r(4, 3))
case("Bilinear", nn.Bilinear(2, 3, 2), r(4, 2), r(4, 3))
case("Conv1d", nn.Conv1d(2, 4, 3, stride=2, padding=1, groups=2), r(2, 2, 6))
case("Conv1d circular", nn.Conv1d(2, 2, 3, padding=1, padding_mode="circular"), r(1, 2, 5))
case("Conv2d", nn.Conv2d(2, 3, (2, 3), stride=(1, 2), dilation=(2, 1)), r(2, 2, 5, 5))
case("Conv2d reflect", nn.Conv2d(1, 2, 3, padding="same", padding_mode="reflect", bias=False), r(1, 1, 4, 4))
case("ConvTranspose1d", nn.ConvTranspose1d(2, 3, 3, stride=2, padding=1, output_padding=1), r(2, 2, 4))
case("ConvTranspose2d", nn.ConvTranspose2d(2, 4, 2, stride=2, groups=2), r(1, 2, 3, 2))
case("MaxPool1d", nn.MaxPool1d(3, stride=2, padding=1), r(2, 2, 6))
case("MaxPool2d", nn.MaxPool2d(2, ceil_mode=True), r(1, 2, 5, 4))
case("AvgPool1d", nn.AvgPool1d(2, stride=1), r(2, 2, 5))
case("AvgPool2d", nn.AvgPool2d((2, 3), padding=1, count_include_pad=False), r(1, 2, 4, 5))
case("AdaptiveAvgPool1d", nn.AdaptiveAvgPool1d(3), r(1, 2, 5))
case("AdaptiveAvgPool2d", nn.AdaptiveAvgPool2d((1, 2)), r(1, 2, 3, 5))
case("AdaptiveMaxPool1d", nn.AdaptiveMaxPool1d(2), r(1, 2, 5))
case("AdaptiveMaxPool2d", nn.AdaptiveMaxPool2d((2, 3)), r(1, 2, 5, 4))
case("BatchNorm1d", nn.BatchNorm1d(3), r(4, 3))
case("BatchNorm1d length", nn.BatchNorm1d(2, momentum=None, eps=1e-3), r(3, 2, 4))
case("BatchNorm1d evaluating", nn.BatchNorm1d(3), r(4, 3), evaluating=True)
case("BatchNorm2d", nn.BatchNorm2d(2, momentum=0.3), r(3, 2, 2, 3))
case("BatchNorm2d plain", nn.BatchNorm2d(2, affine=False, track_running_stats=False), r(3, 2, 2, 2), evaluating=True)
case("LayerNorm", nn.LayerNorm((2, 3), eps=1e-3), r(4, 2, 3))
case("GroupNorm", nn.GroupNorm(2, 4), r(2, 4, 3))
case("InstanceNorm1d", nn.InstanceNorm1d(2, affine=True), r(3, 2, 4))
case("InstanceNorm2d", nn.InstanceNorm2d(2, track_running_stats=True), r(2, 2, 3, 2))
case("InstanceNorm2d evaluating", nn.InstanceNorm2d(2, affine=True, track_running_stats=True), r(2, 2, 3, 2), evaluating=True)
case("Embedding", nn.Embedding(5, 3, padding_idx=-2), torch.tensor([[0, 3, 4], [3, 0, 0]]))
corners = torch.tensor([[-4.0, -3.0, -0.5, 0.0, 0.25, 1.0, 3.0, 7.0]])
for name, module in {
    "ReLU": nn.ReLU(), "ReLU6": nn.ReLU6(), "LeakyReLU": nn.LeakyReLU(0.2), "ELU": nn.ELU(0.7), "SELU": nn.SELU(),
    "GELU": nn.GELU(), "GELU tanh": nn.GELU(approximate="tanh"), "SiLU": nn.SiLU(), "Mish": nn.Mish(),
    "Hardtanh": nn.Hardtanh(-2, 0.5), "Hardsigmoid": nn.Hardsigmoid(), "Hardswish": nn.Hardswish(),
    "Softplus": nn.Softplus(), "Softplus beta": nn.Softplus(2), "LogSigmoid": nn.LogSigmoid(),
    "Softsign": nn.Softsign(), "Sigmoid": nn.Sigmoid(), "Tanh": nn.Tanh(), "Softmax": nn.Softmax(-1),
    "LogSoftmax": nn.LogSoftmax(1), "GLU": nn.GLU(), "PReLU": nn.PReLU(), "Identity": nn.Identity(),
    "Dropout": nn.Dropout(0.0), "Flatten": nn.Flatten(0), "Unflatten": nn.Unflatten(1, (2, 4)),
}.items():
    case(name, module, corners)
case("PReLU channels", nn.PReLU(2), r(2, 2, 3))
case("Upsample", nn.Upsample(scale_factor=2, mode="bilinear"), r(1, 1, 2, 3))
case("Sequential", nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Sequential(nn.Linear(4, 2))), r(2, 3))

x, y = r(3, 2, 4), r(2, 2, 4)
case("MultiheadAttention", nn.MultiheadAttention(4, 2), x, y, y)
causal = torch.ones(3, 3, dtype=torch.bool).triu(1)
case("MultiheadAttention masks", nn.MultiheadAttention(4, 2, batch_first=True), r(2, 3, 4), r(2, 3, 4), r(2, 3, 4), attn_mask=causal,
     key_padding_mask=torch.tensor([[False, False, True], [False, False, False]]), average_attn_weights=False)
case("MultiheadAttention sizes", nn.MultiheadAttention(4, 2, kdim=3, vdim=2, bias=False), r(3, 4), r(2, 3), r(2, 2), attn_mask=r(3, 2))
small = {"dim_feedforward": 5, "dropout": 0.0}
case("TransformerEncoderLayer", nn.TransformerEncoderLayer(4, 2, **small), r(3, 2, 4))
case("TransformerEncoderLayer first", nn.TransformerEncoderLayer(4, 2, **small, activation="gelu", batch_first=True, norm_first=True), r(2, 3, 4), src_mask=causal)
case("TransformerDecoderLayer", nn.TransformerDecoderLayer(4, 2, **small), r(3, 1, 4), r(2, 1, 4), tgt_mask=causal)
case("TransformerDecoderLayer first", nn.TransformerDecoderLayer(4, 2, **small, batch_first=True, norm_first=True), r(1, 3, 4), r(1, 2, 4))
layer = nn.TransformerEncoderLayer(4, 1, dim_feedforward=3, dropout=0.0)
case("TransformerEncoder", nn.TransformerEncoder(layer, 2, nn.LayerNorm(4)), r(2, 1, 4))
layer = nn.TransformerDecoderLayer(4, 1, dim_feedforward=3, dropout=0.0)
case("TransformerDecoder", nn.TransformerDecoder(layer, 2), r(2, 1, 4), r(3, 1, 4))

case("LSTM", nn.LSTM(2, 3), r(3, 2, 2))
case("LSTM bidirectional", nn.LSTM(2, 2, num_layers=2, bidirectional=True, batch_first=True, bias=False), r(2, 3, 2))
case("GRU", nn.GRU(2, 2, num_layers=2, batch_first=True), r(2, 3, 2))
case("GRU initial", nn.GRU(2, 2, bidirectional=True), r(3, 2, 2), r(2, 2, 2))
case("RNN", nn.RNN(2, 2, bidirectional=True), r(3, 2))
case("RNN relu", nn.RNN(2, 3, nonlinearity="relu", bias=False), r(2, 2, 2))



class RMSNorm(nn.Module):
    """What PyTorch 1.13 lacks, by its formula."""

    def __init__(self, size, eps):
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.rand(size) + 0.5), eps

    def forward(self, x):
        return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + self.eps) * self.weight


case("RMSNorm", RMSNorm(3, 1e-3), r(2, 2, 3))

write("modules.json", cases)
