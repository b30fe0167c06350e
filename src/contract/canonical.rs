//! Contract → its canonical TOML: what people read, what a sidecar is made from, what is hashed.
//!
//! One contract has one text; the same text read as a sidecar gives the same contract.

use std::fmt::Write;

use super::{
    Abi, Buffer, BufferAccess, Contract, Image, ImageFormat, Layout, Param, ScalarParam,
    ScalarType, SlangMember, Tolerance,
};

impl Contract {
    /// The canonical TOML: what `w2gpu-tui contract` prints and what is hashed.
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        line(&mut text, "export", &string(&self.export));
        line(&mut text, "abi", &string(self.abi.word()));
        line(&mut text, "outputs", &strings(&self.outputs));
        let threads: Vec<_> = self.threads.iter().map(ToString::to_string).collect();
        line(&mut text, "threads", &strings(&threads));
        line(&mut text, "cases", &self.cases_text());
        line(&mut text, "tolerance", &tolerance(&self.tolerance));
        if let Some(picture) = &self.image {
            line(&mut text, "image", &image(picture));
        }
        if let Some(returns) = self.returns {
            line(&mut text, "returns", &string(returns.word()));
        }
        if let Some(note) = &self.note {
            line(&mut text, "note", &string(note));
        }
        match self.abi {
            Abi::Invocation => line(&mut text, "invocation", &strings(&self.invocation)),
            Abi::Slang => {
                line(&mut text, "globals", &members(&self.globals));
                if !self.entry_params.is_empty() {
                    line(&mut text, "entry_params", &members(&self.entry_params));
                }
                if let Some([x, y, z]) = self.workgroup {
                    line(&mut text, "workgroup", &format!("[{x}, {y}, {z}]"));
                }
            }
            Abi::C | Abi::Pixel => {}
        }
        for (at, param) in self.params.iter().enumerate() {
            let implied = match param {
                // Inference puts the extent's scalars and the pixels' results back.
                Param::Scalar(scalar) => {
                    at < self.leading
                        && scalar.generator.is_none()
                        && scalar.ty == super::LEADING_TYPE
                }
                Param::Buffer(_) => self.abi == Abi::Pixel,
            };
            if implied {
                continue;
            }
            text.push_str("\n[[param]]\n");
            match param {
                Param::Buffer(buffer) => buffer_text(&mut text, buffer),
                Param::Scalar(scalar) => scalar_text(&mut text, scalar),
            }
        }
        text
    }

    fn cases_text(&self) -> String {
        let case = |case: &Vec<(String, f64)>| {
            let values: Vec<_> = case
                .iter()
                .map(|(name, value)| format!("{} = {}", key(name), self.value_text(name, *value)))
                .collect();
            format!("{{ {} }}", values.join(", "))
        };
        let cases: Vec<_> = self.cases.iter().map(case).collect();
        format!("[{}]", cases.join(", "))
    }

    fn value_text(&self, name: &str, value: f64) -> String {
        match self.scalars().find(|scalar| scalar.name == name).map(|scalar| scalar.ty) {
            Some(ScalarType::Bool) => (value != 0.0).to_string(),
            Some(ScalarType::F32) | None => float(value),
            Some(_) => format!("{}", value as i64),
        }
    }
}

impl Abi {
    /// The contract's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::C => "c",
            Self::Invocation => "invocation",
            Self::Pixel => "pixel",
            Self::Slang => "slang",
        }
    }
}

impl ScalarType {
    /// The contract's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::I32 => "i32",
            Self::U32 => "u32",
            Self::F32 => "f32",
            Self::I64 => "i64",
            Self::U64 => "u64",
            Self::Bool => "bool",
        }
    }
}

impl BufferAccess {
    /// The contract's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::ReadWrite => "read_write",
        }
    }
}

impl ImageFormat {
    /// The contract's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::R32f => "r32f",
            Self::Rgb32f => "rgb32f",
            Self::Rgba32f => "rgba32f",
            Self::Rgba8 => "rgba8",
            Self::U32 => "u32",
        }
    }
}

fn buffer_text(text: &mut String, buffer: &Buffer) {
    line(text, "name", &string(&buffer.name));
    line(text, "kind", "\"buffer\"");
    line(text, "elem", &string(buffer.elem.word()));
    line(text, "access", &string(buffer.access.word()));
    line(text, "length", &string(&buffer.length.to_string()));
    line(text, "gen", &string(&buffer.generator.to_string()));
    if buffer.layout == Layout::AsArray {
        line(text, "layout", "\"as-array\"");
    }
    if let Some(base) = buffer.base {
        line(text, "base", &base.to_string());
    }
}

fn scalar_text(text: &mut String, scalar: &ScalarParam) {
    line(text, "name", &string(&scalar.name));
    line(text, "kind", "\"scalar\"");
    line(text, "type", &string(scalar.ty.word()));
    if let Some(generator) = &scalar.generator {
        line(text, "gen", &string(&generator.to_string()));
    }
}

fn tolerance(tolerance: &Tolerance) -> String {
    let mut keys = Vec::new();
    let mut number = |name: &str, value: Option<f64>| {
        if let Some(value) = value {
            keys.push(format!("{name} = {}", float(value)));
        }
    };
    number("abs", tolerance.abs);
    number("rel", tolerance.rel);
    number("psnr", tolerance.psnr);
    number("exact_frac", tolerance.exact_frac);
    if let Some(ulp) = tolerance.ulp {
        keys.push(format!("ulp = {ulp}"));
    }
    if keys.is_empty() { "{}".into() } else { format!("{{ {} }}", keys.join(", ")) }
}

fn image(image: &Image) -> String {
    format!(
        "{{ width = {}, height = {}, buffer = {}, format = {} }}",
        string(&image.width.to_string()),
        string(&image.height.to_string()),
        string(&image.buffer),
        string(image.format.word())
    )
}

fn members(members: &[SlangMember]) -> String {
    let member = |member: &SlangMember| match member {
        SlangMember::Buffer { name, stride } => {
            format!("{{ kind = \"buffer\", name = {}, stride = {stride} }}", string(name))
        }
        SlangMember::UniformPtr { fields } => {
            format!("{{ kind = \"uniform_ptr\", fields = {} }}", strings(fields))
        }
        SlangMember::Uniform { field } => {
            format!("{{ kind = \"uniform\", field = {} }}", string(field))
        }
    };
    let members: Vec<_> = members.iter().map(member).collect();
    format!("[{}]", members.join(", "))
}

fn line(text: &mut String, key: &str, value: &str) {
    // Writing to a String can't fail.
    let _ = writeln!(text, "{key} = {value}");
}

fn strings(all: &[String]) -> String {
    let quoted: Vec<_> = all.iter().map(|one| string(one)).collect();
    format!("[{}]", quoted.join(", "))
}

/// A TOML basic string, with everything that a terminal or an editor could act on escaped.
fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() || invisible(c) => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Bidirectional controls, zero-width characters and separators.
fn invisible(c: char) -> bool {
    matches!(
        u32::from(c),
        0xAD | 0x61C | 0x180E | 0x200B..=0x200F | 0x2028..=0x202F | 0x2060..=0x206F | 0xFEFF
            | 0xFFF9..=0xFFFB | 0xE0000..=0xE007F
    )
}

fn key(name: &str) -> String {
    let bare = |c: char| c == '_' || c == '-' || c.is_ascii_alphanumeric();
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { string(name) }
}

/// Shortest text that reads back, always with a point or an exponent.
fn float(value: f64) -> String {
    format!("{value:?}")
}
