import { pythonLiteral } from './python-literal.ts'

interface Head {
  name: string
  description: string
  seed: number
  weightsFilename: string | undefined
}

/** What comes before the functions: imports, the graph's name and seed. */
export const header = ({ name, description, seed, weightsFilename }: Head) => `#!/usr/bin/env python3
"""${[name, description].filter(Boolean).join('\n\n').replaceAll('\\', '\\\\').replaceAll('"', '\\"')}

Needs PyTorch and NumPy${weightsFilename ? ', and the weights beside this file' : ''}. Try: --help
"""
import argparse
import hashlib
import json
import math
import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as F
import torch.utils.data
from torch import nn

GRAPH_NAME = ${pythonLiteral(name)}
GRAPH_SEED = ${seed}
WEIGHTS = ${pythonLiteral(weightsFilename ?? null)}


def seed_of(seed, name):
    """Every graph node draws from a seed of its own."""
    return int(hashlib.sha256(f"{seed}\\0{name}".encode()).hexdigest()[:12], 16)


def of(weights, name):
    """The weights of one graph node, by PyTorch's names."""
    prefix = name + "/"
    return {key[len(prefix):]: value.clone() for key, value in weights.items() if key.startswith(prefix)}


def drawn(weights, name, fresh):
    """What a source drew at random when the graph was exported, unless it is to draw anew."""
    return {} if fresh else of(weights, "drawn/" + name)`

/** What comes after them: options, and showing the results. */
export const FOOTER = `def load_weights(path):
    with np.load(path) as arrays:
        return {name: torch.from_numpy(arrays[name].copy()) for name in arrays.files}


def read_inputs(text):
    if text is None:
        return {}
    if text.startswith("@"):
        text = pathlib.Path(text[1:]).read_text()
    return json.loads(text)


def plain(value):
    if torch.is_tensor(value):
        return value.detach().cpu().tolist()
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return repr(value)


def main():
    parser = argparse.ArgumentParser(description=GRAPH_NAME)
    parser.add_argument("--seed", type=int, default=GRAPH_SEED, help="decides what is drawn at random")
    parser.add_argument("--device", default="cpu", help="where tensors live, such as cuda")
    parser.add_argument("--inputs-json", help="inputs of the graph by name, as JSON or @file")
    parser.add_argument("--fresh", action="store_true", help="draw random sources anew instead of as exported")
    parser.add_argument("--save", help="write every tensor that comes out to this .npz")
    options = parser.parse_args()
    if options.device != "cpu":
        if hasattr(torch, "set_default_device"):
            torch.set_default_device(options.device)
        else:
            torch.set_default_tensor_type(torch.cuda.FloatTensor)
    torch.manual_seed(options.seed)
    weights = {}
    if WEIGHTS is not None:
        path = pathlib.Path(__file__).with_name(WEIGHTS)
        if not path.exists():
            sys.exit(f"{path} is missing: it holds the weights and belongs beside this script")
        weights = {name: value.to(options.device) for name, value in load_weights(path).items()}
    out, results = run(options.seed, read_inputs(options.inputs_json), weights, options.fresh)
    if options.save:
        tensors = {
            f"{name}/{port}": value.detach().cpu().numpy()
            for name, ports in out.items()
            for port, value in ports.items()
            if torch.is_tensor(value)
        }
        np.savez(options.save, **tensors)
    if results:
        print(json.dumps(plain(results), sort_keys=True))
        return
    for name, ports in out.items():
        for port, value in ports.items():
            shown = f"{value.dtype} {list(value.shape)}" if torch.is_tensor(value) else repr(value)[:200]
            print(f"{name}.{port}: {shown}", file=sys.stderr)


if __name__ == "__main__":
    main()
`
