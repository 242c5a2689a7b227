"""Records what PyTorch makes of the cases of these tests, for fixtures/<category>.json.

    /usr/bin/python3 packages/server/test/graphs/kinds/record.py

Dropout is off where a case says `is_eval`; everything else is as in training.
"""

import torch
import torch.nn.functional as F
from torch import nn

from networks import (
    ActorCritic,
    DiffusionUNet,
    Heads,
    MixtureOfExperts,
    ResidualBlock,
    RewardNetwork,
    SingleHead,
    TimestepEmbedding,
    combine,
    noise_schedule,
    sampling,
)
from recording import case, network, write

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

# RNN.
x = r(2, 4, 3)
for kind, make in [("GRU", nn.GRU), ("LSTM", nn.LSTM)]:
    for more in [{}, {"num_layers": 2, "bidirectional": True}, {"batch_first": False}]:
        layer = make(3, 5, **{"batch_first": True, **more})
        output, hidden = layer(x)
        case(
            "rnn",
            kind,
            {"output": output, "hidden": hidden if kind == "GRU" else hidden[0]},
            params={"input_size": 3, "hidden_size": 5, **more},
            inputs={"tensor": x},
            state=layer,
        )
for nonlinearity in ["tanh", "relu"]:
    cell = nn.RNNCell(3, 5, nonlinearity=nonlinearity)
    params = {"input_size": 3, "hidden_size": 5, "nonlinearity": nonlinearity}
    row, before = r(2, 3), r(2, 5)
    inputs = {"tensor": row, "hidden": before}
    case("rnn", "RNNCell", {"hidden": cell(row, before)}, params=params, inputs=inputs, state=cell)
    case("rnn", "RNNCell", {"hidden": cell(row)}, params=params, inputs={"tensor": row}, state=cell)

# Transformer: the sequence is the first axis.
query, memory = r(3, 2, 8), r(4, 2, 8)
layer = nn.MultiheadAttention(8, 2)
nn.init.normal_(layer.in_proj_bias)
output, shares = layer(query, memory, memory)
projected = F.linear(query, layer.in_proj_weight[:8], layer.in_proj_bias[:8])[..., :4].transpose(0, 1)
keys = F.linear(memory, layer.in_proj_weight[8:16], layer.in_proj_bias[8:16])[..., :4].transpose(0, 1)
values = F.linear(memory, layer.in_proj_weight[16:], layer.in_proj_bias[16:])[..., :4].transpose(0, 1)
scores = projected @ keys.transpose(1, 2) / 2
case(
    "transformer",
    "MultiHeadAttention",
    {"output": output, "weights": shares},
    params={"embed_dim": 8, "num_heads": 2},
    inputs={"query": query, "key": memory, "value": memory},
    state=layer,
    steps=[
        ("inputs_qkv", {"query": query, "key": memory, "value": memory}),
        ("scaled_scores", {"scores": scores}),
        ("softmax_weights", {"weights": scores.softmax(-1)}),
        ("attended_output", {"attended": scores.softmax(-1) @ values, "output": output}),
    ],
)
single = r(3, 8)
output, shares = layer(single, single, single)
case(
    "transformer",
    "MultiHeadAttention",
    {"output": output, "weights": shares},
    params={"embed_dim": 8, "num_heads": 2},
    inputs={"query": single, "key": single, "value": single},
    state=layer,
)
params = {"d_model": 8, "nhead": 2, "num_layers": 2, "dim_feedforward": 12}
encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 12), 2).eval()
case(
    "transformer",
    "TransformerEncoder",
    {"tensor": encoder(query)},
    params=params,
    inputs={"tensor": query},
    state=encoder,
    is_eval=True,
)
decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(8, 2, 12), 2).eval()
case(
    "transformer",
    "TransformerDecoder",
    {"tensor": decoder(query, memory)},
    params=params,
    inputs={"tensor": query, "memory": memory},
    state=decoder,
    is_eval=True,
)

# Diffusion.
a, b, share = r(2, 3), r(2, 3), torch.rand(2, 1)
case(
    "diffusion",
    "Lerp",
    {"tensor": 0.3 * a + 0.7 * b},
    params={"alpha": 0.3},
    inputs={"tensor_a": a, "tensor_b": b},
)
case(
    "diffusion",
    "Lerp",
    {"tensor": share * a + (1 - share) * b},
    params={"alpha": 0.3},
    inputs={"tensor_a": a, "tensor_b": b, "alpha": share},
)
image = r(1, 2, 3, 4)
for mode, factor in [("nearest", 2), ("bilinear", 2), ("area", 2), ("nearest", 1.5), ("bilinear", 1.5), ("area", 0.5)]:
    made = F.interpolate(image, scale_factor=float(factor), mode=mode)
    params = {"mode": mode, "scale_factor": factor}
    case("diffusion", "Upsample", {"tensor": made}, params=params, inputs={"tensor": image})
for steps in [torch.tensor([0, 3, 250]), torch.tensor(7.5)]:
    layer = TimestepEmbedding(6, 1000)
    params = {"embed_dim": 6, "max_period": 1000}
    case(
        "diffusion",
        "TimestepEmbedding",
        {"embedding": layer(steps)},
        params=params,
        inputs={"timestep": steps},
        state=layer,
    )

# RL.
p, q = r(3, 4).softmax(-1), r(3, 4).softmax(-1)
p[0, 1] = 0
for reduction in ["batchmean", "sum", "mean", "none"]:
    kl = F.kl_div(q.log(), p, reduction=reduction)
    case("rl", "KLDivergence", {"kl": kl}, params={"reduction": reduction}, inputs={"p": p, "q": q})
left, right = r(3, 4) * 5, r(3, 4)
kl = F.kl_div(right.log_softmax(-1), left.log_softmax(-1), reduction="batchmean", log_target=True)
case("rl", "KLDivergence", {"kl": kl}, params={"input_kind": "logits"}, inputs={"p": left, "q": right})

# The pack about deep networks.
x, context = r(4, 6), r(3, 6)
blocked = torch.zeros(4, 4, dtype=torch.bool)
blocked[0, 2] = blocked[3, 0] = True
later = torch.ones(4, 4).triu(1) != 0
single = SingleHead(6)
for mask, causal, temperature in [(None, False, 1.0), (blocked, False, 0.5), (None, True, 2.0), (blocked, True, 1.0)]:
    stages = single(x, temperature, combine(mask, later if causal else None))
    case(
        "deep",
        "deep:Edu-SelfAttention",
        {"output": stages["output"], "weights": stages["weights"]},
        params={"embed_dim": 6, "causal": causal, "temperature": temperature},
        inputs={"tensor": x} if mask is None else {"tensor": x, "mask": mask},
        state=single,
        steps=single.steps(x, stages),
    )
heads = Heads(6, 2)
for mask, causal in [(None, False), (blocked.float(), True)]:
    stages = heads(x, x, combine(None if mask is None else mask != 0, later if causal else None))
    case(
        "deep",
        "deep:Edu-MultiHeadAttention",
        {"output": stages["output"], "weights": stages["weights"]},
        params={"embed_dim": 6, "num_heads": 2, "causal": causal},
        inputs={"tensor": x} if mask is None else {"tensor": x, "mask": mask},
        state=heads,
        steps=heads.steps({"tensor": x}, stages),
    )
for mask in [None, torch.tensor([[False, True, False]] * 4)]:
    stages = heads(x, context, mask)
    case(
        "deep",
        "deep:Edu-CrossAttention",
        {"output": stages["output"], "weights": stages["weights"]},
        params={"embed_dim": 6, "num_heads": 2},
        inputs={"query": x, "context": context, **({} if mask is None else {"mask": mask})},
        state=heads,
        steps=heads.steps({"query": x, "context": context}, stages),
    )
image = r(2, 3, 4, 6)
# The same by PyTorch's own sliding windows: columns of C * P * P, one for each patch.
columns = F.unfold(image, 2, stride=2).transpose(1, 2)
unfolded = image.reshape(2, 3, 2, 2, 3, 2)
for flatten in [True, False]:
    tokens = columns if flatten else columns.reshape(2, 6, 3, 2, 2)
    case(
        "deep",
        "deep:Edu-Patchify",
        {"tokens": tokens, "grid": torch.tensor([2, 3])},
        params={"patch_size": 2, "flatten": flatten},
        inputs={"image": image},
        steps=[
            ("input", {"image": image}),
            ("unfold", {"unfolded": unfolded}),
            ("permute", {"permuted": unfolded.permute(0, 2, 4, 1, 3, 5)}),
            ("flatten" if flatten else "reshape", {"tokens": tokens}),
        ],
    )
image, time = r(2, 4, 3, 3), r(2, 5)
for after, inputs in [(4, {"tensor": image}), (6, {"tensor": image, "time_emb": time})]:
    block = ResidualBlock(4, after, 2, 5)
    case(
        "deep",
        "deep:Edu-ResBlock",
        {"tensor": block(**inputs)},
        params={"in_channels": 4, "out_channels": after, "groups": 2, "time_emb_dim": 5},
        inputs=inputs,
        state=block,
    )

# The pack about reinforcement learning.
logits, actions, rewards = r(4, 3), torch.tensor([0.0, 2.0, 1.0, 1.0]), torch.tensor([1.0, 0.0, 3.0, -2.0])
for baseline, temperature in [("mean", 1.0), ("none", 0.5)]:
    policy = torch.distributions.Categorical(logits=logits / temperature)
    log_probs = policy.log_prob(actions)
    advantages = rewards - rewards.mean() if baseline == "mean" else rewards
    loss = -(log_probs * advantages).mean()
    case(
        "pack-rl",
        "rl:Edu-PolicyGradient",
        {"log_probs": log_probs, "advantages": advantages, "loss": loss, "probs": policy.probs},
        params={"baseline": baseline, "temperature": temperature},
        inputs={"logits": logits, "actions": actions, "rewards": rewards},
        steps=[
            ("softmax", {"probs": policy.probs}),
            ("gather", {"actions": actions.long(), "chosen_probs": log_probs.exp()}),
            ("log", {"log_probs": log_probs}),
            ("advantages", {"rewards": rewards, "advantages": advantages}),
            ("loss", {"loss": loss}),
        ],
    )

# Networks of which kinds make a new one at every run: their weights are set in the network itself.
x = r(2, 3, 4)
mixture = MixtureOfExperts(3, 2, 4, 5)
output, shares, chosen = mixture(x)
network(
    "MixtureOfExperts",
    {"experts": 3, "chosen": 2, "size": 4, "expertSize": 5},
    mixture,
    inputs=[x],
    outputs={"output": output, "weights": shares, "indices": chosen},
)
unet = DiffusionUNet(2, [4, 8], 6, 2)
image = r(2, 2, 5, 6)
network(
    "DiffusionUNet",
    {"inChannels": 2, "baseChannels": 4, "multipliers": [1, 2], "timeSize": 6, "groups": 2},
    unet,
    inputs=[image, torch.tensor([0, 9])],
    outputs={"output": unet(image, torch.tensor([0, 9]))},
)
states = r(3, 4)
layers = nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 5), nn.ReLU(), nn.Linear(5, 2))
network("QNetwork", [4, 2, 5], layers, inputs=[states], outputs={"output": layers(states)})
policy = ActorCritic(4, 2, 5)
probabilities, worth = policy(states)
network(
    "ActorCritic", [4, 2, 5], policy, inputs=[states], outputs={"output": probabilities}, value=worth
)
judge = RewardNetwork(4, 5)
for items in [states, r(2, 3, 4)]:
    network("RewardNetwork", [4, 5], judge, inputs=[items], outputs={"output": judge(items)})

# Ancestral sampling with a network that takes a tenth of everything for noise, and noise that is written down.
noise, fresh = r(1, 1, 2, 2), [r(1, 1, 2, 2) for _ in range(3)]
for schedule in ["linear", "cosine"]:
    betas = noise_schedule(schedule, 4, 0.01, 0.3)
    sampling(schedule, betas, noise, fresh)

write()
