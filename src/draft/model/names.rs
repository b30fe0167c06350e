//! Names that do not depend on the kernel: `b0`, `b1`, … for the storage buffers in order of their
//! binding, `s0`, `s1`, … for the fields of `Params`, `get_b0_8` for the functions that read and write
//! parts of a buffer's elements. What a model reads and writes.

use crate::contract::{Contract, Interface, ParamMeaning, RootMeaning};
use crate::source::lifted::RootId;
use crate::source::{Lifted, Naming};

/// One contract's names beside the canonical ones.
#[derive(Clone, Debug)]
pub struct Names {
    /// The WGSL interface.
    pub interface: Interface,
}

impl Names {
    /// Of a contract.
    pub fn of(contract: &Contract) -> Self {
        Self { interface: Interface::of(contract) }
    }

    /// The canonical name of a buffer or of a function that reads or writes its parts, by its name
    /// in WGSL.
    pub fn canonical(&self, name: &str) -> Option<String> {
        let storage = &self.interface.storage;
        let of = |word: &str| {
            Some(format!("b{}", storage.iter().position(|buffer| buffer.name == word)?))
        };
        of(name).or_else(|| inside(name, of))
    }

    /// The canonical name of a field of `Params`, by its name in WGSL.
    pub fn canonical_field(&self, name: &str) -> Option<String> {
        let fields = &self.interface.params.as_ref()?.fields;
        Some(format!("s{}", fields.iter().position(|field| field.name == name)?))
    }

    /// The name in WGSL of a buffer or of a function that reads or writes its parts.
    pub fn known(&self, canonical: &str) -> Option<String> {
        let of = |word: &str| {
            let buffer = self.interface.storage.get(number(word, 'b')?)?;
            Some(buffer.name.clone())
        };
        of(canonical).or_else(|| inside(canonical, of))
    }

    /// A field's name in WGSL.
    pub fn field(&self, canonical: &str) -> Option<&str> {
        let at = number(canonical, 's')?;
        Some(self.interface.params.as_ref()?.fields.get(at)?.name.as_str())
    }

    /// Whether a word could be taken for a canonical name.
    pub fn looks_canonical(word: &str) -> bool {
        let of = |word: &str| number(word, 'b').map(|_| String::new());
        of(word).or_else(|| inside(word, of)).is_some()
    }

    /// An expression over the contract's scalars, in canonical names.
    pub fn expression(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let word = |c: char| c == '_' || c.is_alphanumeric();
            let length = match word(first) {
                true => rest.find(|c| !word(c)).unwrap_or(rest.len()),
                false => first.len_utf8(),
            };
            let (token, after) = rest.split_at(length);
            let field = self.interface.field(token);
            let known = field.and_then(|field| self.canonical_field(&field.name));
            out.push_str(known.as_deref().unwrap_or(token));
            rest = after;
        }
        out
    }

    /// How the listing of a lifted kernel names its roots and parameters: `b0` and `s0` where the
    /// contract has them, `m0` for memory and `p0` for numbers that it hasn't.
    pub fn naming(&self, lifted: &Lifted, contract: &Contract) -> Naming {
        let name = |param: usize| contract.params[param].name();
        let buffer = |param: usize| {
            let mut buffers = contract.buffers().map(|buffer| buffer.name.as_str());
            buffers.position(|known| known == name(param)).map(|at| format!("b{at}"))
        };
        let roots = (0..lifted.roots.len() as u32).map(|root| {
            let known = match contract.root_meaning(lifted, RootId(root)) {
                RootMeaning::Buffer(param) => buffer(param),
                _ => None,
            };
            known.unwrap_or_else(|| format!("m{root}"))
        });
        let params = (0..lifted.params.len() as u32).map(|index| {
            let known = match contract.param_meaning(index) {
                ParamMeaning::Scalar(param) => {
                    let field = self.interface.field(name(param));
                    field.and_then(|field| self.canonical_field(&field.name))
                }
                ParamMeaning::Index(axis) | ParamMeaning::Coordinate(axis) => {
                    ["x", "y", "z"].get(usize::from(axis)).map(|&axis| axis.to_owned())
                }
                ParamMeaning::Pointer => None,
            };
            known.unwrap_or_else(|| format!("p{index}"))
        });
        Naming {
            export: String::new(),
            roots: roots.collect(),
            params: params.collect(),
            tables: true,
        }
    }
}

/// `get_src_8`, `set_dst_16`, `get_a_s8` as `lower` calls what reads and writes parts of elements: the same with
/// another name for the buffer; `None` for any other word.
fn inside(name: &str, of: impl Fn(&str) -> Option<String>) -> Option<String> {
    let (verb, rest) = name.split_once('_').filter(|(verb, _)| matches!(*verb, "get" | "set"))?;
    let (buffer, part) = rest.rsplit_once('_')?;
    let part = Some(part).filter(|part| matches!(*part, "8" | "16" | "s8" | "s16"))?;
    Some(format!("{verb}_{}_{part}", of(buffer)?))
}

/// The number behind a letter.
fn number(word: &str, letter: char) -> Option<usize> {
    let digits = word.strip_prefix(letter)?;
    let plain = digits.bytes().all(|b| b.is_ascii_digit())
        && !(digits.len() > 1 && digits.starts_with('0'));
    if plain { digits.parse().ok() } else { None }
}
