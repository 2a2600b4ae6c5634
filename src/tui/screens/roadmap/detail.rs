//! The details of the selection: dates and what drives them, money and who pays it, what waits for what.

use crate::display::wrap;
use crate::money::{Posting, Source};
use crate::plan::{Amount, CostLine, InitiativeIx, LinkEnd, StageIx, Target};
use crate::theme::Role;
use crate::tui::app::{App, RowKey};
use crate::tui::canvas::Canvas;
use crate::tui::command::Command;
use crate::units::Money;
use crate::views::money::money_of;
use crate::views::roadmap::driver_words;

/// A label and what it says.
pub type Line = (String, Vec<(String, Role)>);

/// Draws the details: below the strip with a rule, or beside everything with a line at the left.
pub fn draw(app: &App, canvas: &mut Canvas, beside: bool) {
    let (title, lines) = content(app);
    let edits = app.keys.after("", Command::EditItem, "edits");
    let right = if app.selected().is_some() && app.grab.is_none() { edits.as_str() } else { "" };
    if beside {
        for y in 0..canvas.height() {
            canvas.symbol(0, y, "│", Role::Border);
        }
        let (width, height) = (canvas.width().saturating_sub(2), canvas.height());
        tall(&mut canvas.part(2, 0, width, height), &title, &lines);
        return;
    }
    canvas.rule(0, &[(title.as_str(), Role::Heading)], right);
    let width = canvas.width();
    if let (2, Some(selected)) = (canvas.height(), app.selected()) {
        let pieces = brief(app, selected);
        let pieces: Vec<(&str, Role)> = pieces.iter().map(|(text, role)| (text.as_str(), *role)).collect();
        canvas.pieces(1, 1, width.saturating_sub(2), &pieces);
        return;
    }
    for (row, (label, pieces)) in lines.iter().enumerate() {
        let y = 1 + row as u16;
        if y >= canvas.height() {
            break;
        }
        let mut at = 1;
        if !label.is_empty() {
            canvas.text(at, y, 10, label, Role::Faint);
            at += 11;
        }
        for (text, role) in pieces {
            at = canvas.text(at, y, width.saturating_sub(at), text, *role);
        }
    }
}

/// One above another, with room to breathe.
pub fn tall(canvas: &mut Canvas, title: &str, lines: &[Line]) {
    let width = canvas.width();
    let mut y = 0;
    for line in wrap(&crate::display::harmless(title), usize::from(width)) {
        canvas.text(0, y, width, &line, Role::Heading);
        y += 1;
    }
    y += 1;
    for (label, pieces) in lines {
        if !label.is_empty() {
            canvas.text(0, y, width, label, Role::Faint);
            y += 1;
        }
        for (text, role) in sayings(pieces) {
            for line in wrap(&crate::display::harmless(&text), usize::from(width.saturating_sub(1))) {
                canvas.text(1, y, width, line.trim(), role);
                y += 1;
            }
        }
        y += 1;
    }
}

/// Pieces joined to what is said in one breath; a wide gap begins the next.
fn sayings(pieces: &[(String, Role)]) -> Vec<(String, Role)> {
    let mut said: Vec<(String, Role)> = Vec::new();
    for (text, role) in pieces {
        match said.last_mut() {
            Some((before, _)) if !text.starts_with("   ") => before.push_str(text),
            Some(_) | None => said.push((text.clone(), *role)),
        }
    }
    said
}

fn content(app: &App) -> (String, Vec<Line>) {
    match (&app.roadmap.cursor, app.selected()) {
        (_, Some(selected)) => initiative(app, selected),
        (RowKey::Lane(id), None) => lane(app, id),
        (RowKey::Bar(_), None) => (String::new(), Vec::new()),
    }
}

fn lane(app: &App, id: &str) -> (String, Vec<Line>) {
    let analysis = app.analysis();
    let Some(at) = analysis.plan.stage(id) else { return ("Unstaged".to_owned(), Vec::new()) };
    let stage = &analysis.plan.stages[at.at()];
    let mut lines = Vec::new();
    let mut dates = Vec::new();
    if let Some(Some(extent)) = analysis.schedule.stages.get(at.at()) {
        dates.push((format!("{} → {}", extent.start.words(), extent.finish.previous().words()), Role::Text));
    }
    if let (Some(gate), Some(Some(point))) = (&stage.gate, analysis.schedule.gates.get(at.at())) {
        dates.push((format!("   ◆ {} on {}", gate.title, point.previous().words()), Role::Muted));
    }
    lines.push(("dates".to_owned(), dates));
    if let Some(aim) = &stage.aim {
        lines.push(("aim".to_owned(), vec![(aim.clone(), Role::Text)]));
    }
    if let Some(criteria) = stage.gate.as_ref().and_then(|gate| gate.criteria.as_ref()) {
        lines.push(("criteria".to_owned(), vec![(criteria.clone(), Role::Text)]));
    }
    (stage.title.clone(), lines)
}

/// What there is to say of an initiative: its title, and lines with labels.
pub fn initiative(app: &App, selected: InitiativeIx) -> (String, Vec<Line>) {
    let analysis = app.analysis();
    let of = &analysis.plan.initiatives[selected.at()];
    let title = match &of.code {
        Some(code) => format!("{code} {}", of.title),
        None => of.title.clone(),
    };
    let mut dates = Vec::new();
    if let Some(placed) = analysis.schedule.placed(selected) {
        let length = of.duration.stretched(analysis.factors.duration);
        if placed.milestone() {
            dates.push((placed.start.words(), Role::Text));
        } else {
            dates.push((format!("{} → {}", placed.start.words(), placed.last_day().words()), Role::Text));
            dates.push((format!(", {length}"), Role::Muted));
        }
        dates.push(match placed.slack_days {
            0 => ("   critical".to_owned(), Role::Critical),
            days if days < 0 => (format!("   late by {}", span_words(-days)), Role::Over),
            days => (format!("   slack {}", span_words(days)), Role::Muted),
        });
        if let Some(deadline) = of.deadline {
            let missed = placed.finish > deadline;
            let word = if missed { "misses" } else { "due" };
            dates.push((
                format!("   {word} {}", deadline.previous().words()),
                if missed { Role::Over } else { Role::Muted },
            ));
        }
        // The longest of them is the last, so that nothing behind it is cut.
        dates.push((format!("   {}", driver_words(analysis, placed.driven_by)), Role::Muted));
    } else {
        dates.push(unplaced(app, of.dropped));
    }
    let mut lines: Vec<Line> = vec![("dates".to_owned(), dates)];
    lines.extend(there(app, selected));
    lines.push(("money".to_owned(), money(app, selected)));
    let (waits, feeds) = (links_in(app, selected), links_out(app, selected));
    match (waits.is_empty(), feeds.is_empty()) {
        (true, true) => {}
        (true, false) => lines.push(("feeds".to_owned(), vec![(feeds, Role::Muted)])),
        (false, true) => lines.push(("waits for".to_owned(), vec![(waits, Role::Text)])),
        (false, false) => {
            let feeds = (format!("   feeds {feeds}"), Role::Muted);
            lines.push(("waits for".to_owned(), vec![(waits, Role::Text), feeds]));
        }
    }
    let years = by_year(app, selected);
    if !years.is_empty() {
        lines.push(("by year".to_owned(), years));
    }
    let mut people = vec![(of.status.word().to_owned(), Role::Text)];
    if let Some(owner) = &of.owner {
        people.push((format!(" · {owner}"), Role::Muted));
    }
    if let Some(sponsor) = &of.sponsor {
        people.push((format!(" · sponsor {sponsor}"), Role::Muted));
    }
    if of.optional {
        people.push((format!(" · optional, worth {}", of.value), Role::Muted));
    }
    if let Some((on, text)) = of.decided.last() {
        people.push((format!("   decided {}: {text}", on.words()), Role::Text));
    }
    if let Some(notes) = &of.notes {
        people.push((format!("   {notes}"), Role::Muted));
    }
    lines.push(("status".to_owned(), people));
    (title, lines)
}

/// The label of what the selection is in what the plan is compared with.
pub const THERE: &str = "± there";

/// What the selection is in what the plan is compared with, where it differs.
fn there(app: &App, selected: InitiativeIx) -> Option<Line> {
    let aparts = app.aparts()?;
    let said = aparts.of_one(selected)?.sentence(&app.figures());
    Some((THERE.to_owned(), vec![(said, Role::Accent)]))
}

/// Why there are no dates.
fn unplaced(app: &App, dropped: bool) -> (String, Role) {
    if dropped {
        (
            format!("left out of the plan{}", app.keys.after("; ", Command::Drop, "brings it back")),
            Role::Tight,
        )
    } else {
        ("not scheduled: it hangs on a circle".to_owned(), Role::Over)
    }
}

/// What matters most, in one line.
fn brief(app: &App, selected: InitiativeIx) -> Vec<(String, Role)> {
    let analysis = app.analysis();
    let of = &analysis.plan.initiatives[selected.at()];
    let Some(placed) = analysis.schedule.placed(selected) else {
        return vec![unplaced(app, of.dropped)];
    };
    let short = of.duration.stretched(analysis.factors.duration).short();
    let mut pieces = vec![
        (format!("{} → {}", placed.start.words(), placed.last_day().words()), Role::Text),
        (format!(", {short}"), Role::Muted),
        match placed.slack_days {
            0 => (" · critical".to_owned(), Role::Critical),
            days if days < 0 => (format!(" · late by {}", span_words(-days)), Role::Over),
            days => (format!(" · slack {}", span_words(days)), Role::Muted),
        },
        (format!(" · {}", driver_words(analysis, placed.driven_by)), Role::Muted),
    ];
    pieces.push((" · ".to_owned(), Role::Muted));
    pieces.extend(money(app, selected));
    pieces
}

/// Days as people say them: months where they are whole, else weeks or days.
pub fn span_words(days: i32) -> String {
    match days {
        0..=59 => format!("{days} day{}", if days == 1 { "" } else { "s" }),
        _ => format!("{} months", (i64::from(days) * 100 + 1_522) / 3_044),
    }
}

/// The cost and benefit lines: what, how much, who pays.
fn money(app: &App, selected: InitiativeIx) -> Vec<(String, Role)> {
    let analysis = app.analysis();
    let of = &analysis.plan.initiatives[selected.at()];
    let figures = app.figures();
    let mut pieces = Vec::new();
    let gap = |pieces: &Vec<(String, Role)>| if pieces.is_empty() { "" } else { "   " };
    for line in &of.costs {
        let lead = gap(&pieces);
        let payers: Vec<&str> = line
            .funded_by
            .iter()
            .map(|(envelope, _)| analysis.plan.envelopes[envelope.at()].id.as_str())
            .collect();
        let from = if payers.is_empty() { String::new() } else { format!(" from {}", payers.join(", ")) };
        let amount = figures.spoken(whole(line));
        let per = line.per.map_or("", |per| match per {
            crate::plan::Per::Year => " a year",
            crate::plan::Per::Quarter => " a quarter",
            crate::plan::Per::Month => " a month",
            crate::plan::Per::Week => " a week",
        });
        pieces.push((format!("{lead}{} {amount}{per}", line.kind.word()), Role::Text));
        pieces.push((from, Role::Muted));
    }
    for line in &of.benefits {
        let lead = gap(&pieces);
        let kind = match line.kind {
            crate::plan::BenefitKind::Cashable => "saves",
            crate::plan::BenefitKind::NonCashable => "worth",
        };
        let per = if line.per.is_some() { " a year" } else { "" };
        pieces.push((format!("{lead}{kind} {}{per}", figures.spoken(amount(&line.amount))), Role::Gain));
    }
    if pieces.is_empty() {
        pieces.push(("no money".to_owned(), Role::Muted));
    }
    pieces
}

fn whole(line: &CostLine) -> Money {
    amount(&line.amount)
}

fn amount(amount: &Amount) -> Money {
    match amount {
        Amount::Whole(amount) => money_of(*amount),
        Amount::ByYear(years) => years.values().map(|amount| money_of(*amount)).sum(),
    }
}

/// What it puts into the envelopes, year by year; the strip's envelope apart.
fn by_year(app: &App, selected: InitiativeIx) -> Vec<(String, Role)> {
    let analysis = app.analysis();
    let figures = app.figures();
    let Some(envelope) = app.strip_envelope() else { return Vec::new() };
    let mine: Vec<Posting> = analysis.money.postings.of_initiative(selected).collect();
    let mut pieces = Vec::new();
    for (at, year) in analysis.money.years.iter().enumerate() {
        let in_year = || mine.iter().filter(|posting| posting.year == Some(at as u32));
        let spend = in_year().filter(|posting| matches!(posting.source, Source::Cost(_)));
        let spend: Money = spend.map(|posting| posting.amount).sum();
        let here: Money = in_year().filter(|it| it.envelope == envelope).map(|it| it.amount).sum();
        if spend.is_zero() && here.is_zero() {
            continue;
        }
        let lead = if pieces.is_empty() { "" } else { "   " };
        pieces.push((format!("{lead}{year} "), Role::Muted));
        pieces.push((figures.spoken(spend), Role::Text));
        if !here.is_zero() {
            let id = &analysis.plan.envelopes[envelope.at()].id;
            pieces.push((format!(" ({} in {id})", figures.spoken(here)), Role::Muted));
        }
    }
    pieces
}

fn links_in(app: &App, selected: InitiativeIx) -> String {
    let of = app.analysis().plan.dependencies(selected);
    let words: Vec<String> = of
        .after
        .iter()
        .map(|link| (link, ""))
        .chain(of.finish_after.iter().map(|link| (link, "finish: ")))
        .map(|(link, what)| {
            let end = if link.end == LinkEnd::Start { " start" } else { "" };
            format!("{what}{}{end}{}", target_words(app, link.target), link.offset)
        })
        .collect();
    words.join(", ")
}

fn target_words(app: &App, target: Target) -> String {
    let plan = &app.analysis().plan;
    let stage = |at: StageIx| &plan.stages[at.at()];
    match target {
        Target::Initiative(at) => plan.initiatives[at.at()].title.clone(),
        Target::Stage(at) => format!("the stage {}", stage(at).title),
        Target::Gate(at) => {
            format!("the gate {}", stage(at).gate.as_ref().map_or(stage(at).title.as_str(), |it| &it.title))
        }
    }
}

fn links_out(app: &App, selected: InitiativeIx) -> String {
    let plan = &app.analysis().plan;
    let followers = app.followers();
    let titles = followers.waiting_for(selected).iter().map(|it| plan.initiatives[it.at()].title.as_str());
    titles.collect::<Vec<_>>().join(", ")
}
