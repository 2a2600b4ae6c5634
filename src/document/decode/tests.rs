//! Plans as text against what they mean.

use super::*;
use crate::document::Source;

fn today() -> Day {
    Day::parse("2026-11-21").unwrap()
}

fn read(text: &str) -> Decoded {
    decode(&Document::new(Source::new("plan.toml", text)), today())
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text).diagnostics.iter().map(|it| it.code.info().code).collect()
}

#[test]
fn the_smallest_plan_is_valid() {
    let text = "[plan]\nstart = 2027-04-01\n[envelope.budget]\ntotal = 500_000\n[initiative.e-forms]\nduration = \"6 months\"\ncost.build = { capital = 120_000 }\n[initiative.booking]\nduration = \"3 months\"\nafter = \"e-forms\"\ncost.service = { recurrent = 24_000, per = \"year\" }\n";
    let decoded = read(text);
    assert_eq!(decoded.diagnostics, []);
    assert_eq!(decoded.plan.initiatives[1].title, "E forms");
    assert_eq!(decoded.plan.title, "plan");
    assert_eq!(codes("[plan]\nstart = 2027-04-01\n"), Vec::<&str>::new());
}

#[test]
fn northmere_has_only_hints() {
    let text = include_str!("../../../plans/northmere.toml");
    let decoded = read(text);
    let shown: Vec<_> =
        decoded.diagnostics.iter().map(|it| (it.code.info().code, it.message.as_str())).collect();
    assert_eq!(shown, [("M401", "risks (2 of them): read and kept, but not counted in any figure yet")]);
    assert_eq!(decoded.plan.initiatives.len(), 34);
    assert_eq!(decoded.plan.envelopes.len(), 8);
}
