"""Muon: momentum whose matrices are replaced by the nearest orthogonal ones.

Source: Jordan et al., "Muon: An optimizer for hidden layers in neural networks" (2024), with the
scale of Liu et al., "Muon is scalable for LLM training" (arXiv:2502.16982): updates have the root
mean square of AdamW's, so both share one learning rate.
"""

from collections import defaultdict

import torch
from torch import Tensor, nn

COEFFICIENTS = (3.4445, -4.7750, 2.0315)  # of the odd quintic whose iteration pulls singular values to 1
ITERATIONS = 5


def orthogonal(x: Tensor) -> Tensor:
    """x [matrices, rows, columns] → about U Vᵀ of each x = U S Vᵀ, by Newton–Schulz iterations.
    In bf16 on a GPU: the iteration forgives rounding."""
    a, b, c = COEFFICIENTS
    tall = x.shape[-2] > x.shape[-1]
    y = x.bfloat16() if x.is_cuda else x
    y = y.mT if tall else y
    y = y / (y.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(ITERATIONS):
        square = y @ y.mT
        y = a * y + (b * square + c * square @ square) @ y
    return y.mT if tall else y


class Muon:
    """For matrices with the row counts of their stacked parts, each of which is turned by itself."""

    def __init__(self, matrices: list[tuple[nn.Parameter, tuple[int, ...]]], decay: float, momentum: float = 0.95):
        self.matrices, self.decay, self.momentum = matrices, decay, momentum
        self.buffers = [torch.zeros_like(weight) for weight, _ in matrices]

    @torch.no_grad()
    def step(self, rate: float) -> None:
        weights = [weight for weight, _ in self.matrices]
        grads = [weight.grad for weight in weights]
        torch._foreach_lerp_(self.buffers, grads, 1 - self.momentum)
        looking = torch._foreach_lerp(grads, self.buffers, self.momentum)  # Nesterov
        torch._foreach_mul_(weights, 1 - rate * self.decay)
        same = defaultdict(list)
        for (weight, parts), update in zip(self.matrices, looking):
            for target, part in zip(weight.split(parts), update.split(parts)):
                same[tuple(part.shape)].append((target, part))
        for shape, members in same.items():
            turned = orthogonal(torch.stack([part for _, part in members])).to(torch.float32)
            scale = 0.2 * max(shape) ** 0.5
            torch._foreach_add_([target for target, _ in members], list(turned.unbind()), alpha=-rate * scale)

    def state_dict(self) -> dict:
        return {"buffers": self.buffers}

    def load_state_dict(self, state: dict) -> None:
        for buffer, saved in zip(self.buffers, state["buffers"], strict=True):
            buffer.copy_(saved)
