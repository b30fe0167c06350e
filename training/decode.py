"""Many drafts at once: a static cache of keys and values, one CUDA graph a token.

Prompts are padded on the left, so that all rows of a batch write at one position; rotary
positions are relative, so the padding doesn't shift a row's meaning.
"""

import sys
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from model import Model
from vocabulary import END, PAD

ROUND = 64  # prompt lengths are rounded up to this
BUCKET = 256  # and cache lengths to this, so that graphs are used again
LOOK = 16  # tokens between two looks at whether all rows are done


@dataclass(frozen=True)
class Sampling:
    """`samples` rows a prompt. Temperature 0 is greedy; `greedy_first` makes the first row greedy."""

    samples: int = 1
    temperature: float = 0.0
    top_p: float = 1.0
    greedy_first: bool = False


@dataclass(frozen=True)
class Drawn:
    """One row: its token ids without <|end|>, their log-probability at temperature 1 (with that of
    <|end|>), and whether it ended within its limit."""

    ids: list[int]
    logprob: float
    ended: bool


def up(value: int, multiple: int) -> int:
    return -(-value // multiple) * multiple


class State:
    """Static tensors of `rows` sequences of at most `length` positions."""

    def __init__(self, model: Model, rows: int, length: int, limit: int, device: torch.device, dtype: torch.dtype):
        c = model.config
        self.rows, self.length, self.limit = rows, length, limit
        shape = (rows, c.kv_heads, length, c.head)
        self.keys = [torch.zeros(shape, device=device, dtype=dtype) for _ in range(c.layers)]
        self.values = [torch.zeros_like(keys) for keys in self.keys]
        self.seen = torch.zeros(rows, length, dtype=torch.bool, device=device)
        self.position = torch.zeros(1, dtype=torch.long, device=device)
        self.at = torch.zeros(1, dtype=torch.long, device=device)
        self.token = torch.full((rows, 1), PAD, dtype=torch.long, device=device)
        self.done = torch.zeros(rows, dtype=torch.bool, device=device)
        self.logprob = torch.zeros(rows, device=device)
        self.out = torch.full((rows, limit), PAD, dtype=torch.long, device=device)
        self.temperature = torch.ones(rows, 1, device=device)
        self.greedy = torch.zeros(rows, dtype=torch.bool, device=device)

    def reset(self) -> None:
        for tensor in (self.seen, self.position, self.at, self.done, self.logprob):
            tensor.zero_()
        self.out.fill_(PAD)


class Generator:
    """Draws drafts for token prompts with one model on one device."""

    def __init__(self, model: Model, device: torch.device, graphs: bool = True):
        self.dtype = torch.bfloat16 if device.type == "cuda" else torch.float32
        self.model, self.device = model.to(device, self.dtype).eval(), device
        self.graphs = graphs and device.type == "cuda"
        self.kept: tuple | None = None  # (rows, length, limit, top_p) → state, graph

    def bytes_a_position(self) -> int:
        c = self.model.config
        return 2 * c.layers * c.kv_heads * c.head * self.dtype.itemsize

    def _sample(self, state: State, logits: Tensor, top_p: float) -> None:
        """logits [rows, vocabulary] → the next token of each row, noted in `state`."""
        logits = logits.float()
        logits[:, :END] = float("-inf")  # <|pad|>, <|bos|> and <|draft|> are never drawn
        plain = F.log_softmax(logits, -1)
        cooled = F.log_softmax(logits / state.temperature, -1)
        if top_p < 1:
            ordered, index = cooled.exp().sort(-1, descending=True)
            above = ordered.cumsum(-1) - ordered >= top_p
            drop = torch.zeros_like(above).scatter(-1, index, above)
            cooled = cooled.masked_fill(drop, float("-inf"))
        noise = -torch.log(-torch.log(torch.rand_like(cooled).clamp(1e-10, 1 - 1e-7)))
        token = torch.where(state.greedy, plain.argmax(-1), (cooled + noise).argmax(-1))
        gain = plain.gather(-1, token[:, None])[:, 0]
        state.logprob += torch.where(state.done, 0.0, gain)
        token = torch.where(state.done, PAD, token)
        state.done |= token == END
        state.token.copy_(token[:, None])
        state.out.index_copy_(1, state.at, token[:, None])
        state.at += 1

    def _step(self, state: State, top_p: float) -> None:
        """One more token of every row."""
        c = self.model.config
        state.seen.index_fill_(1, state.position, True)
        mask = state.seen[:, None, None, :]
        groups = c.heads // c.kv_heads

        def attend(q: Tensor, k: Tensor, v: Tensor, layer: int) -> Tensor:
            keys, values = state.keys[layer], state.values[layer]
            keys.index_copy_(2, state.position, k)
            values.index_copy_(2, state.position, v)
            # The heads of a group stand in for positions: each of them reads the same keys.
            grouped = q.reshape(state.rows, c.kv_heads, groups, c.head)
            y = F.scaled_dot_product_attention(grouped, keys, values, attn_mask=mask.expand(-1, -1, groups, -1))
            return y.reshape(state.rows, c.heads, 1, c.head)

        hidden = self.model.hidden(state.token, state.position, attend, self.dtype)
        self._sample(state, self.model.logits(hidden[:, -1]), top_p)
        state.position += 1

    def _prefill(self, state: State, prompts: list[list[int]], samples: int, width: int) -> Tensor:
        """Fills the cache; returns logits [rows, vocabulary] behind each prompt."""
        logits = []
        chunk = max(1, 2**27 // width**2)
        positions = torch.arange(width, device=self.device)
        causal = positions[:, None] >= positions[None, :]
        for begin in range(0, len(prompts), chunk):
            part = prompts[begin : begin + chunk]
            tokens = torch.tensor([[PAD] * (width - len(ids)) + ids for ids in part], device=self.device)
            starts = torch.tensor([width - len(ids) for ids in part], device=self.device)
            real = positions[None, :] >= starts[:, None]
            # Padding sees itself, so that no row of the mask is empty.
            mask = (causal & real[:, None, :] | (positions[:, None] == positions[None, :]))[:, None]
            rows = slice(begin * samples, (begin + len(part)) * samples)

            def attend(q: Tensor, k: Tensor, v: Tensor, layer: int) -> Tensor:
                state.keys[layer][rows, :, :width] = k.repeat_interleave(samples, 0)
                state.values[layer][rows, :, :width] = v.repeat_interleave(samples, 0)
                groups = q.shape[1] // k.shape[1]
                return F.scaled_dot_product_attention(
                    q, k.repeat_interleave(groups, 1), v.repeat_interleave(groups, 1), attn_mask=mask)

            hidden = self.model.hidden(tokens, positions, attend, self.dtype)
            logits.append(self.model.logits(hidden[:, -1]).repeat_interleave(samples, 0))
            state.seen[rows, :width] = real.repeat_interleave(samples, 0)
        state.position.fill_(width)
        return torch.cat(logits)

    def _prepared(self, rows: int, length: int, limit: int, top_p: float):
        key = (rows, length, limit, top_p)
        if self.kept and self.kept[0] == key:
            return self.kept[1:]
        self.kept = None
        state, graph = State(self.model, rows, length, limit, self.device, self.dtype), None
        if self.graphs:
            try:
                side = torch.cuda.Stream()
                side.wait_stream(torch.cuda.current_stream())
                with torch.cuda.stream(side):
                    for _ in range(3):
                        self._step(state, top_p)
                torch.cuda.current_stream().wait_stream(side)
                state.reset()
                graph = torch.cuda.CUDAGraph()
                with torch.cuda.graph(graph):
                    self._step(state, top_p)
            except torch.OutOfMemoryError:
                raise
            except Exception as error:  # any failure of the capture: plain launches
                print(f"no CUDA graph: {type(error).__name__}: {str(error)[:300]}", file=sys.stderr)
                self.graphs, graph = False, None
        self.kept = (key, state, graph)
        return state, graph

    @torch.inference_mode()
    def draw(self, prompts: list[list[int]], limit: int, sampling: Sampling) -> list[list[Drawn]]:
        """`sampling.samples` drafts of at most `limit` tokens for each prompt (ids with <|bos|> and
        <|draft|>). Calls with equal numbers and alike lengths share a state and its graph."""
        samples, count = sampling.samples, len(prompts)
        width = up(max(map(len, prompts)), ROUND)
        state, graph = self._prepared(count * samples, up(width + limit, BUCKET), limit, sampling.top_p)
        state.reset()
        greedy = torch.full((samples,), sampling.temperature <= 0)
        greedy[0] |= sampling.greedy_first
        state.greedy.copy_(greedy.repeat(count))
        state.temperature.fill_(sampling.temperature or 1.0)
        self._sample(state, self._prefill(state, prompts, samples, width), sampling.top_p)
        for index in range(1, limit):
            if index % LOOK == 0 and bool(state.done.all()):
                break
            graph.replay() if graph else self._step(state, sampling.top_p)
        out, logprob, done = state.out.tolist(), state.logprob.tolist(), state.done.tolist()
        drawn = []
        for row in range(state.rows):
            ids = out[row]
            ids = ids[: ids.index(END)] if done[row] else [i for i in ids if i != PAD]
            drawn.append(Drawn(ids, logprob[row], done[row]))
        return [drawn[i : i + samples] for i in range(0, len(drawn), samples)]
