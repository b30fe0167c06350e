"""Attention within documents that share a row: FlexAttention on a GPU, a dense mask elsewhere.

A position sees itself and earlier positions of its own document. `documents` [batch, length] are
numbers that rise along a row, 0 only in the padding at its end. Both ways take
q [batch, heads, length, head], k and v [batch, kv heads, length, head].
"""

from dataclasses import dataclass
from typing import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

BLOCK = 128  # positions of a FlexAttention block


@dataclass(frozen=True)
class Attention:
    """`prepare(documents)` makes what `run(q, k, v, prepared)` wants, once for all layers."""

    name: str
    prepare: Callable
    run: Callable


def dense_mask(documents: Tensor) -> Tensor:
    """bool [batch, 1, length, length], true where attention is allowed."""
    length = documents.shape[1]
    same = documents[:, :, None] == documents[:, None, :]
    return (same & torch.ones(length, length, dtype=torch.bool, device=documents.device).tril())[:, None]


def dense(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Heads of a group are repeated: the kernels that take a mask don't all know groups."""
    groups = q.shape[1] // k.shape[1]
    k, v = k.repeat_interleave(groups, 1), v.repeat_interleave(groups, 1)
    return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)


def flex_mask(documents: Tensor):
    """The BlockMask, from the first and last document of each block: a block of keys is needed
    where the documents of both blocks overlap, and needs no mask where both are one document."""
    from torch.nn.attention.flex_attention import BlockMask

    batch, length = documents.shape
    if length % BLOCK:
        raise ValueError(f"rows of {length} positions: FlexAttention wants a multiple of {BLOCK}")
    documents = torch.where(documents == 0, torch.iinfo(torch.int32).max, documents)
    blocks = documents.view(batch, length // BLOCK, BLOCK)
    first, last = blocks[..., 0], blocks[..., -1]
    order = torch.arange(length // BLOCK, device=documents.device)
    before = order[:, None] > order[None, :]
    here = order[:, None] == order[None, :]
    # [batch, query block, key block]
    needed = (before | here) & (last[:, None, :] >= first[:, :, None])
    whole = before & (first[:, None, :] == last[:, :, None])

    def listed(chosen: Tensor) -> tuple[Tensor, Tensor]:
        count = chosen.sum(-1, dtype=torch.int32)
        index = chosen.to(torch.int32).argsort(dim=-1, descending=True, stable=True).to(torch.int32)
        return count[:, None].contiguous(), index[:, None].contiguous()

    def allowed(b, h, q, k):
        return (q >= k) & (documents[b, q] == documents[b, k])

    return BlockMask.from_kv_blocks(*listed(needed & ~whole), *listed(whole), BLOCK_SIZE=BLOCK, mask_mod=allowed)


def flex(q: Tensor, k: Tensor, v: Tensor, mask) -> Tensor:
    from torch.nn.attention.flex_attention import flex_attention

    return flex_attention(q, k, v, block_mask=mask, enable_gqa=True)


DENSE = Attention("dense", dense_mask, dense)
FLEX = Attention("flex", flex_mask, flex)
