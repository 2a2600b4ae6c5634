//! `--format md`: a comment for a pull request: the sentence, the cells that do not hold, the problems.

use super::Checked;
use super::held;
use super::ratchet::Ratchet;
use crate::check::breaches;
use crate::cli::headline::mark;
use crate::cli::markdown::{code, inline, sentence, text};
use crate::cli::open::CENTRAL;
use crate::diagnostic::Severity;
use crate::views::changes::count;
use crate::views::figures::Figures;

/// How many problems are written out: a comment of a forge takes 65,536 characters.
const MOST: usize = 60;

/// One plan and case.
pub fn tell(checked: &Checked<'_>, ratchet: Option<&Ratchet>) -> String {
    let analysis = checked.analysis;
    let mut notes = String::new();
    for (word, what) in
        [("case", analysis.case.as_deref().filter(|case| *case != CENTRAL)), ("scenario", checked.scenario)]
    {
        if let Some(what) = what {
            notes.push_str(&format!(", {word} {}", code(what)));
        }
    }
    let mut out = format!("### {} ({}{notes})\n\n", text(&analysis.plan.title), code(&checked.opened.name));
    out.push_str(&format!("**{} {}**\n\n", mark(analysis.verdict).0, inline(&analysis.sentence)));
    if let Some(ratchet) = ratchet {
        out.push_str(&format!("{}\n", held::markdown(ratchet)));
    }
    out.push_str(&money(checked));
    out.push_str(&problems(checked));
    if let Some(baseline) = checked.baseline {
        out.push_str(&baseline.markdown(checked.opened, analysis));
    }
    if let Some(stamp) = &checked.stamp {
        out.push_str(&format!("<sub>{}</sub>\n", inline(&stamp.line())));
    }
    out
}

/// The cells that do not hold.
fn money(checked: &Checked<'_>) -> String {
    let analysis = checked.analysis;
    let (plan, figures) = (&analysis.plan, Figures::of(&analysis.plan));
    let broken = breaches(plan, &analysis.schedule, &analysis.money);
    if broken.is_empty() {
        return String::new();
    }
    let mut out = String::from(
        "| envelope | year | spend | headroom | state | who is in it |\n| --- | --- | ---: | ---: | --- | --- |\n",
    );
    for breach in &broken {
        let year = breach.year.map_or("whole life".to_owned(), |year| analysis.money.years[year].to_string());
        let who: Vec<String> =
            breach.named().take(5).map(|it| code(&plan.initiatives[it.initiative.at()].id)).collect();
        let headroom = breach.headroom.map_or("–".to_owned(), |it| figures.full(it));
        out.push_str(&format!(
            "| {} | {year} | {} | {} | {} | {} |\n",
            code(&plan.envelopes[breach.envelope.at()].id),
            inline(&figures.full(breach.spend)),
            inline(&headroom),
            breach.state.word(),
            who.join(", ")
        ));
    }
    out + "\n"
}

/// The problems, the worst first; hints aside.
fn problems(checked: &Checked<'_>) -> String {
    let mut shown: Vec<_> = checked
        .findings
        .iter()
        .filter(|it| it.accepted.is_none() && it.diagnostic.severity != Severity::Hint)
        .collect();
    if shown.is_empty() {
        return String::new();
    }
    shown.sort_by_key(|it| it.diagnostic.severity);
    let mut out = format!(
        "<details><summary>{}</summary>\n\n| | line | problem | remedy |\n| --- | ---: | --- | --- |\n",
        count(shown.len(), "problem")
    );
    for it in shown.iter().take(MOST) {
        out.push_str(&format!(
            "| {} {} | {} | {} | {} |\n",
            it.diagnostic.code.info().code,
            it.diagnostic.severity.word(),
            it.place.line,
            sentence(&it.diagnostic.message),
            it.diagnostic.help.as_deref().map_or_else(String::new, sentence)
        ));
    }
    if shown.len() > MOST {
        out.push_str(&format!("\nand {} more; `--format json` has them all\n", shown.len() - MOST));
    }
    out + "\n</details>\n"
}
