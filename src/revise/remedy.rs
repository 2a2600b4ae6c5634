//! The remedies of problems that can be applied without asking: a token in the place of another, a key added or removed.
//!
//! What a remedy does is read out of the problem itself, so that what is applied is what is said. It counts only when the
//! problem is gone afterwards and the text can be read no worse than before.

use std::ops::Range;

use crate::analysis::{Analysis, Options, analyse};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{Document, Source, apply};
use crate::edit::{Change, Edit, LayerName, Value};

/// A remedy: the plan's own text with it, and what the step is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// What it is called in the history: `Write duration for durration`.
    pub label: String,
    /// The text of the plan's file with it.
    pub text: String,
}

/// What a remedy does, as far as the problem alone says it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sketch {
    /// Puts a text in the place of these bytes.
    Replace(Range<usize>, String),
    /// Gives a key of the item a value.
    Add(&'static str, Value),
    /// Takes the key away that the problem is about.
    Remove(String),
}

/// Whether a problem says a remedy that can be applied as it is. Cheap: nothing is tried.
pub fn has_remedy(document: &Document, problem: &Diagnostic) -> bool {
    sketch(document, problem).is_some()
}

/// The remedy of a problem; `None` when it takes somebody who decides, or does not help.
///
/// `layer` is what is shown: the plan, or a scenario, to which what is added or taken away then goes; `analysis` is of
/// that. What is only written otherwise is mended where it stands.
pub fn remedy(
    document: &Document,
    analysis: &Analysis,
    options: &Options,
    layer: &LayerName,
    problem: &Diagnostic,
) -> Option<Remedy> {
    let source = document.sources().first()?;
    let (label, text) = match sketch(document, problem)? {
        Sketch::Replace(span, token) => {
            let old = &source.text[span.clone()];
            let text = format!("{}{token}{}", &source.text[..span.start], &source.text[span.end..]);
            let label =
                if old.is_empty() { format!("Add {token}") } else { format!("Write {token} for {old}") };
            (label, text)
        }
        Sketch::Add(key, value) => {
            let places = [problem.at.clone(), above(&problem.at)];
            let label = format!("Add {key} to {}", problem.at.owner());
            let edited = places.iter().find_map(|table| {
                edited(document, layer, Edit::Set { at: table.child(key), value: value.clone() })
            });
            (label, edited?)
        }
        Sketch::Remove(key) => {
            let own = problem.at.keys.last().is_some_and(|last| *last == key);
            let at = if own { problem.at.clone() } else { problem.at.child(key.clone()) };
            let label = format!("Remove {key} of {}", problem.at.owner());
            (label, edited(document, layer, Edit::Remove { at })?)
        }
    };
    helps(source, analysis, (options, layer), problem, &text).then_some(Remedy { label, text })
}

/// The text of the plan after an edit.
fn edited(document: &Document, layer: &LayerName, edit: Edit) -> Option<String> {
    // A problem of an overlay that is not shown names its place from the top of the file.
    let top = edit.at().keys.first().is_some_and(|key| key == "scenario");
    let layer = if top { LayerName::Plan } else { layer.clone() };
    let change = Change { label: String::new(), edits: vec![edit], layer };
    let (after, _) = apply(document, &change).ok()?;
    Some(after.sources()[0].text.to_string())
}

/// The table that a key stands in.
fn above(at: &crate::diagnostic::Path) -> crate::diagnostic::Path {
    let keys = at.keys.len().saturating_sub(1);
    crate::diagnostic::Path::new(at.keys[..keys].iter().cloned())
}

/// Whether the problem is gone from a text, and what cannot be read has not become more.
fn helps(
    source: &Source,
    analysis: &Analysis,
    (options, layer): (&Options, &LayerName),
    problem: &Diagnostic,
    text: &str,
) -> bool {
    let document = Document::new(Source::new(source.name.clone(), text));
    let shown = match layer {
        LayerName::Plan => None,
        LayerName::Scenario(id) => document.with_scenario(id),
    };
    let after = analyse(&shown.unwrap_or(document), options);
    let same = |all: &[Diagnostic]| {
        all.iter().filter(|it| (it.code, &it.message) == (problem.code, &problem.message)).count()
    };
    let unread = |all: &[Diagnostic]| {
        let unread = |it: &&Diagnostic| it.severity == Severity::Error && it.code.info().code < "M200";
        all.iter().filter(unread).count()
    };
    let (before, after) = (&analysis.diagnostics, &after.diagnostics);
    same(after) < same(before) && unread(after) <= unread(before)
}

fn sketch(document: &Document, problem: &Diagnostic) -> Option<Sketch> {
    let help = problem.help.as_deref()?;
    match problem.code {
        Code::NeedsPer => return Some(Sketch::Add("per", Value::Text("year".to_owned()))),
        Code::DurationAssumed => return Some(Sketch::Add("duration", Value::Text("3 months".to_owned()))),
        Code::PerNotAllowed => return Some(Sketch::Remove("per".to_owned())),
        Code::KeyHasNoEffect => {
            let key = help.strip_prefix("remove ")?;
            let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            return plain.then(|| Sketch::Remove(key.to_owned()));
        }
        // What these say is an example, or renames what others refer to.
        Code::BadId | Code::MissingKey | Code::KindCount | Code::NoPlanStart | Code::EmptyEnvelope => {
            return None;
        }
        _ => {}
    }
    let origin = problem.origin.as_ref().filter(|origin| origin.source == 0)?;
    let text = &document.sources().first()?.text;
    let span = origin.span.clone();
    let old = text.get(span.clone())?;
    if let Some(near) = help.strip_prefix("did you mean ") {
        return near_token(&problem.message, near.strip_suffix('?')?, old, &span);
    }
    if let Some(mark) =
        help.strip_prefix("add `").and_then(|rest| rest.strip_suffix("` at the end of the line"))
    {
        let end = document.sources().first()?.line_span(span.start).end;
        return Some(Sketch::Replace(end..end, mark.to_owned()));
    }
    let written = help.strip_prefix("write ").or_else(|| help.strip_prefix("put it in quotes: "))?;
    let token = concrete(written, problem.at.keys.last().map(String::as_str), old)?;
    (!old.is_empty() && token != old).then_some(Sketch::Replace(span, token))
}

/// What `did you mean` wants: the whole value when it is in quotes, else the word that the message complains of.
fn near_token(message: &str, near: &str, old: &str, span: &Range<usize>) -> Option<Sketch> {
    if near.starts_with('"') {
        return Some(Sketch::Replace(span.clone(), near.to_owned()));
    }
    let near = near.strip_prefix('`')?.strip_suffix('`')?;
    let wrong = message.split('`').skip(1).step_by(2).find(|word| old.contains(word) && !word.is_empty())?;
    let at = span.start + old.find(wrong)?;
    Some(Sketch::Replace(at..at + wrong.len(), near.to_owned()))
}

/// The token that `write …` names: `write start = 2027-04-01`, `write 120_000`, `write "stage:crm"`; `None` where it
/// gives examples, or leaves something to be filled in.
fn concrete(written: &str, key: Option<&str>, old: &str) -> Option<String> {
    let written = written.strip_prefix('`').unwrap_or(written);
    let value = match written.split_once(" = ") {
        Some((name, value)) if Some(name) == key => value,
        Some(_) => return None,
        None => written,
    };
    let end = token_end(value)?;
    let (token, rest) = value.split_at(end);
    let example = is_example(token, rest, old);
    // A word that is no value is the begin of a sentence.
    let value = token.starts_with(['"', '[', '-']) || token.starts_with(|c: char| c.is_ascii_digit());
    let word = matches!(token, "true" | "false");
    (!example && (value || word)).then(|| token.to_owned())
}

/// Whether a token only shows how such a value looks: nobody meant these figures.
fn is_example(token: &str, rest: &str, old: &str) -> bool {
    // One of several, or explained part by part.
    let among = [", \"", " or \"", ", or ", " ("].iter().any(|more| rest.starts_with(more));
    // What was read out of the old value says so, or bears its words.
    let meant = rest.starts_with(", without quotes");
    let shown = matches!(token, "120_000" | "35" | "\"10%\"" | "[\"4 months\", \"9 months\"]");
    let quoted = token.strip_prefix('"').and_then(|token| token.strip_suffix('"'));
    let foreign = quoted.is_some_and(|word| {
        word.chars().all(char::is_alphabetic) && !old.chars().any(|c| c.is_alphabetic() && word.contains(c))
    });
    let number = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let other_six = token.starts_with("\"6 ") && !number(old).contains('6');
    among || token.contains('…') || token.starts_with("[\"crm\"") || foreign || other_six || (shown && !meant)
}

/// Where the token ends that a text begins with: a text in quotes, a list, or a word.
fn token_end(text: &str) -> Option<usize> {
    match text.chars().next()? {
        '"' => text[1..].find('"').map(|end| end + 2),
        '[' => text.find(']').map(|end| end + 1),
        _ => {
            let end = text.find([' ', ',', '`']).unwrap_or(text.len());
            Some(text[..end].trim_end_matches([':', '.']).len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Day;

    /// The text after every problem that has a remedy got it, the first first.
    fn mended(text: &str) -> (String, Vec<String>) {
        let options = Options { case: None, today: Day::parse("2026-11-21").unwrap() };
        let (mut text, mut labels) = (text.to_owned(), Vec::new());
        for _ in 0..20 {
            let document = Document::new(Source::new("plan.toml", text.as_str()));
            let analysis = analyse(&document, &options);
            let found = analysis
                .diagnostics
                .iter()
                .find_map(|it| remedy(&document, &analysis, &options, &LayerName::Plan, it));
            let Some(found) = found else { break };
            labels.push(found.label);
            text = found.text;
        }
        (text, labels)
    }

    #[test]
    fn what_is_said_is_what_is_written() {
        for (wrong, right) in [
            ("durration = \"3 months\" # long", "duration = \"3 months\" # long"),
            ("duration = \"2 months\"\nstage = \"existng\"", "duration = \"2 months\"\nstage = \"existing\""),
            (
                "duration = \"2 months\"\nstatus = \"aproved\"",
                "duration = \"2 months\"\nstatus = \"approved\"",
            ),
            ("duration = 6", "duration = \"6 months\""),
            (
                "duration = \"2 months\"\n[initiative.b\nduration = \"1 month\"",
                "duration = \"2 months\"\n[initiative.b]\nduration = \"1 month\"",
            ),
            (
                "duration = \"2 months\"\nnot-before = \"2027-10-01\"",
                "duration = \"2 months\"\nnot-before = 2027-10-01",
            ),
            ("duration = \"2 months\"\noptional = \"yes\"", "duration = \"2 months\"\noptional = true"),
            ("duration = \"2 months\"\nprogress = 40", "duration = \"2 months\"\nprogress = \"40%\""),
            ("duration = \"2 months\"\nowner = Finance", "duration = \"2 months\"\nowner = \"Finance\""),
            (
                "duration = \"2 months\"\ncost.run = { recurrent = 5 }",
                "duration = \"2 months\"\ncost.run = { recurrent = 5, per = \"year\" }",
            ),
            (
                "duration = \"2 months\"\ncost.run = { capital = \"£120k\" }",
                "duration = \"2 months\"\ncost.run = { capital = 120_000 }",
            ),
        ] {
            let head = "plan.start = 2027-04-01\n[envelope.b]\ntotal = 1_000_000\n[stage.existing]\n[initiative.a]\n";
            let (text, labels) = mended(&format!("{head}{wrong}\n"));
            assert_eq!(text, format!("{head}{right}\n"), "{labels:?}");
        }
    }

    /// A problem that only the scenario has is mended in its overlay: a kind of its own needs a period.
    #[test]
    fn what_a_scenario_does_wrong_is_mended_there() {
        let text = "plan.start = 2027-04-01\n[envelope.b]\ntotal = 1_000\n[initiative.a]\nduration = \"1 month\"\ncost.x = { capital = 5 }\n\n[scenario.s.initiative.a]\ncost.x.recurrent = 7\n";
        let options = Options { case: None, today: Day::parse("2026-11-21").unwrap() };
        let document = Document::new(Source::new("plan.toml", text));
        let analysis = analyse(&document.with_scenario("s").unwrap(), &options);
        let layer = LayerName::Scenario("s".to_owned());
        let found =
            analysis.diagnostics.iter().find_map(|it| remedy(&document, &analysis, &options, &layer, it));
        assert_eq!(found.unwrap().text, format!("{text}cost.x.per = \"year\"\n"));
    }

    #[test]
    fn an_example_is_no_remedy() {
        for line in [
            "cost.x = { capital = 1, from = \"next spring\" }\ncost.y = {}",
            "cost.x = { capital = \"lots\" }",
            "not-before = \"2027-13-01\"",
            "not-before = \"soon\"",
            "progress = \"much\"",
            "value = \"high\"",
            "status = 5",
            "after = 7",
            "duration-range = 4",
        ] {
            let text = format!("plan.start = 2027-04-01\n[initiative.a]\nduration = \"1 month\"\n{line}\n");
            assert_eq!(mended(&text).0, text);
        }
    }
}
