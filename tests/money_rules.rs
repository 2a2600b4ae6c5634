//! One table worked by hand for each rule of money, on the smallest plan that shows it.
#![allow(clippy::unwrap_used, reason = "every unwrap here is a check of the test")]

use milepost::analysis::{Analysis, Options, analyse};
use milepost::document::{Document, Source};
use milepost::money::{Cell, MonthlySpend, State, Verdict, who_is_in};
use milepost::units::Day;

fn under(case: Option<&str>, text: &str) -> Analysis {
    let document = Document::new(Source::new("plan.toml", text));
    analyse(&document, &Options { case: case.map(str::to_owned), today: Day::new(2027, 4, 1).unwrap() })
}

fn analysed(text: &str) -> Analysis {
    under(None, text)
}

fn cells(analysis: &Analysis, envelope: &str) -> Vec<Cell> {
    analysis.money.envelope(analysis.plan.envelope(envelope).unwrap()).unwrap().years.clone()
}

/// Spend by year, in pence.
fn spend(analysis: &Analysis, envelope: &str) -> Vec<i128> {
    cells(analysis, envelope).iter().map(|cell| cell.spend.pence()).collect()
}

fn headroom(analysis: &Analysis, envelope: &str) -> Vec<i128> {
    cells(analysis, envelope).iter().map(|cell| cell.headroom.unwrap().pence()).collect()
}

/// The pence of the only cost line by month.
fn months(analysis: &Analysis) -> Vec<i128> {
    let first = milepost::plan::InitiativeIx(0);
    let row = milepost::money::cost_row(&analysis.plan, &analysis.schedule, &analysis.factors, first, 0);
    row.months.iter().map(|it| it.pence()).collect()
}

/// A plan of one initiative with one cost line, 1 April 2027 to 31 March 2029.
fn one(dates: &str, line: &str) -> Analysis {
    analysed(&format!(
        "[plan]\nstart = 2027-04-01\nend = 2029-03-31\n[envelope.all]\ntotal = 1_000_000\n[initiative.a]\n{dates}\ncost.x = {{ {line} }}\n"
    ))
}

#[test]
fn even_money_follows_the_days() {
    // 15 April to 14 June: 16/30 + 1 + 14/30 = 2 months; 1.00 is 26.67, 50, 23.33 of 100: cumulative 26.67 -> 27,
    // 76.67 -> 77, 100.
    let analysis = one("start = 2027-04-15\nduration = \"2 months\"", "capital = 1");
    assert_eq!(months(&analysis), [27, 50, 23]);
}

#[test]
fn a_cumulative_half_goes_to_the_even_penny() {
    // 0.05 over two months: 2.5 -> 2, then 3; 0.07: 3.5 -> 4, then 3.
    assert_eq!(months(&one("duration = \"2 months\"", "capital = 0.05")), [2, 3]);
    assert_eq!(months(&one("duration = \"2 months\"", "capital = 0.07")), [4, 3]);
}

#[test]
fn each_spread_has_its_curve() {
    // Four whole months, 16.00: u = 1/4, 1/2, 3/4, 1.
    let curve = |spread: &str| {
        months(&one("duration = \"4 months\"", &format!("capital = 16, spread = \"{spread}\"")))
    };
    // 2u - u²: 7/16, 12/16, 15/16, 1.
    assert_eq!(curve("front"), [700, 500, 300, 100]);
    // u²: 1/16, 4/16, 9/16, 1.
    assert_eq!(curve("back"), [100, 300, 500, 700]);
    // 3u² - 2u³: 10/64, 32/64, 54/64, 1 of 1600 pence: 250, 800, 1350, 1600.
    assert_eq!(curve("s-curve"), [250, 550, 550, 250]);
    assert_eq!(curve("start"), [1600]);
    assert_eq!(curve("finish"), [1600]);
}

#[test]
fn a_milestone_spends_on_its_own_day() {
    assert_eq!(months(&one("duration = \"0 days\"", "capital = 12")), [1200]);
}

#[test]
fn amounts_by_year_keep_to_their_year() {
    // January to June 2028: 300 of 2027/28 over January to March, 90 of 2028/29 over April to June; 12 of 2026/27, which
    // the window does not touch, over that whole year, so it is beyond the plan.
    let analysis = one(
        "start = 2028-01-01\nduration = \"6 months\"",
        "capital = { 2026-27 = 12, 2027-28 = 300, 2028-29 = 90 }",
    );
    assert_eq!(months(&analysis)[..12], [100; 12]);
    assert_eq!(months(&analysis)[21..], [10_000, 10_000, 10_000, 3_000, 3_000, 3_000]);
    assert_eq!(analysis.money.outside.beyond.pence(), 1_200);
    assert_eq!(analysis.verdict, Verdict::Unfunded);
    // The cap counts what lies beyond.
    let all = analysis.plan.envelope("all").unwrap();
    assert_eq!(analysis.money.envelope(all).unwrap().total.spend.pence(), 40_200);
}

#[test]
fn every_period_runs_from_the_finish() {
    // Finished on 14 June 2027: 16/30 of June, then whole months. 120 a year is 10 a month: 5.33 in June.
    let dates = "start = 2027-04-15\nduration = \"2 months\"";
    let begin = |line: &str| months(&one(dates, &format!("recurrent = {line}")))[..3].to_vec();
    assert_eq!(begin("120, per = \"year\""), [533, 1000, 1000]);
    assert_eq!(begin("30, per = \"quarter\""), [533, 1000, 1000]);
    assert_eq!(begin("10, per = \"month\""), [533, 1000, 1000]);
    // 7 a week is 1 a day: 16, 31 and 31 days.
    assert_eq!(begin("7, per = \"week\""), [1600, 3100, 3100]);
}

#[test]
fn savings_wait_and_ramp_up() {
    // Finished on 30 April 2027, a lag of a month: from June on, 12 a year over a ramp of three months: 1/3, 2/3, 1.
    let text = "[plan]\nstart = 2027-04-01\nend = 2028-03-31\n[envelope.net]\npays = [\"recurrent\"]\nyear.2027-28 = 0\n\
                [initiative.a]\nduration = \"1 month\"\nbenefit.x = { cashable = 12, per = \"year\", lag = \"1 month\", ramp = \"3 months\" }\n\
                [case.late]\nsavings-delay = \"2 months\"\n[case.half]\nbenefits = \"-50%\"\n";
    // 33.3 -> 33, then 100 cumulative, then 200 and so on to March: 1/3 + 2/3 + 8.
    assert_eq!(spend(&analysed(text), "net"), [-900]);
    // Two months later: 1/3 + 2/3 + 6.
    assert_eq!(spend(&under(Some("late"), text), "net"), [-700]);
    assert_eq!(spend(&under(Some("half"), text), "net"), [-450]);
}

#[test]
fn partners_and_shares_split_the_running_sum() {
    // 1.00 over two months, a third each with two partners of 33 % each: ours is 34 %. Cumulative 50: 17; 100: 34. Of
    // ours 50 % each: cumulative 17: 8.5 each, the penny to the smaller id; 34: 17 each.
    let analysis = analysed(
        "[plan]\nstart = 2027-04-01\nend = 2028-03-31\n[envelope.a]\nyear.2027-28 = 1\n[envelope.b]\nyear.2027-28 = 1\n\
         [partner.p]\n[partner.q]\n[initiative.i]\nstart = 2027-04-01\nduration = \"2 months\"\nshared-with = { p = \"33%\", q = \"33%\" }\n\
         cost.x = { capital = 1, funded-by = { a = \"50%\", b = \"50%\" } }\n",
    );
    assert_eq!(months(&analysis), [17, 17]);
    assert_eq!((spend(&analysis, "a"), spend(&analysis, "b")), (vec![17], vec![17]));
    assert_eq!(analysis.money.totals.capital.pence(), 34);
}

#[test]
fn inflation_counts_from_the_price_base() {
    // 100 in each of two years at 10 %, price base the second: 100 / 1.1 = 90.91, then 100.
    let analysis = analysed(
        "[plan]\nstart = 2027-04-01\nend = 2029-03-31\n[assumptions]\ninflation = \"10%\"\nprice-base = \"2028-29\"\n\
         [envelope.a]\nyear.2027-28 = 200\n[initiative.i]\nduration = \"24 months\"\ncost.x = { capital = 200 }\n",
    );
    assert_eq!(spend(&analysis, "a"), [9_091, 10_000]);
}

#[test]
fn spend_outside_the_window_is_ineligible_by_days() {
    // £300 over April to June 2027, to 15 May: 16 of May's 31 days are outside: 10,000 x 16 / 31 = 5,161.29 -> 5,161, and
    // the whole of June.
    let text = |spend_by: &str| {
        format!(
            "[plan]\nstart = 2027-04-01\nend = 2028-03-31\n[envelope.a]\nyear.2027-28 = 300\nuntil = 2027-05-15\n\
             [initiative.i]\nduration = \"3 months\"\ncost.x = {{ capital = 300{spend_by} }}\n"
        )
    };
    let analysis = analysed(&text(""));
    assert_eq!(cells(&analysis, "a")[0].ineligible.pence(), 15_161);
    assert_eq!(analysis.verdict, Verdict::Ineligible);
    // The condition of the line is tighter: to 30 April.
    assert_eq!(cells(&analysed(&text(", spend-by = 2027-04-30")), "a")[0].ineligible.pence(), 20_000);
}

#[test]
fn a_kind_that_is_not_paid_is_ineligible_whole() {
    let analysis = analysed(
        "[plan]\nstart = 2027-04-01\nend = 2028-03-31\n[envelope.a]\npays = [\"one-off\"]\nyear.2027-28 = 300\n\
         [initiative.i]\ncost.x = { capital = 100, funded-by = \"a\" }\nduration = \"3 months\"\n",
    );
    let cell = cells(&analysis, "a")[0];
    assert_eq!(
        (cell.spend.pence(), cell.ineligible.pence(), cell.state),
        (10_000, 10_000, State::Ineligible)
    );
}

#[test]
fn returned_savings_refill_their_envelope() {
    // 100 allowed, 90 spent, 24 a year saved from October on: 12 returned. The net effect does not count it again.
    let analysis = analysed(
        "[plan]\nstart = 2027-04-01\nend = 2028-03-31\n[envelope.fund]\npays = [\"one-off\"]\nyear.2027-28 = 100\n\
         [envelope.net]\npays = [\"recurrent\"]\nyear.2027-28 = 0\n[initiative.i]\nduration = \"6 months\"\n\
         cost.x = { one-off = 90 }\nbenefit.y = { cashable = 24, per = \"year\", returns-to = \"fund\" }\n",
    );
    let cell = cells(&analysis, "fund")[0];
    assert_eq!((cell.returned.pence(), cell.headroom.unwrap().pence()), (1_200, 2_200));
    assert_eq!(spend(&analysis, "net"), [0]);
    assert_eq!(analysis.money.recurrent[0].cashable.pence(), 0);
}

#[test]
fn contingency_is_a_second_reconciliation() {
    // 100.05 of capital at 10 %: 110.055 -> 110.06 (5.5 pence, to even: 11005.5 -> 11006). One-off is not raised.
    let analysis = analysed(
        "[plan]\nstart = 2027-04-01\nend = 2028-03-31\n[assumptions]\ncontingency = { capital = \"10%\" }\n\
         [envelope.a]\nyear.2027-28 = 150\n[initiative.i]\nduration = \"3 months\"\n\
         cost.x = { capital = 100.05 }\ncost.y = { one-off = 45 }\n",
    );
    let cell = cells(&analysis, "a")[0];
    assert_eq!((cell.spend.pence(), cell.state), (14_505, State::Tight));
    let second = cell.contingency.unwrap();
    assert_eq!((second.spend.pence(), second.headroom.unwrap().pence()), (15_506, -506));
    assert_eq!(second.state, State::Over);
    assert_eq!(analysis.verdict, Verdict::Tight);
}

#[test]
fn money_in_no_cell_is_counted_once_by_reason() {
    let analysis = analysed(
        "[plan]\nstart = 2027-04-01\nend = 2028-03-31\n[envelope.a]\npays = [\"one-off\"]\nyear.2027-28 = 1000\n\
         [envelope.b]\npays = [\"one-off\"]\nyear.2027-28 = 1000\n\
         [initiative.idea]\nstatus = \"idea\"\nduration = \"1 month\"\ncost.x = { capital = 1 }\n\
         [initiative.late]\nstart = 2028-03-01\nduration = \"2 months\"\ncost.x = { one-off = 122, funded-by = \"a\" }\n\
         [initiative.loop]\nafter = \"pool\"\nduration = \"1 month\"\ncost.x = { one-off = 4 }\ncost.y = { recurrent = 9, per = \"year\" }\n\
         [initiative.pool]\nafter = \"loop\"\nduration = \"1 month\"\n\
         [initiative.open]\nduration = \"1 month\"\ncost.x = { capital = 8 }\ncost.y = { one-off = 16 }\n\
         cost.z = { recurrent = 12, per = \"year\" }\n",
    );
    let outside = &analysis.money.outside;
    // `open` recurs for eleven months of the plan: 11. March is 61 of `late`, April lies beyond.
    assert_eq!(outside.ideas.pence(), 100);
    assert_eq!(outside.unscheduled.pence(), 400);
    assert_eq!(outside.unfunded.pence(), 800 + 1_100);
    assert_eq!(outside.ambiguous.pence(), 1_600);
    assert_eq!(outside.beyond.pence(), 6_100);
    assert_eq!(spend(&analysis, "a"), [6_100]);
    assert_eq!((analysis.verdict, analysis.money.verdict), (Verdict::Invalid, Verdict::Unfunded));
}

#[test]
fn committed_alone_makes_a_breach_impossible() {
    let text = |status: &str| {
        format!(
            "[plan]\nstart = 2027-04-01\nend = 2028-03-31\n[envelope.a]\nyear.2027-28 = 100\n\
             [initiative.early]\nstart = 2027-04-01\nstatus = \"{status}\"\nduration = \"1 month\"\ncost.x = {{ capital = 101 }}\n\
             [initiative.late]\nstart = 2027-06-01\nduration = \"1 month\"\ncost.x = {{ capital = 1 }}\n"
        )
    };
    let open = analysed(&text("proposed"));
    assert_eq!(headroom(&open, "a"), [-200]);
    assert_eq!(cells(&open, "a")[0].state, State::Over);
    assert_eq!(cells(&analysed(&text("approved")), "a")[0].state, State::Impossible);
    // Latest start first; taking `late` out is not enough.
    let a = open.plan.envelope("a").unwrap();
    let who = who_is_in(&open.plan, &open.schedule, &open.money, a, 0);
    let said: Vec<_> =
        who.iter().map(|it| (open.plan.initiatives[it.initiative.at()].id.as_str(), it.needed)).collect();
    assert_eq!(said, [("late", true), ("early", true)]);
    assert_eq!(open.sentence, "Not affordable; 2027/28 a is over by £2 (late, early).");
}

#[test]
fn the_sentence_says_to_when_where_and_who() {
    let analysis = analysed(
        "[plan]\nstart = 2027-04-01\nend = 2029-03-31\n[envelope.borrowing]\nyear.2027-28 = 100\nyear.2028-29 = 50\n\
         [initiative.crm]\nstart = 2027-04-01\nduration = \"1 month\"\ncost.x = { capital = 10 }\n\
         [initiative.portal]\nstart = 2028-04-01\nduration = \"1 month\"\ncost.x = { capital = 18_550 }\n\
         [initiative.vision]\nstatus = \"idea\"\nduration = \"1 month\"\ncost.x = { capital = 1_000 }\n",
    );
    assert_eq!(
        analysis.sentence,
        "Affordable to 2027/28; 2028/29 borrowing is over by £18,500 (portal). Ideas of £1,000 are not counted."
    );
}

#[test]
fn a_plan_without_envelopes_is_unchecked() {
    let analysis = analysed(
        "[plan]\nstart = 2027-04-01\n[initiative.a]\nduration = \"1 month\"\ncost.x = { capital = 45_000 }\n",
    );
    assert_eq!(analysis.verdict, Verdict::Unchecked);
    assert_eq!(analysis.sentence, "There is no envelope to hold £45,000 against.");
    assert_eq!(analysis.money.outside.unfunded.pence(), 4_500_000);
}

/// The random plans whose answers are frozen, under each of their cases.
fn random_plans() -> Vec<Analysis> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/answers");
    let plans = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts = plans
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .map(|path| std::fs::read_to_string(path).unwrap());
    texts
        .flat_map(|text| {
            let central = analysed(&text);
            let cases: Vec<_> = central.plan.cases.iter().map(|case| case.id.clone()).collect();
            let others: Vec<_> = cases.iter().map(|case| under(Some(case), &text)).collect();
            others.into_iter().chain([central])
        })
        .collect()
}

#[test]
fn postings_and_months_sum_to_their_cells() {
    let mut cells = 0;
    for analysis in random_plans() {
        let money = &analysis.money;
        for figures in &money.envelopes {
            let months = MonthlySpend::of(analysis.revision(), figures.envelope).months(money);
            for (year, cell) in figures.years.iter().enumerate() {
                let postings = money.postings_in(figures.envelope, Some(year));
                let sum: i128 = postings.iter().map(|it| it.amount.pence()).sum();
                let ineligible: i128 = postings.iter().map(|it| it.ineligible.pence()).sum();
                assert_eq!(sum, cell.spend.pence() - cell.returned.pence());
                assert_eq!(ineligible, cell.ineligible.pence());
                let by_month: i128 = months[12 * year..12 * year + 12].iter().map(|(_, it)| it.pence()).sum();
                assert_eq!(by_month, cell.spend.pence());
                cells += 1;
            }
        }
    }
    assert!(cells > 100, "only {cells} cells");
}

#[test]
fn every_sentence_is_whole() {
    for analysis in random_plans() {
        let sentence = &analysis.sentence;
        assert!(
            sentence.ends_with('.') && !sentence.contains("  ") && !sentence.contains(" ;"),
            "{sentence}"
        );
        println!("{sentence}");
    }
}
