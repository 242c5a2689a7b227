"""Records what PyTorch computes, forward and backward, for recordings/functions.json.

    /usr/bin/python3 packages/tensor/test/recordings/record.py

Each case has inputs, PyTorch's output, a gradient of that output and the gradients of the inputs it leads to. The
cases of the same names in torch.test.ts compute the same with the tensor engine. What PyTorch 1.13 lacks (RMS norm,
scaled dot product attention) is written out by its formula.
"""

import functools
import math

import torch
import torch.nn.functional as F

from recording import record, write

torch.manual_seed(11)
cases = []
case = functools.partial(record, cases)


def r(*shape):
    return torch.randn(*shape)


# Elements: corners and ties included.
corners = torch.tensor([-4.0, -3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 6.0, 7.0])
for name, function in {
    "relu": F.relu, "leakyRelu": lambda x: F.leaky_relu(x, 0.1), "elu": lambda x: F.elu(x, 1.5), "selu": F.selu,
    "gelu": F.gelu, "geluTanh": lambda x: F.gelu(x, approximate="tanh"), "silu": F.silu, "mish": F.mish,
    "relu6": F.relu6, "hardtanh": F.hardtanh, "hardsigmoid": F.hardsigmoid, "hardswish": F.hardswish,
    "softplus": F.softplus, "logsigmoid": F.logsigmoid, "softsign": F.softsign, "sigmoid": torch.sigmoid,
    "tanh": torch.tanh, "abs": torch.abs, "sign": torch.sign, "floor": torch.floor, "ceil": torch.ceil,
    "round": torch.round, "erf": torch.erf, "exp": torch.exp, "expm1": torch.expm1, "square": torch.square,
    "clamp": lambda x: x.clamp(-1, 3), "sin": torch.sin, "cos": torch.cos, "atan": torch.atan,
}.items():
    case(name, lambda x, f=function: f(x), x=corners)
positive = torch.rand(9) * 3 + 0.1
for name in ["log", "sqrt", "rsqrt", "log2", "log10", "log1p", "reciprocal"]:
    case(name, lambda x, n=name: getattr(torch, n)(x), x=positive)
case("prelu", lambda x, weight: F.prelu(x, weight), x=r(2, 3, 2), weight=torch.rand(3))
case("glu", lambda x: F.glu(x, 1), x=r(2, 6))
tied = {"a": torch.tensor([1.0, 2.0, 2.0, -1.0]), "b": torch.tensor([1.0, 1.0, 3.0, -1.0])}
case("maximum ties", torch.maximum, **{"input": tied["a"], "other": tied["b"]})
case("minimum ties", torch.minimum, **{"input": tied["a"], "other": tied["b"]})
case("pow", lambda a, b: a**b, a=torch.tensor([0.0, 1.0, 2.0, 3.0]), b=torch.tensor([2.0, 0.0, 3.0, -1.0]))
case("pow negative", lambda a: a**3.0, a=torch.tensor([-2.0, 0.0, 2.0]))
case("remainder", lambda a, b: a % b, a=torch.tensor([-5.0, 5.0, -5.5, 6.0]), b=torch.tensor([3.0, -3.0, 2.0, 3.0]))
case("fmod", torch.fmod, input=torch.tensor([-5.0, 5.0, -5.5, 6.0]), other=torch.tensor([3.0, -3.0, 2.0, 3.0]))
case("atan2", torch.atan2, input=r(6), other=r(6))
case("lerp", lambda a, b: torch.lerp(a, b, 0.3), a=r(4), b=r(4))
case("addBroadcast", lambda a, b: a + b, a=r(2, 1, 3), b=r(4, 1))
case("divBroadcast", lambda a, b: a / b, a=r(2, 3), b=torch.rand(3) + 0.5)

# Reductions.
ties = torch.tensor([[1.0, 3.0, 3.0], [2.0, 2.0, 2.0]])
case("amax ties", lambda x: x.amax(1), x=ties)
case("amin all ties", lambda x: x.amin(), x=ties)
case("max dim ties", lambda x: x.max(1).values, x=ties)
case("min dim ties", lambda x: x.min(1, keepdim=True).values, x=ties)
case("argmax ties", lambda x: x.argmax(1), x=ties)
case("argmin ties", lambda x: x.argmin(1), x=ties)
case("mean", lambda x: x.mean((0, 2)), x=r(2, 3, 4))
case("variance", lambda x: x.var(1), x=r(3, 5))
case("variance biased", lambda x: x.var((0, 1), unbiased=False, keepdim=True), x=r(3, 5))
case("std", lambda x: x.std(0), x=r(5, 2))
case("prod zeros", lambda x: x.prod(1), x=torch.tensor([[2.0, 0.0, 3.0], [0.0, 0.0, 4.0], [1.0, 2.0, 3.0]]))
case("prod all", lambda x: x.prod(), x=torch.tensor([[2.0, 0.0], [3.0, 4.0]]))
case("logsumexp", lambda x: x.logsumexp(1), x=torch.tensor([[1.0, 2.0, 900.0], [-math.inf, 0.0, 1.0]]))
case("norm 2", lambda x: x.norm(2, 1), x=torch.tensor([[3.0, 4.0], [0.0, 0.0]]))
case("norm 1", lambda x: x.norm(1, 0), x=r(3, 2))
case("norm 3", lambda x: x.norm(3), x=r(4))
case("norm infinity", lambda x: x.norm(math.inf), x=torch.tensor([1.0, -5.0, 2.0]))
case("cumsum", lambda x: x.cumsum(1), x=r(2, 4))
case("any", lambda x: (x > 1).any(1), x=ties)
case("all", lambda x: (x > 1).all(1), x=ties)
case("median", lambda x: x.median(1).values, x=r(3, 4))
case("topk", lambda x: x.topk(2, 1).values, x=r(3, 5))
case("sort descending", lambda x: x.sort(0, descending=True).values, x=r(4, 2))

# Shapes and indices.
case("roll", lambda x: x.roll(-2, 1), x=r(2, 5))
case("flip", lambda x: x.flip([0, 1]), x=r(2, 3))
case("tile", lambda x: x.tile(2, 1, 2), x=r(2, 3))
case("repeatInterleave", lambda x: x.repeat_interleave(2, 1), x=r(2, 3))
case("tril", lambda x: x.tril(-1), x=r(3, 4))
case("triu", lambda x: x.triu(1), x=r(3, 4))
case("slices", lambda x: x[1:, ::2], x=r(3, 5))
case("gather", lambda x, index: x.gather(1, index), x=r(2, 4), index=torch.tensor([[0, 0, 3], [2, 1, 2]]))
case("scatter", lambda x, index, source: x.scatter(0, index, source), x=r(3, 2), index=torch.tensor([[2, 0]]), source=r(1, 2))
case("scatterAdd", lambda x, index, source: x.scatter_add(0, index, source), x=r(3, 2), index=torch.tensor([[2, 0], [2, 1]]), source=r(2, 2))
case("indexSelect", lambda x, index: x.index_select(1, index), x=r(2, 4), index=torch.tensor([3, 3, 0]))
case("embedding", lambda index, weight: F.embedding(index, weight), index=torch.tensor([[1, 0], [1, 3]]), weight=r(4, 3))
case("where", lambda a, b: torch.where(a > 0, a, b), a=r(5), b=r(5))
case("maskedFill", lambda x: x.masked_fill(x > 0, -math.inf), x=r(5))
for mode in ["reflect", "replicate", "circular"]:
    case(f"pad {mode}", lambda x, m=mode: F.pad(x, (2, 1), mode=m), x=r(1, 2, 4))
    case(f"pad {mode} 2d", lambda x, m=mode: F.pad(x, (1, 2, 2, 1), mode=m), x=r(1, 2, 3, 4))
case("pad constant", lambda x: F.pad(x, (1, -1, 0, 2), value=1.5), x=r(2, 3, 4))

# Products.
case("matmul batches", torch.matmul, input=r(2, 1, 3, 4), other=r(5, 4, 2))
case("matmul vector", torch.matmul, input=r(2, 3, 4), other=r(4))
case("matmul vectors", torch.matmul, input=r(4), other=r(4))
case("linear", F.linear, input=r(2, 3, 4), weight=r(5, 4), bias=r(5))
case("einsum attention", lambda a, b: torch.einsum("bhqd,bhkd->bhqk", a, b), a=r(2, 2, 3, 4), b=r(2, 2, 5, 4))
case("einsum trace", lambda a: torch.einsum("ii->", a), a=r(3, 3))
case("einsum diagonal", lambda a: torch.einsum("bii->bi", a), a=r(2, 3, 3))
case("einsum three", lambda a, b, c: torch.einsum("ij,jk,kl->il", a, b, c), a=r(2, 3), b=r(3, 4), c=r(4, 2))
case("einsum outer", lambda a, b: torch.einsum("i,j->ji", a, b), a=r(2), b=r(3))
case("einsum implicit", lambda a, b: torch.einsum("ba,cb", a, b), a=r(2, 3), b=r(4, 2))
case("einsum ellipsis", lambda a, b: torch.einsum("...ij,jk->...ik", a, b), a=r(2, 2, 3), b=r(3, 2))

# Convolutions, pooling, resizing.
case("conv1d", lambda x, w, b: F.conv1d(x, w, b, stride=2, padding=1), x=r(2, 2, 7), w=r(3, 2, 3), b=r(3))
case("conv2d groups", lambda x, w, b: F.conv2d(x, w, b, padding=2, dilation=2, groups=2), x=r(1, 4, 6, 5), w=r(6, 2, 3, 3), b=r(6))
case("conv2d same", lambda x, w: F.conv2d(x, w, padding="same"), x=r(1, 2, 5, 4), w=r(3, 2, 2, 4))
case("conv2d unbatched", lambda x, w: F.conv2d(x, w, stride=(2, 1)), x=r(2, 6, 5), w=r(3, 2, 2, 3))
case("convTranspose1d", lambda x, w, b: F.conv_transpose1d(x, w, b, stride=2, padding=1, output_padding=1), x=r(2, 3, 4), w=r(3, 2, 3), b=r(2))
case("convTranspose2d", lambda x, w: F.conv_transpose2d(x, w, stride=2, groups=2, dilation=2), x=r(1, 4, 3, 3), w=r(4, 2, 2, 2))
equal = torch.ones(1, 1, 4, 4)
case("maxPool2d ties", lambda x: F.max_pool2d(x, 2), x=equal)
case("maxPool2d overlapping ties", lambda x: F.max_pool2d(x, 3, 1, 1), x=equal)
case("maxPool2d", lambda x: F.max_pool2d(x, 3, 2, 1), x=r(2, 2, 6, 5))
case("maxPool2d ceil", lambda x: F.max_pool2d(x, 2, 2, ceil_mode=True), x=r(1, 2, 5, 5))
case("maxPool2d dilation", lambda x: F.max_pool2d(x, 2, 1, dilation=2), x=r(1, 2, 5, 5))
case("maxPool2d indices", lambda x: F.max_pool2d(x, 2, 1, return_indices=True)[1], x=r(2, 2, 3, 4))
case("maxPool1d", lambda x: F.max_pool1d(x, 3, 2), x=r(2, 2, 7))
case("avgPool2d", lambda x: F.avg_pool2d(x, 3, 2, 1), x=r(1, 2, 6, 5))
case("avgPool2d excluding", lambda x: F.avg_pool2d(x, 3, 2, 1, count_include_pad=False), x=r(1, 2, 6, 5))
case("avgPool2d ceil", lambda x: F.avg_pool2d(x, 2, 2, 1, ceil_mode=True), x=r(1, 2, 4, 6))
case("avgPool1d", lambda x: F.avg_pool1d(x, 3, 1, 1), x=r(1, 2, 5))
case("adaptiveAvgPool2d", lambda x: F.adaptive_avg_pool2d(x, (3, 2)), x=r(1, 2, 7, 5))
case("adaptiveAvgPool1d", lambda x: F.adaptive_avg_pool1d(x, 3), x=r(1, 2, 7))
case("adaptiveMaxPool2d", lambda x: F.adaptive_max_pool2d(x, (3, 2)), x=r(1, 2, 7, 5))
case("adaptiveMaxPool1d", lambda x: F.adaptive_max_pool1d(x, 2), x=r(1, 2, 6))
case("interpolate nearest", lambda x: F.interpolate(x, scale_factor=2), x=r(1, 2, 3, 2))
case("interpolate nearest size", lambda x: F.interpolate(x, size=(5, 3)), x=r(1, 2, 3, 4))
case("interpolate bilinear", lambda x: F.interpolate(x, size=(5, 7), mode="bilinear"), x=r(1, 2, 3, 4))
case("interpolate bilinear corners", lambda x: F.interpolate(x, size=(5, 2), mode="bilinear", align_corners=True), x=r(1, 2, 3, 4))
case("interpolate bilinear scale", lambda x: F.interpolate(x, scale_factor=1.5, mode="bilinear"), x=r(1, 1, 4, 5))
case("interpolate linear", lambda x: F.interpolate(x, size=7, mode="linear"), x=r(1, 2, 4))
case("interpolate area", lambda x: F.interpolate(x, size=(2, 3), mode="area"), x=r(1, 2, 5, 4))

# Norms.
case("layerNorm", lambda x, weight, bias: F.layer_norm(x, (3, 4), weight, bias), x=r(2, 3, 4), weight=r(3, 4), bias=r(3, 4))
case("layerNorm plain", lambda x: F.layer_norm(x, (4,)), x=r(2, 3, 4))
case("groupNorm", lambda x, weight, bias: F.group_norm(x, 2, weight, bias), x=r(2, 4, 3), weight=r(4), bias=r(4))
case("instanceNorm", lambda x, weight, bias: F.instance_norm(x, weight=weight, bias=bias), x=r(2, 3, 4, 2), weight=r(3), bias=r(3))
case("batchNorm training", lambda x, weight, bias: F.batch_norm(x, None, None, weight, bias, training=True), x=r(3, 2, 4), weight=r(2), bias=r(2))
case("batchNorm evaluating", lambda x, weight, bias, mean, var: F.batch_norm(x, mean.detach(), var.detach(), weight, bias), x=r(3, 2, 2, 2), weight=r(2), bias=r(2), mean=r(2), var=torch.rand(2) + 0.5)
case("rmsNorm", lambda x, weight: x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-6) * weight, x=r(2, 3, 4), weight=r(4))

# Attention, by its formula.
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    return torch.softmax(scores if mask is None else scores + mask, -1) @ v


case("attention", attention, q=r(2, 2, 3, 4), k=r(2, 2, 5, 4), v=r(2, 2, 5, 2))
case("attention mask", attention, q=r(2, 3, 4), k=r(2, 5, 4), v=r(2, 5, 2), mask=r(3, 5))
causal = torch.full((4, 4), -math.inf).triu(1)
case("attention causal", lambda q, k, v: attention(q, k, v, causal), q=r(1, 4, 2), k=r(1, 4, 2), v=r(1, 4, 3))
case("softmax", lambda x: F.softmax(x, 1), x=r(2, 3, 2))
case("logSoftmax", lambda x: F.log_softmax(x, -1), x=torch.tensor([[1.0, 1000.0, -1000.0], [1.0, 2.0, 3.0]]))

# Losses.
y = torch.tensor([2, 0, 1, 2])
spatial = torch.tensor([[[0, 2], [1, 1]], [[2, 2], [0, 1]]])
case("crossEntropy", lambda x, y: F.cross_entropy(x, y), x=r(4, 3), y=y)
case("crossEntropy smoothing", lambda x, y, weight: F.cross_entropy(x, y, weight.detach(), ignore_index=1, label_smoothing=0.1), x=r(4, 3), y=y, weight=torch.rand(3) + 0.5)
case("crossEntropy spatial", lambda x, y: F.cross_entropy(x, y, reduction="none"), x=r(2, 3, 2, 2), y=spatial)
case("crossEntropy probabilities", lambda x, p: F.cross_entropy(x, p.detach(), label_smoothing=0.2), x=r(2, 3), p=torch.softmax(r(2, 3), 1))
case("nllLoss", lambda x, y: F.nll_loss(x, y, ignore_index=0, reduction="sum"), x=r(4, 3), y=y)
case("mseLoss", F.mse_loss, input=r(2, 3), target=r(2, 3))

# Recurrent networks.
def recurrent(module, x):
    weights = [value.detach().clone() for value in module.parameters()]
    names = [name for name, _ in module.named_parameters()]

    def run(x, **values):
        call = torch.nn.utils.stateless.functional_call(module, values, (x,))
        return call[0]

    return run, dict(zip(names, weights)), x


for name, module in {
    "lstm": torch.nn.LSTM(3, 2), "lstm bidirectional": torch.nn.LSTM(2, 2, num_layers=2, bidirectional=True),
    "gru": torch.nn.GRU(3, 2), "gru layers": torch.nn.GRU(2, 2, num_layers=2),
    "rnn": torch.nn.RNN(3, 2), "rnn relu": torch.nn.RNN(3, 2, nonlinearity="relu"),
}.items():
    run, weights, x = recurrent(module, r(4, 2, module.input_size))
    case(name, run, x=x, **weights)


lstm = torch.nn.LSTM(3, 2)
run, weights, x = recurrent(lstm, r(4, 2, 3))


def with_states(x, h, c, **values):
    out, (last, cell) = torch.nn.utils.stateless.functional_call(lstm, values, (x, (h, c)))
    return torch.cat([out, last, cell])


case("lstm initial", with_states, x=x, h=r(1, 2, 2), c=r(1, 2, 2), **weights)

# What is left: elements, comparisons, clipping.
within = torch.tensor([-0.9, -0.5, 0.0, 0.25, 0.8])
for name in ["tan", "asin", "acos", "atanh", "sinh", "cosh", "asinh", "exp2"]:
    case(name, lambda x, n=name: getattr(torch, n)(x), x=within)
case("acosh", torch.acosh, x=within + 2)
special = torch.tensor([1.5, math.nan, math.inf, -math.inf, 0.0])
case("isnan", torch.isnan, input=special)
case("isinf", torch.isinf, input=special)
case("nanToNum", lambda x: torch.nan_to_num(x, 2.0, 7.0, -8.0), x=special)
case("floorDivide", lambda input, other: torch.floor_divide(input.detach(), other.detach()), input=torch.tensor([-5.0, 5.0, -6.0]), other=torch.tensor([3.0, -3.0, 2.0]))
case("isclose", torch.isclose, input=torch.tensor([1.0, 1.0, math.inf, math.inf, 1.0]), other=torch.tensor([1.000001, 1.1, math.inf, -math.inf, math.inf]))
for name in ["eq", "ne", "lt", "le", "gt", "ge"]:
    case(name, lambda a, b, n=name: getattr(torch, n)(a, b), **tied)
case("oneHot", lambda index: F.one_hot(index, 4), index=torch.tensor([[0, 3], [1, 1]]))


def clipped(clip):
    def run(a, b):
        parameters = [torch.nn.Parameter(torch.zeros_like(value)) for value in (a, b)]
        for parameter, value in zip(parameters, (a, b)):
            parameter.grad = value.detach().clone()
        clip(parameters)
        return torch.cat([parameter.grad.reshape(-1) for parameter in parameters])

    return run


case("clipGradNorm", clipped(lambda p: torch.nn.utils.clip_grad_norm_(p, 0.5)), a=r(2, 3), b=r(4))
case("clipGradNorm 1", clipped(lambda p: torch.nn.utils.clip_grad_norm_(p, 100.0, 1.0)), a=r(2, 3), b=r(4))
case("clipGradValue", clipped(lambda p: torch.nn.utils.clip_grad_value_(p, 0.4)), a=r(2, 3), b=r(4))

# What random arguments found (soak/torch.ts): far, exact, infinite, constant and 0-d ones.
far = torch.tensor([-200.0, -20.0, -1e-6, 1e-6, 50.0])
case("expm1 far", torch.expm1, input=far)
case("elu far", lambda x: F.elu(x, 2.0), x=far)
case("log1p far", torch.log1p, input=torch.tensor([-0.5, 1e-6, 1.0, 1e9, math.inf]))
case("exp2 exact", torch.exp2, input=torch.tensor([10.0, 24.0, -3.0]))
infinite = torch.tensor([[0.5, -math.inf, math.inf], [math.inf, 2.0, -math.inf], [-math.inf, math.inf, 3.0]])
case("triu infinite", lambda x: x.triu(1), x=infinite)
case("tril infinite", lambda x: x.tril(), x=infinite)
case("tril bool", lambda mask: mask.tril(), mask=infinite > 0)
case("clamp infinite", lambda x: x.clamp(min=0.0), x=infinite)
case("nanToNum inside", lambda x: torch.nan_to_num(x, 1.0, 2.0, -2.0), x=torch.tensor([-5.0, 5.0, math.nan, math.inf]))
case("std constant", lambda x: x.std(1), x=torch.tensor([[2.0, 2.0, 2.0], [1.0, 2.0, 4.0]]))
case("norm half", lambda x: x.norm(0.5), x=torch.tensor([0.0, 1.0, -4.0]))
case("remainder infinite", lambda a, b: a % b, a=torch.tensor([1.0, -1.0]), b=torch.tensor([math.inf, math.inf]))
case("floorDivide near", lambda input, other: torch.floor_divide(input.detach(), other.detach()), input=torch.tensor([1.0, -1.0, 6.0]), other=torch.tensor([0.1, 0.1, 0.0]))
case("atan2 axes", torch.atan2, input=torch.tensor([1.0, -1.0, 0.0, 0.0]), other=torch.tensor([0.0, 0.0, 1.0, -1.0]))
case("sum int32", lambda index: index.int().sum(0), index=torch.tensor([[1, 2], [3, 4]]))
case("cumsum int32", lambda index: index.int().cumsum(1), index=torch.tensor([[1, 2], [3, 4]]))
case("bools", lambda a, b: torch.logical_and(a, b) | (a * b), a=torch.tensor([True, True, False]), b=torch.tensor([True, False, False]))
case("any of floats", lambda x: torch.logical_or(x, x.round()), x=torch.tensor([0.0, 0.2, -1.0]))
case("cosineSimilarity broadcast", lambda a, b: F.cosine_similarity(a, b, 0), a=r(3, 2, 2), b=r(3, 1, 1))
case("einsum repeated", lambda a, b: torch.einsum("ij,ij->", a, b), a=r(2, 3), b=r(2, 1))
case("scatter larger source", lambda x, index, source: x.scatter(0, index, source.detach()), x=r(3, 2), index=torch.tensor([[2, 0]]), source=r(2, 3))
case("convTranspose1d unbatched", lambda x, w, b: F.conv_transpose1d(x, w, b, stride=2), x=r(2, 4), w=r(2, 3, 2), b=r(3))
case("maxPool1d last window", lambda x: F.max_pool1d(x, 3, dilation=2, ceil_mode=True), x=r(1, 2, 4))
case("maxPool2d reaching out", lambda x: F.max_pool2d(x, 2, padding=1, ceil_mode=True, dilation=(1, 2)), x=r(1, 1, 5, 4))
case("maxPool2d reaching out indices", lambda x: F.max_pool2d(x, 2, padding=1, ceil_mode=True, dilation=(1, 2), return_indices=True)[1], x=r(1, 2, 5, 4))

write("functions.json", cases)
