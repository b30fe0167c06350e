//! Whether a model fits into the memory that is left: said before it is read, as a process that runs out
//! later dies with all its work.

use super::config::Config;
use super::load::LoadError;

/// Tokens of a long draft and its prompt: a model that reads more needs no more at once.
const CONTEXT: usize = 8192;

/// Bytes that `weights` bytes of weights and the keys and values of a whole context, or the first 8,192 tokens of it, take.
pub(super) fn needed(config: &Config, weights: u64) -> u64 {
    let row = 2 * 4 * (config.layers * config.kv_heads * config.head) as u64;
    weights.saturating_add(row.saturating_mul(config.context.min(CONTEXT) as u64))
}

/// An error where the system has less than `needed` bytes left, or will not give them.
pub(super) fn enough(needed: u64, left: Option<u64>) -> Result<(), LoadError> {
    let given = usize::try_from(needed).is_ok_and(|bytes| {
        let mut room: Vec<u8> = Vec::new();
        room.try_reserve_exact(bytes).is_ok()
    });
    match left {
        Some(left) if left < needed => Err(LoadError::Memory { needed, left: Some(left) }),
        _ if !given => Err(LoadError::Memory { needed, left: None }),
        _ => Ok(()),
    }
}

/// What the system could still give without swapping; `None` where it does not say.
pub(super) fn left() -> Option<u64> {
    available(&std::fs::read_to_string("/proc/meminfo").ok()?)
}

/// `MemAvailable` of Linux's meminfo, in bytes. Source: proc_meminfo(5).
fn available(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_read_and_compared() {
        let left = available("MemTotal: 900 kB\nMemAvailable:     512 kB\n");
        assert_eq!(left, Some(524_288));
        assert_eq!(available("MemAvailable: many kB"), None);
        assert!(enough(524_288, left).is_ok());
        let error = enough(3 << 20, left).unwrap_err().to_string();
        assert!(error.contains("3 MiB of memory, and 0 MiB are left"), "{error}");
        let error = enough(1 << 62, None).unwrap_err().to_string();
        assert!(error.contains("the system does not give them"), "{error}");
    }
}
