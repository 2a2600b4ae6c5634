//! What is computed, beside the line that it follows from: dates, sums, what is left. It is shown, and never in the text.

use std::ops::Range;

use gen_lsp_types::{self as lsp, InlayHintKind};

use super::hover::{said, span};
use super::lens::sentence;
use super::look::Look;
use crate::document::{Form, NodeId};
use crate::money::Source;
use crate::plan::{Amount, InitiativeIx};
use crate::units::{FinancialYear, Money};
use crate::views::figures::Figures;
use crate::views::standing::of_state;

/// What is computed, for the lines of a range, in the order of the text.
pub(super) fn hints(look: &Look<'_>, range: lsp::Range) -> Vec<lsp::InlayHint> {
    let wanted = look.lines.span(look.text(), range);
    let mut found: Vec<(usize, String)> = Vec::new();
    // Where nothing stands above lines, the sentence stands behind the first.
    if !look.client.lenses {
        found.push((look.source().line_span(0).end, sentence(look)));
    }
    initiatives(look, &wanted, &mut found);
    envelopes(look, &wanted, &mut found);
    stages(look, &mut found);
    found.retain(|(at, _)| (wanted.start..=wanted.end).contains(at));
    found.sort_by_key(|(at, _)| *at);
    let hint = |(at, label): (usize, String)| lsp::InlayHint {
        position: look.lines.position(look.text(), at),
        label: label.into(),
        kind: Some(InlayHintKind::Type),
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    found.into_iter().map(hint).collect()
}

/// Behind what a hint stands: the header of a table, its key where it has none, or a value.
fn end_of(look: &Look<'_>, node: NodeId) -> usize {
    let node = look.source().index.node(node);
    match node.form {
        Form::Header | Form::Scalar(_) | Form::Inline | Form::Array => node.span().end,
        Form::Root | Form::Implied | Form::Dotted | Form::Tables => node.key_span().end,
    }
}

/// Whether any part of a block may be in the range: its header stands before the end.
fn near(at: usize, wanted: &Range<usize>) -> bool {
    at <= wanted.end
}

/// Dates behind the header, and sums behind lines that say them by year or by period.
fn initiatives(look: &Look<'_>, wanted: &Range<usize>, found: &mut Vec<(usize, String)>) {
    let analysis = look.analysis;
    for (nth, initiative) in analysis.plan.initiatives.iter().enumerate() {
        let at = InitiativeIx(nth as u32);
        let Some(node) = look.node(&["initiative", &initiative.id]) else { continue };
        let end = end_of(look, node);
        if let Some(placed) =
            analysis.schedule.placed(at).filter(|_| wanted.start <= end && end <= wanted.end)
        {
            let critical = if placed.critical() { ", critical" } else { "" };
            found.push((end, format!("{}{critical}", span(placed))));
        }
        if near(end, wanted) {
            lines(look, at, wanted, found);
        }
    }
}

/// The sum of each money line of an initiative, where the line does not say it.
fn lines(look: &Look<'_>, at: InitiativeIx, wanted: &Range<usize>, found: &mut Vec<(usize, String)>) {
    let analysis = look.analysis;
    let initiative = &analysis.plan.initiatives[at.at()];
    let figures = Figures::of(&analysis.plan);
    let says_all = |amount: &Amount, recurs: bool| !recurs && matches!(amount, Amount::Whole(_));
    let costs = initiative.costs.iter().enumerate();
    let costs = costs
        .filter(|(_, line)| !says_all(&line.amount, line.per.is_some()))
        .map(|(nth, line)| ("cost", &line.id, Source::Cost(nth as u32)));
    let benefits = initiative.benefits.iter().enumerate();
    let benefits = benefits
        .filter(|(_, line)| !says_all(&line.amount, line.per.is_some()))
        .map(|(nth, line)| ("benefit", &line.id, Source::Benefit(nth as u32)));
    for (table, id, source) in costs.chain(benefits) {
        let Some(node) = look.node(&["initiative", &initiative.id, table, id]) else { continue };
        let end = end_of(look, node);
        if !(wanted.start..=wanted.end).contains(&end) {
            continue;
        }
        let posted =
            analysis.money.postings.of_initiative(at).filter(|it| it.source == source).map(|it| it.amount);
        let outside = analysis.money.outside.of_initiative(at).iter();
        let outside = outside.filter(|it| source == Source::Cost(it.cost));
        let parts: Vec<Money> = posted.chain(outside.map(|it| it.amount)).collect();
        if !parts.is_empty() {
            let sum: Money = parts.into_iter().sum();
            let sum = if matches!(source, Source::Benefit(_)) { -sum } else { sum };
            found.push((end, format!("= {} in the plan", figures.full(sum))));
        }
    }
}

/// What is spent and left, behind each year of an envelope.
fn envelopes(look: &Look<'_>, wanted: &Range<usize>, found: &mut Vec<(usize, String)>) {
    let analysis = look.analysis;
    let figures = Figures::of(&analysis.plan);
    let source = look.source();
    for figures_of in &analysis.money.envelopes {
        let envelope = &analysis.plan.envelopes[figures_of.envelope.at()];
        let Some(node) = look.node(&["envelope", &envelope.id]) else { continue };
        if !near(source.index.node(node).key_span().start, wanted) {
            continue;
        }
        if let Some(total) = source.index.child(&source.text, node, "total") {
            let left = figures_of
                .total
                .headroom
                .map_or(String::new(), |it| format!(", headroom {}", figures.full(it)));
            found
                .push((end_of(look, total), format!("spend {}{left}", figures.full(figures_of.total.spend))));
        }
        let Some(years) = source.index.child(&source.text, node, "year") else { continue };
        for year in source.index.children(years) {
            let key = FinancialYear::parse(source.index.key(&source.text, year), analysis.plan.year_start);
            let nth = analysis.money.years.iter().position(|it| Some(*it) == key);
            if let Some(cell) = nth.and_then(|nth| figures_of.years.get(nth)) {
                let standing = of_state(cell.state);
                let said = said(cell, &figures, false);
                found.push((end_of(look, year), format!("{} {said}", standing.glyph)));
            }
        }
    }
}

/// From when to when each stage lasts.
fn stages(look: &Look<'_>, found: &mut Vec<(usize, String)>) {
    let analysis = look.analysis;
    for (stage, extent) in analysis.plan.stages.iter().zip(&analysis.schedule.stages) {
        let (Some(node), Some(extent)) = (look.node(&["stage", &stage.id]), extent) else { continue };
        if extent.start < extent.finish {
            let label = format!("{} – {}", extent.start.words(), extent.finish.previous().words());
            found.push((end_of(look, node), label));
        }
    }
}
