"""One pass forward and backward, in the fastest way that this machine can do.

Ways, best first: compiled with FlexAttention, compiled with a dense mask, neither. The first that
survives a trial on a real batch is kept; when memory runs out, the batch is halved first.
"""

import time

import torch

from attention import DENSE, FLEX
from data import Batch, Pairs
from model import Model


class Step:
    """Calls add to the gradients and return tensors: summed loss, weight, positions right."""

    def __init__(self, model: Model, device: torch.device, rows: int, compiled: bool = True):
        self.model, self.device, self.rows = model, device, rows
        self.dtype = torch.bfloat16 if device.type == "cuda" else torch.float32
        self.attention, self.run, self.name = DENSE, model, "eager, dense attention"
        self.ways = [(FLEX, True), (DENSE, True), (DENSE, False)] if compiled and device.type == "cuda" else []

    def tensors(self, batch: Batch) -> list[torch.Tensor]:
        arrays = (batch.tokens, batch.labels, batch.weights, batch.documents)
        tensors = [torch.from_numpy(array) for array in arrays]
        if self.device.type == "cuda":
            tensors = [tensor.pin_memory().to(self.device, non_blocking=True) for tensor in tensors]
        return tensors

    def forward(self, batch: Batch):
        tokens, labels, weights, documents = self.tensors(batch)
        mask = self.attention.prepare(documents)
        return self.run(tokens, labels, weights, mask, self.attention, self.dtype)

    def __call__(self, batch: Batch):
        loss, weight, right = self.forward(batch)
        loss.backward()
        return loss.detach(), weight, right

    def measure(self, pairs: Pairs, limit: int = 1500) -> dict | None:
        """Loss (nats a target token) and share of target tokens predicted right, over `limit` documents.
        Not under `no_grad`, which would be compiled anew."""
        if not len(pairs):
            return None
        sums = torch.zeros(3, dtype=torch.float64, device=self.device)
        for batch in pairs.once(self.rows, limit):
            sums += torch.stack([value.detach().double() for value in self.forward(batch)])
        loss, weight, right = sums.tolist()
        return {"loss": round(loss / max(weight, 1), 5), "right": round(right / max(weight, 1), 5)}

    def choose(self, batch: Batch) -> None:
        """Tries the ways on the first rows of `batch`, twice each, and keeps one. Gradients are dropped."""
        for attention, compiled in self.ways:
            torch._dynamo.reset()
            self.attention = attention
            name = f"{'compiled' if compiled else 'eager'}, {attention.name} attention"
            self.run = torch.compile(self.model, dynamic=False) if compiled else self.model
            while self.rows:
                started = time.monotonic()
                try:
                    for _ in range(2):
                        self.clear()
                        loss, weight, _ = self(batch.first(self.rows))
                    # A new model's gradient is a few units for each token that is learned.
                    norm = torch.stack([p.grad.float().norm() for p in self.model.parameters()]).norm()
                    norm = (norm / weight.clamp(min=1)).item()
                    if not (torch.isfinite(loss).item() and norm < 1e4):
                        raise RuntimeError(f"loss {loss.item()}, gradient {norm:.3g} a token")
                    torch.cuda.synchronize(self.device)
                except torch.OutOfMemoryError:
                    print(f"{name}: no memory for {self.rows} rows", flush=True)
                    self.rows //= 2
                    self.clear()
                    continue
                except Exception as error:  # any failure of the compiler: the next way
                    print(f"{name}: {type(error).__name__}: {str(error)[:600]}", flush=True)
                    self.clear()
                    break
                self.clear()
                peak = torch.cuda.max_memory_allocated(self.device) / 2**30
                self.name = f"{name}, {self.rows} rows at a time"
                print(f"{self.name}: ready in {time.monotonic() - started:.0f} s, peak {peak:.1f} GiB", flush=True)
                return
            self.rows = max(self.rows, 1)
        if self.ways:
            raise SystemExit("no way of training works here")

    def clear(self) -> None:
        for parameter in self.model.parameters():
            parameter.grad = None
        if self.device.type == "cuda":
            torch.cuda.empty_cache()
