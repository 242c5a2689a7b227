"""Answers what PyTorch computes, for soak/torch.ts: a JSON list of cases on each line, a JSON list of answers back.

A case calls a function, a method, a module or an optimizer with arguments drawn there; an answer has the outputs and
the inputs' gradients, or the error with which PyTorch refused.
"""

import json
import math
import sys
import warnings

import torch

warnings.simplefilter("ignore")
torch.set_num_threads(1)
DTYPES = {name: getattr(torch, name) for name in ["float32", "float64", "int32", "int64", "uint8", "bool"]}
NAMES = {dtype: name for name, dtype in DTYPES.items()}


def load(value, leaves):
    """What an argument stands for; tensors of floats are kept for their gradients."""
    if isinstance(value, list):
        return [load(one, leaves) for one in value]
    if not isinstance(value, dict):
        return value
    if "number" in value:
        return float(value["number"])
    if "type" in value:
        return DTYPES[value["type"]]
    if "slice" in value:
        return slice(*value["slice"])
    if "tuple" in value:
        return tuple(Ellipsis if one == "..." else load(one, leaves) for one in value["tuple"])
    if "data" not in value:
        return {key: load(one, leaves) for key, one in value.items()}
    data = [float(one) if isinstance(one, str) else one for one in value["data"]]
    loaded = torch.tensor(data, dtype=DTYPES[value["dtype"]]).reshape(value["shape"])
    if loaded.is_floating_point() and not value.get("isFixed"):
        loaded.requires_grad_(True)
        leaves.append(loaded)
    return loaded


def plain(value):
    flat = value.detach().reshape(-1).tolist()
    data = [str(one) if isinstance(one, float) and not math.isfinite(one) else one for one in flat]
    return {"dtype": NAMES[value.dtype], "shape": list(value.shape), "data": data}


def tensors(made):
    if isinstance(made, torch.Tensor):
        return [made]
    if isinstance(made, dict):
        made = list(made.values())
    return [one for part in made if part is not None for one in tensors(part)]


def up(output):
    """The gradient that an output starts from; soak/torch.ts has the same."""
    return ((torch.arange(output.numel()) * 7 + 3) % 11 - 5).div(4).to(output.dtype).reshape(output.shape)


def find(path):
    found = torch
    for part in path.split("."):
        found = getattr(found, part)
    return found


def answer(case):
    leaves = []
    args, options = load(case["args"], leaves), load(case["options"], leaves)
    if case["kind"] == "call":
        outputs = tensors(find(case["name"])(*args, **options))
    elif case["kind"] == "module":
        module = find("nn." + case["name"])(*args, **options).train(case["training"])
        module.load_state_dict(load(case["state"], []))
        outputs = tensors(module(*load(case["inputs"], leaves)))
        leaves += module.parameters()
        outputs += [one.detach().clone() for one in module.buffers()]
    elif case["kind"] == "optimizer":
        optimizer = find("optim." + case["name"])([one.requires_grad_() for one in leaves[: len(args)]], **options)
        for gradients in case["gradients"]:
            for leaf, gradient in zip(leaves, gradients):
                leaf.grad = load(gradient, []).detach()
            with torch.no_grad():
                optimizer.step()
        return {"outputs": [plain(one) for one in leaves[: len(args)]], "gradients": []}
    else:
        parameter = torch.nn.Parameter(torch.zeros(1))
        optimizer = torch.optim.SGD([parameter], lr=case["lr"], momentum=0.9)
        scheduler = find("optim.lr_scheduler." + case["name"])(optimizer, **options)
        rates = []
        for measure in case["measures"]:
            optimizer.step()
            scheduler.step(*([measure] if case["name"] == "ReduceLROnPlateau" else []))
            rates.append(optimizer.param_groups[0]["lr"])
        return {"outputs": [plain(torch.tensor(rates, dtype=torch.float64))], "gradients": []}
    differentiable = [one for one in outputs if one.requires_grad]
    gradients = []
    if differentiable:
        found = torch.autograd.grad(differentiable, leaves, [up(one) for one in differentiable], allow_unused=True)
        gradients = [plain(torch.zeros_like(leaf) if one is None else one) for leaf, one in zip(leaves, found)]
    return {"outputs": [plain(one) for one in outputs], "gradients": gradients}


for line in sys.stdin:
    answers = []
    for case in json.loads(line):
        try:
            answers.append(answer(case))
        except Exception as error:
            answers.append({"error": f"{type(error).__name__}: {error}".split("\n")[0]})
    print(json.dumps(answers), flush=True)
