//! How much memory a process has, where the system says so.

/// Bytes that the process holds in memory; `None` where there is no `/proc`.
pub fn resident(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib << 10)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #[test]
    fn this_process_has_some() {
        assert!(super::resident(std::process::id()).unwrap() > 1 << 20);
        assert_eq!(super::resident(0), None);
    }
}
