//! Blocks whose headers lead to another place: what stood in the plan in a scenario's words, and the other way round.

use super::super::{Source, StatementKind, spell};
use super::rename::key_part;
use super::sheet::Sheet;
use crate::diagnostic::Path;

/// A block with all of its headers below another table; `None` where it is no block, or has keys that stand below none of them.
pub fn headed(text: &str, from: &Path, to: &Path) -> Option<String> {
    let source = Source::new("block", text);
    let sheet = Sheet::new(&source, 0);
    let root = sheet.find(&from.keys).filter(|_| source.index.errors().is_empty())?;
    let last = from.keys.len().checked_sub(1)?;
    let mut out = text.to_owned();
    for statement in sheet.statements().iter().rev() {
        let begin = match statement.kind {
            StatementKind::Header => 1,
            StatementKind::ArrayHeader => 2,
            StatementKind::KeyValue if sheet.within(statement.section, root) => continue,
            StatementKind::KeyValue => return None,
        };
        if !sheet.within(statement.node, root) {
            return None;
        }
        let at = statement.span.start + begin;
        let whole = key_part(text, at, 0)?.start..key_part(text, at, last)?.end;
        out.replace_range(whole, &spell::dotted(&to.keys));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_header_leads_elsewhere_and_comments_stay() {
        let block = "# why\n[ initiative . crm ] # here\nduration = \"3 months\"\n[initiative.crm.cost.\"x.y\"]\ncapital = 1 # one\n";
        let (plan, lean) =
            (Path::new(["initiative", "crm"]), Path::new(["scenario", "lean", "initiative", "crm"]));
        let laid = headed(block, &plan, &lean).unwrap();
        assert_eq!(
            laid,
            "# why\n[ scenario.lean.initiative.crm ] # here\nduration = \"3 months\"\n\
             [scenario.lean.initiative.crm.cost.\"x.y\"]\ncapital = 1 # one\n"
        );
        assert_eq!(
            headed(&laid, &lean, &plan).unwrap(),
            block.replace("[ initiative . crm ]", "[ initiative.crm ]")
        );
    }

    #[test]
    fn what_stands_below_no_header_of_it_is_no_block() {
        let (crm, other) = (Path::new(["initiative", "crm"]), Path::new(["initiative", "web"]));
        for text in [
            "initiative.crm.duration = \"3 months\"\n",
            "[initiative]\ncrm = { duration = \"1 month\" }\n",
            "# only\n",
            "[oops",
        ] {
            assert_eq!(headed(text, &crm, &other), None, "{text}");
        }
    }
}
