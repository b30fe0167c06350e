"""A checkpoint as GGUF: Q8_0 matrices, F32 norms, the names of llama.cpp's `qwen3` architecture.

    python3 training/export.py RUN/checkpoint.pt --tokenizer DIR/tokenizer.json --out models/w2gpu-draft.gguf

Copies tokenizer.json beside the file, reads the file back, compares weights and logits with the
checkpoint's, and prints size and SHA-256.
"""

import argparse
import hashlib
import shutil
import sys
from pathlib import Path

import numpy as np
import torch

import checkpoint as checkpoints
import gguf
import pieces
from attention import DENSE
from model import Config, Model, parameters
from vocabulary import BOS, END, PAD

MOSTLY_Q8_0 = 7  # general.file_type


def tensors(model: Model) -> dict[str, torch.Tensor]:
    """llama.cpp's names → the model's weights (views, so that they can be filled too)."""
    named = {"token_embd.weight": model.embedding}
    for index, block in enumerate(model.blocks):
        q, k, v = block.qkv.weight.split(block.qkv.parts)
        gate, up = block.gate_up.weight.split(block.gate_up.parts)
        for name, tensor in (
            ("attn_norm", block.attn_norm.weight), ("attn_q", q), ("attn_k", k), ("attn_v", v),
            ("attn_q_norm", block.q_norm.weight), ("attn_k_norm", block.k_norm.weight),
            ("attn_output", block.output.weight), ("ffn_norm", block.ffn_norm.weight),
            ("ffn_gate", gate), ("ffn_up", up), ("ffn_down", block.down.weight),
        ):
            named[f"blk.{index}.{name}.weight"] = tensor
    return named | {"output_norm.weight": model.norm.weight}


def metadata(config: Config, name: str, licence: str, tokenizer_hash: str) -> dict:
    return {
        "general.architecture": "qwen3",
        "general.type": "model",
        "general.name": name,
        "general.description": "Drafts WGSL compute kernels from lifted WebAssembly kernels",
        "general.license": licence,
        "general.size_label": f"{parameters(config) / 1e6:.0f}M",
        "general.file_type": MOSTLY_Q8_0,
        "general.quantization_version": 2,
        "qwen3.block_count": config.layers,
        "qwen3.context_length": config.context,
        "qwen3.embedding_length": config.width,
        "qwen3.feed_forward_length": config.ffn,
        "qwen3.attention.head_count": config.heads,
        "qwen3.attention.head_count_kv": config.kv_heads,
        "qwen3.attention.key_length": config.head,
        "qwen3.attention.value_length": config.head,
        "qwen3.attention.layer_norm_rms_epsilon": float(config.epsilon),
        "qwen3.rope.freq_base": float(config.rope_theta),
        "qwen3.rope.dimension_count": config.head,
        "qwen3.vocab_size": config.vocabulary,
        "tokenizer.ggml.bos_token_id": BOS,
        "tokenizer.ggml.eos_token_id": END,
        "tokenizer.ggml.padding_token_id": PAD,
        "w2gpu.tokenizer.sha256": tokenizer_hash,
    }


def model_of(file: gguf.Gguf) -> Model:
    """The model in a file that this program wrote."""
    meta = file.metadata
    model = Model(Config(
        meta["qwen3.vocab_size"], meta["qwen3.block_count"], meta["qwen3.embedding_length"],
        meta["qwen3.attention.head_count"], meta["qwen3.attention.head_count_kv"], meta["qwen3.attention.key_length"],
        meta["qwen3.feed_forward_length"], meta["qwen3.context_length"], meta["qwen3.rope.freq_base"],
        meta["qwen3.attention.layer_norm_rms_epsilon"]))
    with torch.no_grad():
        for name, tensor in tensors(model).items():
            tensor.copy_(torch.from_numpy(file.tensors[name]))
    return model


@torch.no_grad()
def logits(model: Model, tokens: torch.Tensor) -> torch.Tensor:
    """[batch, length] → float32 [batch, length, vocabulary], one document a row."""
    mask = DENSE.prepare(torch.ones_like(tokens))
    positions = torch.arange(tokens.shape[1])
    hidden = model.hidden(tokens, positions, lambda q, k, v, _: DENSE.run(q, k, v, mask), torch.float32)
    return model.logits(hidden)


def check(model: Model, path: Path, allowance: float) -> None:
    """The file read back: F32 equal, Q8_0 within half a step (and its scale's rounding), logits alike."""
    file = gguf.read(path)
    for name, tensor in tensors(model).items():
        old, new = tensor.detach().numpy(), file.tensors[name]
        if file.kinds[name] == gguf.TENSOR_F32:
            wrong = not np.array_equal(old, new)
        else:
            top = np.abs(old.reshape(-1, gguf.BLOCK)).max(1, keepdims=True)
            # Half a step, and 127 steps of a scale in f16 that is off by 2^-11 (or is subnormal).
            allowed = top * (0.5 / 127 + 2**-11) + 127 * 2**-24
            wrong = bool((np.abs(old - new).reshape(-1, gguf.BLOCK) > allowed).any())
        if wrong:
            raise SystemExit(f"{path}: {name} doesn't come back")
    tokens = torch.randint(4, model.config.vocabulary, (4, 64), generator=torch.Generator().manual_seed(0))
    old, new = logits(model, tokens), logits(model_of(file), tokens)
    error = ((old - new).norm() / old.norm()).item()
    same = (old.argmax(-1) == new.argmax(-1)).float().mean().item()
    print(f"logits on random tokens: relative error {error:.2e}, same first choice {same:.1%}")
    if error > allowance:
        raise SystemExit(f"{path}: logits differ by {error:.3f}, more than {allowance}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path, help="checkpoint.pt, weights.bf16 or weights.bf16.pieces")
    parser.add_argument("--tokenizer", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--name", default="w2gpu-draft")
    parser.add_argument("--licence", default="Apache-2.0")
    parser.add_argument("--allowance", type=float, default=0.05, help="relative error of the logits at most")
    parser.add_argument("--pieces", type=Path, help="directory for the file in pieces under 16 MiB")
    options = parser.parse_args()
    checkpoint = checkpoints.load(options.checkpoint)
    digest = hashlib.sha256(options.tokenizer.read_bytes()).hexdigest()
    if checkpoint.counters.get("tokenizer", digest) != digest:
        raise SystemExit(f"{options.checkpoint} was trained with another tokenizer.json")
    model = checkpoint.model()
    weights = {name: tensor.detach().float().numpy() for name, tensor in tensors(model).items()}
    gguf.write(options.out, metadata(model.config, options.name, options.licence, digest), weights)
    beside = options.out.with_name("tokenizer.json")
    if beside.resolve() != options.tokenizer.resolve():
        shutil.copyfile(options.tokenizer, beside)
    check(model, options.out, options.allowance)
    data = options.out.read_bytes()
    print(f"{options.out}: {parameters(model.config) / 1e6:.2f} M weights, {len(data)} bytes, "
          f"{len(weights)} tensors\nSHA-256 {hashlib.sha256(data).hexdigest()}\ntokenizer.json SHA-256 {digest}")
    if options.pieces:
        pieces.split(data, options.pieces, options.out.name)


if __name__ == "__main__":
    try:
        main()
    except (checkpoints.CheckpointError, pieces.PiecesError, gguf.GgufError) as error:
        sys.exit(str(error))
