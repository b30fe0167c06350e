"""Each part by itself. Run: PYTHONPATH=training python3 -m unittest discover -s training/tests"""

import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

import checkpoint as checkpoints
import corpus
import data
import decode
import export
import gguf
import muon
import pieces
import tokenizer
import vocabulary
import winners
from attention import dense_mask, flex_mask
from model import Config, Model, parameters

FIXTURE = Path(__file__).parent.parent / "fixture"
SMALL = Config(vocabulary=1152, layers=2, width=64, heads=4, kv_heads=2, head=32, ffn=128, context=512)


def pairs() -> list[dict]:
    return list(corpus.pairs(FIXTURE / "pairs.jsonl"))


def make_tokenizer(folder: Path) -> Path:
    texts = [pair[field] for pair in pairs() for field in ("prompt", "raw", "target")]
    made = tokenizer.assemble(*tokenizer.learn(texts, 2048))
    made.save(str(folder / "tokenizer.json"))
    return folder / "tokenizer.json"


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        torch.manual_seed(0)


class TokenizerTest(Case):
    def test_lossless_and_never_special(self):
        made = Tokenizer.from_file(str(make_tokenizer(self.folder)))
        tokenizer.check(made, [pair["raw"] for pair in pairs()])
        self.assertEqual(made.get_vocab_size() % tokenizer.MULTIPLE, 0)

    def test_known_words_are_single_tokens(self):
        made = Tokenizer.from_file(str(make_tokenizer(self.folder)))
        for text in ("@builtin(global_invocation_id)", "i32.const ", "i32.add", "workgroupBarrier", "vec3<u32>",
                     " >=u ", "p.s0", "b0", ".f32[", "// dispatch: ", "let ", "local.get ", "array<f32>"):
            self.assertEqual(len(made.encode(text, add_special_tokens=False).ids), 1, text)

    def test_digits_are_single(self):
        made = Tokenizer.from_file(str(make_tokenizer(self.folder)))
        self.assertEqual(made.encode("65535", add_special_tokens=False).tokens, list("65535"))

    def test_known_words_once(self):
        words = vocabulary.words()
        self.assertEqual(len(words), len(set(words)))


class CorpusTest(Case):
    def test_missing_list_of_held_out_families(self):
        with self.assertRaises(corpus.CorpusError):
            corpus.held_out_families(self.folder / "none.txt")

    def test_missing_field(self):
        path = self.folder / "a.jsonl"
        path.write_text(json.dumps({"id": "a", "family": "f"}) + "\n")
        with self.assertRaisesRegex(corpus.CorpusError, "held_out"):
            list(corpus.pairs(path))


class DataTest(Case):
    def cache(self, valid: float = 0.0) -> Path:
        plan = data.Plan(make_tokenizer(self.folder), corpus.held_out_families(FIXTURE / "heldout.txt"), valid, 1.0, "listing", 1)
        return data.build([str(FIXTURE / "pairs.jsonl")], plan, self.folder)

    def test_held_out_families_are_not_trained_on(self):
        folder = self.cache()
        split = np.load(folder / "split.npy")
        ids = (folder / "ids.txt").read_text().split()
        held = {name for name, part in zip(ids, split) if part == data.HELD}
        self.assertEqual(held, {"serial-iir", "serial-prefix_sum"})
        self.assertFalse((split == data.VALID).any())
        self.assertTrue((np.load(self.cache(1.0) / "split.npy") != data.TRAIN).all())

    def test_a_later_pair_replaces_an_earlier_one_unless_it_is_measured(self):
        split = np.array([data.TRAIN, data.TRAIN, data.HELD, data.TRAIN, data.TRAIN])
        self.assertEqual(data._keep(split, np.array([1, 2, 3, 1, 3])).tolist(), [False, True, True, True, False])

    def test_rows_hold_each_document_once_and_whole(self):
        part = data.Pairs(self.cache(), data.TRAIN, 768)
        made = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        known = {(pair["prompt"], pair["target"]) for pair in pairs()}
        found = []
        for batch in part.once(2):
            for tokens, labels, weights, documents in zip(batch.tokens, batch.labels, batch.weights, batch.documents):
                for number in range(1, documents.max() + 1):
                    where = np.flatnonzero(documents == number)
                    self.assertEqual(len(where), where[-1] - where[0] + 1)
                    ids = [*tokens[where], labels[where[-1]]]
                    self.assertEqual((ids[0], ids[-1]), (vocabulary.BOS, vocabulary.END))
                    self.assertTrue((tokens[where[1:]] == labels[where[:-1]]).all())
                    cut = ids.index(vocabulary.DRAFT)
                    self.assertEqual(weights[where].tolist(), [0.0] * cut + [1.0] * (len(ids) - 1 - cut))
                    found.append((made.decode(ids[1:cut]), made.decode(ids[cut + 1 : -1])))
            self.assertTrue((batch.weights[batch.documents == 0] == 0).all())
        self.assertEqual(len(found), len(part))
        self.assertEqual(len(set(found)), len(found))
        self.assertLessEqual(set(found), known)

    def test_processes_share_an_epoch(self):
        part = data.Pairs(self.cache(), data.TRAIN, 768, raw=0.5)
        order = [np.random.default_rng(0).permutation(len(part))[rank::2] for rank in range(2)]
        rows = [index for share in order for row in part.rows(share, np.random.default_rng(1)) for index, _ in row]
        self.assertEqual(sorted(rows), list(range(len(part))))


class AttentionTest(Case):
    def test_blocks_of_flex_cover_what_the_dense_mask_allows(self):
        documents = torch.zeros(3, 1024, dtype=torch.int32)
        for row in range(3):
            at, number = 0, 1
            while at < 1024 - 150 * row:
                size = int(torch.randint(3, 400, (1,)))
                documents[row, at : min(at + size, 1024 - 150 * row)] = number
                at, number = at + size, number + 1
        mask, dense = flex_mask(documents), dense_mask(documents)[:, 0]
        blocks = dense.view(3, 8, 128, 8, 128).permute(0, 1, 3, 2, 4).flatten(3)
        self.assertTrue(torch.equal(mask.to_dense()[:, 0] > 0, blocks.any(-1)))
        for row in range(3):
            for query in range(8):
                count = int(mask.full_kv_num_blocks[row, 0, query])
                for key in mask.full_kv_indices[row, 0, query, :count]:
                    self.assertTrue(blocks[row, query, key].all())


class ModelTest(Case):
    def test_count(self):
        self.assertEqual(parameters(SMALL), sum(p.numel() for p in Model(SMALL).parameters()))
        self.assertLessEqual(parameters(Config()), 36_500_000)

    def test_cached_drafts_are_those_of_the_whole_forward_pass(self):
        model = Model(SMALL)
        for parameter in model.parameters():
            parameter.data += 0.05 * torch.randn_like(parameter)
        prompts = [torch.randint(4, 1152, (n,)).tolist() for n in (5, 40, 90)]
        drawn = decode.Generator(model, torch.device("cpu")).draw(
            prompts, 12, decode.Sampling(3, 0.9, 0.9, greedy_first=True))
        for prompt, rows in zip(prompts, drawn):
            ids, logprob = list(prompt), 0.0
            for token in rows[0].ids:
                with torch.no_grad():
                    scores = export.logits(model, torch.tensor([ids]))[0, -1]
                scores[: vocabulary.END] = float("-inf")
                self.assertEqual(token, int(scores.argmax()))
                logprob += float(scores.log_softmax(-1)[token])
                ids.append(token)
            if not rows[0].ended:
                self.assertAlmostEqual(logprob, rows[0].logprob, places=3)
            self.assertEqual(len(rows), 3)

    def test_muon_makes_matrices_orthogonal(self):
        for shape in ((3, 64, 32), (2, 32, 64)):
            values = torch.linalg.svdvals(muon.orthogonal(torch.randn(shape)))
            self.assertGreater(values.min(), 0.3)
            self.assertLess(values.max(), 1.4)


class FilesTest(Case):
    def test_pieces(self):
        content = bytes(range(256)) * 10
        manifest = pieces.split(content, self.folder, "w", 1000)[-1]
        self.assertEqual(pieces.join(manifest), content)
        (self.folder / "w.001").write_bytes(b"x" * 1000)
        with self.assertRaises(pieces.PiecesError):
            pieces.join(manifest)

    def test_packed_weights_are_bf16(self):
        model = Model(SMALL)
        packed = checkpoints.pack(checkpoints.Checkpoint(SMALL, model.state_dict(), {"step": 7}))
        back = checkpoints.unpack(packed)
        self.assertEqual((back.config, back.counters), (SMALL, {"step": 7}))
        for name, tensor in model.state_dict().items():
            self.assertTrue(torch.equal(back.state[name], tensor.bfloat16().float()))
        with self.assertRaises(checkpoints.CheckpointError):
            checkpoints.unpack(packed[:-10])

    def test_gguf_comes_back(self):
        model = Model(SMALL)
        weights = {name: tensor.detach().numpy() for name, tensor in export.tensors(model).items()}
        gguf.write(self.folder / "m.gguf", export.metadata(SMALL, "test", "Apache-2.0", "0"), weights)
        export.check(model, self.folder / "m.gguf", 0.05)
        (self.folder / "cut.gguf").write_bytes((self.folder / "m.gguf").read_bytes()[:5000])
        with self.assertRaises(gguf.GgufError):
            gguf.read(self.folder / "cut.gguf")

    def test_q8_0_of_known_weights(self):
        block = np.linspace(-127, 127, 32, dtype=np.float32)[None] * 0.5
        self.assertEqual(len(gguf.quantise(block)), 34)
        self.assertLessEqual(np.abs(gguf.dequantise(gguf.quantise(block), block.shape) - block).max(), 0.25)
        self.assertEqual(gguf.quantise(np.zeros((1, 32), np.float32)), bytes(34))


class WinnersTest(Case):
    def test_parallel_first_then_short(self):
        drafts = [{"id": "a", "k": k, "target": "x" * size, "style": "plain"} for k, size in enumerate((9, 3, 5, 7, 1))]
        results = {("a", None, k): {"verified": k != 4, "parallel": k in (0, 2)} for k in range(5)}
        self.assertEqual(winners.best(drafts, results)[("a", "plain")]["k"], 2)


if __name__ == "__main__":
    unittest.main()
