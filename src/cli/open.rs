//! From what is written on the command line to a document: file or standard input, scenario, case.

use std::path::Path;

use super::door::Door;
use super::outcome::Failure;
use crate::analysis::{Analysis, Options, analyse};
use crate::document::{Document, Source};
use crate::plan::Plan;
use crate::store::{self, Seen};

/// A plan as a command was given it.
#[derive(Debug)]
pub struct Opened {
    /// What it is called in output.
    pub name: String,
    /// Its text as it was on disk.
    pub seen: Seen,
    /// Its document, with the scenario laid over it.
    pub document: Document,
}

/// How standard input is called in messages.
pub const STDIN: &str = "<stdin>";

/// Whether a name on the command line stands for standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads the text of a plan.
pub fn read(path: &Path) -> Result<Seen, Failure> {
    if is_stdin(path) {
        return Ok(store::read_stream(std::io::stdin().lock(), Path::new(STDIN), 0)?);
    }
    Ok(store::read(path)?)
}

/// Opens a plan, with a scenario laid over it when one is named.
pub fn open(path: &Path, scenario: Option<&str>) -> Result<Opened, Failure> {
    let (name, seen) = named(path)?;
    opened(name, seen, scenario)
}

/// A plan's name in output, and its text.
pub fn named(path: &Path) -> Result<(String, Seen), Failure> {
    let seen = read(path)?;
    Ok((if is_stdin(path) { STDIN.to_owned() } else { path.display().to_string() }, seen))
}

/// A plan whose text is read already, with a scenario laid over it when one is named.
pub fn opened(name: String, seen: Seen, scenario: Option<&str>) -> Result<Opened, Failure> {
    let source = Source::new(name.clone(), seen.text().clone());
    of_source(name, seen, source, scenario)
}

/// The same of another version of a plan that is open: only what differs from that is read.
pub fn opened_beside(
    other: &Opened,
    name: String,
    seen: Seen,
    scenario: Option<&str>,
) -> Result<Opened, Failure> {
    let source = other.document.sources()[0].beside(name.clone(), seen.text().clone());
    of_source(name, seen, source, scenario)
}

fn of_source(name: String, seen: Seen, source: Source, scenario: Option<&str>) -> Result<Opened, Failure> {
    let document = Document::new(source);
    let document = match scenario {
        None => document,
        Some(id) => document.with_scenario(id).ok_or_else(|| no_scenario(&name, id))?,
    };
    Ok(Opened { name, seen, document })
}

/// Computes a plan under a case, which must exist; no case, or `central`, is the plan as written.
pub fn compute(opened: &Opened, case: Option<&str>, door: &Door) -> Result<Analysis, Failure> {
    let options = Options { case: case.map(str::to_owned), today: door.today };
    let analysis = analyse(&opened.document, &options);
    match case {
        Some(id) if id != CENTRAL && analysis.case.as_deref() != Some(id) => {
            Err(no_case(&opened.name, id, &analysis.plan))
        }
        _ => Ok(analysis),
    }
}

/// The name of the plan as written.
pub const CENTRAL: &str = "central";

/// A scenario was asked for that the plan does not have.
pub fn no_scenario(name: &str, id: &str) -> Failure {
    Failure::Usage(format!("{name}: the plan has no scenario `{id}`; a scenario is a table [scenario.{id}]"))
}

/// A case was asked for that the plan does not have.
pub fn no_case(name: &str, id: &str, plan: &Plan) -> Failure {
    let known: Vec<_> = plan.cases.iter().map(|case| case.id.as_str()).collect();
    let nearest = known.iter().find(|known| strsim::osa_distance(known, id) <= 2);
    let hint = match (nearest, known.as_slice()) {
        (Some(nearest), _) => format!("did you mean `{nearest}`?"),
        (None, []) => "it has none but `central`".to_owned(),
        (None, known) => format!("it has {}", known.join(", ")),
    };
    Failure::Usage(format!("{name}: the plan has no case `{id}`; {hint}"))
}
