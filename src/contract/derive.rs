//! Keys of a contract that follow from its parameters: outputs, tolerance, image, cases.

use super::{
    Abi, BufferAccess, Contract, Elem, Expr, Generator, Image, ImageFormat, ScalarType, Tolerance,
};

/// Every buffer that the kernel writes, and what it returns.
pub(super) fn outputs(contract: &Contract) -> Vec<String> {
    let written = contract.buffers().filter(|buffer| buffer.access != BufferAccess::Read);
    let mut names: Vec<String> = written.map(|buffer| buffer.name.clone()).collect();
    names.extend(contract.ret().map(|_| "ret".to_owned()));
    names
}

/// CONTRACT.md: integers exact; f32 within 1e-5; pixel and slang images within 2e-3 and 40 dB.
pub(super) fn tolerance(contract: &Contract) -> Tolerance {
    let float = contract.outputs.iter().any(|output| match output.as_str() {
        "ret" => contract.ret() == Some(ScalarType::F32),
        name => contract.buffers().any(|b| b.name == name && b.elem == Elem::F32),
    });
    let shader = matches!(contract.abi, Abi::Pixel | Abi::Slang) && contract.image.is_some();
    match (float, shader) {
        (true, true) => Tolerance { abs: Some(2e-3), psnr: Some(40.0), ..Tolerance::default() },
        (true, false) => Tolerance { abs: Some(1e-5), rel: Some(1e-5), ..Tolerance::default() },
        (false, _) => Tolerance::default(),
    }
}

/// A picture, where the extent is flat and an output holds one, three or four numbers a pixel.
pub(super) fn image(contract: &Contract) -> Option<Image> {
    let [width, height] = contract.threads.as_slice() else { return None };
    if width.names().is_empty() || height.names().is_empty() {
        return None;
    }
    contract.outputs.iter().find_map(|name| {
        let buffer = contract.buffers().find(|buffer| buffer.name == *name)?;
        let format = match (buffer.elem, per_pixel(&buffer.length, width, height)?) {
            (Elem::F32, 1) => ImageFormat::R32f,
            (Elem::F32, 3) => ImageFormat::Rgb32f,
            (Elem::F32, 4) => ImageFormat::Rgba32f,
            (Elem::U8, 4) => ImageFormat::Rgba8,
            (Elem::U32, 1) if contract.abi == Abi::Pixel => ImageFormat::Rgba8,
            (Elem::U32 | Elem::I32, 1) => ImageFormat::U32,
            _ => return None,
        };
        let (width, height, buffer) = (width.clone(), height.clone(), name.clone());
        Some(Image { width, height, buffer, format })
    })
}

/// The k of `length = width·height·k`, found by evaluation: the product may be written in any
/// order.
fn per_pixel(length: &Expr, width: &Expr, height: &Expr) -> Option<i64> {
    let mut found = None;
    // Three points with different ratios tell products from sums.
    for (scale, shift) in [(7, 3), (11, 5), (13, 2)] {
        let lookup = |name: &str| {
            let sum = name.bytes().fold(shift, |sum: i64, byte| (sum * 31 + i64::from(byte)) % 97);
            Some(scale + sum)
        };
        let pixels = width.eval_with(&lookup)?.checked_mul(height.eval_with(&lookup)?)?;
        let elements = length.eval_with(&lookup)?;
        let k = elements.checked_div(pixels)?;
        if k * pixels != elements || found.is_some_and(|found| found != k) {
            return None;
        }
        found = Some(k);
    }
    found
}

/// Sizes to try where nobody names any: one, odd ones, unequal ones, one that fills workgroups.
pub(super) fn cases(contract: &Contract) -> Vec<Vec<(String, f64)>> {
    const SIZES: [[i64; 4]; 5] =
        [[1, 1, 1, 1], [33, 21, 17, 5], [64, 64, 16, 4], [100, 37, 9, 3], [7, 130, 12, 2]];
    const ALONE: [i64; 5] = [1, 33, 64, 100, 1000];
    let sizes = contract.sizes();
    if sizes.is_empty() {
        return Vec::new();
    }
    let mut cases: Vec<Vec<(String, f64)>> = Vec::new();
    for (row, alone) in SIZES.iter().zip(ALONE) {
        let case: Vec<(String, f64)> = sizes
            .iter()
            .enumerate()
            .filter_map(|(at, name)| {
                let scalar = contract.scalars().find(|scalar| scalar.name == *name)?;
                let wanted = if sizes.len() == 1 { alone } else { row[at.min(3)] } as f64;
                let value = match scalar.generator {
                    Some(Generator::Range(_, low, high)) => wanted.clamp(low, high),
                    _ => wanted,
                };
                Some(((*name).to_owned(), value))
            })
            .collect();
        if !cases.contains(&case) {
            cases.push(case);
        }
    }
    cases
}

impl Contract {
    /// Names of the integer scalars that occur in a length or in the extent, in order of `Params`.
    pub fn sizes(&self) -> Vec<&str> {
        let exprs = || self.buffers().map(|buffer| &buffer.length).chain(&self.threads);
        self.scalars()
            .filter(|scalar| !matches!(scalar.ty, ScalarType::F32 | ScalarType::Bool))
            .map(|scalar| scalar.name.as_str())
            .filter(|name| exprs().any(|expr| expr.names().contains(name)))
            .collect()
    }
}
