"""Network → two ONNX graphs, written operator by operator so that every fused kernel is the one we mean.

`encoder.onnx`: pieces [B, P], first and last piece of each token [B, T] → token vectors [B, T, W], anchor
chances [B, T, K] and tag chances of every name layer. `reader.onnx`: vectors of a stretch [T, W], anchors and
kinds [A], distances and sentences [A, T] → role chances [A, T, R], kind and medium chances [A, …].
Linear layers are int8 a column (`DynamicQuantizeMatMul`) on inputs that `smooth` evened out, or float32, for
comparison.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from laut.train.network import WORDED, Network
from laut.train.smooth import Peaks, find_factors

MS = "com.microsoft"
OPSET = 17


class Graph:
    """A graph under construction; every method adds one operator and returns the name of its output."""

    def __init__(self, name: str, quantize: bool, peaks: Peaks | None = None) -> None:
        self.name, self.quantize, self.peaks = name, quantize, peaks or {}
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.count = 0

    def constant(self, value: np.ndarray | np.floating) -> str:
        self.count += 1
        name = f"c{self.count}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, op: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes: object) -> str:
        self.count += 1
        names = [f"v{self.count}" + (f"_{i}" if i else "") for i in range(outputs)]
        self.nodes.append(helper.make_node(op, list(inputs), names, domain=domain, **attributes))
        return names[0]

    def ints(self, *values: int) -> str:
        return self.constant(np.array(values, dtype=np.int64))

    def linear(self, x: str, module: nn.Linear) -> str:
        return self.linears(x, module, 1)[0]

    def linears(self, x: str, module: nn.Linear, parts: int) -> list[str]:
        """A linear layer, or several that stand stacked in one module and share their input."""
        weight, bias = module.weight.detach().numpy().T, module.bias.detach().numpy()
        if self.quantize and module in self.peaks:
            factors = find_factors(weight, self.peaks[module])
            x, weight = self.add("Mul", x, self.constant(1 / factors)), weight * factors[:, None]
        pairs = zip(np.split(weight, parts, axis=1), np.split(bias, parts), strict=True)
        return [self.matmul(x, *pair) for pair in pairs]

    def plain_linear(self, x: str, module: Any) -> str:
        """A small head, always in float32: its cost is nothing, its rounding would show in the scores."""
        product = self.add("MatMul", x, self.constant(module.weight.detach().numpy().T))
        return self.add("Add", product, self.constant(module.bias.detach().numpy()))

    def weight(self, module: nn.Embedding) -> str:
        return self.constant(module.weight.detach().numpy())

    def matmul(self, x: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """x [..., N] times weight [N, M], plus bias [M]."""
        if not self.quantize:
            return self.add("Add", self.add("MatMul", x, self.constant(weight)), self.constant(bias))
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / 127
        rounded = np.clip(np.round(weight / scale), -127, 127).astype(np.int8)
        zero = np.zeros(len(scale), dtype=np.int8)
        inputs = [self.constant(v) for v in (rounded, scale.astype(np.float32), zero, bias)]
        return self.add("DynamicQuantizeMatMul", x, *inputs, domain=MS)

    def norm(self, x: str, module: nn.LayerNorm, skip: str | None = None) -> str:
        gamma, beta = (self.constant(p.detach().numpy()) for p in (module.weight, module.bias))
        x = x if skip is None else self.add("Add", x, skip)  # quicker than the kernel that does both (LAB.md)
        return self.add("LayerNormalization", x, gamma, beta, axis=-1, epsilon=module.eps)

    def layer(self, x: str, layer: Any, mask: str) -> str:
        """One transformer layer; mask [B, P] int32, 1 where a position may be looked at."""
        qkv = self.linears(x, layer.attention.inputs, 3)
        heads = layer.attention.heads
        mixed = self.add("MultiHeadAttention", *qkv, "", mask, domain=MS, num_heads=heads)
        x = self.norm(self.linear(mixed, layer.attention.out), layer.attention_norm, x)
        inner = self.add("Gelu", self.linear(x, layer.up), domain=MS)
        return self.norm(self.linear(inner, layer.down), layer.out_norm, x)

    def rows(self, table: np.ndarray, index: str) -> str:
        """Rows of a table; as int8 with one scale a row where the graph is quantised."""
        if not self.quantize:
            return self.add("Gather", self.constant(table), index)
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
        values = self.add("Gather", self.constant(np.round(table / scale).astype(np.int8)), index)
        scales = self.add("Gather", self.constant(scale.astype(np.float32)), index)
        return self.add("Mul", self.add("Cast", values, to=TensorProto.FLOAT), scales)

    def token_vectors(self, x: str) -> str:
        """Pieces' vectors [B, P, W] → tokens' [B, T, W], means of first and last piece."""
        picked = [
            self.add("GatherND", x, self.add("Unsqueeze", name, self.ints(2)), batch_dims=1)
            for name in ("first", "last")
        ]
        return self.add("Mul", self.add("Add", *picked), self.constant(np.float32(0.5)))

    def finish(
        self,
        inputs: Mapping[str, tuple[int, Sequence[object]]],
        outputs: Mapping[str, tuple[str, Sequence[object]]],
    ) -> onnx.ModelProto:
        for name, (value, _) in outputs.items():
            self.nodes.append(helper.make_node("Identity", [value], [name]))
        graph = helper.make_graph(
            self.nodes,
            self.name,
            [helper.make_tensor_value_info(n, kind, shape) for n, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(n, TensorProto.FLOAT, shape) for n, (_, shape) in outputs.items()],
            self.constants,
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MS, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def make_encoder_graph(
    network: Network, layers: Sequence[str], quantize: bool, peaks: Peaks | None = None
) -> onnx.ModelProto:
    """The encoder with the anchor head of statements and the name layers named in `layers`."""
    g = Graph("encoder", quantize, peaks)
    encoder = network.encoder
    length = g.add("Gather", g.add("Shape", "pieces"), g.ints(1))
    positions = g.add(
        "Slice", g.constant(encoder.positions.weight.detach().numpy()), g.ints(0), length, g.ints(0)
    )
    x = g.add("Add", g.rows(encoder.words.weight.detach().numpy(), "pieces"), positions)
    x = g.norm(x, encoder.norm)
    mask = g.add("Cast", g.add("Greater", "pieces", g.ints(0)), to=TensorProto.INT32)
    middle = x
    for number, layer in enumerate(encoder.layers):
        x = g.layer(x, layer, mask)
        middle = x if number < len(encoder.layers) // 2 else middle
    vectors, halfway = (g.token_vectors(v) for v in (x, middle))
    outputs = {"vectors": (vectors, ["B", "T", network.shape.width])}
    chances = g.add("Sigmoid", g.plain_linear(vectors, network.anchors["statements"]))
    outputs["anchors"] = (chances, ["B", "T", network.anchors["statements"].out_features])
    x = g.linear(g.add("Concat", vectors, halfway, axis=2), network.tagger.inputs)
    x = g.norm(x, network.tagger.norm)
    mask = g.add("Cast", g.add("Greater", "first", g.ints(0)), to=TensorProto.INT32)
    for layer in network.tagger.layers:
        x = g.layer(x, layer, mask)
    for name in layers:
        head = network.tagger.heads[name]
        outputs[name] = (g.add("Softmax", g.plain_linear(x, head), axis=-1), ["B", "T", head.out_features])
    inputs = {"pieces": (TensorProto.INT64, ["B", "P"])}
    inputs |= {name: (TensorProto.INT64, ["B", "T"]) for name in ("first", "last")}
    return g.finish(inputs, outputs)


def make_reader_graph(network: Network, quantize: bool) -> onnx.ModelProto:
    """The role reader over one stretch of T tokens, for A anchors at once."""
    g = Graph("reader", quantize)
    r = network.reader
    at = g.add("Gather", "vectors", "anchors")
    tokens = g.linear("vectors", r.token)
    anchor = g.add("Unsqueeze", g.linear(at, r.anchor), g.ints(1))
    x = g.add("Add", tokens, anchor)
    x = g.add("Add", x, g.linear(g.add("Mul", tokens, anchor), r.both))
    x = g.add("Add", x, g.add("Gather", g.weight(r.distance), "distances"))
    x = g.add("Add", x, g.add("Gather", g.weight(r.sentence), "sentences"))
    kind = g.add("Gather", g.weight(r.kind), "kinds")
    x = g.norm(g.add("Add", x, g.add("Unsqueeze", kind, g.ints(1))), r.norm)
    for layer in r.layers:
        x = g.layer(x, layer, "")
    roles = g.add("Sigmoid", g.plain_linear(x, r.roles))
    turned = g.add("Transpose", roles, perm=[0, 2, 1])
    weight = g.add("Add", g.add("ReduceSum", turned, g.ints(2), keepdims=1), g.constant(np.float32(1.0)))
    pooled = g.add("Div", g.add("MatMul", turned, x), weight)
    worded = [g.ints(WORDED.start), g.ints(WORDED.stop), g.ints(1)]
    words = g.add("MatMul", g.add("Slice", turned, *worded), "vectors")
    words = g.add("Div", words, g.add("Slice", weight, *worded))
    words = g.add("Reshape", words, g.ints(-1, r.words.in_features))
    words = g.add("MatMul", words, g.constant(r.words.weight.detach().numpy().T))
    width = r.token.out_features
    pooled = g.add("Reshape", pooled, g.ints(-1, width * r.roles.out_features))
    here = g.add("GatherND", x, g.add("Unsqueeze", "anchors", g.ints(1)), batch_dims=1)
    features = g.add("Concat", pooled, here, axis=1)
    outputs = {"roles": (roles, ["A", "T", r.roles.out_features])}
    for name, head in (("kind_chances", r.kinds), ("medium_chances", r.media)):
        inner = g.plain_linear(features, head[0])
        inner = g.add("Gelu", g.add("Add", inner, words) if head is r.media else inner, domain=MS)
        outputs[name] = (
            g.add("Softmax", g.plain_linear(inner, head[3]), axis=-1),
            ["A", head[3].out_features],
        )
    inputs: dict[str, tuple[int, Sequence[object]]] = {
        "vectors": (TensorProto.FLOAT, ["T", network.shape.width]),
        "anchors": (TensorProto.INT64, ["A"]),
        "kinds": (TensorProto.INT64, ["A"]),
        "distances": (TensorProto.INT64, ["A", "T"]),
        "sentences": (TensorProto.INT64, ["A", "T"]),
    }
    return g.finish(inputs, outputs)
