//! A case as WGSL sees it: bytes behind each binding, `Params`, slack, workgroups.

use crate::check::Checked;
use crate::contract::{BufferAccess, Contract, Elem, ImageFormat, Interface};
use crate::execute::Case;
use crate::execute::simt::Dispatch;
use crate::kernel::Scalar;

/// In which legal way a draft is run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Setting {
    /// Buffers of exactly their length.
    Exact,
    /// Buffers with [`SLACK`] bytes behind their length, which must stay as they are.
    Slack,
    /// One more workgroup on each axis of the extent.
    Extra,
}

/// Bytes behind a buffer's length under [`Setting::Slack`]: a multiple of every element.
pub const SLACK: usize = 256;

/// What stands behind a buffer without inputs of its own.
const GUARD: u8 = 0x3d;

impl Setting {
    /// As evidence names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Slack => "slack",
            Self::Extra => "extra",
        }
    }

    /// The setting of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Exact, Self::Slack, Self::Extra].into_iter().find(|setting| setting.name() == name)
    }

    /// All settings that a draft must pass.
    pub fn all(checked: &Checked) -> &'static [Self] {
        // A dispatch line fixes the number of workgroups.
        if checked.dispatch.is_some() {
            &[Self::Exact, Self::Slack]
        } else {
            &[Self::Exact, Self::Slack, Self::Extra]
        }
    }
}

/// Element types of the storage bindings, `ret` last.
pub fn elements(contract: &Contract, interface: &Interface) -> Vec<(String, Elem)> {
    let names = contract.buffers().map(|buffer| buffer.name.clone()).chain(["ret".to_owned()]);
    names.zip(interface.storage.iter().map(|binding| binding.elem)).collect()
}

/// The binding whose words are four 8-bit channels each, if there is one.
pub fn packed(contract: &Contract, elements: &[(String, Elem)]) -> Option<usize> {
    let image = contract.image.as_ref().filter(|image| image.format == ImageFormat::Rgba8)?;
    elements.iter().position(|(name, elem)| *name == image.buffer && elem.size() == 4)
}

/// Bytes a binding has without slack: whole words, and never none.
fn padded(bytes: usize) -> usize {
    if bytes == 0 { 16 } else { bytes.next_multiple_of(4) }
}

/// Lengthens a buffer by its own inputs, again from the start: a draft that reads too far meets
/// values as likely as any, and what it then stores shows.
fn extend(bytes: &mut Vec<u8>, size: usize) {
    let length = bytes.len();
    if length == 0 {
        bytes.resize(size, GUARD);
    }
    for at in length..size {
        bytes.push(bytes[at - length]);
    }
}

/// What the draft is given. `case` holds the bytes of `ret` last, where there is one.
///
/// # Errors
/// Why this case can't be dispatched.
pub fn dispatch(
    contract: &Contract,
    interface: &Interface,
    checked: &Checked,
    case: &Case,
    setting: Setting,
) -> Result<Dispatch, String> {
    let mut bindings = Vec::new();
    let mut unwritten = Vec::new();
    let access = contract.buffers().map(|buffer| buffer.access);
    let access: Vec<_> = access.chain([BufferAccess::ReadWrite]).collect();
    for (i, storage) in interface.storage.iter().enumerate() {
        let mut bytes = case.buffers.get(i).cloned().unwrap_or_default();
        let slack = if setting == Setting::Slack { SLACK } else { 0 };
        let size = padded(bytes.len()) + slack;
        extend(&mut bytes, size);
        // A narrow store may read the rest of its word.
        if access.get(i) == Some(&BufferAccess::Write) && storage.elem.size() >= 4 {
            unwritten.push(storage.binding);
        }
        bindings.push((storage.binding, bytes));
    }
    if let Some(params) = &interface.params {
        let mut bytes = vec![0; params.size as usize];
        for field in &params.fields {
            let value = case.scalars.iter().find(|(name, _)| *name == field.scalar);
            let value = value.map_or(Scalar::I32(0), |(_, value)| *value);
            let value = field_bytes(value);
            if let Some(place) =
                bytes.get_mut(field.offset as usize..field.offset as usize + value.len())
            {
                place.copy_from_slice(&value);
            }
        }
        bindings.push((params.binding, bytes));
    }
    let groups = groups(contract, checked, case, setting)?;
    Ok(Dispatch { bindings, unwritten, groups })
}

fn field_bytes(value: Scalar) -> Vec<u8> {
    match value {
        Scalar::I32(v) => v.to_le_bytes().to_vec(),
        Scalar::U32(v) => v.to_le_bytes().to_vec(),
        Scalar::F32(v) => v.to_le_bytes().to_vec(),
        Scalar::I64(v) => v.to_le_bytes().to_vec(),
        Scalar::U64(v) => v.to_le_bytes().to_vec(),
        Scalar::Bool(v) => u32::from(v).to_le_bytes().to_vec(),
    }
}

fn groups(
    contract: &Contract,
    checked: &Checked,
    case: &Case,
    setting: Setting,
) -> Result<[u32; 3], String> {
    let mut groups = [1; 3];
    for axis in 0..3 {
        groups[axis] = match &checked.dispatch {
            Some(line) => {
                let value = line[axis].eval(&case.scalars);
                let value = value.ok_or("the dispatch line can't be computed for this case")?;
                u32::try_from(value.max(0)).unwrap_or(u32::MAX)
            }
            None => {
                let threads = case.threads[axis].div_ceil(checked.workgroup_size[axis].max(1));
                let extra = setting == Setting::Extra && axis < contract.threads.len();
                threads.saturating_add(u32::from(extra))
            }
        };
        if groups[axis] > 65_535 {
            return Err(format!(
                "{} workgroups on one axis; WebGPU's limit is 65,535",
                groups[axis]
            ));
        }
    }
    Ok(groups)
}

/// Whether a byte behind a buffer's last word has changed, given its bytes before the run: its
/// offset behind the length.
pub fn overrun(after: &[u8], before: &[u8]) -> Option<usize> {
    let length = before.len();
    let from = length.next_multiple_of(4);
    let mut expected = before.to_vec();
    extend(&mut expected, after.len());
    let band = after.get(from..)?.iter().zip(&expected[from..]);
    band.into_iter().position(|(a, b)| a != b).map(|at| from + at - length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guard_bands_begin_behind_the_last_word() {
        let before = [1, 2, 3, 4, 5];
        let mut after = before.to_vec();
        extend(&mut after, padded(5) + SLACK);
        assert_eq!(after[..12], [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2]);
        after[6] = 9;
        assert_eq!(overrun(&after, &before), None, "the rest of a word belongs to nobody");
        after[8] = 9;
        assert_eq!(overrun(&after, &before), Some(3));
        assert_eq!(overrun(&[GUARD; 16], &[]), None);
        assert_eq!(overrun(&[0; 16], &[]), Some(0), "an empty buffer has no word of its own");
    }
}
