"""The digits network behind FastAPI and uvicorn, as its documentation would have one serve it.

Prints the address once it answers. `image` is nested lists, as for our own endpoint.
"""

import os
import socket
import sys
from pathlib import Path

import torch
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

sys.path.insert(0, str(Path(__file__).parents[2] / "examples/digits/train"))
from torch_model import load_digits  # noqa: E402

torch.set_num_threads(int(os.environ.get("THREADS", "1")))
model = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.script(load_digits().eval())))
app = FastAPI()


class Body(BaseModel):
    image: list


class Request(BaseModel):
    input: Body


@app.post("/invoke")
def invoke(request: Request):
    with torch.inference_mode():
        logits, probabilities = model(torch.tensor(request.input.image))
    return {"output": {"logits": logits.tolist(), "probabilities": probabilities.tolist()}}


if __name__ == "__main__":
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    print(f"ready at http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    server.run(sockets=[listener])
