"""Records what PyTorch makes of the cases of these tests, for fixtures/<category>.json.

    /usr/bin/python3 packages/server/test/graphs/kinds/record.py

Dropout is off where a case says `is_eval`; everything else is as in training.
"""

import torch
import torch.nn.functional as F
from torch import nn

from recording import case, write

torch.manual_seed(5)


def r(*shape):
    return torch.randn(*shape)


# Tensor operations.
a, b = r(2, 3), r(2, 3)
ops = "tensor-operations"
case(ops, "Add", {"tensor": a + 0.5 * b[0]}, params={"alpha": 0.5}, inputs={"tensor_a": a, "tensor_b": b[0]})
ties = torch.tensor([[1.0, 3.0, 3.0], [2.0, 2.0, -1.0]])
case(ops, "Argmax", {"tensor": ties.argmax(-1)}, inputs={"tensor": ties})
case(ops, "Argmax", {"tensor": a.argmax(0, True)}, params={"dim": 0, "keepdim": True}, inputs={"tensor": a})
for left, right in [(r(2, 3), r(3, 4)), (r(5, 2, 3), r(3, 4)), (r(2, 1, 2, 3), r(4, 3, 2)), (r(3), r(3))]:
    case(ops, "MatMul", {"tensor": left @ right}, inputs={"tensor_a": left, "tensor_b": right})
x = r(2, 3, 4)
case(ops, "Mean", {"tensor": x.mean(-1)}, inputs={"tensor": x})
case(ops, "Mean", {"tensor": x.mean([0, -1], True)}, params={"dim": "0, -1", "keepdim": True}, inputs={"tensor": x})
case(ops, "Mean", {"tensor": x.mean()}, params={"dim": ""}, inputs={"tensor": x})
case(ops, "Multiply", {"tensor": x * x[:, :1]}, inputs={"tensor_a": x, "tensor_b": x[:, :1]})
case(ops, "Permute", {"tensor": x.permute(0, 2, 1)}, inputs={"tensor": x})
case(ops, "Permute", {"tensor": x.permute(-1, 0, 1)}, params={"dims": "-1,0,1"}, inputs={"tensor": x})
case(ops, "ScalarMultiply", {"tensor": x * -2.5}, params={"scalar": -2.5}, inputs={"tensor": x})
whole = torch.tensor([[1, 2], [3, 4]])
case(ops, "ScalarMultiply", {"tensor": whole * 3}, params={"scalar": 3}, inputs={"tensor": whole})
logits = r(2, 4) * 30
most = logits.amax(0, True)
exped = (logits - most).exp()
case(
    ops,
    "Softmax",
    {"tensor": logits.softmax(0)},
    params={"dim": 0},
    inputs={"tensor": logits},
    steps=[
        ("logits", {"logits": logits}),
        ("max_subtract", {"max": most, "shifted": logits - most}),
        ("exp", {"exped": exped}),
        ("partition", {"partition": exped.sum(0, True)}),
        ("divide", {"output": logits.softmax(0)}),
    ],
)
parts = torch.chunk(r(5, 2), 3, 0)
case(
    ops,
    "Split",
    {f"chunk_{i}": part for i, part in enumerate(parts)},
    params={"chunks": 3},
    inputs={"tensor": torch.cat(parts)},
)
thin = r(1, 3, 1)
case(ops, "Squeeze", {"tensor": thin.squeeze()}, inputs={"tensor": thin})
case(ops, "Squeeze", {"tensor": thin.squeeze(0)}, params={"dim": 0}, inputs={"tensor": thin})
case(ops, "Squeeze", {"tensor": thin.squeeze(1)}, params={"dim": 1}, inputs={"tensor": thin})
case(ops, "Stack", {"tensor": torch.stack([a, b])}, inputs={"tensor_a": a, "tensor_b": b})
case(ops, "Stack", {"tensor": torch.stack([a, b], -1)}, params={"dim": -1}, inputs={"tensor_a": a, "tensor_b": b})
case(ops, "TensorCreate", {"tensor": torch.full([2, 3], 1.5)}, params={"shape": "2,3", "fill": "full", "value": 1.5})
case(ops, "TensorCreate", {"tensor": torch.ones(2, 3)}, params={"shape": "2,3", "fill": "ones"})
case(ops, "TensorCreate", {"tensor": torch.arange(4.0)}, params={"shape": "4,2", "fill": "arange"})
case(ops, "Unsqueeze", {"tensor": a.unsqueeze(0)}, inputs={"tensor": a})
case(ops, "Unsqueeze", {"tensor": a.unsqueeze(-1)}, params={"dim": -1}, inputs={"tensor": a})

# Utility.
case("utility", "Concat", {"tensor": torch.cat([a, b])}, inputs={"tensor_a": a, "tensor_b": b})
case("utility", "Concat", {"tensor": torch.cat([a, b], -1)}, params={"dim": -1}, inputs={"tensor_a": a, "tensor_b": b})
for padding in [-1, 2]:
    table = nn.Embedding(5, 3, padding_idx=None if padding < 0 else padding)
    rows = torch.tensor([[0.0, 4.0], [2.0, 2.0]])
    found = table(rows.long())
    case(
        "utility",
        "Embedding",
        {"tensor": found},
        params={"num_embeddings": 5, "embedding_dim": 3, "padding_idx": padding},
        inputs={"tensor": rows},
        state=table,
        steps=[
            ("indices", {"indices": rows.long()}),
            ("embedding_table", {"weight": table.weight}),
            ("lookup", {"output": found}),
        ],
    )
case("utility", "Flatten", {"tensor": x.flatten(1)}, inputs={"tensor": x})
case("utility", "Flatten", {"tensor": x.flatten()}, params={"start_dim": 0}, inputs={"tensor": x})
layer = nn.Linear(4, 2)
case(
    "utility",
    "Linear",
    {"tensor": layer(x)},
    params={"in_features": 4, "out_features": 2},
    inputs={"tensor": x},
    state=layer,
    steps=[
        ("input", {"input": x}),
        ("weight_matrix", {"weight": layer.weight}),
        ("bias_vector", {"bias": layer.bias}),
        ("linear_output", {"output": layer(x)}),
    ],
)
case("utility", "Reshape", {"tensor": x.reshape(-1, 6)}, params={"shape": "-1, 6"}, inputs={"tensor": x})

# CNN.
corners = torch.tensor([[-4.0, -3.0, -1.0, -0.5], [0.0, 0.5, 3.0, 7.0]])
functions = {
    "relu": F.relu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "leaky_relu": F.leaky_relu,
    "elu": F.elu,
    "gelu": F.gelu,
    "silu": F.silu,
    "mish": F.mish,
    "selu": F.selu,
    "softmax": lambda x: x.softmax(-1),
    "hardswish": F.hardswish,
    "prelu": nn.PReLU(),
}
for name, function in functions.items():
    case("cnn", "Activation", {"tensor": function(corners)}, params={"function": name}, inputs={"tensor": corners})
image = r(2, 3, 5, 7)
case("cnn", "AdaptiveAvgPool2d", {"tensor": F.adaptive_avg_pool2d(image, 1)}, inputs={"tensor": image})
case(
    "cnn",
    "AdaptiveAvgPool2d",
    {"tensor": F.adaptive_avg_pool2d(image, (3, 2))},
    params={"output_height": 3, "output_width": 2},
    inputs={"tensor": image},
)
case("cnn", "AvgPool2d", {"tensor": F.avg_pool2d(image, 2, 2)}, inputs={"tensor": image})
case(
    "cnn",
    "AvgPool2d",
    {"tensor": F.avg_pool2d(image, 3, 1, 1)},
    params={"kernel_size": 3, "stride": 1, "padding": 1},
    inputs={"tensor": image},
)
case("cnn", "MaxPool2d", {"tensor": F.max_pool2d(image, 2, 2)}, inputs={"tensor": image})
case(
    "cnn",
    "MaxPool2d",
    {"tensor": F.max_pool2d(image, 3, 1)},
    params={"kernel_size": 3, "stride": 1},
    inputs={"tensor": image},
)
norm = nn.BatchNorm2d(3)
nn.init.normal_(norm.weight)
nn.init.normal_(norm.bias)
before = {name: tensor.clone() for name, tensor in norm.state_dict().items()}
normal = norm(image)
mean, var = image.mean([0, 2, 3], keepdim=True), image.var([0, 2, 3], unbiased=False, keepdim=True)
case(
    "cnn",
    "BatchNorm2d",
    {"tensor": normal},
    params={"num_features": 3},
    inputs={"tensor": image},
    state=before,
    after=norm.state_dict(),
    steps=[
        ("input", {"input": image}),
        ("per_channel_mean", {"mean": mean}),
        ("per_channel_var", {"var": var}),
        ("normalize", {"normalized": (image - mean) / torch.sqrt(var + 1e-5)}),
        ("scale_shift", {"gamma": norm.weight, "beta": norm.bias, "output": normal}),
    ],
)
row = r(2, 3, 8)
layer = nn.Conv1d(3, 4, 3, 2, 1)
conv = {"in_channels": 3, "out_channels": 4, "kernel_size": 3, "stride": 2, "padding": 1}
case("cnn", "Conv1d", {"tensor": layer(row)}, params=conv, inputs={"tensor": row}, state=layer)
layer = nn.Conv2d(3, 4, 3, 2, 1)
case(
    "cnn",
    "Conv2d",
    {"tensor": layer(image)},
    params=conv,
    inputs={"tensor": image},
    state=layer,
    steps=[
        ("input_tensor", {"input": image}),
        ("kernel_weights", {"weight": layer.weight, "bias": layer.bias}),
        ("convolved_output", {"output": layer(image)}),
    ],
)
layer = nn.ConvTranspose2d(3, 2, 3, 2, 1, 1)
case(
    "cnn",
    "ConvTranspose2d",
    {"tensor": layer(image)},
    params={"in_channels": 3, "out_channels": 2, "kernel_size": 3, "stride": 2, "padding": 1, "output_padding": 1},
    inputs={"tensor": image},
    state=layer,
)
case("cnn", "Dropout", {"tensor": image}, params={"p": 0}, inputs={"tensor": image})
case("cnn", "Dropout", {"tensor": image * 0}, params={"p": 1}, inputs={"tensor": image})
for kernel, params in [(r(3, 3), {}), (r(1, 1, 2, 2), {"stride": 2, "padding": 0}), (r(3, 1, 3, 3), {"padding": 2})]:
    filters = (kernel[None, None] if kernel.dim() == 2 else kernel).expand(3, -1, -1, -1)
    made = F.conv2d(image, filters, None, params.get("stride", 1), params.get("padding", 1), groups=3)
    case("cnn", "Conv2dExplicit", {"tensor": made}, params=params, inputs={"tensor": image, "kernel": kernel})
# Laplace's operator with its diagonals, a sharpening cross, and Prewitt's operator along x.
laplace = torch.full([3, 3], -1.0)
laplace[1, 1] = 8
cross = torch.tensor([[0.0, -1.0, 0.0], [-1.0, 5.0, -1.0], [0.0, -1.0, 0.0]])
prewitt = torch.tensor([[-1.0, 0.0, 1.0]]).expand(3, 3)
case("cnn", "Conv2dKernel", {"tensor": laplace})
case("cnn", "Conv2dKernel", {"tensor": cross}, params={"preset": "Sharpen3x3"})
case("cnn", "Conv2dKernel", {"tensor": prewitt}, params={"preset": "VerticalEdge3x3"})
own = torch.tensor([[1.0, -2.0], [0.5, 4.0]])
case(
    "cnn",
    "Conv2dKernel",
    {"tensor": own},
    params={"preset": "Custom", "kernel_size": 2, "weights": own.tolist()},
)

# Normalization.
rows = r(6, 4) * 3 + 1
norm = nn.BatchNorm1d(4)
nn.init.normal_(norm.weight)
before = {name: tensor.clone() for name, tensor in norm.state_dict().items()}
case(
    "normalization",
    "BatchNorm1d",
    {"tensor": norm(rows)},
    params={"num_features": 4},
    inputs={"tensor": rows},
    state=before,
    after=norm.state_dict(),
)
x = r(2, 6, 3, 2)
norm = nn.GroupNorm(3, 6)
nn.init.normal_(norm.weight)
case(
    "normalization",
    "GroupNorm",
    {"tensor": norm(x)},
    params={"num_groups": 3, "num_channels": 6},
    inputs={"tensor": x},
    state=norm,
)
for affine in [False, True]:
    norm = nn.InstanceNorm2d(6, affine=affine)
    if affine:
        nn.init.normal_(norm.weight)
    case(
        "normalization",
        "InstanceNorm2d",
        {"tensor": norm(x)},
        params={"num_features": 6, "affine": affine},
        inputs={"tensor": x},
        state=norm,
    )
norm = nn.LayerNorm([3, 2], eps=1e-3)
nn.init.normal_(norm.weight)
nn.init.normal_(norm.bias)
mean, var = x.mean([-2, -1], keepdim=True), x.var([-2, -1], unbiased=False, keepdim=True)
case(
    "normalization",
    "LayerNorm",
    {"tensor": norm(x)},
    params={"normalized_shape": "3, 2", "eps": 1e-3},
    inputs={"tensor": x},
    state=norm,
    steps=[
        ("input", {"input": x}),
        ("compute_mean", {"mean": mean}),
        ("compute_var", {"var": var}),
        ("normalize", {"normalized": (x - mean) / torch.sqrt(var + 1e-3)}),
        ("scale_shift", {"gamma": norm.weight, "beta": norm.bias, "output": norm(x)}),
    ],
)

write()
