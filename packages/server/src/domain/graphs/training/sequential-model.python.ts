/** The Python of a layer graph: the same network, its weights under the same names. */
export const PYTHON = `
import json

graph = json.loads(layers)
if graph.get("version") != 2:
    raise ValueError("the layer graph must be of version 2")


def numbers(value):
    text = value if isinstance(value, str) else ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return [int(part) for part in text.strip("()[] ").split(",") if part.strip()]


class Wrapped(nn.Module):
    def __init__(self, inner, apply):
        super().__init__()
        self.inner = inner
        self.apply_to = apply

    def forward(self, x):
        return self.apply_to(self.inner, x)


class Plain(nn.Module):
    def __init__(self, apply):
        super().__init__()
        self.apply_to = apply

    def forward(self, x):
        return self.apply_to(x)


def make(kind, given):
    p = {k: (tuple(v) if isinstance(v, list) else v) for k, v in given.items() if v is not None and v != ""}
    if kind == "LayerNorm":
        p["normalized_shape"] = numbers(p["normalized_shape"])
    if kind == "Reshape":
        shape = numbers(p["shape"])
        return Plain(lambda x: x.reshape(x.shape[0], *shape))
    if kind == "SelectIndex":
        return Plain(lambda x: x.select(int(p.get("dim", 1)), int(p.get("index", 0))))
    if kind in ("TransformerEncoder", "TransformerDecoder"):
        depth = p.pop("num_layers", 6)
        p = {"d_model": 512, "nhead": 8, "batch_first": True, **p}
        layer = getattr(nn, kind + "Layer")(**p)
        stack = getattr(nn, kind)(layer, depth)
        if kind == "TransformerEncoder":
            return Wrapped(stack, lambda inner, x: inner(x))
        return Wrapped(stack, lambda inner, x: inner(x, x))
    if kind in ("LSTM", "GRU"):
        return Wrapped(getattr(nn, kind)(**{"batch_first": True, **p}), lambda inner, x: inner(x)[0])
    if kind == "MultiHeadAttention":
        p = {"embed_dim": 512, "num_heads": 8, "batch_first": True, **p}
        return Wrapped(nn.MultiheadAttention(**p), lambda inner, x: inner(x, x, x)[0])
    if kind == "Softmax":
        p.setdefault("dim", -1)
    return getattr(nn, kind)(**p)


merges = {
    "Add": lambda values, p: sum(values[1:], values[0]),
    "Multiply": lambda values, p: math.prod(values[1:], start=values[0]),
    "Subtract": lambda values, p: values[0] - values[1],
    "Mean": lambda values, p: sum(values[1:], values[0]) / len(values),
    "Concat": lambda values, p: torch.cat(values, int(p.get("dim", 1))),
    "Stack": lambda values, p: torch.stack(values, int(p.get("dim", 1))),
}


class SequentialModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.nodes = {node["id"]: node for node in graph["nodes"]}
        self.wires = {}
        for edge in graph["edges"]:
            self.wires.setdefault(edge["target"], []).append(edge)
        for node in graph["nodes"]:
            if node["type"] not in merges and node["type"] not in ("Input", "Output"):
                self.add_module(node["id"].replace(".", "_"), make(node["type"], node.get("params") or {}))
        self.input = next(node for node in graph["nodes"] if node["type"] == "Input")
        self.output = next(node for node in graph["nodes"] if node["type"] == "Output")

    def forward(self, *inputs):
        known = {}

        def port(end, handle):
            ports = end["ports"]
            if not handle and len(ports) == 1:
                return 0
            return next(i for i, one in enumerate(ports) if handle in (one.get("id"), one.get("name")))

        def value(edge):
            if edge["source"] == self.input["id"]:
                return inputs[port(self.input, edge.get("sourceHandle"))]
            return run(edge["source"])

        def run(name):
            if name not in known:
                node = self.nodes[name]
                values = [value(edge) for edge in self.wires[name]]
                if node["type"] in merges:
                    known[name] = merges[node["type"]](values, node.get("params") or {})
                else:
                    known[name] = self._modules[name.replace(".", "_")](values[0])
            return known[name]

        by_port = {port(self.output, edge.get("targetHandle")): edge for edge in self.wires[self.output["id"]]}
        outputs = {one["name"]: value(by_port[i]) for i, one in enumerate(self.output["ports"])}
        return next(iter(outputs.values())) if len(outputs) == 1 else outputs


torch.manual_seed(seed)
model = SequentialModel()
if weights:
    model.load_state_dict(weights)
return {"model": model}`
