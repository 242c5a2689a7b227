"""What the recording scripts share: tensors and cases as JSON."""

import json
import math
import os

import torch


def write(name, cases):
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    with open(path, "w") as file:
        file.write('{"torch": "%s", "cases": [\n' % torch.__version__)
        file.write(",\n".join(json.dumps(recorded, separators=(",", ":")) for recorded in cases))
        file.write("\n]}\n")
    print(len(cases), "cases,", os.path.getsize(path), "bytes")


def plain(value):
    kind = {torch.float32: "float32", torch.int64: "int64", torch.bool: "bool"}[value.dtype]
    flat = value.detach().contiguous().reshape(-1).tolist()
    data = [float(f"{v:.9g}") if kind == "float32" and math.isfinite(v) else v for v in flat]
    data = [str(v) if isinstance(v, float) and not math.isfinite(v) else v for v in data]
    return {"dtype": kind, "shape": list(value.shape), "data": data}


def record(cases, name, function, **inputs):
    leaves = {key: value.clone().requires_grad_(value.is_floating_point()) for key, value in inputs.items()}
    out = function(**leaves)
    recorded = {"name": name, "inputs": {key: plain(value) for key, value in inputs.items()}, "output": plain(out)}
    if out.is_floating_point() and out.requires_grad:
        up = torch.randn_like(out)
        out.backward(up)
        recorded["up"] = plain(up)
        gradients = {key: leaf.grad for key, leaf in leaves.items() if leaf.grad is not None}
        recorded["gradients"] = {key: plain(value) for key, value in gradients.items()}
    cases.append(recorded)
