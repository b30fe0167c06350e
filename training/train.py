"""Trains the drafting model for a number of minutes, from scratch or from a checkpoint.

    python3 training/train.py --cache CACHE --tokenizer DIR/tokenizer.json --out RUN --minutes 9
    torchrun --nproc-per-node 4 training/train.py …      # same options, one process a GPU

Writes RUN/checkpoint.pt (everything), RUN/log.jsonl (one JSON object an entry), and with --pieces
DIR the weights in pieces under 16 MiB. `--resume` takes any of these; `--anneal` ends at rate zero.
"""

import argparse
import hashlib
import json
import os
import sys
import time
from pathlib import Path

import torch
import torch.distributed as dist

import checkpoint as checkpoints
import data
import model as models
import pieces
from corpus import CorpusError
from data import Pairs
from muon import Muon
from schedule import Schedule
from step import Step

STARTED = time.monotonic()
PEAK = 989e12  # bf16 operations a second of one H100 SXM, dense (NVIDIA's data sheet)
POLL = 10  # steps between two looks at the clock
LOG = 50  # steps between two entries of the log


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--cache", required=True, type=Path, help="a cache that data.py made")
    add("--tokenizer", required=True, type=Path)
    add("--out", required=True, type=Path)
    add("--minutes", type=float, required=True, help="wall time of the whole call")
    add("--reserve", type=float, default=25, help="seconds of it for the last measurement and for writing")
    add("--steps", type=int, help="stop after so many steps of this call, whatever the clock says")
    add("--resume", type=Path, help="checkpoint.pt, weights.bf16 or weights.bf16.pieces")
    add("--anneal", type=float, nargs="?", const=0.5, default=0.0, metavar="SHARE",
        help="let the rate fall to zero over the last SHARE of this call (0.5)")
    add("--muon", action="store_true", help="Muon for the blocks' matrices, AdamW for the rest")
    add("--rate", type=float, help="peak learning rate: 3e-3 with Muon, else 1.5e-3")
    add("--warmup", type=int, default=200, help="steps; 50 after a resume without optimiser state, 0 with")
    add("--decay", type=float, default=0.1, help="weight decay of matrices")
    add("--clip", type=float, default=1.0)
    add("--length", type=int, default=2048, help="positions of a row: 2,048 or 8,192")
    add("--batch", type=int, default=131_072, help="positions of a step, over all GPUs")
    add("--rows", type=int, help="rows of one pass on one GPU (65,536 positions), halved when memory runs out")
    add("--raw", type=float, default=0.1, help="share of documents that start from raw WAT")
    add("--prompt-loss", type=float, default=0.0, help="weight of a prompt's tokens in the loss")
    add("--measure", type=float, default=120, help="seconds between two measurements")
    add("--pieces", type=Path, help="directory for the weights in pieces")
    add("--no-compile", action="store_true")
    add("--seed", type=int, default=0)
    for name in ("layers", "width", "heads", "kv_heads", "head", "ffn"):
        add(f"--{name.replace('_', '-')}", type=int, default=getattr(models.Config, name))
    options = parser.parse_args()
    options.rows = options.rows or max(1, 65_536 // options.length)
    return options


class World:
    """The processes of this run: one a GPU, or one alone."""

    def __init__(self):
        self.rank, self.size = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
        cuda = torch.cuda.is_available()
        self.device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if cuda else torch.device("cpu")
        if cuda:
            torch.cuda.set_device(self.device)
        if self.size > 1:
            dist.init_process_group("nccl" if cuda else "gloo")

    def sum(self, tensors: list[torch.Tensor]) -> None:
        """Sums each tensor over all processes, in one transfer."""
        if self.size > 1:
            flat = torch.cat([tensor.flatten() for tensor in tensors])
            dist.all_reduce(flat)
            torch._foreach_copy_(tensors, [part.view_as(t) for part, t in
                                           zip(flat.split([t.numel() for t in tensors]), tensors)])

    def first(self, value: float) -> float:
        """Process 0's value, in all processes."""
        if self.size == 1:
            return value
        shared = torch.tensor([value], dtype=torch.float64, device=self.device)
        dist.broadcast(shared, 0)
        return shared.item()


def measure(step: Step, pairs: Pairs, limit: int = 1500) -> dict | None:
    """Loss (nats a target token) and share of target tokens predicted right, over `limit` documents.
    Not under `no_grad`, which would be compiled anew."""
    if not len(pairs):
        return None
    sums = [torch.stack([v.detach().double() for v in step.forward(batch)]) for batch in pairs.once(step.rows, limit)]
    loss, weight, right = torch.stack(sums).sum(0).tolist()
    return {"loss": round(loss / max(weight, 1), 5), "right": round(right / max(weight, 1), 5)}


def average_keys(pairs: Pairs) -> float:
    """Keys that a position attends to on average: (Σ n²/2) / Σ n over documents of n tokens."""
    sizes = (pairs.spans[:, 1] + pairs.spans[:, 5] + data.OVERHEAD).astype(float)
    return float((sizes**2).sum() / (2 * sizes.sum()))


def main() -> None:
    options, world = arguments(), World()
    lead = world.rank == 0
    torch.manual_seed(options.seed)
    torch.set_float32_matmul_precision("high")
    options.out.mkdir(parents=True, exist_ok=True)
    log_file = open(options.out / "log.jsonl", "a", encoding="utf-8") if lead else None

    def log(**entry) -> None:
        if lead:
            print("  ".join(f"{key} {value}" for key, value in entry.items()), flush=True)
            log_file.write(json.dumps(entry) + "\n")
            log_file.flush()

    tokenizer_hash = hashlib.sha256(options.tokenizer.read_bytes()).hexdigest()
    from tokenizers import Tokenizer
    vocabulary = Tokenizer.from_file(str(options.tokenizer)).get_vocab_size()
    if options.resume:
        old = checkpoints.load(options.resume)
        if old.counters.get("tokenizer") != tokenizer_hash:
            raise SystemExit(f"{options.resume} was trained with another tokenizer.json")
        config, counters, model = old.config, old.counters, old.model()
    else:
        old = None
        config = models.Config(vocabulary, options.layers, options.width, options.heads, options.kv_heads,
                               options.head, options.ffn)
        counters, model = {"step": 0, "tokens": 0, "seconds": 0.0, "tokenizer": tokenizer_hash}, models.Model(config)
    model.to(world.device)
    matrices = model.matrices()
    inside = {id(weight) for weight, _ in matrices}
    rest = [p for p in model.parameters() if id(p) not in inside]
    rate = options.rate or (3e-3 if options.muon else 1.5e-3)
    groups = [{"params": rest, "weight_decay": 0.0}]
    if not options.muon:
        groups.append({"params": [weight for weight, _ in matrices], "weight_decay": options.decay})
    adam = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.95), fused=world.device.type == "cuda")
    muon = Muon(matrices, options.decay) if options.muon else None
    warmup = options.warmup
    if old:
        warmup = min(warmup, 50)
        same = old.optimisers and ("muon" in old.optimisers) == options.muon
        if same:
            adam.load_state_dict(old.optimisers["adam"])
            if muon:
                muon.load_state_dict(old.optimisers["muon"])
            warmup = 0
        elif lead:
            print(f"{options.resume}: weights only: the optimiser starts afresh", flush=True)
        old = None

    def part(which: int, **more) -> Pairs:
        return Pairs(options.cache, which, options.length, **more)

    train = part(data.TRAIN, raw=options.raw, prompt_loss=options.prompt_loss)
    valid, held = part(data.VALID), part(data.HELD)
    keys = average_keys(train)
    operations = models.flops_per_token(config, keys)
    log(event="start", parameters=models.parameters(config), pairs=len(train), too_long=train.too_long,
        valid=len(valid), held_out=len(held), keys=round(keys), gpus=world.size, device=str(
            torch.cuda.get_device_name() if world.device.type == "cuda" else "cpu"), torch=torch.__version__,
        resume=str(options.resume), muon=options.muon, rate=rate, batch=options.batch, config=config.as_dict())

    step = Step(model, world.device, options.rows, not options.no_compile)
    trial = next(train.endless(options.rows, options.seed, world.rank, world.size))
    step.choose(lambda rows: data.Batch(*(getattr(trial, name)[:rows]
                                          for name in ("tokens", "labels", "weights", "documents"))))
    passes = max(1, round(options.batch / (step.rows * options.length * world.size)))
    batches = data.ahead(train.endless(step.rows, options.seed + counters["step"], world.rank, world.size))
    schedule = Schedule(STARTED + options.minutes * 60 - options.reserve, warmup, options.anneal)
    log(event="ready", seconds=round(time.monotonic() - STARTED, 1), way=step.name, passes=passes)

    parameters = list(model.parameters())
    sums = torch.zeros(4, dtype=torch.float64, device=world.device)  # loss, weight, right, real positions
    count, passed, last, measured, before = 0, 0.0, time.monotonic(), time.monotonic(), 0
    base_seconds, before_seconds = counters["seconds"], time.monotonic()

    def finish_counters() -> dict:
        return {**counters, "seconds": round(base_seconds + time.monotonic() - before_seconds, 1)}

    def saved() -> checkpoints.Checkpoint:
        optimisers = {"adam": adam.state_dict()} | ({"muon": muon.state_dict()} if muon else {})
        return checkpoints.Checkpoint(config, model.state_dict(), finish_counters(), optimisers)

    def evaluate() -> None:
        nonlocal measured
        if lead:
            log(event="measure", step=counters["step"], seconds=finish_counters()["seconds"],
                tokens=counters["tokens"], valid=measure(step, valid), held_out=measure(step, held))
        measured = time.monotonic()

    while True:
        if count % POLL == 0:
            passed = world.first(schedule.passed())
            if passed >= 1 or count == options.steps:
                break
        elif count == options.steps:
            break
        factor = schedule.factor(count, passed)
        weight = torch.zeros(1, device=world.device)
        for _ in range(passes):
            batch = next(batches)
            results = step(batch)
            weight += results[1]
            sums[:3] += torch.stack([value.double() for value in results])
            sums[3] += int((batch.documents > 0).sum())
        grads = [p.grad for p in parameters]
        world.sum([*grads, weight])
        torch._foreach_div_(grads, weight.clamp(min=1.0).squeeze())
        norm = torch.nn.utils.clip_grad_norm_(parameters, options.clip)
        for group in adam.param_groups:
            group["lr"] = rate * factor
        adam.step()
        if muon:
            muon.step(rate * factor)
        torch._foreach_zero_(grads)
        count += 1
        counters["step"] += 1
        if count % LOG == 0 or count == options.steps:
            loss, total, right, real = sums.tolist()  # waits for the GPU
            now = time.monotonic()
            speed = real * world.size / (now - last)
            counters["tokens"] += int(real * world.size)
            log(event="step", step=counters["step"], seconds=finish_counters()["seconds"], tokens=counters["tokens"],
                loss=round(loss / max(total, 1), 5), right=round(right / max(total, 1), 5), norm=round(norm.item(), 3),
                rate=float(f"{rate * factor:.3g}"), tokens_per_second=round(speed),
                peak=round(speed * operations / (PEAK * world.size), 4), passed=round(passed, 3))
            sums.zero_()
            if world.first(float(now - measured > options.measure)):
                evaluate()
                if lead:
                    checkpoints.save(options.out / "checkpoint.pt", saved())
            last = time.monotonic()
    counters["tokens"] += int(sums[3].item() * world.size)
    evaluate()
    if lead:
        checkpoints.save(options.out / "checkpoint.pt", saved())
        if options.pieces:
            packed = checkpoints.pack(saved())
            paths = pieces.split(packed, options.pieces, "weights.bf16")
            print(f"{options.pieces}: {len(packed) / 2**20:.1f} MiB in {len(paths) - 1} pieces", flush=True)
        log(event="end", step=counters["step"], tokens=counters["tokens"],
            wall=round(time.monotonic() - STARTED, 1))
    if world.size > 1:
        dist.barrier()
        dist.destroy_process_group()


if __name__ == "__main__":
    try:
        main()
    except (CorpusError, checkpoints.CheckpointError, pieces.PiecesError) as error:
        sys.exit(str(error))
