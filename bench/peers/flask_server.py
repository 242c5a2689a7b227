"""The network of bench/grid.ts as TorchScript behind Flask: `flask_server.py <folder>`.

Writes its weights into the folder, then answers `POST /model/mlp` in the words of the grid. Prints the address.
"""

import json
import logging
import os
import sys
from pathlib import Path

import numpy
import torch
from flask import Flask, jsonify, request
from werkzeug.serving import make_server

torch.set_num_threads(int(os.environ.get("THREADS", "1")))
torch.manual_seed(20261122)
SIZES = (64, 256, 128, 10)
layers = []
for a, b in zip(SIZES, SIZES[1:]):
    layers += [torch.nn.Linear(a, b), torch.nn.ReLU()]
model = torch.nn.Sequential(*layers[:-1]).eval()
folder = Path(sys.argv[1])
weights = torch.cat([parameter.detach().reshape(-1) for parameter in model.parameters()])
(folder / "weights.bin").write_bytes(weights.numpy().astype(numpy.float32).tobytes())
torch.jit.save(torch.jit.trace(model, torch.zeros(1, SIZES[0])), str(folder / "model.pt"))
script = torch.jit.optimize_for_inference(torch.jit.load(str(folder / "model.pt")))

logging.getLogger("werkzeug").setLevel(logging.ERROR)
app = Flask(__name__)


@app.post("/model/mlp")
def run():
    body = request.get_json(force=True)
    with torch.inference_mode():
        output = script(torch.tensor(json.loads(body["data"]), dtype=torch.float32))
    return jsonify({"success": True, "prediction": json.dumps(output.tolist())})


if __name__ == "__main__":
    server = make_server("127.0.0.1", 0, app, threaded=True)
    print(f"ready at http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
