//! The money of the Northmere example against figures calculated independently of this project, and Tendring's.
#![allow(clippy::unwrap_used, reason = "every unwrap here is a check of the test")]

use milepost::analysis::{Analysis, Options, analyse};
use milepost::document::{Document, Source};
use milepost::money::{Source as From, State, Verdict};
use milepost::units::{Day, Money};

fn analysed(name: &str, text: &str) -> Analysis {
    let document = Document::new(Source::new(name, text));
    analyse(&document, &Options { case: None, today: Day::new(2027, 4, 1).unwrap() })
}

fn northmere() -> Analysis {
    analysed("northmere.toml", include_str!("../plans/northmere.toml"))
}

/// Holds a sum against a figure printed in thousands with one decimal.
fn assert_printed(what: &str, found: Money, printed: &str) {
    let (whole, tenth) = printed.trim_start_matches('-').split_once('.').unwrap();
    let hundreds: i128 = format!("{whole}{tenth}").parse().unwrap();
    let hundreds = if printed.starts_with('-') { -hundreds } else { hundreds };
    // Half of the last printed digit is £50.
    let away = (found.pence() - hundreds * 10_000).abs();
    assert!(away <= 5_000, "{what}: {found}, printed {printed}");
}

/// Spend by year, and in all five.
const SPEND: [(&str, [&str; 6]); 7] = [
    ("borrowing", ["390.0", "3058.5", "1141.5", "240.0", "0.0", "4830.0"]),
    ("capital-receipts", ["126.7", "585.8", "577.5", "150.0", "120.0", "1560.0"]),
    ("capital-grants", ["1176.0", "70.0", "210.0", "336.0", "84.0", "1876.0"]),
    ("base-budget", ["275.0", "90.0", "0.0", "90.0", "0.0", "455.0"]),
    ("transformation-reserve", ["470.0", "400.0", "213.3", "818.7", "938.0", "2840.0"]),
    ("flexible-receipts", ["140.0", "906.0", "919.0", "0.0", "0.0", "1965.0"]),
    ("revenue-grants", ["140.0", "100.0", "0.0", "0.0", "0.0", "240.0"]),
];

#[test]
fn spend_by_envelope_and_year() {
    let analysis = northmere();
    for (id, printed) in SPEND {
        let ix = analysis.plan.envelope(id).unwrap();
        let figures = analysis.money.envelope(ix).unwrap();
        for (cell, printed) in figures.years.iter().zip(printed) {
            assert_printed(id, cell.spend, printed);
            assert!(!cell.headroom.unwrap().is_negative(), "{id}");
        }
        assert_printed(id, figures.total.spend, printed[5]);
    }
}

#[test]
fn balances_of_the_reserve() {
    let analysis = northmere();
    let reserve = analysis.plan.envelope("transformation-reserve").unwrap();
    let printed = ["2230.0", "2030.0", "2016.7", "1398.0", "460.0"];
    for (cell, printed) in analysis.money.envelope(reserve).unwrap().years.iter().zip(printed) {
        assert_printed("balance", cell.balance.unwrap(), printed);
        assert_eq!(cell.balance, cell.closing);
        assert_eq!(cell.lapsed, Money::ZERO);
    }
}

#[test]
fn the_recurrent_test_year_by_year() {
    let analysis = northmere();
    let rows = [
        ("running", ["28.8", "558.7", "1387.5", "2217.5", "2622.5", "6815.0"]),
        ("cashable", ["0.0", "410.2", "1812.7", "3618.5", "5448.1", "11289.6"]),
        ("repayment", ["0.0", "36.0", "648.0", "846.0", "966.0", "2496.0"]),
        ("interest", ["9.6", "93.2", "179.3", "176.5", "138.0", "596.6"]),
        ("net", ["38.3", "277.7", "402.1", "-378.5", "-1721.6", "-1382.0"]),
        ("non-cashable", ["0.0", "108.1", "525.0", "1188.3", "1600.6", "3422.1"]),
    ];
    for (name, printed) in rows {
        let of = |year: &milepost::money::RecurrentYear| match name {
            "running" => year.running,
            "cashable" => year.cashable,
            "repayment" => year.repayment,
            "interest" => year.interest,
            "net" => year.net(),
            _ => year.non_cashable,
        };
        for (year, printed) in analysis.money.recurrent.iter().zip(printed) {
            assert_printed(name, of(year), printed);
        }
        assert_printed(name, analysis.money.recurrent.iter().map(of).sum(), printed[5]);
    }
}

#[test]
fn the_revenue_budget_holds_the_net_effect() {
    let analysis = northmere();
    let budget = analysis.plan.envelope("revenue-budget").unwrap();
    let figures = analysis.money.envelope(budget).unwrap();
    let printed = ["11.7", "42.3", "117.9", "128.5", "171.6"];
    for ((cell, year), printed) in figures.years.iter().zip(&analysis.money.recurrent).zip(printed) {
        assert_eq!(cell.spend, year.net());
        assert_printed("headroom", cell.headroom.unwrap(), printed);
    }
    assert_printed("headroom", figures.total.headroom.unwrap(), "472.0");
}

#[test]
fn value_for_money() {
    let analysis = northmere();
    let appraisal = &analysis.money.appraisal;
    assert_printed("npv, cashable", appraisal.npv_cashable, "13746.1");
    assert_printed("npv, all", appraisal.npv_all, "24102.9");
    assert_eq!(appraisal.bcr_cashable.unwrap().to_string(), "1.458");
    assert_eq!(appraisal.bcr_all.unwrap().to_string(), "1.804");
    assert_printed("peak outlay", appraisal.peak_outlay, "11117.8");
    assert_eq!(appraisal.peak_month.unwrap().to_string(), "2030-11");
    assert_eq!(appraisal.payback.unwrap().to_string(), "2034-01");
}

#[test]
fn cloud_telephony_by_hand() {
    // S2-05, October 2027 to September 2028: £420,000 of capital is £210,000 in each of two years; £380,000 a year is
    // saved from January 2029 on, a twelfth more each month: 380 / 12 x (1 + 2 + 3) / 12 = £15,833.33 in 2028/29, then
    // 380 / 12 x (4 + ... + 12) / 12 + 380 / 12 x 3 = £285,000, then all; £84,000 is repaid from 2029/30 on.
    let analysis = northmere();
    let item = analysis.plan.initiative("cloud-telephony").unwrap();
    let of = |envelope: &str, source: fn(From) -> bool| -> Vec<(u32, i128)> {
        let envelope = analysis.plan.envelope(envelope).unwrap();
        let postings = analysis.money.postings.iter();
        postings
            .filter(|it| it.initiative == Some(item) && it.envelope == envelope && source(it.source))
            .map(|it| (it.year.unwrap(), it.amount.pence()))
            .collect()
    };
    assert_eq!(of("borrowing", |it| matches!(it, From::Cost(_))), [(0, 21_000_000), (1, 21_000_000)]);
    assert_eq!(
        of("revenue-budget", |it| matches!(it, From::Benefit(_))),
        [(1, -1_583_333), (2, -28_500_000), (3, -38_000_000), (4, -38_000_000)]
    );
    assert_eq!(
        of("revenue-budget", |it| matches!(it, From::Repayment(..))),
        [(2, 8_400_000), (3, 8_400_000), (4, 8_400_000)]
    );
}

#[test]
fn no_envelope_is_over_and_the_sentence_says_so() {
    let analysis = northmere();
    assert!(analysis.money.verdict.affordable());
    assert!(analysis.sentence.starts_with("Affordable to 2031/32"), "{}", analysis.sentence);
}

#[test]
fn tendring_has_nothing_left_anywhere() {
    let analysis = analysed("tendring-2018.toml", include_str!("../plans/tendring-2018.toml"));
    assert_eq!(analysis.verdict, Verdict::Tight);
    for figures in &analysis.money.envelopes {
        assert_eq!(figures.total.headroom, Some(Money::ZERO));
        assert_eq!(figures.total.state, State::Tight);
    }
    // £519,200 + £226,000 + £120,000.
    assert_eq!(analysis.money.totals.capital, Money::from_pence(86_520_000));
    assert_eq!(analysis.money.totals.running_full_year, Money::from_pence(22_050_000));
}
