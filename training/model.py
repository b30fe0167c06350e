"""The drafting model: a decoder in the layout of Qwen3, in plain PyTorch.

RMSNorm before each half of a block, grouped-query attention with normalised queries and keys,
rotary positions (half-split), SwiGLU, the output tied to the token embedding, no biases.
Weights are float32 masters; products run in the type of the activations (bf16 on a GPU).
Sources: Qwen3 technical report (arXiv:2505.09388); RoPE (arXiv:2104.09864); SwiGLU (arXiv:2002.05202).
"""

from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from attention import Attention


@dataclass(frozen=True)
class Config:
    """Widths and counts; `context` is in tokens."""

    vocabulary: int = 2048
    layers: int = 12
    width: int = 512
    heads: int = 8
    kv_heads: int = 4
    head: int = 64
    ffn: int = 1280
    context: int = 8192
    rope_theta: float = 1e6
    epsilon: float = 1e-6

    def as_dict(self) -> dict:
        return asdict(self)


class Linear(nn.Module):
    """x [..., columns] → [..., rows]; `parts` are the rows of the matrices that are stacked in it."""

    def __init__(self, columns: int, parts: tuple[int, ...], std: float):
        super().__init__()
        self.parts = parts
        self.weight = nn.Parameter(torch.empty(sum(parts), columns))
        nn.init.normal_(self.weight, std=std)

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, self.weight.to(x.dtype))


class Norm(nn.Module):
    """Root-mean-square norm over the last axis."""

    def __init__(self, width: int, epsilon: float):
        super().__init__()
        self.epsilon = epsilon
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        return F.rms_norm(x, (x.shape[-1],), self.weight.to(x.dtype), self.epsilon)


def rotations(positions: Tensor, head: int, theta: float) -> tuple[Tensor, Tensor]:
    """Cosines and sines [positions, head / 2], float32."""
    rates = theta ** (-torch.arange(0, head, 2, device=positions.device, dtype=torch.float32) / head)
    angles = positions.float()[:, None] * rates
    return angles.cos(), angles.sin()


def rotate(x: Tensor, turn: tuple[Tensor, Tensor]) -> Tensor:
    """x [batch, positions, heads, head], turned by its positions; the halves are the coordinates."""
    cos, sin = (part[None, :, None, :] for part in turn)
    a, b = x.float().chunk(2, -1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), -1).to(x.dtype)


class Block(nn.Module):
    """One layer. `attend(q, k, v, layer)` is given by the caller, so that training (documents in a row) and
    sampling (a cache) share everything else; heads lie in axis 1 there."""

    def __init__(self, config: Config, index: int):
        super().__init__()
        c, self.config, self.index = config, config, index
        # Outputs into the residual stream start smaller, as GPT-2's do.
        std, out = 0.02, 0.02 / (2 * c.layers) ** 0.5
        self.attn_norm = Norm(c.width, c.epsilon)
        self.qkv = Linear(c.width, (c.heads * c.head, c.kv_heads * c.head, c.kv_heads * c.head), std)
        self.q_norm, self.k_norm = Norm(c.head, c.epsilon), Norm(c.head, c.epsilon)
        self.output = Linear(c.heads * c.head, (c.width,), out)
        self.ffn_norm = Norm(c.width, c.epsilon)
        self.gate_up = Linear(c.width, (c.ffn, c.ffn), std)
        self.down = Linear(c.ffn, (c.width,), out)

    def forward(self, x: Tensor, turn: tuple[Tensor, Tensor], attend) -> Tensor:
        c, (batch, length, _) = self.config, x.shape
        q, k, v = self.qkv(self.attn_norm(x)).split(self.qkv.parts, -1)
        q = rotate(self.q_norm(q.view(batch, length, c.heads, c.head)), turn).transpose(1, 2)
        k = rotate(self.k_norm(k.view(batch, length, c.kv_heads, c.head)), turn).transpose(1, 2)
        v = v.view(batch, length, c.kv_heads, c.head).transpose(1, 2)
        y = attend(q, k, v, self.index).transpose(1, 2).reshape(batch, length, c.heads * c.head)
        x = x + self.output(y)
        gate, up = self.gate_up(self.ffn_norm(x)).chunk(2, -1)
        return x + self.down(F.silu(gate) * up)


class Model(nn.Module):
    """tokens [batch, length] → logits [batch, length, vocabulary]."""

    def __init__(self, config: Config):
        super().__init__()
        self.config = config
        self.embedding = nn.Parameter(torch.empty(config.vocabulary, config.width))
        nn.init.normal_(self.embedding, std=0.02)
        self.blocks = nn.ModuleList(Block(config, i) for i in range(config.layers))
        self.norm = Norm(config.width, config.epsilon)

    def matrices(self) -> list[tuple[nn.Parameter, tuple[int, ...]]]:
        """The blocks' matrices with the rows of their parts: what Muon turns."""
        return [(m.weight, m.parts) for m in self.modules() if isinstance(m, Linear)]

    def hidden(self, tokens: Tensor, positions: Tensor, attend, dtype: torch.dtype) -> Tensor:
        """Final hidden states [batch, length, width], normalised; `positions` [length]."""
        turn = rotations(positions, self.config.head, self.config.rope_theta)
        x = F.embedding(tokens, self.embedding).to(dtype)
        for block in self.blocks:
            x = block(x, turn, attend)
        return self.norm(x)

    def logits(self, hidden: Tensor) -> Tensor:
        return F.linear(hidden, self.embedding.to(hidden.dtype)).float()

    def forward(self, tokens: Tensor, labels: Tensor, weights: Tensor, mask, attention: Attention,
                dtype: torch.dtype) -> tuple[Tensor, Tensor, Tensor]:
        """`mask` is what `attention` prepared. It must be made outside of compiled code: compiled
        together with FlexAttention, PyTorch 2.11 gives gradients that are wrong by twenty orders.

        Weighted sum of the cross entropy, weight of all positions, and how many positions of
        weight 1 are predicted right. The other inputs [batch, length], as in `data.Batch`."""
        positions = torch.arange(tokens.shape[1], device=tokens.device)
        hidden = self.hidden(tokens, positions, lambda q, k, v, _: attention.run(q, k, v, mask), dtype)
        logits = self.logits(hidden)
        loss = F.cross_entropy(logits.flatten(0, 1), labels.flatten().long(), reduction="none")
        weights = weights.flatten()
        right = ((logits.detach().argmax(-1).flatten() == labels.flatten()) & (weights == 1.0)).sum()
        return (loss * weights).sum(), weights.sum(), right


def parameters(config: Config) -> int:
    """How many weights a model has, the tied output counted once."""
    c = config
    attention = c.width * c.head * (c.heads + 2 * c.kv_heads) + c.heads * c.head * c.width
    block = attention + 3 * c.width * c.ffn + 2 * c.width + 2 * c.head
    return c.layers * block + c.vocabulary * c.width + c.width


def flops_per_token(config: Config, keys: float) -> float:
    """Floating-point operations of a training step for one token: 6 for each weight in a product, and
    attention over `keys` positions on average (12 · layers · heads · head · keys, as in PaLM's appendix B)."""
    c = config
    return 6 * (parameters(c)) + 12 * c.layers * c.heads * c.head * keys
