//! File + environment + flags → [`Config`]. Flags win over the environment, which wins over the
//! file; an unknown key in the file is an error with its line and column.
//!
//! Never writes a file, and never guesses at a value that it can't read.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use etcetera::BaseStrategy;
use serde::Deserialize;

use crate::draft::model::Sampling;
use crate::execute::Limits;
use crate::kernel::Span;

/// The largest configuration file that is read, in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// One table for all three sources: what may stand in the file, in `W2GPU_*`, and as a flag.
#[derive(Args, Deserialize, Clone, PartialEq, Debug, Default)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Theme of the workbench
    #[arg(
        long,
        global = true,
        env = "W2GPU_THEME",
        value_name = "NAME",
        help_heading = "Settings"
    )]
    pub theme: Option<String>,
    /// Key that signs: `agent`, `local`, a fingerprint (SHA256:…), or a key file
    #[arg(long, global = true, env = "W2GPU_KEY", value_name = "KEY", help_heading = "Settings")]
    pub key: Option<String>,
    /// Editor for drafts, instead of $VISUAL and $EDITOR
    #[arg(
        long,
        global = true,
        env = "W2GPU_EDITOR",
        value_name = "COMMAND",
        help_heading = "Settings"
    )]
    pub editor: Option<String>,
    /// What writes WGSL: `model`, `model:FILE`, `lower`, `auto` (the model, and `lower` where its draft
    /// is not verified), or `script:PATH` to replay recordings
    #[arg(
        long,
        global = true,
        env = "W2GPU_DRAFTER",
        value_name = "NAME",
        help_heading = "Settings"
    )]
    pub drafter: Option<String>,
    /// Temperature of the model's choices; 0 takes the likeliest token each time
    #[arg(
        long,
        global = true,
        env = "W2GPU_TEMPERATURE",
        value_name = "T",
        help_heading = "Settings"
    )]
    pub temperature: Option<f32>,
    /// The model chooses among the likeliest tokens of at least this probability together
    #[arg(long, global = true, env = "W2GPU_TOP_P", value_name = "P", help_heading = "Settings")]
    pub top_p: Option<f32>,
    /// Seed of all inputs, instead of a fresh one for each verification; and of the model's choices
    #[arg(long, global = true, env = "W2GPU_SEED", value_name = "N", help_heading = "Settings")]
    pub seed: Option<u64>,
    /// Seconds that one run of a kernel or a draft may take
    #[arg(
        long,
        global = true,
        env = "W2GPU_DEADLINE",
        value_name = "SECONDS",
        help_heading = "Settings"
    )]
    pub deadline: Option<f64>,
    /// MiB of memory that one run may take
    #[arg(
        long,
        global = true,
        env = "W2GPU_MEMORY",
        value_name = "MIB",
        help_heading = "Settings"
    )]
    pub memory: Option<u64>,
    /// Steps that one run of a draft may take
    #[arg(
        long,
        global = true,
        env = "W2GPU_FUEL",
        value_name = "STEPS",
        help_heading = "Settings"
    )]
    pub fuel: Option<u64>,
    /// GPU adapters that verified drafts run on too: `off`, `auto` for all, or one by its number
    /// or a part of its name
    #[arg(
        long,
        global = true,
        env = "W2GPU_GPU",
        value_name = "NAME",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "auto",
        help_heading = "Settings"
    )]
    pub gpu: Option<String>,
}

/// What the program runs with.
#[derive(Clone, PartialEq, Debug)]
pub struct Config {
    /// Theme of the workbench.
    pub theme: String,
    /// The key that signs, as [`crate::ratify::KeyChoice`] reads it; `None`: the person is asked.
    pub key: Option<String>,
    /// The editor's command line; `None`: `$VISUAL`, `$EDITOR`, then `vi`.
    pub editor: Option<String>,
    /// Name of the drafter.
    pub drafter: String,
    /// How a model chooses its tokens.
    pub sampling: Sampling,
    /// Limits of each single run.
    pub limits: Limits,
    /// A fixed seed; `None`: a fresh one for each verification. Never used for a ratification.
    pub seed: Option<u64>,
    /// Adapters that verified drafts run on too: `off`, `auto`, or a name.
    pub gpu: String,
    /// Where the configuration and a key made by this program lie.
    pub directory: PathBuf,
}

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file can't be read.
    #[error("{}: can't be read: {source}", file.display())]
    Read {
        /// Which.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no TOML, or holds an unknown key or a wrong value.
    #[error("{}:{line}:{column}: {message}", file.display())]
    Parse {
        /// Which.
        file: PathBuf,
        /// From 1.
        line: u32,
        /// From 1, in characters.
        column: u32,
        /// What is wrong.
        message: String,
    },
    /// A value outside its range.
    #[error("{0}")]
    Value(String),
    /// There is no home directory.
    #[error("no home directory: set HOME or XDG_CONFIG_HOME")]
    NoHome,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: "dark".into(),
            key: None,
            editor: None,
            drafter: "model".into(),
            sampling: Sampling::default(),
            limits: Limits::default(),
            seed: None,
            gpu: "off".into(),
            directory: PathBuf::from("."),
        }
    }
}

impl Config {
    /// Reads `file` (or `w2gpu-tui/config.toml` under the XDG configuration directory, where it
    /// exists) and lays `given`, the flags and the environment, over it.
    ///
    /// # Errors
    /// See [`ConfigError`].
    pub fn load(given: &Settings, file: Option<&Path>) -> Result<Self, ConfigError> {
        let directory = directory()?;
        let settings = match file {
            Some(file) => read(file)?.ok_or_else(|| ConfigError::Read {
                file: file.to_owned(),
                source: std::io::ErrorKind::NotFound.into(),
            })?,
            None => read(&directory.join("config.toml"))?.unwrap_or_default(),
        };
        Self { directory, ..Self::default() }.with(&settings)?.with(given)
    }

    /// The same with every given setting replaced.
    ///
    /// # Errors
    /// [`ConfigError::Value`].
    pub fn with(mut self, settings: &Settings) -> Result<Self, ConfigError> {
        let Settings { theme, key, editor, drafter, gpu, .. } = settings.clone();
        let Settings { temperature, top_p, seed, deadline, memory, fuel, .. } = *settings;
        self.gpu = gpu.unwrap_or(self.gpu);
        self.theme = theme.unwrap_or(self.theme);
        self.key = key.or(self.key);
        self.editor = editor.or(self.editor);
        self.drafter = drafter.unwrap_or(self.drafter);
        self.seed = seed.or(self.seed);
        self.sampling.seed = self.seed.unwrap_or_default();
        if let Some(temperature) = temperature {
            if !(0.0..=10.0).contains(&temperature) {
                let why = format!("temperature = {temperature}: must be from 0 to 10");
                return Err(ConfigError::Value(why));
            }
            self.sampling.temperature = temperature;
        }
        if let Some(top_p) = top_p {
            if !(top_p > 0.0 && top_p <= 1.0) {
                let why = format!("top_p = {top_p}: must be above 0 and at most 1");
                return Err(ConfigError::Value(why));
            }
            self.sampling.top_p = top_p;
        }
        if let Some(seconds) = deadline {
            self.limits.deadline = Duration::try_from_secs_f64(seconds)
                .ok()
                .filter(|deadline| !deadline.is_zero() && deadline.as_secs() <= 86_400)
                .ok_or_else(|| {
                    ConfigError::Value(format!(
                        "deadline = {seconds}: must be above 0 and at most 86400 seconds"
                    ))
                })?;
        }
        if let Some(mib) = memory {
            self.limits.memory =
                mib.checked_mul(1 << 20).filter(|bytes| *bytes > 0).ok_or_else(|| {
                    ConfigError::Value(format!("memory = {mib}: must be 1 MiB or more"))
                })?;
        }
        if let Some(steps) = fuel {
            self.limits.fuel = steps;
        }
        Ok(self)
    }
}

/// `w2gpu-tui` under the XDG configuration directory.
fn directory() -> Result<PathBuf, ConfigError> {
    let strategy = etcetera::choose_base_strategy().map_err(|_| ConfigError::NoHome)?;
    Ok(strategy.config_dir().join("w2gpu-tui"))
}

fn read(file: &Path) -> Result<Option<Settings>, ConfigError> {
    let failed = |source| ConfigError::Read { file: file.to_owned(), source };
    match std::fs::metadata(file) {
        Ok(metadata) if !metadata.is_file() => {
            return Err(failed(std::io::Error::other("not a regular file")));
        }
        Ok(metadata) if metadata.len() > MAX_BYTES => {
            return Err(failed(std::io::Error::other("larger than 1 MiB")));
        }
        Ok(_) => {}
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(failed(e)),
    }
    parse(file, &std::fs::read_to_string(file).map_err(failed)?).map(Some)
}

fn parse(file: &Path, text: &str) -> Result<Settings, ConfigError> {
    toml::from_str(text).map_err(|error| {
        let range = error.span().unwrap_or(0..0);
        let span = Span::of_bytes(text, range.start, range.end);
        ConfigError::Parse {
            file: file.to_owned(),
            line: span.line,
            column: span.column,
            message: error.message().trim().replace('\n', "; "),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_an_error_at_its_place() {
        let error = parse(Path::new("c.toml"), "theme = \"light\"\n  themme = 1\n").unwrap_err();
        let text = error.to_string();
        assert!(text.starts_with("c.toml:2:3: unknown field `themme`"), "{text}");
    }

    #[test]
    fn a_wrong_type_is_an_error_at_its_place() {
        let error = parse(Path::new("c.toml"), "seed = \"x\"").unwrap_err();
        assert!(error.to_string().starts_with("c.toml:1:8: "), "{error}");
    }

    #[test]
    fn later_sources_win() {
        let file = parse(Path::new("c.toml"), "theme = \"light\"\nmemory = 64").unwrap();
        let flags = Settings { theme: Some("contrast".into()), ..Settings::default() };
        let config = Config::default().with(&file).unwrap().with(&flags).unwrap();
        assert_eq!(config.theme, "contrast");
        assert_eq!(config.limits.memory, 64 << 20);
        assert_eq!(config.drafter, "model");
    }

    #[test]
    fn values_outside_their_range_are_refused() {
        for seconds in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e9] {
            let settings = Settings { deadline: Some(seconds), ..Settings::default() };
            assert!(Config::default().with(&settings).is_err(), "{seconds}");
        }
        for (temperature, top_p) in [(-0.1, 0.9), (f32::NAN, 0.9), (0.8, 0.0), (0.8, 1.1)] {
            let given = Settings {
                temperature: Some(temperature),
                top_p: Some(top_p),
                ..Settings::default()
            };
            assert!(Config::default().with(&given).is_err(), "{temperature} {top_p}");
        }
        for mib in [0, u64::MAX] {
            let settings = Settings { memory: Some(mib), ..Settings::default() };
            assert!(Config::default().with(&settings).is_err(), "{mib}");
        }
    }
}
