//! `man`: the manual page, from the same table as `--help`.

use super::Outcome;
use super::out::Out;

/// Print the manual page
#[derive(clap::Args, Debug)]
pub struct Args {}

/// Runs it.
pub fn run(command: clap::Command, out: &mut Out) -> anyhow::Result<Outcome> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for subcommand in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        let mut section = Vec::new();
        let title = format!("w2gpu-tui {}", subcommand.get_name());
        section.extend_from_slice(format!(".SH {}\n", title.to_uppercase()).as_bytes());
        let man = clap_mangen::Man::new(subcommand.clone().bin_name(title));
        man.render_synopsis_section(&mut section)?;
        man.render_description_section(&mut section)?;
        man.render_options_section(&mut section)?;
        // One page: a subcommand's sections become its subsections.
        let text = String::from_utf8_lossy(&section).into_owned();
        let mut lines = text.lines();
        if let Some(first) = lines.next() {
            page.extend_from_slice(format!("{first}\n").as_bytes());
        }
        for line in lines {
            page.extend_from_slice(format!("{}\n", line.replacen(".SH ", ".SS ", 1)).as_bytes());
        }
    }
    out.document(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Good)
}
