//! Money lines: costs, benefits, channel shifts.

use super::fields::Fields;
use super::reader::Reader;
use crate::diagnostic::Code;
use crate::document::View;
use crate::keys::{self, Item};
use crate::plan::{
    Amount, BenefitKind, BenefitLine, Bound, Confidence, CostLine, Each, EnvelopeIx, Kind, Per, Shift, Spread,
};
use crate::units::{Duration, Percent};

impl<'d> Reader<'d> {
    pub(super) fn costs(&mut self, above: &Fields<'_, 'd>) -> Vec<CostLine> {
        self.lines(above, "cost", Self::cost)
    }

    pub(super) fn benefits(&mut self, above: &Fields<'_, 'd>) -> Vec<BenefitLine> {
        self.lines(above, "benefit", Self::benefit)
    }

    pub(super) fn shifts(&mut self, above: &Fields<'_, 'd>) -> Vec<Shift> {
        self.lines(above, "shift", |reader, id, fields| Some(reader.shift(id, fields)))
    }

    /// The lines of a kind, in id order, without those that are dropped or cannot be read.
    fn lines<T>(
        &mut self,
        above: &Fields<'_, 'd>,
        name: &'static str,
        read: impl Fn(&mut Self, &'d str, &Fields<'_, 'd>) -> Option<T>,
    ) -> Vec<T> {
        let mut tables: Vec<(&'d str, View<'d>)> = self.tables(above, name);
        tables.sort_by_key(|(id, _)| *id);
        let trail = above.trail.below(name);
        let table = keys::named(name).expect("a line's table exists");
        let mut lines = Vec::with_capacity(tables.len());
        for (id, view) in tables {
            let trail = trail.below(id);
            let Some(fields) = self.open_table(table, &view, &trail) else { continue };
            let line = read(self, id, &fields);
            if !self.boolean(&fields, "dropped").unwrap_or(false) {
                lines.extend(line);
            }
        }
        lines
    }

    fn cost(&mut self, id: &'d str, fields: &Fields<'_, 'd>) -> Option<CostLine> {
        let each = self.each(fields);
        let whole = self.decimals;
        if each.is_some() {
            self.decimals = 6;
        }
        let kinds = Kind::ALL.map(|kind| (kind, kind.word()));
        let amount = self.kind(fields, &kinds);
        self.decimals = whole;
        let per = self.per(fields);
        let bounds = self.window(fields);
        let (low, high) = self.limits(fields, amount.as_ref().and_then(|(_, amount)| amount.as_ref()));
        let spread = self.spread(fields);
        let funded_by = self.shares(fields, "funded-by").unwrap_or_default();
        let spend_by = self.day(fields, "spend-by");
        let life = self.life(fields);
        let note = self.text(fields, "note");
        let (kind, amount) = amount?;
        let amount = amount?;
        let per = self.checked_per(
            fields,
            kind.word(),
            kind != Kind::OneOff,
            kind == Kind::Recurrent,
            &amount,
            per,
        );
        if fields.has("spread") && (per.is_some() || matches!(amount, Amount::ByYear(_))) {
            let why = if per.is_some() { "money with `per`" } else { "amounts by year" };
            self.no_effect(fields, "spread", &format!("{why} spread evenly"));
        }
        Some(CostLine {
            id: id.to_owned(),
            kind,
            amount,
            per,
            spread,
            from: bounds.0,
            until: bounds.1,
            low,
            high,
            funded_by: funded_by.into_iter().map(|(at, percent)| (EnvelopeIx(at), percent)).collect(),
            spend_by,
            life,
            each,
            note,
        })
    }

    fn benefit(&mut self, id: &'d str, fields: &Fields<'_, 'd>) -> Option<BenefitLine> {
        let kinds = [(BenefitKind::Cashable, "cashable"), (BenefitKind::NonCashable, "non-cashable")];
        let amount = self.kind(fields, &kinds);
        let per = self.per(fields);
        let bounds = self.window(fields);
        let (low, high) = self.limits(fields, amount.as_ref().and_then(|(_, amount)| amount.as_ref()));
        let lag = self.duration(fields, "lag");
        let ramp = self.duration(fields, "ramp");
        let owner = self.text(fields, "owner");
        let budget_line = self.text(fields, "budget-line");
        let returns_to = self.id(fields, "returns-to").map(EnvelopeIx);
        let confidence = self.choice(fields, "confidence").map(|at| match at {
            0 => Confidence::High,
            1 => Confidence::Medium,
            _ => Confidence::Low,
        });
        let note = self.text(fields, "note");
        let (kind, amount) = amount?;
        let amount = amount?;
        let word = kinds.iter().find(|(known, _)| *known == kind).map_or("", |(_, word)| word);
        let per = self.checked_per(fields, word, true, false, &amount, per);
        for name in ["lag", "ramp"] {
            if per.is_none() && fields.has(name) {
                self.no_effect(fields, name, "only benefits with `per` begin late and rise");
            }
        }
        Some(BenefitLine {
            id: id.to_owned(),
            kind,
            amount,
            per,
            from: bounds.0,
            until: bounds.1,
            low,
            high,
            lag: per.and_then(|_| lag.or(self.savings_lag)),
            ramp: per.and_then(|_| ramp.or(self.savings_ramp)),
            owner,
            budget_line,
            returns_to,
            confidence,
            note,
        })
    }

    fn shift(&mut self, id: &'d str, fields: &Fields<'_, 'd>) -> Shift {
        let channel = |reader: &mut Self, name: &str| {
            let at = reader.id(fields, name)?;
            Some(reader.ids.list(Item::Channel)[at as usize].to_owned())
        };
        Shift {
            id: id.to_owned(),
            from: channel(self, "from"),
            to: channel(self, "to"),
            contacts: self.number(fields, "contacts"),
            per: self.per(fields).unwrap_or_default(),
            take_up: self.percent(fields, "take-up"),
            repeat: self.percent(fields, "repeat").unwrap_or_default(),
            cashable: self
                .percent(fields, "cashable")
                .unwrap_or(Percent::new(rust_decimal::Decimal::from(40))),
            lag: self.duration(fields, "lag").or(self.savings_lag),
            ramp: self.duration(fields, "ramp").or(self.savings_ramp),
            owner: self.text(fields, "owner"),
            budget_line: self.text(fields, "budget-line"),
        }
    }

    /// The one kind of a line and its amount (`None` when it cannot be read); `None` without exactly one kind.
    fn kind<K: Copy>(&mut self, fields: &Fields<'_, 'd>, kinds: &[(K, &str)]) -> Option<(K, Option<Amount>)> {
        let mut given = kinds.iter().filter(|(_, word)| fields.has(word));
        let first = given.next();
        let mut several = false;
        for (_, word) in given {
            several = true;
            self.amount(fields, word);
        }
        if let Some((kind, word)) = first
            && !several
        {
            return Some((*kind, self.amount(fields, word)));
        }
        let words: Vec<&str> = kinds.iter().map(|(_, word)| *word).collect();
        self.not_one_kind(fields, &words);
        None
    }

    /// Says that a line has no amount, or several.
    fn not_one_kind(&mut self, fields: &Fields<'_, 'd>, words: &[&str]) {
        let line = fields.trail.key;
        let list = format!("{} or {}", words[..words.len() - 1].join(", "), words[words.len() - 1]);
        let given: Vec<&str> = words.iter().copied().filter(|word| fields.has(word)).collect();
        let (message, help, origin) = if given.is_empty() {
            let message = format!("`{line}` has no amount: exactly one of {list} is needed");
            (message, format!("add {} = 10_000", words[0]), fields.view.heading())
        } else {
            let second =
                fields.get(given[1]).map_or_else(|| fields.view.heading(), |(_, view)| view.key_origin());
            let (count, all) = (given.len(), given.join(" and "));
            let message = format!("`{line}` has {count} kinds, {all}: exactly one is allowed");
            (message, format!("give `{}` a line of its own", given[1]), second)
        };
        self.report(Code::KindCount, fields.trail, origin, message, help);
    }

    fn per(&mut self, fields: &Fields<'_, 'd>) -> Option<Per> {
        self.choice(fields, "per").map(|at| match at {
            0 => Per::Year,
            1 => Per::Quarter,
            2 => Per::Month,
            _ => Per::Week,
        })
    }

    /// The period that counts: none beside amounts by year, required by a recurrent amount, an error with one-off.
    fn checked_per(
        &mut self,
        fields: &Fields<'_, 'd>,
        kind: &str,
        allowed: bool,
        required: bool,
        amount: &Amount,
        per: Option<Per>,
    ) -> Option<Per> {
        let by_year = matches!(amount, Amount::ByYear(_));
        let Some((_, view)) = fields.get("per") else {
            if required && !by_year {
                let origin =
                    fields.get(kind).map_or_else(|| fields.view.heading(), |(_, view)| view.key_origin());
                let message = format!("`{kind}` says how much, but not for which period");
                self.report(Code::NeedsPer, fields.trail, origin, message, "add per = \"year\"");
                return Some(Per::Year);
            }
            return None;
        };
        if !allowed {
            let origin = view.key_origin();
            let message = format!("`{}` is `{kind}`, which has no period", fields.trail.key);
            let help = "remove per, or make the amount recurrent";
            self.report(Code::PerNotAllowed, &fields.trail.below("per"), origin, message, help);
            return None;
        }
        if by_year {
            self.no_effect(fields, "per", "amounts by year are the whole of each year");
            return None;
        }
        // A period that cannot be read is reported; the money counts by year rather than vanish or come at once.
        per.or(Some(Per::Year))
    }

    fn window(&mut self, fields: &Fields<'_, 'd>) -> (Option<Bound>, Option<Bound>) {
        let (from, until) = (self.bound(fields, "from"), self.bound(fields, "until"));
        if let (Some(Bound::Date(first)), Some(Bound::Date(last))) = (from, until) {
            self.check_window(fields, first, last);
        }
        (from, until)
    }

    fn limits(
        &mut self,
        fields: &Fields<'_, 'd>,
        amount: Option<&Amount>,
    ) -> (Option<rust_decimal::Decimal>, Option<rust_decimal::Decimal>) {
        let (low, high) = (self.number(fields, "low"), self.number(fields, "high"));
        let middle = match amount {
            Some(Amount::Whole(amount)) => Some(*amount),
            Some(Amount::ByYear(_)) | None => None,
        };
        let wrong = match (low, middle, high) {
            (Some(low), _, Some(high)) if low > high => Some(("high", "`high` is less than `low`")),
            (Some(low), Some(middle), _) if low > middle => Some(("low", "`low` is more than the amount")),
            (_, Some(middle), Some(high)) if high < middle => {
                Some(("high", "`high` is less than the amount"))
            }
            _ => None,
        };
        if let Some((name, message)) = wrong
            && let Some((key, view)) = fields.get(name)
        {
            let (origin, trail) = (view.origin(), fields.trail.below(key.name));
            let help = "write low, the amount and high in rising order";
            self.report(Code::OutOfRange, &trail, origin, message.to_owned(), help);
        }
        (low, high)
    }

    fn spread(&mut self, fields: &Fields<'_, 'd>) -> Spread {
        match self.choice(fields, "spread") {
            Some(1) => Spread::Start,
            Some(2) => Spread::Finish,
            Some(3) => Spread::Front,
            Some(4) => Spread::Back,
            Some(5) => Spread::SCurve,
            _ => Spread::Even,
        }
    }

    /// Whole years of repayment.
    pub(super) fn life(&mut self, fields: &Fields<'_, 'd>) -> Option<u32> {
        self.duration(fields, "life").and_then(Duration::in_months).map(|months| months / 12)
    }

    fn each(&mut self, fields: &Fields<'_, 'd>) -> Option<Box<Each>> {
        let unit = self.text(fields, "each");
        let volume = self.years(fields, "volume");
        match (fields.get("each"), fields.get("volume")) {
            (None, None) => return None,
            (Some((_, view)), None) => {
                let message =
                    "`each` says that the amount is the price of one, but not how many there are".to_owned();
                let help = "add volume.2027-28 = 1_000";
                self.report(Code::MissingKey, &fields.trail.below("volume"), view.heading(), message, help);
            }
            (_, Some(_)) => {}
        }
        Some(Box::new(Each { unit, volume: volume.unwrap_or_default() }))
    }

    /// Says that a key has no effect here, and why.
    pub(super) fn no_effect(&mut self, fields: &Fields<'_, 'd>, name: &str, why: &str) {
        let Some((key, view)) = fields.get(name) else { return };
        let origin = view.key_origin();
        let message = format!("`{name}` has no effect here: {why}");
        self.report(
            Code::KeyHasNoEffect,
            &fields.trail.below(key.name),
            origin,
            message,
            format!("remove {name}"),
        );
    }
}
