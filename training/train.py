"""Trains the drafting model for a number of minutes, from scratch or from a checkpoint.

    python3 training/train.py --cache CACHE --tokenizer DIR/tokenizer.json --out RUN --minutes 9
    torchrun --nproc-per-node 4 training/train.py …      # same options, one process a GPU

Writes RUN/checkpoint.pt (everything), RUN/log.jsonl (one JSON object an entry), and with --pieces
DIR the weights in pieces under 16 MiB. `--resume` takes any of these; `--anneal` ends at rate zero.
"""

import hashlib
import json
import sys
import time

import torch
from tokenizers import Tokenizer

import checkpoint as checkpoints
import data
import pieces
from corpus import CorpusError
from data import Pairs
from model import Config, Model, flops_per_token, parameters as size
from muon import Muon
from options import arguments
from schedule import Schedule
from step import Step
from world import World

STARTED = time.monotonic()
PEAK = 989e12  # bf16 operations a second of one H100 SXM, dense (NVIDIA's data sheet)
POLL = 10  # steps between two looks at the clock
LOG = 50  # steps between two entries of the log
RESUMED_WARMUP = 50  # steps, where the optimiser starts afresh on trained weights


class Log:
    """Entries to the screen and to log.jsonl, from process 0 only."""

    def __init__(self, options, lead: bool):
        options.out.mkdir(parents=True, exist_ok=True)
        self.file = open(options.out / "log.jsonl", "a", encoding="utf-8") if lead else None

    def __call__(self, event: str, **entry) -> None:
        if self.file:
            print(f"{event}: " + "  ".join(f"{key} {value}" for key, value in entry.items()), flush=True)
            self.file.write(json.dumps({"event": event, **entry}) + "\n")
            self.file.flush()


class Optimisers:
    """Muon for the blocks' matrices and AdamW for the rest, or AdamW for all, at one rate."""

    def __init__(self, model: Model, options):
        matrices = model.matrices()
        inside = {id(weight) for weight, _ in matrices}
        groups = [{"params": [p for p in model.parameters() if id(p) not in inside], "weight_decay": 0.0}]
        if not options.muon:
            groups.append({"params": [weight for weight, _ in matrices], "weight_decay": options.decay})
        self.peak = options.rate or (3e-3 if options.muon else 1.5e-3)
        self.adam = torch.optim.AdamW(groups, lr=self.peak, betas=(0.9, 0.95), fused=model.embedding.is_cuda)
        self.muon = Muon(matrices, options.decay) if options.muon else None

    def step(self, factor: float) -> None:
        for group in self.adam.param_groups:
            group["lr"] = self.peak * factor
        self.adam.step()
        if self.muon:
            self.muon.step(self.peak * factor)

    def state_dict(self) -> dict:
        return {"adam": self.adam.state_dict()} | ({"muon": self.muon.state_dict()} if self.muon else {})

    def load(self, state: dict | None) -> bool:
        """Takes over a saved state; False where there is none of the same kind."""
        if not state or ("muon" in state) != bool(self.muon):
            return False
        self.adam.load_state_dict(state["adam"])
        if self.muon:
            self.muon.load_state_dict(state["muon"])
        return True


class Run:
    """One call: model, optimisers, data and counters. `counters` go on over calls."""

    def __init__(self, options, world: World):
        self.options, self.world, self.lead = options, world, world.rank == 0
        self.log = Log(options, self.lead)
        digest = hashlib.sha256(options.tokenizer.read_bytes()).hexdigest()
        old = checkpoints.load(options.resume) if options.resume else None
        if old and old.counters.get("tokenizer") != digest:
            raise SystemExit(f"{options.resume} was trained with another tokenizer.json")
        vocabulary = Tokenizer.from_file(str(options.tokenizer)).get_vocab_size()
        self.config = old.config if old else Config(vocabulary, options.layers, options.width, options.heads,
                                                    options.kv_heads, options.head, options.ffn)
        self.counters = old.counters if old else {"step": 0, "tokens": 0, "seconds": 0.0, "tokenizer": digest}
        self.model = (old.model() if old else Model(self.config)).to(world.device)
        self.optimisers = Optimisers(self.model, options)
        self.warmup = options.warmup
        if old:
            taken = self.optimisers.load(old.optimisers)
            self.warmup = 0 if taken else min(self.warmup, RESUMED_WARMUP)
        self.train = Pairs(options.cache, data.TRAIN, options.length, options.raw, options.prompt_loss)
        self.valid = Pairs(options.cache, data.VALID, options.length)
        self.held = Pairs(options.cache, data.HELD, options.length)
        self.operations = flops_per_token(self.config, self.train.average_keys())
        self.step = Step(self.model, world.device, options.rows, not options.no_compile)
        self.sums = torch.zeros(4, dtype=torch.float64, device=world.device)  # loss, weight, right, positions
        self.earlier, self.began = self.counters["seconds"], time.monotonic()
        self.log("start", parameters=size(self.config), pairs=len(self.train), too_long=self.train.too_long,
                 valid=len(self.valid), held_out=len(self.held), gpus=world.size, device=world.name(),
                 torch=torch.__version__, resume=str(options.resume), warmup=self.warmup, muon=options.muon,
                 rate=self.optimisers.peak, batch=options.batch, config=self.config.as_dict())

    def batches(self, rows: int, seed: int):
        return self.train.endless(rows, seed, self.world.rank, self.world.size)

    def update(self, batches, passes: int, factor: float) -> torch.Tensor:
        """One step of the optimisers on `passes` batches; returns the gradient's norm."""
        weight = torch.zeros(1, device=self.world.device)
        for _ in range(passes):
            batch = next(batches)
            results = self.step(batch)
            weight += results[1]
            self.sums[:3] += torch.stack([value.double() for value in results])
            self.sums[3] += int((batch.documents > 0).sum())
        parameters = list(self.model.parameters())
        grads = [parameter.grad for parameter in parameters]
        self.world.sum([*grads, weight])
        torch._foreach_div_(grads, weight.clamp(min=1.0).squeeze())
        norm = torch.nn.utils.clip_grad_norm_(parameters, self.options.clip)
        self.optimisers.step(factor)
        torch._foreach_zero_(grads)
        self.counters["step"] += 1
        return norm

    def clock(self) -> dict:
        """Where the run stands, calls before this one included."""
        self.counters["seconds"] = round(self.earlier + time.monotonic() - self.began, 1)
        return {name: self.counters[name] for name in ("step", "seconds", "tokens")}

    def report(self, since: float, factor: float, norm: torch.Tensor, passed: float) -> None:
        """Logs the steps since the last report, which began at `since`. Waits for the GPU."""
        loss, weight, right, positions = self.sums.tolist()
        self.sums.zero_()
        speed = positions * self.world.size / (time.monotonic() - since)
        self.counters["tokens"] += int(positions * self.world.size)
        self.log("step", **self.clock(), loss=round(loss / max(weight, 1), 5), right=round(right / max(weight, 1), 5),
                 norm=round(norm.item(), 3), rate=float(f"{self.optimisers.peak * factor:.3g}"),
                 tokens_per_second=round(speed), peak=round(speed * self.operations / (PEAK * self.world.size), 4),
                 passed=round(passed, 3))

    def measure(self) -> None:
        if self.lead:
            self.log("measure", **self.clock(), valid=self.step.measure(self.valid), held_out=self.step.measure(self.held))

    def saved(self) -> checkpoints.Checkpoint:
        self.clock()
        return checkpoints.Checkpoint(self.config, self.model.state_dict(), self.counters, self.optimisers.state_dict())

    def save(self) -> None:
        if self.lead:
            checkpoints.save(self.options.out / "checkpoint.pt", self.saved())

    def go(self) -> None:
        """Trains until the minutes or the steps are used up, then measures and saves."""
        options, world = self.options, self.world
        self.step.choose(next(self.batches(options.rows, options.seed)))
        passes = max(1, round(options.batch / (self.step.rows * options.length * world.size)))
        batches = data.ahead(self.batches(self.step.rows, options.seed + self.counters["step"]))
        schedule = Schedule(STARTED + options.minutes * 60 - options.reserve, self.warmup, options.anneal)
        self.log("ready", wall=round(time.monotonic() - STARTED, 1), way=self.step.name, passes=passes)
        count, passed, reported, measured = 0, 0.0, time.monotonic(), time.monotonic()
        while count != options.steps:
            if count % POLL == 0 and (passed := world.first(schedule.passed())) >= 1:
                break
            factor = schedule.factor(count, passed)
            norm = self.update(batches, passes, factor)
            count += 1
            if count % LOG and count != options.steps:
                continue
            self.report(reported, factor, norm, passed)
            if world.first(time.monotonic() - measured) > options.measure:
                self.measure()
                self.save()
                measured = time.monotonic()
            reported = time.monotonic()
        self.counters["tokens"] += int(self.sums[3].item() * world.size)
        self.measure()
        self.save()
        if self.lead and options.pieces:
            packed = checkpoints.pack(self.saved())
            count = len(pieces.split(packed, options.pieces, "weights.bf16")) - 1
            print(f"{options.pieces}: {len(packed) / 2**20:.1f} MiB in {count} pieces", flush=True)
        self.log("end", **self.clock(), wall=round(time.monotonic() - STARTED, 1))


def main() -> None:
    options, world = arguments(__doc__), World()
    torch.manual_seed(options.seed)
    torch.set_float32_matmul_precision("high")
    Run(options, world).go()
    world.leave()


if __name__ == "__main__":
    try:
        main()
    except (CorpusError, checkpoints.CheckpointError, pieces.PiecesError) as error:
        sys.exit(str(error))
