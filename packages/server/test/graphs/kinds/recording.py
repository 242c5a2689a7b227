"""How the cases of these tests are recorded; used by record.py.

A case is a kind of graph node with parameters, inputs and weights, and what PyTorch makes of them.
"""

import json
import math
import os

import torch

CASES = {}


def case(category, kind, outputs, *, params=None, inputs=None, state=None, is_eval=False, steps=None, after=None):
    """`state`: a module whose weights the kind is given, or a dict of them. `after`: its state once it has run."""
    if isinstance(state, torch.nn.Module):
        state = {name: tensor.clone() for name, tensor in state.state_dict().items()}
    one = {"kind": kind, "params": params or {}, "inputs": tensors(inputs or {}), "outputs": tensors(outputs)}
    if state is not None:
        one["state"] = tensors(state)
    if is_eval:
        one["isEval"] = True
    if steps is not None:
        one["steps"] = [{"name": name, "tensors": tensors(values)} for name, values in steps]
    if after is not None:
        one["after"] = tensors(after)
    CASES.setdefault(category, []).append(one)


def network(name, arguments, module, *, inputs, outputs, value=None):
    """A network that is compared by itself: made with `arguments`, given the weights of `module`."""
    one = {"name": name, "arguments": arguments, "inputs": [encode(x) for x in inputs], "outputs": tensors(outputs)}
    one["state"] = tensors(module.state_dict())
    if value is not None:
        one["value"] = encode(value)
    CASES.setdefault("networks", []).append(one)


def tensors(values):
    return {name: encode(value) for name, value in values.items()}


def encode(value):
    if not isinstance(value, torch.Tensor):
        return value
    value = value.detach()
    data = [shown(x) for x in value.flatten().tolist()]
    return {"shape": list(value.shape), "dtype": str(value.dtype).removeprefix("torch."), "data": data}


def shown(x):
    if x in (math.inf, -math.inf):
        return "Infinity" if x > 0 else "-Infinity"
    return float(f"{x:.7g}") if isinstance(x, float) else x


def write():
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fixtures")
    for category, cases in CASES.items():
        with open(os.path.join(folder, f"{category}.json"), "w") as file:
            file.write("[\n" + ",\n".join(json.dumps(one) for one in cases) + "\n]\n")
