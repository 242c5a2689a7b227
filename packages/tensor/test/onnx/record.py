#!/usr/bin/python3
"""Exports the models in models/ with real PyTorch (Debian's python3-torch 1.13). They are kept in the repository, so
tests need no Python; run this to make them anew. What they compute is not recorded: ONNX Runtime says it.
"""
import os
import warnings

import torch
import torch.nn.functional as F
from torch import nn

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'models')
os.makedirs(HERE, exist_ok=True)
torch.manual_seed(0)


def export(name, model, *inputs, opset=16, axes=None):
    model.eval()
    names = [f'x{i}' for i in range(len(inputs))]
    dynamic = {x: {0: 'batch'} for x in names} if axes is None else axes
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        torch.onnx.export(model, inputs, os.path.join(HERE, f'{name}.onnx'), input_names=names, opset_version=opset,
                          dynamic_axes=dynamic)


def assigned(x):
    y = x.clone()
    y[:, 1] = 7.0
    y[0, 2:] = x[1, :2]
    return y


class Run(nn.Module):
    def __init__(self, run, **parts):
        super().__init__()
        self.run = run
        for key, part in parts.items():
            setattr(self, key, part)

    def forward(self, *inputs):
        return self.run(self, *inputs)


mlp = nn.Sequential(nn.Linear(5, 8), nn.ReLU(), nn.Dropout(0.5), nn.Linear(8, 6), nn.GELU(), nn.Linear(6, 3),
                    nn.LogSoftmax(-1))
for opset in (9, 11, 13, 17):
    export(f'mlp-{opset}', mlp, torch.randn(2, 5), opset=opset)

activations = [nn.Sigmoid(), nn.Tanh(), nn.ELU(), nn.SELU(), nn.CELU(0.7), nn.LeakyReLU(0.2), nn.PReLU(4), nn.Softplus(),
               nn.Hardswish(), nn.Hardsigmoid(), nn.Hardtanh(), nn.ReLU6(), nn.SiLU(), nn.Mish(), nn.Softsign(),
               nn.LogSigmoid(), nn.Softmax(1), nn.GLU(1), nn.Tanhshrink(), nn.Threshold(0.0, 0.0)]
export('activations', Run(lambda self, x: [layer(x) for layer in self.layers], layers=nn.ModuleList(activations)),
       torch.randn(3, 4))

cnn = nn.Sequential(nn.Conv2d(3, 6, 3, padding=1), nn.BatchNorm2d(6), nn.ReLU(), nn.MaxPool2d(2),
                    nn.Conv2d(6, 6, 3, stride=2, padding=2, dilation=2, groups=3), nn.GroupNorm(2, 6), nn.ReLU(),
                    nn.AvgPool2d(2, ceil_mode=True), nn.ConvTranspose2d(6, 4, 3, stride=2, padding=1, output_padding=1),
                    nn.InstanceNorm2d(4, affine=True), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2))
for layer in cnn:
    if isinstance(layer, nn.BatchNorm2d):
        layer.running_mean.normal_()
        layer.running_var.uniform_(0.5, 2)
for opset in (11, 16):
    export(f'cnn-{opset}', cnn, torch.randn(2, 3, 15, 15), opset=opset)
conv1d = nn.Sequential(nn.Conv1d(2, 4, 3, padding=1), nn.BatchNorm1d(4), nn.ReLU(), nn.MaxPool1d(3, 2, 1),
                       nn.AvgPool1d(2, count_include_pad=False), nn.AdaptiveMaxPool1d(2), nn.Flatten(1))
export('conv1d', conv1d, torch.randn(2, 2, 16))


class Block(nn.Module):
    def __init__(self, inner, outer, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inner, outer, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outer)
        self.conv2 = nn.Conv2d(outer, outer, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outer)
        self.down = nn.Sequential(nn.Conv2d(inner, outer, 1, stride, bias=False), nn.BatchNorm2d(outer)) \
            if stride > 1 else nn.Identity()

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + self.down(x))


resnet = nn.Sequential(nn.Conv2d(3, 4, 7, 2, 3, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(3, 2, 1),
                       Block(4, 4, 1), Block(4, 8, 2), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 5))
export('resnet', resnet, torch.randn(1, 3, 32, 32))


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x):
        n, t, width = x.size()
        q, k, v = self.qkv(x).view(n, t, self.heads, 3 * width // self.heads).transpose(1, 2).chunk(3, -1)
        scores = q @ k.transpose(-1, -2) / (width // self.heads) ** 0.5
        mask = torch.tril(torch.ones(t, t, dtype=torch.bool))
        scores = scores.masked_fill(~mask, float('-inf'))
        return self.out((scores.softmax(-1) @ v).transpose(1, 2).reshape(n, t, width))


class Transformer(nn.Module):
    def __init__(self, width=8, heads=2):
        super().__init__()
        self.tokens = nn.Embedding(20, width)
        self.places = nn.Embedding(16, width)
        self.attention = Attention(width, heads)
        self.norm1 = nn.LayerNorm(width)
        self.norm2 = nn.LayerNorm(width)
        self.up = nn.Linear(width, 16)
        self.down = nn.Linear(16, width)
        self.head = nn.Linear(width, 20)

    def forward(self, tokens):
        x = self.tokens(tokens) + self.places(torch.arange(tokens.shape[1]))
        x = x + self.attention(self.norm1(x))
        x = x + self.down(F.gelu(self.up(self.norm2(x))))
        return self.head(x)


tokens = torch.randint(0, 20, (2, 6))
for opset in (14, 17):
    export(f'transformer-{opset}', Transformer(), tokens, opset=opset, axes={'x0': {0: 'batch', 1: 'time'}})
encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, batch_first=True, norm_first=True), 2)
export('encoder', encoder, torch.randn(2, 5, 8), opset=14)

export('lstm', nn.LSTM(3, 4, 2, bidirectional=True), torch.randn(5, 2, 3), axes={'x0': {1: 'batch'}}, opset=14)
export('lstm-first', nn.LSTM(3, 4, batch_first=True), torch.randn(2, 5, 3), opset=11)
export('gru', nn.GRU(3, 4, bidirectional=True), torch.randn(5, 2, 3), torch.randn(2, 2, 4),
       axes={'x0': {1: 'batch'}, 'x1': {1: 'batch'}})
export('rnn', nn.RNN(3, 4, nonlinearity='relu'), torch.randn(5, 2, 3), axes={'x0': {1: 'batch'}})

export('shapes', Run(lambda self, x: (
    x[:, 1:-1, ::2], x[..., -1], x.flip(1), x.roll(1, 2), x.unsqueeze(1).expand(-1, 2, -1, -1), x.repeat(1, 2, 1),
    torch.stack([x, x], 1), x.view(x.size(0), -1), x.permute(2, 0, 1), torch.cat([x, x * 2], 2), x.split([1, 3], 1)[1],
    x.unbind(1)[0], F.pad(x, (1, 2)), F.pad(x, (1, 1), mode='reflect'), F.pad(x, (2, 1), mode='replicate'),
    x.new_zeros(x.shape[0], 2) + 1, torch.full_like(x, 2.5), x.tril(), x.triu(1), x.squeeze(0), x.flatten(1),
    x.reshape(-1, 2, x.shape[2]), x.narrow(1, 1, 2), x.chunk(2, 1)[1], x.index_select(1, torch.tensor([2, 0, 2])))),
    torch.randn(3, 4, 6))
export('reductions', Run(lambda self, x: (
    x.sum(1), x.mean((1, 2), keepdim=True), x.amax(2), x.amin((0, 1)), x.prod(1), x.norm(dim=1), x.norm(1, dim=2),
    x.logsumexp(1), x.var(1), x.std(2), x.max(1)[0], x.max(1)[1], x.argmin(2), x.cumsum(1), x.topk(2, 1)[0],
    x.topk(2, 1)[1], x.sort(2)[0], x.softmax(0), x.max(), x.sum(), F.normalize(x, dim=1))),
    torch.randn(3, 4, 6))
export('elementwise', Run(lambda self, x, y: (
    x / y, x ** 2, x.abs() ** 0.5, x.abs() ** y, torch.maximum(x, y), torch.minimum(x, y), x.clamp(-0.5, 0.5),
    x.clamp(min=0.1), torch.where(x > y, x, y), (x > 0) & (y > 0), (x < 0) | ~(y <= 0), (x >= y) ^ (x == x), x.floor(),
    x.ceil(), x.round(), x.sign(), x.erf(), x.abs().log(), x.exp(), x.sin(), x.cos(), x.tan(), x.atan(), -x, x.neg(),
    x.reciprocal(), x.abs().rsqrt(), x.float().double().float(), x.long() // 2, x.fmod(0.3), x.remainder(0.3),
    torch.isnan(x), x.masked_fill(y > 0, 9.0), x.addcmul(x, y), x.lerp(y, 0.3),
    x.abs().log1p(), x.abs().log2())), torch.randn(3, 4), torch.rand(3, 4) + 0.5)
export('indices', Run(lambda self, x, i: (
    x.gather(1, i), x.scatter(1, i, 5.0), x.scatter_add(1, i, x[:, :2]), F.one_hot(i, 5), x[:, i[0]],
    x.index_fill(1, torch.tensor([1]), 3.0), F.embedding(i, x[0].unsqueeze(1)))), torch.randn(3, 5),
    torch.randint(0, 5, (3, 2)))
export('assign', Run(lambda self, x: assigned(x)), torch.randn(3, 4))
export('resize', Run(lambda self, x: (
    F.interpolate(x, scale_factor=2), F.interpolate(x, size=(5, 7)), F.interpolate(x, scale_factor=2, mode='bilinear'),
    F.interpolate(x, size=(5, 3), mode='bilinear', align_corners=True), F.interpolate(x, size=(9, 8), mode='bicubic'),
    F.pixel_shuffle(x, 2), F.pixel_unshuffle(x, 2))), torch.randn(2, 4, 4, 6))
for opset in (9, 10):
    export(f'resize-{opset}', Run(lambda self, x: F.interpolate(x, scale_factor=2)), torch.randn(2, 2, 3, 3), opset=opset,
           axes={})
export('products', Run(lambda self, x, y: (
    torch.einsum('bij,bjk->bik', x, y), torch.bmm(x, y), torch.baddbmm(x @ y, x, y, beta=0.5, alpha=2.0), x @ y[0],
    torch.addmm(x[0] @ y[0], x[0], y[0], beta=0.3, alpha=0.7), x[0] @ y[0, :, 0])), torch.randn(2, 3, 4),
    torch.randn(2, 4, 5))


class Branching(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def forward(self, x):
        if x.size(0) > 2:
            y = self.layer(x)
        else:
            y = x * 2
        return y


export('branching', torch.jit.script(Branching()), torch.randn(2, 4))
export('unknown', Run(lambda self, x: (torch.bernoulli(x), torch.randn_like(x))),
       torch.rand(2, 3))
