//! The samples: what they compute, and what the program makes of them.

mod false_alarms;
mod machine;
mod pipeline;
mod semantics;
mod verdicts;
