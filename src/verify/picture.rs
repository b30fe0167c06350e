//! An image kernel's output as sRGB bytes, for people. Values are shown as they are, clamped to
//! 0..1; single-channel ones are stretched to the reference's range.

use super::Picture;
use super::compare::Value;
use crate::contract::{Contract, Elem, ImageFormat};
use crate::kernel::Scalar;

/// Pixels that a picture has at most.
const MAX_PIXELS: i64 = 1 << 20;

/// Columns and rows of a case's picture, if it has one.
pub fn size(contract: &Contract, scalars: &[(String, Scalar)]) -> Option<(u32, u32)> {
    let image = contract.image.as_ref()?;
    let (width, height) = (image.width.eval(scalars)?, image.height.eval(scalars)?);
    let pixels = width.checked_mul(height)?;
    if width < 1 || height < 1 || pixels > MAX_PIXELS {
        return None;
    }
    Some((u32::try_from(width).ok()?, u32::try_from(height).ok()?))
}

/// Elements of one pixel.
pub fn stride(format: ImageFormat, elem: Elem) -> usize {
    match format {
        ImageFormat::R32f | ImageFormat::U32 => 1,
        ImageFormat::Rgb32f => 3,
        ImageFormat::Rgba32f => 4,
        ImageFormat::Rgba8 => 4 / elem.size().clamp(1, 4) as usize,
    }
}

/// The picture of both sides of an output.
pub fn picture(
    contract: &Contract,
    elem: Elem,
    scalars: &[(String, Scalar)],
    reference: &[u8],
    draft: &[u8],
) -> Option<Picture> {
    let (width, height) = size(contract, scalars)?;
    let format = contract.image.as_ref()?.format;
    let pixels = width as usize * height as usize;
    let range = range(reference, elem);
    let side = |bytes: &[u8]| -> Option<Vec<[u8; 3]>> {
        (0..pixels).map(|pixel| colour(bytes, elem, format, pixel, range)).collect()
    };
    let difference = difference(pixels, elem, format, reference, draft)?;
    Some(Picture { width, height, reference: side(reference)?, draft: side(draft)?, difference })
}

/// |Δ| of each channel as it was computed, stretched so that the largest is white.
fn difference(
    pixels: usize,
    elem: Elem,
    format: ImageFormat,
    reference: &[u8],
    draft: &[u8],
) -> Option<Vec<[u8; 3]>> {
    let mut all = Vec::with_capacity(pixels);
    for pixel in 0..pixels {
        let (a, b) =
            (channels(draft, elem, format, pixel)?, channels(reference, elem, format, pixel)?);
        // The same bits are no difference, and what is not finite beside another value is the most.
        let far = |a: f64, b: f64| match (a - b).abs() {
            _ if a.to_bits() == b.to_bits() => 0.0,
            far if far.is_finite() => far,
            _ => f64::INFINITY,
        };
        all.push([far(a[0], b[0]), far(a[1], b[1]), far(a[2], b[2])]);
    }
    let finite = all.iter().flatten().copied().filter(|far| far.is_finite());
    let most = finite.fold(0.0, f64::max);
    let shown = |far: f64| match far {
        0.0 => 0,
        far if far.is_finite() => ((far / most * 255.0).round() as u8).max(1),
        _ => 255,
    };
    Some(all.iter().map(|pixel| pixel.map(shown)).collect())
}

/// The values behind a pixel's three channels.
fn channels(bytes: &[u8], elem: Elem, format: ImageFormat, pixel: usize) -> Option<[f64; 3]> {
    let at = |channel: usize| {
        Value::read(bytes, elem, pixel * stride(format, elem) + channel).map(Value::as_f64)
    };
    Some(match format {
        ImageFormat::R32f | ImageFormat::U32 => [at(0)?; 3],
        ImageFormat::Rgb32f | ImageFormat::Rgba32f => [at(0)?, at(1)?, at(2)?],
        ImageFormat::Rgba8 => {
            let first = bytes.get(pixel * 4..pixel * 4 + 3)?;
            [first[0].into(), first[1].into(), first[2].into()]
        }
    })
}

fn range(bytes: &[u8], elem: Elem) -> (f64, f64) {
    let values =
        (0..bytes.len() / elem.size() as usize).filter_map(|i| Value::read(bytes, elem, i));
    let (low, high) = values
        .map(Value::as_f64)
        .filter(|v| v.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    if low < high { (low, high) } else { (low.min(0.0), low.min(0.0) + 1.0) }
}

fn colour(
    bytes: &[u8],
    elem: Elem,
    format: ImageFormat,
    pixel: usize,
    range: (f64, f64),
) -> Option<[u8; 3]> {
    let at = |channel: usize| Value::read(bytes, elem, pixel * stride(format, elem) + channel);
    let unit = |v: f64| (v.clamp(0.0, 1.0) * 255.0).round() as u8;
    Some(match format {
        ImageFormat::R32f | ImageFormat::U32 => {
            let (low, high) = range;
            [unit((at(0)?.as_f64() - low) / (high - low)); 3]
        }
        ImageFormat::Rgb32f | ImageFormat::Rgba32f => {
            [unit(at(0)?.as_f64()), unit(at(1)?.as_f64()), unit(at(2)?.as_f64())]
        }
        ImageFormat::Rgba8 => {
            let first = bytes.get(pixel * 4..pixel * 4 + 3)?;
            [first[0], first[1], first[2]]
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{Expr, Image, fixture};

    fn shown(format: ImageFormat, elem: Elem, bytes: &[u8]) -> Option<Vec<[u8; 3]>> {
        let mut contract = fixture::contract(Vec::new());
        let (width, height, buffer) = (Expr::Int(2), Expr::Int(1), "out".to_owned());
        contract.image = Some(Image { width, height, buffer, format });
        let picture = picture(&contract, elem, &[], bytes, bytes)?;
        assert_eq!((picture.width, picture.height), (2, 1));
        assert_eq!(picture.reference, picture.draft);
        Some(picture.reference)
    }

    fn floats(values: &[f32]) -> Vec<u8> {
        values.iter().flat_map(|v| v.to_le_bytes()).collect()
    }

    #[test]
    fn differences_are_of_the_values_and_not_of_what_is_shown() {
        let mut contract = fixture::contract(Vec::new());
        let (width, height, buffer) = (Expr::Int(2), Expr::Int(1), "out".to_owned());
        contract.image = Some(Image { width, height, buffer, format: ImageFormat::Rgb32f });
        // Both are above 1 and look alike.
        let reference = floats(&[2.0, 0.5, 0.0, 1.0, 1.0, 1.0]);
        let draft = floats(&[4.0, 0.5, 1.0, 1.0, 1.0, f32::NAN]);
        let picture = picture(&contract, Elem::F32, &[], &reference, &draft).unwrap();
        assert_eq!(picture.reference[0][0], picture.draft[0][0]);
        assert_eq!(picture.difference, [[255, 0, 128], [0, 0, 255]]);
    }

    #[test]
    fn every_format() {
        use ImageFormat::{R32f, Rgb32f, Rgba8, Rgba32f, U32};
        let grey = shown(R32f, Elem::F32, &floats(&[-3.0, 5.0]));
        assert_eq!(grey, Some(vec![[0; 3], [255; 3]]), "stretched to the range");
        let rgb = shown(Rgb32f, Elem::F32, &floats(&[0.0, 0.5, 2.0, 1.0, -1.0, f32::NAN]));
        assert_eq!(rgb, Some(vec![[0, 128, 255], [255, 0, 0]]), "clamped");
        let rgba = shown(Rgba32f, Elem::F32, &floats(&[1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0]));
        assert_eq!(rgba, Some(vec![[255, 0, 0], [0, 255, 0]]));
        for elem in [Elem::U32, Elem::U8] {
            let packed = shown(Rgba8, elem, &[1, 2, 3, 4, 5, 6, 7, 8]);
            assert_eq!(packed, Some(vec![[1, 2, 3], [5, 6, 7]]));
        }
        let counts = shown(U32, Elem::U32, &[10, 0, 0, 0, 20, 0, 0, 0]);
        assert_eq!(counts, Some(vec![[0; 3], [255; 3]]));
        assert_eq!(shown(R32f, Elem::F32, &floats(&[1.0])), None, "too short");
    }
}
