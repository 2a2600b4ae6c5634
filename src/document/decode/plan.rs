//! The plan as a whole, what it assumes, its stages and cases.

use rust_decimal::Decimal;

use super::amounts::decimals_of;
use super::fields::Fields;
use super::reader::{Reader, Trail, title_from};
use super::value::Parsed;
use crate::diagnostic::Code;
use crate::plan::{
    Assumptions, ByKind, Case, Factors, Gate, Inflation, OptimismBias, Plan, ReportUnit, Stage,
};
use crate::units::{Day, Percent, YearStart};

/// What `[plan]` says, with its defaults.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) title: String,
    pub(super) organisation: Option<String>,
    pub(super) description: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) start: Option<Day>,
    pub(super) end: Option<Day>,
    pub(super) marking: Option<String>,
    pub(super) as_of: Option<Day>,
    pub(super) reports_in: ReportUnit,
}

impl<'d> Reader<'d> {
    /// The version of the format, and what is not read yet.
    pub(super) fn read_format(&mut self, top: &Fields<'_, 'd>) {
        if let Some(version) = self.integer(top, "milepost")
            && version > 1
            && let Some((_, view)) = top.get("milepost")
        {
            let message = format!("the file is of format {version}, and this milepost knows format 1 only");
            let trail = top.trail.below("milepost");
            self.report(Code::NewerFormat, &trail, view.origin(), message, "use a newer milepost");
        }
        if let Some(files) = self.texts(top, "extends")
            && !files.is_empty()
            && let Some((_, view)) = top.get("extends")
        {
            let message = "the files that this plan extends are not read yet".to_owned();
            let help = "until then, copy what the plan needs from them into this file";
            self.report(Code::ExtendsNotRead, &top.trail.below("extends"), view.heading(), message, help);
        }
    }

    /// What `[plan]` says. Sets currency and financial years, which everything after needs.
    pub(super) fn facts(&mut self, top: &Fields<'_, 'd>) -> Facts {
        let file = self.document.sources().last().map_or("", |source| source.name.as_str());
        let mut facts = Facts { title: title_of_file(file), ..Facts::default() };
        let trail = top.trail.below("plan");
        let Some((_, view)) = top.get("plan") else { return facts };
        let Some(fields) = self.open("plan", &view, &trail) else { return facts };
        self.year_start = self.starts(&fields, "financial-year-starts").unwrap_or(YearStart::APRIL);
        if let Some(currency) = self.text(&fields, "currency") {
            self.currency = currency;
            self.decimals = decimals_of(&self.currency);
        }
        if let Some(title) = self.text(&fields, "title").filter(|title| !title.trim().is_empty()) {
            facts.title = title;
        }
        facts.organisation = self.text(&fields, "organisation");
        facts.description = self.text(&fields, "description");
        facts.owner = self.text(&fields, "owner");
        facts.start = self.day(&fields, "start");
        facts.end = self.day(&fields, "end");
        facts.marking = self.text(&fields, "marking");
        facts.as_of = self.day(&fields, "as-of");
        facts.reports_in = match self.choice(&fields, "reports-in") {
            Some(0) => ReportUnit::Units,
            Some(2) => ReportUnit::Millions,
            _ => ReportUnit::Thousands,
        };
        facts
    }

    /// Whether the plan ends after it starts.
    pub(super) fn check_end(&mut self, plan: &Plan) {
        let Some(table) = self.document.root().child("plan") else { return };
        if let (Some(end), Some(view)) = (plan.end, table.child("end"))
            && end <= plan.start
        {
            let above = Trail::TOP.below("plan");
            self.inverted(&view, &above.below("end"), ("start", plan.start), end);
        }
    }

    pub(super) fn assumptions(&mut self, top: &Fields<'_, 'd>) -> Assumptions {
        let mut assumptions = Assumptions {
            discount_rate: Percent::new(Decimal::new(35, 1)),
            appraisal_years: 10,
            tolerance: Percent::new(Decimal::from(5)),
            contingency: None,
            savings_lag: None,
            savings_ramp: None,
            inflation: Inflation::default(),
            price_base: None,
            correlation: Percent::new(Decimal::from(25)),
            optimism_bias: None,
        };
        let trail = top.trail.below("assumptions");
        let Some((_, view)) = top.get("assumptions") else { return assumptions };
        let Some(fields) = self.open("assumptions", &view, &trail) else { return assumptions };
        if let Some(rate) = self.percent(&fields, "discount-rate") {
            assumptions.discount_rate = rate;
        }
        if let Some(years) = self.integer(&fields, "appraisal-years") {
            assumptions.appraisal_years = u32::try_from(years).unwrap_or(assumptions.appraisal_years);
        }
        if let Some(tolerance) = self.percent(&fields, "tolerance") {
            assumptions.tolerance = tolerance;
        }
        assumptions.contingency = self.contingency(&fields);
        assumptions.savings_lag = self.duration(&fields, "savings-lag");
        assumptions.savings_ramp = self.duration(&fields, "savings-ramp");
        assumptions.inflation = self.inflation(&fields).unwrap_or_default();
        assumptions.price_base = self.year(&fields, "price-base");
        if let Some(correlation) = self.percent(&fields, "correlation") {
            assumptions.correlation = correlation;
        }
        assumptions.optimism_bias = self.optimism_bias(&fields);
        (self.savings_lag, self.savings_ramp) = (assumptions.savings_lag, assumptions.savings_ramp);
        assumptions
    }

    /// One percentage is for capital and one-off; recurrent money is raised only if it is named.
    fn contingency(&mut self, fields: &Fields<'_, 'd>) -> Option<ByKind<Option<Percent>>> {
        let Some(Parsed::Percents(one, by_word)) = self.value(fields, "contingency") else { return None };
        let of = |word: &str| by_word.iter().find(|(known, _)| *known == word).map(|(_, percent)| *percent);
        Some(match one {
            Some(one) => ByKind { capital: Some(one), one_off: Some(one), recurrent: None },
            None if by_word.is_empty() => return None,
            None => ByKind { capital: of("capital"), one_off: of("one-off"), recurrent: of("recurrent") },
        })
    }

    fn inflation(&mut self, fields: &Fields<'_, 'd>) -> Option<Inflation> {
        let Some(Parsed::Percents(one, by_word)) = self.value(fields, "inflation") else { return None };
        let of = |word: &str| by_word.iter().find(|(known, _)| *known == word).map(|(_, percent)| *percent);
        let all = one.unwrap_or_default();
        let recurrent = of("recurrent").unwrap_or(all);
        let costs = ByKind {
            capital: of("capital").unwrap_or(all),
            one_off: of("one-off").unwrap_or(all),
            recurrent,
        };
        Some(Inflation { costs, benefits: of("benefits").unwrap_or(recurrent) })
    }

    fn optimism_bias(&mut self, above: &Fields<'_, 'd>) -> Option<OptimismBias> {
        let (key, view) = above.get("optimism-bias")?;
        let trail = above.trail.below(key.name);
        let fields = self.open("optimism-bias", &view, &trail)?;
        Some(OptimismBias {
            costs: ByKind {
                capital: self.percent(&fields, "capital"),
                one_off: self.percent(&fields, "one-off"),
                recurrent: self.percent(&fields, "recurrent"),
            },
            duration: self.percent(&fields, "duration"),
            benefits: self.percent(&fields, "benefits"),
            reference_class: self.text(&fields, "reference-class"),
            source: self.text(&fields, "source"),
        })
    }

    pub(super) fn stage(&mut self, id: &'d str, fields: &Fields<'_, 'd>) -> Stage {
        let title = self.title(id, fields);
        let gate = fields.get("gate").and_then(|(key, view)| {
            let trail: Trail<'_> = fields.trail.below(key.name);
            let gate = self.open("gate", &view, &trail)?;
            let own = self.text(&gate, "title").filter(|title| !title.trim().is_empty());
            Some(Gate {
                title: own.unwrap_or_else(|| format!("Gate: {title}")),
                on: self.day(&gate, "on"),
                after: self.links(&gate, "after").unwrap_or_default(),
                criteria: self.text(&gate, "criteria"),
            })
        });
        let aim = self.text(fields, "aim");
        let after = self.links(fields, "after").unwrap_or_default();
        Stage { id: id.to_owned(), title, aim, after, gate }
    }

    pub(super) fn case(&mut self, id: &'d str, fields: &Fields<'_, 'd>) -> Case {
        let factors = Factors {
            cost: self.percent(fields, "cost").unwrap_or_default(),
            recurrent: self.percent(fields, "recurrent").unwrap_or_default(),
            benefits: self.percent(fields, "benefits").unwrap_or_default(),
            duration: self.percent(fields, "duration").unwrap_or_default(),
            savings_delay: self.duration(fields, "savings-delay"),
            inflation: self.inflation(fields),
        };
        Case { id: id.to_owned(), title: self.title(id, fields), factors }
    }

    /// The title of an item, or the one that its id gives.
    pub(super) fn title(&mut self, id: &str, fields: &Fields<'_, 'd>) -> String {
        let title = self.text(fields, "title").filter(|title| !title.trim().is_empty());
        title.unwrap_or_else(|| title_from(id))
    }
}

/// The title that a file's name gives: `plans/northmere.toml` is `northmere`.
fn title_of_file(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.strip_suffix(".toml").unwrap_or(file);
    let stem = stem.strip_suffix(".plan").unwrap_or(stem);
    if stem.is_empty() { "plan".to_owned() } else { stem.to_owned() }
}
