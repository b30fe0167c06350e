"""The whole recipe on three pairs: learned by heart, drafted greedily, exported. Half a minute."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).parent.parent
FIXTURE = HERE / "fixture"
CHOSEN = ("map-relu", "map-scale", "map-saxpy_O2")
MODEL = "--layers 3 --width 128 --heads 4 --head 32 --kv-heads 2 --ffn 256 --length 768 --rows 1 --batch 768".split()


class RecipeTest(unittest.TestCase):
    def call(self, program: str, *arguments) -> str:
        command = [sys.executable, str(HERE / program), *map(str, arguments)]
        done = subprocess.run(command, env=os.environ | {"OMP_NUM_THREADS": "1"}, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_three_pairs_by_heart(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            lines = [line for line in (FIXTURE / "pairs.jsonl").read_text().splitlines() if json.loads(line)["id"] in CHOSEN]
            self.assertEqual(len(lines), len(CHOSEN))
            (folder / "three.jsonl").write_text("\n".join(lines) + "\n")
            held, tokenizer = ("--heldout", FIXTURE / "heldout.txt"), ("--tokenizer", folder / "tokenizer.json")
            self.call("tokenizer.py", FIXTURE / "pairs.jsonl", *held, "--out", folder / "tokenizer.json")
            cache = self.call("data.py", folder / "three.jsonl", *held, *tokenizer, "--valid", 0, "--out",
                              folder / "cache").splitlines()[-1]
            self.call("train.py", "--cache", cache, *tokenizer, "--out", folder / "run", "--minutes", 5, "--steps", 120,
                      "--muon", "--warmup", 10, "--raw", 0, *MODEL)
            entries = [json.loads(line) for line in (folder / "run/log.jsonl").read_text().splitlines()]
            last = [entry for entry in entries if entry["event"] == "step"][-1]
            self.assertLess(last["loss"], 0.01)
            said = self.call("sample.py", folder / "three.jsonl", *held, *tokenizer, "--part", "train", "--tokens", 200,
                             "--model", folder / "run/checkpoint.pt", "--out", folder / "drafts.jsonl")
            wanted = {pair["id"]: pair["target"] for pair in map(json.loads, lines)}
            drafts = {d["id"]: d["target"] for d in map(json.loads, (folder / "drafts.jsonl").read_text().splitlines())}
            self.assertEqual(drafts, wanted, said)
            self.call("export.py", folder / "run/checkpoint.pt", *tokenizer, "--out", folder / "models/draft.gguf")
            self.assertTrue((folder / "models/tokenizer.json").exists())


if __name__ == "__main__":
    unittest.main()
