//! `milepost schema`, `completions` and `man`: made from the key table and from the definitions of the commands.

use clap::CommandFactory;

use super::args::{Cli, Completions};
use super::outcome::Outcome;
use crate::keys;

/// The JSON Schema of the plan file.
pub fn schema() -> Outcome {
    let mut text = serde_json::to_string_pretty(&keys::schema()).expect("a schema is plain JSON");
    text.push('\n');
    Outcome::fine(text)
}

/// The completions of a shell.
pub fn completions(args: &Completions) -> Outcome {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "milepost", &mut bytes);
    Outcome::fine(String::from_utf8(bytes).expect("completions are UTF-8"))
}

/// The manual: one page, with a section for each command.
pub fn manual() -> Outcome {
    let mut command = Cli::command();
    command.build();
    let mut text = roff(&command);
    for part in command.get_subcommands().filter(|part| part.get_name() != "help") {
        let page = roff(part);
        // Each command's own page begins with a title and a name; here it is a section of the whole.
        let body = page.find(".SH SYNOPSIS").map_or(page.as_str(), |at| &page[at..]);
        let body = body.find(".SH VERSION").map_or(body, |at| &body[..at]);
        text.push_str(&format!(".SH MILEPOST {}\n", part.get_name().to_uppercase()));
        text.push_str(&body.replace(".SH ", ".SS "));
    }
    Outcome::fine(text)
}

fn roff(command: &clap::Command) -> String {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut bytes).expect("memory can be written");
    String::from_utf8(bytes).expect("a manual is UTF-8")
}
