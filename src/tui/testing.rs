//! Plans and keys for the tests of the screen.

use super::app::{App, OnDisk};
use super::event::Event;
use super::key::sequence;
use super::update::update;
use crate::analysis::Options;
use crate::document::Source;
use crate::plan::Plan;
use crate::session::Session;
use crate::store::Seen;
use crate::theme::{Depth, Theme};
use crate::units::Day;

/// A small plan: two stages, three initiatives, one envelope that is over in its second year.
pub const PLAN: &str = r#"[plan]
title = "Harbour"
start = 2027-04-01
end = 2030-03-31

[stage.existing]
title = "Make the most"
gate = { title = "G1", on = 2028-03-31 }

[stage.small-steps]
title = "Small steps"

[envelope.capital]
title = "Capital"
pays = ["capital"]
year.2027-28 = 200_000
year.2028-29 = 100_000
year.2029-30 = 100_000

[initiative.e-forms]
title = "Electronic forms"
stage = "existing"
duration = "6 months"
cost.platform = { capital = 120_000 }

[initiative.crm]
title = "Customer records"
stage = "small-steps"
duration = "12 months"
after = "e-forms"
cost.platform = { capital = 240_000 } # the largest

[initiative.booking]
title = "Booking"
stage = "small-steps"
duration = "3 months"
after = "e-forms"
cost.platform = { capital = 30_000 }
"#;

/// The day that counts as today.
pub fn today() -> Day {
    Day::new(2027, 9, 15).unwrap()
}

/// A session of a text.
pub fn session(text: &str) -> Session {
    Session::new(Source::new("plan.toml", text), Options { case: None, today: today() })
}

/// The small plan as meant.
pub fn plan() -> Plan {
    session(PLAN).analysis().plan.clone()
}

/// The screen of a text in a theme at a size.
pub fn app(text: &str, theme: &str, size: (u16, u16)) -> App {
    let disk = OnDisk::new(Some("plan.toml".into()), Some(Seen::new(text)));
    App::new(session(text), disk, today(), Theme::built_in(theme).unwrap(), Depth::True, size)
}

/// Presses keys, parted by spaces; `'text` types the rest of the word, `_` being a space.
pub fn press(app: &mut App, keys: &str) -> Vec<super::effect::Effect> {
    let mut effects = Vec::new();
    for word in keys.split_whitespace() {
        match word.strip_prefix('\'') {
            Some(text) => {
                for c in text.chars() {
                    let c = if c == '_' { ' ' } else { c };
                    effects.extend(update(app, Event::Key(super::key::Key::char(c))));
                }
            }
            None => {
                for key in sequence(word).unwrap() {
                    effects.extend(update(app, Event::Key(key)));
                }
            }
        }
    }
    effects
}
