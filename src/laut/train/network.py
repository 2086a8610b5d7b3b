"""The network: one BERT-style encoder, light heads for anchors and names, and a reader of roles.

A statement is found by its *anchor*, the first token of its content: the anchor head gives every token a
probability a kind. For each anchor the role reader, two narrow transformer layers conditioned on it, gives
every token five independent role bits, and from what those bits cover the kind and the medium. So statements
may nest, be discontinuous, and have their speaker in another sentence, all by one mechanism.

Shapes: B windows, P pieces, T tokens, W encoder width, A anchors, D reader width, R = 5 roles.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from laut.statements.labels import KINDS, MEDIA, ROLES
from laut.train.e5 import E5
from laut.train.members import Members

DISTANCES = 32
SENTENCES = 6
WORDED = slice(ROLES.index("speaker"), ROLES.index("cue") + 1)  # the roles whose words tell the medium


@dataclass(frozen=True)
class Shape:
    """Sizes of a network; `tags` and `anchors` give the classes of every name layer and anchor head."""

    pieces: int
    width: int = 384
    layers: int = 12
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    reader_width: int = 256
    reader_layers: int = 2
    reader_inner: int = 768
    anchors: tuple[tuple[str, int], ...] = (("statements", len(KINDS)),)
    tags: tuple[tuple[str, int], ...] = ()


class Dropout(nn.Module):
    """Dropout from random bytes: on a CPU eight times faster than torch's, a tenth of a step."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.dropped = round(rate * 256)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.dropped:
            return x
        words = torch.empty((x.numel() + 7) // 8, dtype=torch.int64, device=x.device).random_(-(2**63), None)
        keep = words.view(torch.uint8)[: x.numel()].view(x.shape) >= self.dropped
        return x * keep * (256 / (256 - self.dropped))


class Attention(nn.Module):
    """Multi-head self-attention; `bias` [B, 1, 1, P] is added to the scores (float32: faster here)."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.inputs, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, p, w = x.shape
        q, k, v = self.inputs(x).float().view(b, p, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        mixed: Tensor = self.out(y.transpose(1, 2).reshape(b, p, w))
        return mixed


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT; dropout stands outside the attention for speed."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.attention = Attention(width, heads)
        self.attention_norm = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.out_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        x = self.attention_norm(x + self.dropout(self.attention(x, bias)))
        out: Tensor = self.out_norm(x + self.dropout(self.down(F.gelu(self.up(x)))))
        return out


def make_bias(mask: Tensor) -> Tensor:
    """Additive attention bias [B, 1, 1, P] of a boolean mask [B, P]."""
    return torch.where(mask, 0.0, -1e4)[:, None, None, :]


class Encoder(nn.Module):
    """Pieces [B, P] → token vectors [B, T, W] of the last and the middle layer (first and last piece)."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.pieces, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(shape.width, shape.heads, shape.inner, dropout) for _ in range(shape.layers)
        )

    def forward(self, pieces: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        x = self.words(pieces) + self.positions.weight[: pieces.shape[1]]
        x = self.dropout(self.norm(x))
        bias = make_bias(pieces != 0)
        middle = x
        for number, layer in enumerate(self.layers):
            x = layer(x, bias)
            middle = x if number < len(self.layers) // 2 else middle
        tokens, halfway = ((gather_rows(v, first) + gather_rows(v, last)) * 0.5 for v in (x, middle))
        return tokens, halfway

    def load_e5(self, e5: E5, ids: list[int]) -> None:
        """Copy the weights of `e5`; row i of the embedding is its piece `ids[i]`."""
        t = {name: torch.from_numpy(value) for name, value in e5.tensors.items()}
        self.words.weight.data.copy_(t["emb.word"][ids] + t["emb.type"][0])
        self.positions.weight.data.copy_(t["emb.pos"])
        _load(self.norm, t["emb.ln.w"], t["emb.ln.b"])
        for i, layer in enumerate(self.layers):
            assert isinstance(layer, Layer)
            attention = layer.attention
            inputs = [torch.cat([t[f"l{i}.{name}.{part}"] for name in "qkv"]) for part in "wb"]
            _load(attention.inputs, *inputs)
            parts: dict[str, nn.Linear | nn.LayerNorm] = {
                "ao": attention.out,
                "fi": layer.up,
                "fo": layer.down,
            }
            parts |= {"aln": layer.attention_norm, "oln": layer.out_norm}
            for name, module in parts.items():
                _load(module, t[f"l{i}.{name}.w"], t[f"l{i}.{name}.b"])


def _load(module: nn.Linear | nn.LayerNorm, weight: Tensor, bias: Tensor) -> None:
    module.weight.data.copy_(weight.view_as(module.weight))
    module.bias.data.copy_(bias)


def gather_rows(x: Tensor, index: Tensor) -> Tensor:
    """x [B, P, W] at index [B, T] → [B, T, W]."""
    return torch.gather(x, 1, index[:, :, None].expand(-1, -1, x.shape[2]))


class RoleReader(nn.Module):
    """For each anchor: role bits for every token, and the statement's kind and medium."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        d = shape.reader_width
        self.token, self.anchor = nn.Linear(shape.width, d), nn.Linear(shape.width, d)
        self.both = nn.Linear(d, d)
        self.distance = nn.Embedding(2 * DISTANCES + 1, d)
        self.sentence = nn.Embedding(2 * SENTENCES + 1, d)
        self.kind = nn.Embedding(len(KINDS) + 1, d)
        self.norm = nn.LayerNorm(d)
        self.layers = nn.ModuleList(
            Layer(d, 4, shape.reader_inner, dropout) for _ in range(shape.reader_layers)
        )
        self.roles = nn.Linear(d, len(ROLES))
        pooled = d * (len(ROLES) + 1)
        self.kinds = nn.Sequential(
            nn.Linear(pooled, d), nn.GELU(), Dropout(dropout), nn.Linear(d, len(KINDS) + 1)
        )
        self.media = nn.Sequential(
            nn.Linear(pooled, d), nn.GELU(), Dropout(dropout), nn.Linear(d, len(MEDIA))
        )
        self.words = nn.Linear(2 * shape.width, d, bias=False)  # the encoder's own vectors of speaker and cue
        nn.init.zeros_(self.words.weight)

    def forward(
        self, tokens: Tensor, mask: Tensor, sentences: Tensor, rows: Tensor, anchors: Tensor, kinds: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """[B, T, W], twice [B, T], three times [A] → role bits [A, T, R], kinds, media, as logits."""
        t = self.token(tokens)[rows]
        at = tokens[rows, anchors]
        a = self.anchor(at)[:, None]
        offset = torch.arange(tokens.shape[1], device=tokens.device)[None] - anchors[:, None]
        distance = self.distance(bucket_distance(offset) + DISTANCES)
        away = sentences[rows] - sentences[rows, anchors][:, None]
        sentence = self.sentence(away.clamp(-SENTENCES, SENTENCES) + SENTENCES)
        x = self.norm(t + a + self.both(t * a) + distance + sentence + self.kind(kinds)[:, None])
        bias = make_bias(mask[rows])
        for layer in self.layers:
            x = layer(x, bias)
        roles = self.roles(x)
        weights = torch.sigmoid(roles.detach()) * mask[rows][:, :, None]
        pooled = torch.einsum("atr,atd->ard", weights.to(x.dtype), x) / (weights.sum(1)[:, :, None] + 1.0).to(
            x.dtype
        )
        here = x[torch.arange(len(rows), device=x.device), anchors]
        features = torch.cat([pooled.flatten(1), here], dim=1)
        words = torch.einsum("atr,atw->arw", weights[:, :, WORDED].to(tokens.dtype), tokens[rows])
        words = words / (weights[:, :, WORDED].sum(1)[:, :, None] + 1.0).to(words.dtype)
        first, *rest = self.media
        medium = first(features) + self.words(words.flatten(1))
        for part in rest:
            medium = part(medium)
        return roles, self.kinds(features), medium


class Tagger(nn.Module):
    """Tags of every name layer, read off the middle and the last encoder layer by two narrow layers."""

    def __init__(self, shape: Shape, dropout: float = 0.2) -> None:
        super().__init__()
        d = shape.reader_width
        self.inputs, self.norm = nn.Linear(2 * shape.width, d), nn.LayerNorm(d)
        self.layers = nn.ModuleList(Layer(d, 4, shape.reader_inner, dropout) for _ in range(2))
        self.heads = nn.ModuleDict({name: nn.Linear(d, size) for name, size in shape.tags})
        self.dropout = Dropout(dropout)

    def forward(self, tokens: Tensor, middle: Tensor, mask: Tensor) -> Tensor:
        """Two times [B, T, W], mask [B, T] → [B, T, D], what `heads` decide on."""
        x = self.norm(self.inputs(self.dropout(torch.cat([tokens, middle], dim=-1))))
        bias = make_bias(mask)
        for layer in self.layers:
            x = layer(x, bias)
        read: Tensor = x
        return read


def bucket_distance(offset: Tensor) -> Tensor:
    """Signed distances in tokens → −32…32: exact up to 16, then logarithmic up to 512."""
    far = offset.abs().clamp(min=16, max=512).float()
    log = 16 + (torch.log2(far / 16) * 3.2).long()
    return torch.sign(offset) * torch.where(offset.abs() < 16, offset.abs(), log.clamp(max=DISTANCES))


class Network(nn.Module):
    """Everything that is trained: the encoder, its token heads, and the role reader."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.reader = RoleReader(shape)
        self.anchors = nn.ModuleDict({name: nn.Linear(shape.width, size) for name, size in shape.anchors})
        self.tagger = Tagger(shape)
        self.hints = nn.Linear(shape.width, len(ROLES))
        self.members = Members(shape.width)
        self.dropout = Dropout(0.1)
