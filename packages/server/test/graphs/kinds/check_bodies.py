"""Runs the Python bodies of kinds on recorded cases and says which give something else; see python-bodies.test.ts.

Reads a JSON list from standard input: the body, its arguments, weights, and the outputs it should have.
"""

import json
import math
import sys

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


def decode(one):
    if not (isinstance(one, dict) and "dtype" in one):
        return one
    data = [float(x) if isinstance(x, str) else x for x in one["data"]]
    return torch.tensor(data, dtype=getattr(torch, one["dtype"])).reshape(one["shape"])


def function_of(body, names):
    lines = [f"def body({', '.join(names)}):"] + [f"    {line}" for line in body.strip("\n").split("\n")]
    scope = {"torch": torch, "np": np, "F": F, "nn": nn, "math": math}
    exec("\n".join(lines), scope)
    return scope["body"]


def play(env, start, actions, steps):
    """Goes through a recorded episode and compares the steps that were written down."""
    env.state = start
    known = {step["at"]: step for step in steps}
    for i, action in enumerate(actions):
        observation, reward, terminated = env.step(action)
        if i in known:
            wanted = known[i]
            np.testing.assert_allclose(env.state, wanted["state"], rtol=2e-5, atol=2e-5)
            np.testing.assert_allclose(observation, wanted["observation"], rtol=2e-5, atol=2e-5)
            np.testing.assert_allclose(reward, wanted["reward"], rtol=2e-5, atol=2e-5)
            assert terminated == wanted["terminated"], i


drop = F.dropout
problems = []
for case in json.load(sys.stdin):
    arguments = {name: decode(value) for name, value in case["arguments"].items()}
    # A parameter may have that name too.
    arguments.setdefault("weights", {name: decode(value) for name, value in (case["weights"] or {}).items()})
    F.dropout = (lambda x, *rest, **more: x) if case["isEval"] else drop
    try:
        with torch.no_grad():
            outputs = function_of(case["body"], arguments)(**arguments)
        for name, wanted in case["outputs"].items():
            torch.testing.assert_close(outputs[name], decode(wanted), rtol=1e-4, atol=1e-5)
        if set(outputs) != set(case["ports"]):
            problems.append(f"{case['title']}: returns {sorted(outputs)}, not {sorted(case['ports'])}")
        if "episode" in case:
            play(outputs["env"], **case["episode"])
    except Exception as error:
        problems.append(f"{case['title']}: {type(error).__name__}: {error}")
print(json.dumps(problems))
