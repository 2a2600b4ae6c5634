//! Slides for a room: which there are, which one is shown, and the row that is marked on it.

use std::rc::Rc;

use super::app::App;
use super::event::Millis;
use crate::plan::{EnvelopeIx, InitiativeIx, StageIx};
use crate::views::roadmap::{Roadmap, RowAt};

/// Where the presenter is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Presenting {
    /// The slide that is shown, counted from 0.
    pub slide: usize,
    /// The marked row of it.
    pub row: usize,
    /// Whether the marked row has the whole screen.
    pub enlarged: bool,
    /// Whether nothing is shown.
    pub blank: bool,
    /// Digits of the number of a slide.
    pub typed: String,
    /// When it began.
    pub since: Millis,
    /// The position of the history when it began: what was done before is not taken back here.
    pub began_at: usize,
}

/// What a slide shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slide {
    /// The whole plan.
    Whole,
    /// A stage; `None`: the initiatives of no stage.
    Stage(Option<StageIx>),
    /// The envelopes by year.
    Money,
}

/// A row of a slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlideRow {
    /// A stage.
    Stage(Option<StageIx>),
    /// An initiative.
    Initiative(InitiativeIx),
    /// An envelope.
    Envelope(EnvelopeIx),
}

/// The slides of a plan in their order.
pub fn slides(app: &App) -> Vec<Slide> {
    let analysis = app.analysis();
    let stages = stages(app).into_iter().map(Slide::Stage);
    let money = (!analysis.money.envelopes.is_empty()).then_some(Slide::Money);
    std::iter::once(Slide::Whole).chain(stages).chain(money).collect()
}

/// The stages, and `None` at the end when initiatives have none.
pub fn stages(app: &App) -> Vec<Option<StageIx>> {
    let plan = &app.analysis().plan;
    let unstaged = plan.initiatives.iter().any(|it| it.stage.is_none() && !it.dropped);
    let staged = (0..plan.stages.len()).map(|at| Some(StageIx(at as u32)));
    staged.chain(unstaged.then_some(None)).collect()
}

/// The slide that is shown.
pub fn shown(app: &App, at: &Presenting) -> Slide {
    let slides = slides(app);
    slides.get(at.slide.min(slides.len().saturating_sub(1))).copied().unwrap_or(Slide::Whole)
}

/// The rows of a slide that can be marked.
pub fn rows(app: &App, slide: Slide) -> Vec<SlideRow> {
    match slide {
        Slide::Whole => stages(app).into_iter().map(SlideRow::Stage).collect(),
        Slide::Stage(stage) => in_stage(app, stage).into_iter().map(SlideRow::Initiative).collect(),
        Slide::Money => {
            app.analysis().money.envelopes.iter().map(|it| SlideRow::Envelope(it.envelope)).collect()
        }
    }
}

/// The initiatives of a stage that are in the plan, in the order of the roadmap.
pub fn in_stage(app: &App, stage: Option<StageIx>) -> Vec<InitiativeIx> {
    let plan = &app.analysis().plan;
    let rows: Rc<Roadmap> = app.rows();
    let bars = (0..rows.len()).filter_map(|row| match rows.at(row) {
        Some(RowAt::Bar(at)) => Some(at),
        Some(RowAt::Lane(_)) | None => None,
    });
    bars.filter(|at| plan.initiatives[at.at()].stage == stage && !plan.initiatives[at.at()].dropped).collect()
}

/// The marked row.
pub fn marked(app: &App, at: &Presenting) -> Option<SlideRow> {
    let rows = rows(app, shown(app, at));
    rows.get(at.row.min(rows.len().saturating_sub(1))).copied()
}

/// The initiatives that are meant by the marked row; `None` while no slide is shown.
pub fn about(app: &App) -> Option<Vec<InitiativeIx>> {
    let at = app.room.presenting.as_ref()?;
    Some(match marked(app, at) {
        Some(SlideRow::Initiative(it)) => vec![it],
        Some(SlideRow::Stage(stage)) => in_stage(app, stage),
        Some(SlideRow::Envelope(_)) | None => Vec::new(),
    })
}
