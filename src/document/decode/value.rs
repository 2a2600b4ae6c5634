//! Reading one value as its key's type says; a value that does not fit is reported and left out.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::fields::Fields;
use super::reader::{Reader, Trail, excerpt, found};
use crate::diagnostic::{Code, Severity};
use crate::display::is_hidden;
use crate::document::{Form, ScalarKind, View};
use crate::keys::{self, Figure, Item, Key, Type};
use crate::plan::{Amount, Bound, ByYear, Link};
use crate::units::{Day, Duration, FinancialYear, Percent, YearStart};

/// A value as read.
#[derive(Debug, Clone)]
pub(super) enum Parsed {
    Text(String),
    Day(Day),
    Duration(Duration),
    Range(Duration, Duration),
    Number(Decimal),
    Amount(Amount),
    Percent(Percent),
    Percents(Option<Percent>, Vec<(&'static str, Percent)>),
    Bool(bool),
    Integer(i64),
    Choice(usize),
    Choices(Vec<usize>),
    Id(u32),
    Ids(Vec<u32>),
    Links(Vec<Link>),
    Texts(Vec<String>),
    Years(ByYear),
    Shares(Vec<(u32, Percent)>),
    Bound(Bound),
    YearStart(YearStart),
    Year(FinancialYear),
    Dated(Vec<(Day, String)>),
    Coded(Vec<(String, String)>),
}

macro_rules! accessors {
    ($($(#[$doc:meta])* $name:ident($variant:ident) -> $type:ty;)*) => {
        impl<'d> Reader<'d> {$(
            $(#[$doc])*
            #[inline]
            pub(super) fn $name(&mut self, fields: &Fields<'_, 'd>, name: &str) -> Option<$type> {
                match self.value(fields, name)? {
                    Parsed::$variant(value) => Some(value),
                    other => misread(name, &other),
                }
            }
        )*}
    };
}

accessors! {
    text(Text) -> String;
    day(Day) -> Day;
    duration(Duration) -> Duration;
    number(Number) -> Decimal;
    amount(Amount) -> Amount;
    percent(Percent) -> Percent;
    boolean(Bool) -> bool;
    integer(Integer) -> i64;
    choice(Choice) -> usize;
    choices(Choices) -> Vec<usize>;
    id(Id) -> u32;
    ids_of(Ids) -> Vec<u32>;
    links(Links) -> Vec<Link>;
    texts(Texts) -> Vec<String>;
    years(Years) -> ByYear;
    shares(Shares) -> Vec<(u32, Percent)>;
    bound(Bound) -> Bound;
    starts(YearStart) -> YearStart;
    year(Year) -> FinancialYear;
    dated(Dated) -> Vec<(Day, String)>;
    coded(Coded) -> Vec<(String, String)>;
}

/// The key table and the decoder disagree about what a key takes.
#[cold]
fn misread(name: &str, parsed: &Parsed) -> ! {
    unreachable!("the key {name} was read as {parsed:?}")
}

impl<'d> Reader<'d> {
    /// The value of a key, read as its type says.
    #[inline]
    pub(super) fn value(&mut self, fields: &Fields<'_, 'd>, name: &str) -> Option<Parsed> {
        debug_assert!(
            keys::table().iter().any(|table| table.key(name).is_some()),
            "the key table has no {name}"
        );
        if fields.may_have(name) { self.given(fields, name) } else { None }
    }

    /// The same for a key that the file gives; apart, so that asking for one that it does not give stays short.
    #[inline(never)]
    fn given(&mut self, fields: &Fields<'_, 'd>, name: &str) -> Option<Parsed> {
        let (key, view) = fields.get(name)?;
        self.read(key, &view, &fields.trail.below(key.name))
    }

    /// A value read as its key's type says; tables have none.
    pub(super) fn read(&mut self, key: &Key, view: &View<'d>, trail: &Trail<'_>) -> Option<Parsed> {
        match key.ty {
            Type::Text | Type::Notes => {
                self.read_text(view, trail).map(|text| Parsed::Text(text.into_owned()))
            }
            Type::Date(edge) => self.read_date(view, trail, edge).map(Parsed::Day),
            Type::Bound(edge) => self.read_bound(view, trail, edge).map(Parsed::Bound),
            Type::Duration(length) => self.read_duration(view, trail, length).map(Parsed::Duration),
            Type::DurationRange => {
                self.read_range(view, trail).map(|(least, most)| Parsed::Range(least, most))
            }
            Type::YearStart => self.read_year_start(view, trail).map(Parsed::YearStart),
            Type::Year => self.read_year(view, trail).map(Parsed::Year),
            Type::Decisions => self.read_decisions(view, trail).map(Parsed::Dated),
            Type::Money => self.read_money(view, trail, self.decimals).map(Parsed::Number),
            Type::Price => self.read_money(view, trail, 6).map(Parsed::Number),
            Type::Amount => self.read_amount(view, trail).map(Parsed::Amount),
            Type::Years(Figure::Money) => {
                self.read_years(view, trail, Some(self.decimals)).map(Parsed::Years)
            }
            Type::Years(Figure::Count) => self.read_years(view, trail, None).map(Parsed::Years),
            Type::Number(limits) => self.read_number(view, trail, limits).map(Parsed::Number),
            Type::Percent(least, most) => self.read_percent(view, trail, least, most).map(Parsed::Percent),
            Type::Percents(words) => self.read_percents(view, trail, words),
            Type::Shares(item) => self.read_shares(view, trail, item).map(Parsed::Shares),
            Type::Parts(item) => self.read_parts(view, trail, item).map(Parsed::Shares),
            Type::Bool => self.read_bool(view, trail).map(Parsed::Bool),
            Type::Integer(least, most) => self.read_integer(view, trail, least, most).map(Parsed::Integer),
            Type::Choice(words) => self.read_choice(view, trail, words).map(Parsed::Choice),
            Type::Choices(words) => self.read_choices(view, trail, words).map(Parsed::Choices),
            Type::Currency => self.read_currency(view, trail).map(Parsed::Text),
            Type::Id(item) => self.read_id(view, trail, item).map(Parsed::Id),
            Type::Ids(item) => self.read_ids(view, trail, item).map(Parsed::Ids),
            Type::Links => self.read_links(view, trail).map(Parsed::Links),
            Type::Texts => self.read_texts(view, trail).map(Parsed::Texts),
            Type::Acceptances => self.read_acceptances(view, trail).map(Parsed::Coded),
            Type::Table(_) | Type::Tables(_) => None,
        }
    }

    /// The text of a string; `None`, without a word, for anything else.
    pub(super) fn string(view: &View<'d>) -> Option<Cow<'d, str>> {
        (view.form() == Form::Scalar(ScalarKind::String)).then(|| view.scalar())
    }

    /// Says that a value has the wrong type.
    pub(super) fn wrong(
        &mut self,
        code: Code,
        view: &View<'d>,
        trail: &Trail<'_>,
        wanted: &str,
        help: String,
    ) {
        let message = format!("`{}` is {}, but must be {wanted}", trail.key, found(view));
        self.report(code, trail, view.origin(), message, help);
    }

    pub(super) fn read_text(&mut self, view: &View<'d>, trail: &Trail<'_>) -> Option<Cow<'d, str>> {
        let Some(text) = Self::string(view) else {
            let help = match view.form() {
                Form::Scalar(_) => format!("write {} = \"{}\"", trail.key, excerpt(view.raw(), 60)),
                _ => format!("write {} = \"…\"", trail.key),
            };
            self.wrong(Code::WrongType, view, trail, "text", help);
            return None;
        };
        self.check_hidden(&text, view, trail);
        Some(text)
    }

    fn check_hidden(&mut self, text: &str, view: &View<'d>, trail: &Trail<'_>) {
        // This does not stop at the first other byte, so that a processor looks at many at once.
        if text.bytes().fold(true, |plain, byte| plain & matches!(byte, 0x20..=0x7e | b'\n')) {
            return;
        }
        let Some(hidden) = text.chars().find(|c| is_hidden(*c) && !matches!(c, '\n' | '\r' | '\t')) else {
            return;
        };
        let message = format!(
            "`{}` has the hidden character U+{:04X}, which is shown but not obeyed",
            trail.key, hidden as u32
        );
        self.report(Code::HiddenCharacter, trail, view.origin(), message, "type this text again without it");
    }

    fn read_bool(&mut self, view: &View<'d>, trail: &Trail<'_>) -> Option<bool> {
        if let Form::Scalar(ScalarKind::Boolean(value)) = view.form() {
            return Some(value);
        }
        let value = match view.scalar().to_ascii_lowercase().as_str() {
            "false" | "no" | "0" | "off" => "false",
            _ => "true",
        };
        self.wrong(Code::WrongType, view, trail, "true or false", format!("write {} = {value}", trail.key));
        None
    }

    fn read_integer(&mut self, view: &View<'d>, trail: &Trail<'_>, least: i64, most: i64) -> Option<i64> {
        let limits = match (least, most) {
            (i64::MIN, _) => "a whole number".to_owned(),
            (least, i64::MAX) => format!("a whole number from {least}"),
            (least, most) => format!("a whole number from {least} to {most}"),
        };
        let digits: String = view.raw().chars().filter(|c| *c != '_').collect();
        if !matches!(view.form(), Form::Scalar(ScalarKind::Integer(_))) {
            let whole = digits.split('.').next().and_then(|digits| digits.parse::<i64>().ok());
            let whole = whole.map_or(least.max(1), |whole| whole.clamp(least, most));
            let help = format!("write {} = {whole}", trail.key);
            self.wrong(Code::WrongType, view, trail, &limits, help);
            return None;
        }
        let value = digits.parse::<i64>().ok().filter(|value| (least..=most).contains(value));
        if value.is_none() {
            let message = format!("`{}` is {}, but must be {limits}", trail.key, excerpt(view.raw(), 40));
            let nearest = digits.parse::<i64>().map_or(least.max(1), |value| value.clamp(least, most));
            let help = format!("write {} = {nearest}", trail.key);
            self.report(Code::OutOfRange, trail, view.origin(), message, help);
        }
        value
    }

    fn read_choice(&mut self, view: &View<'d>, trail: &Trail<'_>, words: &[&'static str]) -> Option<usize> {
        let list = || words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
        let Some(text) = Self::string(view) else {
            let help = format!("write {} = \"{}\"", trail.key, words[0]);
            self.wrong(Code::WrongType, view, trail, &format!("one of {}", list()), help);
            return None;
        };
        if let Some(at) = words.iter().position(|word| *word == text) {
            return Some(at);
        }
        let message =
            format!("`{}` is \"{}\", which is not one of {}", trail.key, excerpt(&text, 40), list());
        let lower = text.to_ascii_lowercase();
        let help = match keys::nearest(&lower, words.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("write one of {}", list()),
        };
        self.report(Code::BadChoice, trail, view.origin(), message, help);
        None
    }

    fn read_choices(
        &mut self,
        view: &View<'d>,
        trail: &Trail<'_>,
        words: &[&'static str],
    ) -> Option<Vec<usize>> {
        let items = self.list(view, trail, &format!("a list of words, as in [\"{}\"]", words[0]))?;
        let mut chosen: Vec<_> =
            items.iter().filter_map(|item| self.read_choice(item, trail, words)).collect();
        chosen.sort_unstable();
        chosen.dedup();
        (chosen.len() == items.len()).then_some(chosen)
    }

    fn read_currency(&mut self, view: &View<'d>, trail: &Trail<'_>) -> Option<String> {
        let text = self.read_text(view, trail)?;
        if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Some(text.into_owned());
        }
        let message = format!("`{}` is \"{}\", which is not a currency code", trail.key, excerpt(&text, 40));
        let help = match text.trim() {
            "£" => "write currency = \"GBP\"".to_owned(),
            "€" => "write currency = \"EUR\"".to_owned(),
            "$" => "write currency = \"USD\"".to_owned(),
            code if code.len() == 3 && code.is_ascii() => {
                format!("write currency = \"{}\"", code.to_ascii_uppercase())
            }
            _ => "write the three capital letters of ISO 4217, as in currency = \"GBP\"".to_owned(),
        };
        self.report(Code::BadChoice, trail, view.origin(), message, help);
        None
    }

    /// The items of a list; a single text stands for a list of itself.
    pub(super) fn list(&mut self, view: &View<'d>, trail: &Trail<'_>, wanted: &str) -> Option<Vec<View<'d>>> {
        match view.form() {
            Form::Array | Form::Scalar(ScalarKind::String) => Some(view.items().collect()),
            _ => {
                self.wrong(Code::WrongType, view, trail, wanted, format!("write {} = [\"…\"]", trail.key));
                None
            }
        }
    }

    fn read_texts(&mut self, view: &View<'d>, trail: &Trail<'_>) -> Option<Vec<String>> {
        let items = self.list(view, trail, "a list of texts")?;
        Some(items.iter().filter_map(|item| self.read_text(item, trail)).map(Cow::into_owned).collect())
    }

    fn read_acceptances(&mut self, view: &View<'d>, trail: &Trail<'_>) -> Option<Vec<(String, String)>> {
        if !view.is_table() {
            let help = format!("write {}.M205 = \"why\"", trail.key);
            self.wrong(Code::WrongType, view, trail, "reasons by diagnostic code", help);
            return None;
        }
        let mut accepted = Vec::new();
        for (code, child) in view.entries() {
            let trail = trail.below(code);
            match Code::ALL.iter().find(|known| known.info().code == code) {
                None => {
                    self.unknown_code(code, &child, &trail);
                    continue;
                }
                Some(known) if known.info().severity == Severity::Error => {
                    let message = format!("{code} is an error, and errors cannot be accepted");
                    let help = format!("mend it, and remove accept.{code}");
                    self.report(Code::KeyHasNoEffect, &trail, child.key_origin(), message, help);
                }
                Some(_) => {}
            }
            if let Some(why) = self.read_text(&child, &trail) {
                accepted.push((code.to_owned(), why.into_owned()));
            }
        }
        Some(accepted)
    }

    fn unknown_code(&mut self, code: &str, view: &View<'d>, trail: &Trail<'_>) {
        let message = format!("\"{}\" is not a diagnostic code", excerpt(code, 40));
        let upper = code.to_uppercase();
        let near = Code::ALL.iter().map(|known| known.info()).find(|it| it.code == upper || it.name == code);
        let help = match near {
            Some(near) => format!("did you mean accept.{}?", near.code),
            None => "write the code that `milepost check` prints, as in accept.M205 = \"why\"".to_owned(),
        };
        self.report(Code::BadChoice, trail, view.key_origin(), message, help);
    }

    fn read_id(&mut self, view: &View<'d>, trail: &Trail<'_>, item: Item) -> Option<u32> {
        let Some(text) = Self::string(view) else {
            let wanted = format!("the id of {}", keys::a(item.word()));
            self.wrong(Code::WrongType, view, trail, &wanted, format!("write {} = \"…\"", trail.key));
            return None;
        };
        self.find_id(item, &text, view, trail)
    }

    fn read_ids(&mut self, view: &View<'d>, trail: &Trail<'_>, item: Item) -> Option<Vec<u32>> {
        let items = self.list(view, trail, "a list of ids")?;
        Some(items.iter().filter_map(|view| self.read_id(view, trail, item)).collect())
    }
}
