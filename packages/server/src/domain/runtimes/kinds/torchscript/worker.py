"""Runs TorchScript modules for the server. One call after another over stdin and stdout, each a frame: the
length of a JSON header (4 bytes, little-endian), the header, and the raw elements of the tensors it lists."""
import json
import os
import struct
import sys

memory, threads = int(sys.argv[1]), int(sys.argv[2])
try:
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except (ImportError, ValueError, OSError):
    pass

# What a library prints must not land among the frames.
source = sys.stdin.buffer
sink = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)

import torch

torch.set_num_threads(threads)
torch.set_grad_enabled(False)
modules = {}


def take(count):
    data = source.read(count)
    if len(data) != count:
        sys.exit(0)
    return data


def read_tensors(listed):
    tensors = []
    for item in listed:
        dtype = getattr(torch, item["dtype"])
        data = bytearray(take(item["bytes"]))
        flat = torch.frombuffer(data, dtype=dtype) if data else torch.empty(0, dtype=dtype)
        tensors.append(flat.reshape(item["shape"]))
    return tensors


def flatten(value, prefix=""):
    if isinstance(value, torch.Tensor):
        return [(prefix, value)]
    if isinstance(value, (bool, int, float)):
        return [(prefix, torch.tensor(value))]
    if isinstance(value, dict):
        return [item for key, inner in value.items() for item in flatten(inner, str(key))]
    if isinstance(value, (list, tuple)):
        return [item for i, inner in enumerate(value) for item in flatten(inner, f"output_{i}")]
    raise TypeError(f"the module gives a {type(value).__name__}, which is no tensor")


def load(request):
    module = torch.jit.load(request["path"], map_location="cpu")
    module.eval()
    arguments = module._c._get_method("forward").schema.arguments[1:]
    modules[request["session"]] = (module, [argument.name for argument in arguments])
    names = [argument.name for argument in arguments if not argument.has_default_value()]
    return {"inputs": names}, []


def run(request, tensors):
    module, names = modules[request["session"]]
    given = {item["name"]: tensor for item, tensor in zip(request["inputs"], tensors)}
    value = module(**{name: given[name] for name in names if name in given})
    outputs = [(name or "output_0", tensor.detach().cpu().contiguous()) for name, tensor in flatten(value)]
    known = {"bool", "uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64"}
    outputs = [(n, t if str(t.dtype)[6:] in known else t.to(torch.float32)) for n, t in outputs]
    listed, data = [], []
    for name, tensor in outputs:
        content = tensor.numpy().tobytes()
        data.append(content)
        shape = list(tensor.shape)
        listed.append({"name": name, "dtype": str(tensor.dtype)[6:], "shape": shape, "bytes": len(content)})
    return {"outputs": listed}, data


def answer(header, data=()):
    text = json.dumps(header).encode()
    sink.write(struct.pack("<I", len(text)) + text + b"".join(data))
    sink.flush()


answer({"ready": torch.__version__})
while True:
    request = json.loads(take(struct.unpack("<I", take(4))[0]))
    tensors = read_tensors(request.get("inputs", []))
    try:
        if request["op"] == "load":
            result, data = load(request)
        elif request["op"] == "run":
            result, data = run(request, tensors)
        else:
            modules.pop(request["session"], None)
            result, data = {}, []
        answer({"id": request["id"], **result}, data)
    except (Exception, MemoryError) as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        # The last line is what PyTorch says; those before are its own traceback.
        answer({"id": request["id"], "error": (lines[-1] if lines else type(error).__name__)[:500]})
