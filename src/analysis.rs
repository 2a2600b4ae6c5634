//! Everything there is to know about one revision of a plan: schedule, money, diagnostics placed in their lines.

use crate::diagnostic::{Code, Diagnostic, Origin, Path, Severity};
use crate::document::{Before, Decoded, Document, Trace, decode, decode_again};
use crate::money::{self, Assessment, Computed, Kept, Revision, Verdict};
use crate::plan::{Factors, Plan};
use crate::schedule::{self, Schedule};
use crate::units::Day;

/// What to compute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The id of the case; `None`: central.
    pub case: Option<String>,
    /// Today, from the door.
    pub today: Day,
}

/// Everything there is to know about one revision of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// The plan as meant.
    pub plan: Plan,
    /// What the case changes.
    pub factors: Factors,
    /// The id of the case; `None`: central.
    pub case: Option<String>,
    /// When everything happens.
    pub schedule: Schedule,
    /// Every figure.
    pub money: Assessment,
    /// Every problem, each with its origin where it has one; by place, then code.
    pub diagnostics: Vec<Diagnostic>,
    /// How the plan stands: the money's verdict, or invalid when file or schedule has an error.
    pub verdict: Verdict,
    /// The verdict on confirmed envelopes only, when some are not.
    pub confirmed_verdict: Option<Verdict>,
    /// The sentence that heads every view.
    pub sentence: String,
    /// The same in ever fewer words, for where there is little room.
    pub shorter: Vec<String>,
    /// What reading the next revision needs of this one.
    trace: Trace,
    /// What computing its money does.
    kept: Kept,
}

/// Analyses a document. Never fails; an unknown case is computed as central (the doors refuse it before).
pub fn analyse(document: &Document, options: &Options) -> Analysis {
    compute(document, options, decode(document, options.today), None)
}

/// The analysis of a revision, given that of another: the same as [`analyse`], but only what differs in the text is read,
/// and only the money of what differs in the plan is phased.
///
/// `analysis` is of the document `before`, for the same day.
pub fn analyse_again(
    before: &Document,
    analysis: &Analysis,
    document: &Document,
    options: &Options,
) -> Analysis {
    let splices = document.differences(before);
    let before = Before { document: before, plan: &analysis.plan, trace: &analysis.trace };
    let decoded = decode_again(before, document, &splices, options.today);
    compute(document, options, decoded.unwrap_or_else(|| decode(document, options.today)), Some(analysis))
}

/// The same as [`analyse`], given any other analysis: only the money of what differs in the plan is phased. For documents
/// of which nothing can be read again.
pub fn analyse_beside(other: &Analysis, document: &Document, options: &Options) -> Analysis {
    compute(document, options, decode(document, options.today), Some(other))
}

/// Everything that follows from a plan as read, given the analysis of another revision where there is one.
fn compute(document: &Document, options: &Options, decoded: Decoded, before: Option<&Analysis>) -> Analysis {
    let plan = decoded.plan;
    let case = options.case.as_deref().and_then(|id| plan.case(id));
    let factors = case.map(|case| case.factors).unwrap_or_default();
    let case = case.map(|case| case.id.clone());
    let schedule = schedule::solve(&plan, &factors);
    let before = before.map(Analysis::computed);
    let revision = Revision { plan: &plan, schedule: &schedule, factors: &factors };
    let (money, kept) = money::assess_again(before, revision);
    // What is over or unfunded is a verdict of its own; every other error makes the file invalid.
    let errors = decoded
        .diagnostics
        .iter()
        .chain(&schedule.diagnostics)
        .chain(&money.diagnostics)
        .filter(|d| d.severity == Severity::Error && !d.code.is_verdict())
        .count();
    let computed = schedule.diagnostics.iter().chain(&money.diagnostics).cloned();
    let diagnostics = placed(document, &plan, decoded.diagnostics, computed);
    let verdict = if errors > 0 { Verdict::Invalid } else { money.verdict };
    let confirmed_verdict = money.confirmed_verdict;
    let mut sentences = money::sentences(&plan, &schedule, &money);
    if errors > 0 {
        sentences = money::invalid_sentences(errors, sentences);
    }
    let shorter = sentences.split_off(1);
    let sentence = sentences.pop().unwrap_or_default();
    Analysis {
        plan,
        factors,
        case,
        schedule,
        money,
        diagnostics,
        verdict,
        confirmed_verdict,
        sentence,
        shorter,
        trace: decoded.trace,
        kept,
    }
}

impl Analysis {
    /// What was computed, as far as another revision can take it over.
    pub fn computed(&self) -> Computed<'_> {
        (self.revision(), &self.money, &self.kept)
    }

    /// What its money was computed of.
    pub fn revision(&self) -> Revision<'_> {
        Revision { plan: &self.plan, schedule: &self.schedule, factors: &self.factors }
    }
}

/// All diagnostics, each once and with its place, in the order of the text; accepted warnings are hints.
fn placed(
    document: &Document,
    plan: &Plan,
    decoded: Vec<Diagnostic>,
    computed: impl Iterator<Item = Diagnostic>,
) -> Vec<Diagnostic> {
    let mut unread: Vec<&[String]> =
        decoded.iter().filter(|it| it.severity == Severity::Error).map(|it| it.at.keys.as_slice()).collect();
    unread.sort_unstable();
    // The list that the problem before was in: many problems of one long list ask for each of its items.
    let mut list: Option<(Path, Vec<Origin>)> = None;
    let mut origin = |at: &Path| {
        let Some(index) = at.index else { return document.origin(at) };
        if list.as_ref().is_none_or(|(known, _)| known.keys != at.keys) {
            list = Some((at.clone(), document.item_origins(at)));
        }
        let item = list.as_ref().and_then(|(_, items)| items.get(index).cloned());
        item.or_else(|| document.origin(at))
    };
    let computed: Vec<Diagnostic> = computed
        .filter(|it| !follows(it, &unread))
        .map(|mut diagnostic| {
            if diagnostic.origin.is_none() {
                diagnostic.origin = origin(&diagnostic.at);
            }
            diagnostic
        })
        .collect();
    let mut diagnostics = decoded;
    diagnostics.extend(computed);
    for diagnostic in &mut diagnostics {
        accept(plan, diagnostic);
    }
    let place = |it: &Diagnostic| it.origin.as_ref().map(|origin| (origin.source, origin.span.start));
    diagnostics.sort_by(|a, b| (place(a), a.code, &a.at).cmp(&(place(b), b.code, &b.at)));
    diagnostics.dedup_by(|later, earlier| later == earlier);
    diagnostics
}

/// Whether a problem with money only follows from a value of the same item that could not be read (`unread`, in order).
fn follows(computed: &Diagnostic, unread: &[&[String]]) -> bool {
    let follows = matches!(
        computed.code,
        Code::Unfunded | Code::Ambiguous | Code::EmptyEnvelope | Code::Over | Code::Impossible
    );
    let keys = computed.at.keys.as_slice();
    let item = if keys.len() > 2 && keys[0] == "envelope" { &keys[..2] } else { keys };
    // What begins with the keys of the item comes right at or after them.
    let first = unread.partition_point(|path| *path < item);
    follows && unread.get(first).is_some_and(|path| path.starts_with(item))
}

/// Makes a warning that its initiative accepts a hint that says why; an error stays what it is.
fn accept(plan: &Plan, diagnostic: &mut Diagnostic) {
    let [table, id, ..] = diagnostic.at.keys.as_slice() else { return };
    if diagnostic.severity != Severity::Warning || table != "initiative" {
        return;
    }
    let Some(initiative) = plan.initiative(id) else { return };
    let code = diagnostic.code.info().code;
    let accepted = plan.initiatives[initiative.at()].accept.iter().find(|(accepted, _)| accepted == code);
    if let Some((_, why)) = accepted {
        diagnostic.severity = Severity::Hint;
        diagnostic.message = format!("{} (accepted: {why})", diagnostic.message);
        diagnostic.help = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    fn analysed(text: &str) -> Analysis {
        let options = Options { case: None, today: Day::parse("2026-11-21").unwrap() };
        analyse(&Document::new(Source::new("plan.toml", text)), &options)
    }

    #[test]
    fn an_accepted_warning_is_a_hint_with_its_reason() {
        let plan = "plan.start = 2027-04-01\n[envelope.b]\ntotal = 1\n[initiative.a]\nduration = \"6 months\"\ndeadline = 2027-05-31\n";
        let late = |text: &str| {
            let found = analysed(text).diagnostics.into_iter().find(|it| it.code.info().code == "M205");
            found.expect("it is late")
        };
        assert_eq!(late(plan).severity, Severity::Warning);
        let accepted = late(&format!("{plan}accept.M205 = \"agreed on 3 May\"\n"));
        assert_eq!(accepted.severity, Severity::Hint);
        assert!(accepted.message.ends_with("(accepted: agreed on 3 May)"), "{}", accepted.message);
    }

    #[test]
    fn many_edits_far_apart_are_read_as_the_whole_text_is() {
        let text = |values: [u32; 3], id: u32| {
            let head = "plan.title = \"T\"\nplan.start = 2027-04-01\n[envelope.b]\ntotal = 100\n".to_owned();
            (0..80).fold(head, |text, nth| {
                let value = if nth % 30 == 5 { values[nth as usize / 30] } else { 1 };
                let name = if nth == 40 { id } else { nth };
                text + &format!(
                    "[initiative.a{name:02}]\nnotes = \"{}\"\ncost.x = {{ capital = {value} }}\nstrat = 1\n",
                    "long ".repeat(30)
                )
            })
        };
        let document = |name: &str, text: String| Document::new(Source::new(name, text));
        let options = Options { case: None, today: Day::parse("2026-11-21").unwrap() };
        let before = document("old.toml", text([1, 1, 1], 40));
        let analysis = analyse(&before, &options);
        for (values, id) in [([2, 3, 4], 40), ([22, 1, 4444], 40), ([1, 1, 1], 99)] {
            let after = document("new.toml", text(values, id));
            let again = analyse_again(&before, &analysis, &after, &options);
            let whole = analyse(&after, &options);
            assert_eq!(
                (&again.plan, &again.money, &again.diagnostics),
                (&whole.plan, &whole.money, &whole.diagnostics)
            );
            let is_shared = |it: &&std::sync::Arc<_>| {
                analysis.plan.initiatives.iter().any(|old| std::sync::Arc::ptr_eq(old, it))
            };
            assert!(id == 99 || again.plan.initiatives.iter().filter(is_shared).count() >= 77);
        }
    }

    #[test]
    fn every_diagnostic_has_its_place_and_they_stand_in_the_order_of_the_text() {
        let text = "[initiative.b]\nafter = \"a\"\nstart = 2027-04-01\nstrat = 1\n[initiative.a]\nafter = \"b\"\ncost.x = { capital = 5 }\n";
        let analysis = analysed(text);
        let places: Vec<_> =
            analysis.diagnostics.iter().map(|it| it.origin.clone().expect("placed").span.start).collect();
        assert!(places.is_sorted() && places.len() >= 3, "{:?}", analysis.diagnostics);
    }
}
