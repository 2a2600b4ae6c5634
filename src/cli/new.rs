//! `milepost new`: a commented plan to start from; it never takes the place of a file.

use std::path::Path;

use super::args::{New, Template};
use super::door::Door;
use super::figures::Figures;
use super::open::{compute, is_stdin, open};
use super::outcome::{Failure, Outcome};
use crate::analysis::Options;
use crate::display::harmless;
use crate::money::Verdict;
use crate::revise::{next_year, roll_forward};
use crate::store;

impl Template {
    /// The text of the template.
    pub const fn text(self) -> &'static str {
        match self {
            Self::FourStages => include_str!("../../plans/four-stages.toml"),
            Self::Blank => include_str!("../../plans/blank.toml"),
            Self::QuickWins => include_str!("../../plans/quick-wins.toml"),
        }
    }
}

/// Writes the plan.
pub fn run(args: &New, door: &Door) -> Result<Outcome, Failure> {
    let (text, remarks) = match &args.from {
        None => (args.template.text().to_owned(), String::new()),
        Some(from) => forward(from, door)?,
    };
    if is_stdin(&args.path) {
        let mut outcome = Outcome::fine(text);
        outcome.err = remarks;
        return Ok(outcome);
    }
    let saved = store::save_new(&args.path, &text)?;
    let name = args.path.display().to_string();
    let typed = typed(&name);
    let name = harmless(&name);
    let mut outcome = Outcome::new();
    outcome.err = format!(
        "{remarks}Wrote {name}. Open it with `milepost {typed}`, check it with `milepost check {typed}`.\n"
    );
    if let Some(warning) = saved.warning {
        outcome.err.push_str(&format!("milepost: {name}: {warning}\n"));
    }
    Ok(outcome)
}

/// A file's name as it is typed in a shell: in quotes where a shell would take it apart, never as an option.
fn typed(name: &str) -> String {
    let name = if name.starts_with('-') { format!("./{name}") } else { name.to_owned() };
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '\\' | ':');
    if name.chars().all(plain) {
        return name;
    }
    format!("'{}'", harmless(&name.replace('\'', "'\\''")))
}

/// The text of a plan rolled forward, and what was done to it, in words.
fn forward(from: &Path, door: &Door) -> Result<(String, String), Failure> {
    let opened = open(from, None)?;
    let analysis = compute(&opened, None, door)?;
    if analysis.verdict == Verdict::Invalid {
        return Err(Failure::Refused(format!(
            "{}: the plan has errors, so it was not rolled forward; see `milepost check`",
            opened.name
        )));
    }
    let options = Options { case: None, today: door.today };
    let first = next_year(&analysis.plan, door.today);
    let forward = roll_forward(&opened.document, &options, first)
        .map_err(|refusal| Failure::Refused(format!("{}: {refusal}", opened.name)))?;
    let figures = Figures::of(&analysis.plan);
    let mut remarks = format!("The plan now starts on {}.\n", first.first_day().words());
    let left_out = match forward.done.as_slice() {
        [] => "nothing, because no initiative has the status \"done\"".to_owned(),
        done => done.join(", "),
    };
    remarks.push_str(&format!("Left out as done: {}.\n", harmless(&left_out)));
    for (id, balance) in &forward.reserves {
        remarks.push_str(&format!("{} opens with {}.\n", harmless(id), figures.full(*balance)));
    }
    if !forward.borrowing.is_empty() {
        let ids = forward.borrowing.join(", ");
        remarks.push_str(&format!(
            "What {} lent before {first} is still to be repaid, and is not in the new plan: allow for it in the \
             envelope that pays it.\n",
            harmless(&ids)
        ));
    }
    Ok((forward.document.sources()[0].text.to_string(), remarks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_be_pasted() {
        assert_eq!(typed("plans/crm.toml"), "plans/crm.toml");
        assert_eq!(typed("my plan.toml"), "'my plan.toml'");
        assert_eq!(typed("it's.toml"), "'it'\\''s.toml'");
        assert_eq!(typed("-n.toml"), "./-n.toml");
    }
}
