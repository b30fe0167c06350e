//! A tiny model with random weights: what runs, and what is refused.

use std::path::PathBuf;

use candle_core::quantized::gguf_file::{Value, write};
use candle_core::quantized::{GgmlDType, QTensor};
use candle_core::{Device, Tensor};
use tokio_util::sync::CancellationToken;

use super::cache::Cache;
use super::drafter::Model;
use super::load::{LoadError, load};
use super::sample::{Sampling, random};
use crate::draft::DraftError;

const WORDS: usize = 64;
const CONTEXT: u32 = 40;

/// `<|pad|>`, … and `w4`, `w5`, ….
fn tokenizer(words: usize, special: [&str; 4]) -> String {
    let names = special.map(str::to_owned).into_iter();
    let names = names.chain((4..words).map(|at| format!("w{at}")));
    let entries: Vec<_> = names.zip(0..).map(|(name, id)| format!("{name:?}: {id}")).collect();
    let added: Vec<_> = special
        .iter()
        .zip(0..)
        .map(|(name, id)| {
            format!(
                r#"{{"id": {id}, "content": {name:?}, "single_word": false, "lstrip": false,
                "rstrip": false, "normalized": false, "special": true}}"#
            )
        })
        .collect();
    format!(
        r#"{{"version": "1.0", "truncation": null, "padding": null, "added_tokens": [{}],
        "normalizer": null, "pre_tokenizer": {{"type": "Whitespace"}}, "post_processor": null,
        "decoder": null, "model": {{"type": "WordLevel", "vocab": {{{}}}, "unk_token": "w4"}}}}"#,
        added.join(", "),
        entries.join(", ")
    )
}

/// Writes a model of 2 layers, width 64, 4 heads of 16, 2 KV heads; `skip` is left out.
fn model(dtype: GgmlDType, architecture: &str, skip: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tiny.gguf");
    let mut shapes = vec![("token_embd".to_owned(), vec![WORDS, 64])];
    for layer in 0..2 {
        for (name, shape) in [
            ("attn_norm", vec![64]),
            ("attn_q", vec![64, 64]),
            ("attn_k", vec![32, 64]),
            ("attn_v", vec![32, 64]),
            ("attn_q_norm", vec![16]),
            ("attn_k_norm", vec![16]),
            ("attn_output", vec![64, 64]),
            ("ffn_norm", vec![64]),
            ("ffn_gate", vec![96, 64]),
            ("ffn_up", vec![96, 64]),
            ("ffn_down", vec![64, 96]),
        ] {
            shapes.push((format!("blk.{layer}.{name}"), shape));
        }
    }
    shapes.push(("output_norm".into(), vec![64]));
    let mut state = 1;
    let tensors: Vec<(String, QTensor)> = shapes
        .into_iter()
        .filter(|(name, _)| name != skip)
        .map(|(name, shape)| {
            let count = shape.iter().product();
            let mut draw = || random(&mut state) - 0.5;
            let values: Vec<f32> = (0..count).map(|_| draw()).collect();
            let dtype = if shape.len() == 1 { GgmlDType::F32 } else { dtype };
            let tensor = Tensor::from_vec(values, shape, &Device::Cpu).unwrap();
            (format!("{name}.weight"), QTensor::quantize(&tensor, dtype).unwrap())
        })
        .collect();
    let number = Value::U32;
    let metadata = [
        ("general.architecture", Value::String(architecture.into())),
        ("qwen3.block_count", number(2)),
        ("qwen3.embedding_length", number(64)),
        ("qwen3.feed_forward_length", number(96)),
        ("qwen3.attention.head_count", number(4)),
        ("qwen3.attention.head_count_kv", number(2)),
        ("qwen3.attention.key_length", number(16)),
        ("qwen3.attention.layer_norm_rms_epsilon", Value::F32(1e-6)),
        ("qwen3.rope.freq_base", Value::F32(1e6)),
        ("qwen3.context_length", number(CONTEXT)),
    ];
    let metadata: Vec<_> = metadata.iter().map(|(name, value)| (*name, value)).collect();
    let tensors: Vec<_> = tensors.iter().map(|(name, tensor)| (name.as_str(), tensor)).collect();
    let mut out = std::fs::File::create(&file).unwrap();
    write(&mut out, &metadata, &tensors).unwrap();
    let special = ["<|pad|>", "<|bos|>", "<|draft|>", "<|end|>"];
    std::fs::write(folder.path().join("tokenizer.json"), tokenizer(WORDS, special)).unwrap();
    (folder, file)
}

#[test]
fn with_the_cache_is_without_it() {
    for dtype in [GgmlDType::F32, GgmlDType::F16, GgmlDType::Q8_0] {
        let (_folder, file) = model(dtype, "qwen3", "");
        let decoder = load(&file).unwrap().decoder;
        let ids: Vec<u32> = (0..20).map(|at| (at * 7 + 4) % WORDS as u32).collect();
        let mut cache = Cache::new(&decoder.config);
        decoder.forward(&ids[..9], &mut cache).unwrap();
        for at in 9..ids.len() {
            let step = decoder.forward(&ids[at..=at], &mut cache).unwrap();
            let whole = decoder.forward(&ids[..=at], &mut Cache::new(&decoder.config)).unwrap();
            assert_eq!(step.len(), WORDS);
            let largest = whole.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
            for (a, b) in step.iter().zip(&whole) {
                assert!((a - b).abs() <= 2e-5 * largest.max(1.0), "{dtype:?} at {at}: {a} {b}");
            }
        }
    }
}

#[test]
fn drafts_are_repeatable_and_end() {
    let (_folder, file) = model(GgmlDType::F32, "qwen3", "");
    let model = Model::new(Some(file));
    let draw = |seed, temperature| {
        let sampling = Sampling { temperature, top_p: 0.95, seed, max_new: 12, again: 0 };
        let mut text = String::new();
        let cancel = CancellationToken::new();
        let end = model.with_sampling(sampling).write("w5 w6 w7", &cancel, &mut |piece| {
            text.push_str(piece);
            Ok(())
        });
        (text, end.map_err(|error| error.to_string()))
    };
    assert_eq!(draw(1, 1.5), draw(1, 1.5));
    assert_ne!(draw(1, 1.5), draw(2, 1.5));
    let (text, end) = draw(0, 0.0);
    assert!(!text.is_empty());
    assert!(end.is_ok() || end.unwrap_err().contains("did not end within 12 tokens"));
    let cancel = CancellationToken::new();
    cancel.cancel();
    let end = model.write("w5", &cancel, &mut |_| Ok(()));
    assert!(matches!(end, Err(DraftError::Cancelled)));
    let long = "w5 ".repeat(CONTEXT as usize);
    let end = model.write(&long, &CancellationToken::new(), &mut |_| Ok(()));
    assert_eq!(
        end.unwrap_err().to_string(),
        "the prompt has 42 tokens; the model reads 40 at most"
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    let (_folder, file) = model(GgmlDType::F32, "llama", "");
    assert!(matches!(load(&file), Err(LoadError::Architecture(name)) if name == "llama"));
    let (_folder, file) = model(GgmlDType::F32, "qwen3", "blk.1.ffn_up");
    let error = load(&file).unwrap_err().to_string();
    assert_eq!(error, "the model's tensors: 'blk.1.ffn_up.weight' is missing");

    let (folder, file) = model(GgmlDType::Q8_0, "qwen3", "");
    let json = folder.path().join("tokenizer.json");
    let special = ["<|pad|>", "<|bos|>", "<|draft|>", "<|end|>"];
    for (text, why) in [
        (tokenizer(WORDS + 1, special), "65 tokens, but the model has 64"),
        (tokenizer(WORDS, ["<|bos|>", "<|pad|>", "<|draft|>", "<|end|>"]), "<|pad|> is 1, not 0"),
        (tokenizer(WORDS, ["<|pad|>", "<|bos|>", "<|draft|>", "</s>"]), "<|end|> is missing"),
        ("{".into(), "EOF"),
    ] {
        std::fs::write(&json, text).unwrap();
        let error = load(&file).unwrap_err();
        assert!(matches!(error, LoadError::Tokenizer(_)), "{error}");
        assert!(error.to_string().contains(why), "{error}");
    }
    std::fs::remove_file(&json).unwrap();
    assert!(matches!(load(&file), Err(LoadError::Tokenizer(_))));

    let whole = std::fs::read(&file).unwrap();
    for length in [0, 3, 20, 300, whole.len() / 2, whole.len() - 64] {
        std::fs::write(&file, &whole[..length]).unwrap();
        let error = load(&file).unwrap_err();
        assert!(matches!(error, LoadError::Gguf(_)), "{length}: {error}");
    }
    std::fs::remove_file(&file).unwrap();
    assert!(matches!(load(&file), Err(LoadError::File(_))));
}
