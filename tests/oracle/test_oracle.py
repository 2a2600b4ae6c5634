#!/usr/bin/env python3
"""The oracle against small cases worked by hand. Run with `python3 -m unittest -v test_oracle`."""

from __future__ import annotations

import tomllib
import unittest
from datetime import date
from decimal import Decimal
from fractions import Fraction

from generate import make, text
from oracle import Answer, Duration, duration, half_even, largest_remainder, overlay, ratio, reference

HEAD = "[plan]\nstart = 2027-04-01\nend = 2030-03-31\n"
ROOM = "[envelope.pot]\ntotal = 100_000_000\n"


def tables(text: str) -> dict:
    return tomllib.loads(text, parse_float=Decimal)


def solve(text: str, case=None, scenario=None) -> dict:
    return Answer(tables(text), case, scenario).json()


def dates(text: str, **how) -> dict[str, tuple]:
    """id -> start, finish, slack, driver."""
    items = solve(text, **how)["initiatives"]
    return {i["id"]: (i["start"], i["finish"], i["slack_days"], i["driven_by"]) for i in items}


def months(line: str, item: str = 'start = 2027-04-01\nduration = "3 months"', head: str = HEAD, **how) -> dict[str, int]:
    """Pence by month of one cost or benefit line, our part, as in the cells."""
    answer = Answer(tables(f"{head}{ROOM}[initiative.a]\n{item}\n{line}"), **how)
    (one,) = answer.plan.initiatives["a"].lines
    found = answer.money.phasing.split(one, answer.plan.end, [("pot", Fraction(1))])
    return {f"{part.month // 12}-{part.month % 12 + 1:02}": pence["pot"] for part, pence in found}


def row(answer: dict, envelope: str, *fields: str) -> list:
    """Fields of every year of an envelope."""
    found = next(e for e in answer["envelopes"] if e["id"] == envelope)
    picked = [tuple(year[field] for field in fields) for year in found["years"]]
    return [p[0] for p in picked] if len(fields) == 1 else picked


def total(answer: dict, envelope: str) -> dict:
    return next(e for e in answer["envelopes"] if e["id"] == envelope)["total"]


def kinds(answer: dict, severity: str) -> list[str]:
    return [d["kind"] for d in answer["diagnostics"] if d["severity"] == severity]


class Values(unittest.TestCase):
    def test_months_keep_the_day_or_take_the_last(self):
        self.assertEqual(duration("1 month").after(date(2027, 1, 31)), date(2027, 2, 28))
        self.assertEqual(duration("1q").after(date(2027, 11, 30)), date(2028, 2, 29))
        self.assertEqual(duration("2 years").after(date(2028, 2, 29)), date(2030, 2, 28))
        self.assertEqual(duration("2 months").after(date(2027, 1, 15), -1), date(2026, 11, 15))
        self.assertEqual(duration("10w").after(date(2027, 4, 1)), date(2027, 6, 10))

    def test_stretch_goes_up_to_a_whole_month_or_day(self):
        self.assertEqual(duration("6 months").stretched(Fraction(1, 4)), Duration(months=8))
        self.assertEqual(duration("1 quarter").stretched(Fraction(-1, 5)), Duration(months=3))
        self.assertEqual(duration("10 weeks").stretched(Fraction(1, 4)), Duration(days=88))
        self.assertEqual(duration("4 months").stretched(Fraction(1, 2)), Duration(months=6))
        self.assertEqual(duration("0 days").stretched(Fraction(1, 4)), Duration())

    def test_half_even(self):
        self.assertEqual([half_even(Fraction(n, 2)) for n in (1, 3, 5, -1, -3)], [0, 2, 2, 0, -2])
        self.assertEqual([ratio(Fraction(n, 10000)) for n in (14585, 14575, -5)], ["1.458", "1.458", "0.000"])

    def test_references(self):
        link = reference("stage:small-steps.start - 2 weeks")
        self.assertEqual((link.node, link.end, link.moved(date(2027, 4, 15))), (("stage", "small-steps"), "start", date(2027, 4, 1)))
        self.assertEqual(reference("crm").end, "finish")
        self.assertEqual((reference("crm-6").id, reference("crm+2 months").id), ("crm-6", "crm"))

    def test_largest_remainder(self):
        half = Fraction(1, 2)
        self.assertEqual(largest_remainder(1, [("", half), ("nhs", half)]), {"": 1, "nhs": 0})
        self.assertEqual(largest_remainder(-1, [("", half), ("nhs", half)]), {"": -1, "nhs": 0})
        self.assertEqual(largest_remainder(101, [("b", half), ("a", half)]), {"a": 51, "b": 50})
        shares = [("a", Fraction(20, 100)), ("b", Fraction(35, 100)), ("c", Fraction(45, 100))]
        self.assertEqual(largest_remainder(7, shares), {"a": 1, "b": 3, "c": 3})  # 1.40 2.45 3.15


class Forward(unittest.TestCase):
    def test_four_links_with_lag_and_lead(self):
        found = dates(
            HEAD
            + """
            [initiative.a]
            duration = "6 months"
            [initiative.fs]
            after = "a + 2 months"
            duration = "1 month"
            [initiative.ss]
            after = "a.start + 10 days"
            duration = "1 month"
            [initiative.ff]
            finish-after = "a - 1 month"
            duration = "3 months"
            [initiative.sf]
            finish-after = "a.start + 6 weeks"
            duration = "1 month"
            """
        )
        self.assertEqual(found["a"][:2], ("2027-04-01", "2027-09-30"))
        self.assertEqual(found["fs"][:2], ("2027-12-01", "2027-12-31"))
        self.assertEqual(found["ss"][:2], ("2027-04-11", "2027-05-10"))
        self.assertEqual(found["ff"][:2], ("2027-06-01", "2027-08-31"))  # finish point 1 Sep
        self.assertEqual(found["sf"][:2], ("2027-04-13", "2027-05-12"))  # finish point 1 Apr + 42 days = 13 May
        self.assertEqual([found[i][3] for i in ("a", "fs", "ss", "ff", "sf")], ["plan.start"] + ["initiative.a"] * 4)

    def test_finish_after_takes_the_earliest_day_whose_finish_is_not_too_early(self):
        # the finish point must be 31 March 2028 or later: 29 February + 1 month is 29 March, 1 March + 1 month is 1 April
        found = dates(HEAD + '[initiative.a]\nstart = 2027-04-01\nduration = "365 days"\n'
                      '[initiative.b]\nfinish-after = "a"\nduration = "1 month"')  # fmt: skip
        self.assertEqual(found["a"][1], "2028-03-30")
        self.assertEqual(found["b"][:2], ("2028-03-01", "2028-03-31"))

    def test_milestone_is_the_day_after_and_meets_the_deadline_of_the_day_before(self):
        answer = solve(HEAD + '[initiative.a]\nduration = "6 months"\n'
                       '[initiative.m]\nduration = "0 days"\nafter = "a"\ndeadline = 2027-09-30')  # fmt: skip
        m = answer["initiatives"][1]
        self.assertEqual((m["start"], m["finish"], m["slack_days"]), ("2027-10-01", "2027-10-01", 0))
        self.assertEqual(answer["diagnostics"], [])

    def test_stage_gate_and_empty_stage(self):
        text = HEAD + """
            [stage.one]
            gate = { on = 2027-12-31, after = "stage:one" }
            [stage.two]
            after = "gate:one"
            [stage.empty]
            after = ["one-a.start + 1 year"]
            [stage.bare]
            gate = { title = "nothing" }
            [initiative.one-a]
            stage = "one"
            duration = "2 months"
            [initiative.one-b]
            stage = "one"
            after = "one-a"
            duration = "2 months"
            [initiative.two-a]
            stage = "two"
            duration = "1 month"
            [initiative.x]
            after = "stage:empty"
            [initiative.y]
            after = "stage:one.start + 1 month"
            [initiative.z]
            after = "gate:bare"
            """
        found = dates(text)
        self.assertEqual(found["two-a"][0], "2028-01-01")  # the end of the gate's day, later than 1 August
        self.assertEqual(found["two-a"][3], "gate.one")
        self.assertEqual(found["x"][0], "2028-04-01")
        self.assertEqual(found["x"][3], "stage.empty")
        self.assertEqual(found["y"][0], "2027-05-01")
        self.assertEqual(found["z"][0], "2027-04-01")
        self.assertEqual(found["z"][3], "gate.bare")

    def test_stuck_is_only_what_hangs_on_a_cycle(self):
        answer = solve(HEAD + '[initiative.a]\nafter = "b"\n[initiative.b]\nafter = ["a", "free"]\n'
                       '[initiative.c]\nafter = "b"\n[initiative.free]\ncost.x = { capital = 1 }\n' + ROOM)  # fmt: skip
        self.assertEqual({i["id"]: i["start"] for i in answer["initiatives"]},
                         {"a": None, "b": None, "c": None, "free": "2027-04-01"})  # fmt: skip
        self.assertEqual(answer["verdict"], "invalid")

    def test_actual_and_given_dates(self):
        answer = solve(HEAD + """
            [initiative.done]
            status = "done"
            actual = { start = 2026-12-10, finish = "2027-02" }
            [initiative.only-finish]
            status = "done"
            duration = "3 months"
            actual.finish = 2027-05-14
            after = "late"
            [initiative.active]
            status = "active"
            actual.start = 2027-03-01
            duration = "4 months"
            [initiative.held]
            status = "active"
            start = 2027-01-01
            [initiative.late]
            start = 2027-06-01
            duration = "1 month"
            [initiative.broken]
            start = 2027-06-15
            after = "late"
            [initiative.early]
            start = 2027-06-01
            not-before = 2027-07-01
            """)
        found = {i["id"]: (i["start"], i["finish"], i["slack_days"], i["driven_by"]) for i in answer["initiatives"]}
        self.assertEqual(found["done"], ("2026-12-10", "2027-02-28", 0, "actual"))
        self.assertEqual(found["only-finish"][:2], ("2027-02-15", "2027-05-14"))
        self.assertEqual(found["active"], ("2027-03-01", "2027-06-30", 0, "actual"))
        self.assertEqual(found["held"], ("2027-01-01", "2027-03-31", 0, "start"))
        self.assertEqual(found["broken"][2:], (0, "start"))
        self.assertEqual(found["late"][2], 0)
        self.assertEqual(sorted(kinds(answer, "error")), ["dependency", "start-before-not-before"])
        self.assertEqual(kinds(answer, "warning"), ["dependency"])

    def test_ties_of_drivers(self):
        found = dates(HEAD + '[initiative.b]\n[initiative.a]\n[initiative.c]\nafter = ["b", "a"]\n'
                      '[initiative.d]\nafter = "a.start"\nnot-before = 2027-04-01')  # fmt: skip
        self.assertEqual((found["c"][3], found["d"][3]), ("initiative.a", "initiative.a"))


class Backward(unittest.TestCase):
    def test_network(self):
        # a (3m) -> b (2m) -> d (1m); a -> c (4m) -> d; e alone 5m. Finish of all: 1 Dec 2027.
        found = dates(HEAD + """
            [initiative.a]
            duration = "3 months"
            [initiative.b]
            after = "a"
            duration = "2 months"
            [initiative.c]
            after = "a"
            duration = "4 months"
            [initiative.d]
            after = ["b", "c"]
            duration = "1 month"
            [initiative.e]
            duration = "5 months"
            [initiative.f]
            duration = "1 month"
            deadline = 2027-06-30
            """)  # fmt: skip
        slack = {id_: item[2] for id_, item in found.items()}
        # b: 1 Jul -> 1 Sep is 62 days; e: 1 Apr -> 1 Jul is 91; f: 1 Apr -> 1 Jun is 61
        self.assertEqual(slack, {"a": 0, "b": 62, "c": 0, "d": 0, "e": 91, "f": 61})

    def test_missed_deadline_is_negative_slack_and_a_warning(self):
        answer = solve(HEAD + '[initiative.a]\nduration = "3 months"\n'
                       '[initiative.b]\nafter = "a"\nduration = "1 month"\ndeadline = 2027-07-21')  # fmt: skip
        # late finish point 22 July: b by 22 June (9 days before 1 July), so a by 22 March (10 days before 1 April)
        self.assertEqual([i["slack_days"] for i in answer["initiatives"]], [-10, -9])
        self.assertEqual((kinds(answer, "warning"), kinds(answer, "error")), (["deadline"], []))

    def test_slack_is_measured_to_a_given_start(self):
        found = dates(HEAD + '[initiative.a]\nduration = "1 month"\n[initiative.b]\nafter = "a"\nstart = 2027-06-11\n'
                      '[initiative.c]\nduration = "1 year"')  # fmt: skip
        self.assertEqual((found["a"][2], found["b"][2]), (40, 0))  # 11 May + 1 month = 11 June

    def test_start_of_a_stage_binds_only_its_maker(self):
        found = dates(HEAD + """
            [stage.s]
            [initiative.maker]
            stage = "s"
            duration = "1 month"
            [initiative.other]
            stage = "s"
            not-before = 2027-05-01
            duration = "1 month"
            [initiative.w]
            after = "stage:s.start + 2 months"
            duration = "1 month"
            [initiative.long]
            duration = "5 months"
            """)
        # late start of w is 1 Aug, so the maker may start on 1 June (61 days); other only ends by 1 Sep: 1 Aug (92 days)
        self.assertEqual((found["w"][2], found["maker"][2], found["other"][2]), (61, 61, 92))

    def test_gate_is_bound_only_by_what_waits_for_it(self):
        found = dates(HEAD + """
            [stage.s]
            gate = { on = 2027-06-30, after = "a" }
            [stage.t]
            gate = { after = "b" }
            [initiative.a]
            duration = "1 month"
            [initiative.b]
            duration = "1 month"
            [initiative.w]
            after = "gate:s + 1 month"
            duration = "1 month"
            [initiative.long]
            duration = "7 months"
            """)
        # all ends on 1 Nov; w late 1 Oct, the gate late 1 Sep, a late start 1 Aug; b is free until 1 Oct
        self.assertEqual((found["w"][0], found["w"][2]), ("2027-08-01", 61))
        self.assertEqual((found["a"][2], found["b"][2]), (122, 183))

    def test_finish_links_keep_the_late_finish(self):
        found = dates(HEAD + '[initiative.a]\nduration = "2 months"\n[initiative.b]\nfinish-after = "a + 1 month"\n'
                      'duration = "1 month"\n[initiative.long]\nduration = "4 months"')  # fmt: skip
        # b: early 1 Jun to 1 Jul, late finish 1 Aug; a's finish + 1 month <= 1 Aug, so a starts by 1 May
        self.assertEqual((found["b"][2], found["a"][2]), (30, 30))


class PhasingOneOff(unittest.TestCase):
    def test_even_by_days_of_the_month(self):
        # 16 April to 15 June: 15/30 + 1 + 15/30 -> a quarter, a half, a quarter
        found = months("cost.x = { one-off = 1000 }", 'start = 2027-04-16\nduration = "2 months"')
        self.assertEqual(found, {"2027-04": 25000, "2027-05": 50000, "2027-06": 25000})  # to 15 June inclusive

    def test_cumulative_rounding(self):
        self.assertEqual(list(months("cost.x = { capital = 100 }").values()), [3333, 3334, 3333])
        self.assertEqual(list(months("cost.x = { capital = 0.01 }", 'start = 2027-04-01\nduration = "2 months"').values()), [0, 1])
        self.assertEqual(list(months("cost.x = { capital = 0.03 }", 'start = 2027-04-01\nduration = "2 months"').values()), [2, 1])

    def test_shapes_over_four_months(self):
        item = 'start = 2027-04-01\nduration = "4 months"'
        for spread, expected in {
            "front": [7, 5, 3, 1],
            "back": [1, 3, 5, 7],
            "start": [16, 0, 0, 0],
            "finish": [0, 0, 0, 16],
            "s-curve": [2.5, 5.5, 5.5, 2.5],  # 3/16 - 2/64 = 5/32 ...
        }.items():
            found = months(f'cost.x = {{ capital = 16, spread = "{spread}" }}', item)
            self.assertEqual(list(found.values()), [int(100 * e) for e in expected], spread)

    def test_windows(self):
        item = 'start = 2027-04-01\nduration = "6 months"'
        for window, expected in {
            'from = "finish - 2 months"': {"2027-08": 5000, "2027-09": 5000},
            'until = "start + 1 month"': {"2027-04": 10000},
            'from = 2028-01-01, until = "2028-02"': {"2028-01": 5000, "2028-02": 5000},
            'from = "finish"': {"2027-10": 10000},  # empty: its first day, the day after the last
            'from = "finish + 1 month", until = "start"': {"2027-11": 10000},
        }.items():
            self.assertEqual(months(f"cost.x = {{ one-off = 100, {window} }}", item), expected, window)

    def test_milestone_pays_on_its_day(self):
        self.assertEqual(months("cost.x = { capital = 5 }", 'start = 2027-07-10\nduration = "0 days"'), {"2027-07": 500})

    def test_amounts_by_year(self):
        item = 'start = 2028-02-01\nduration = "4 months"'
        found = months("cost.x = { capital = { 2027-28 = 2, 2028-29 = 4, 2029-30 = 12 } }", item)
        expected = {"2028-02": 100, "2028-03": 100, "2028-04": 200, "2028-05": 200}
        expected |= {f"2029-{m:02}": 100 for m in range(4, 13)} | {f"2030-{m:02}": 100 for m in (1, 2, 3)}
        self.assertEqual(found, expected)

    def test_partners_first_then_envelopes(self):
        text = HEAD + """
            [envelope.a]
            total = 1
            [envelope.b]
            total = 1
            [initiative.x]
            start = 2027-04-01
            duration = "1 year"
            shared-with = { nhs = "50%" }
            cost.c = { capital = 0.05, funded-by = { a = "50%", b = "50%" } }
            """
        answer = solve(text)  # 5p: ours 3 (ties to ours); a 2 (ties to the smaller id), b 1
        self.assertEqual((total(answer, "a")["spend"], total(answer, "b")["spend"]), ("0.02", "0.01"))
        self.assertEqual(answer["totals"]["capital"], "0.03")


class PhasingRunning(unittest.TestCase):
    def test_recurrent_from_the_finish_to_the_plan_end(self):
        item = 'start = 2027-04-01\nduration = "15 days"'
        head = HEAD.replace("2030-03-31", "2027-06-10")
        found = months('cost.x = { recurrent = 1200, per = "year" }', item, head)
        self.assertEqual(found, {"2027-04": 5000, "2027-05": 10000, "2027-06": 3333})

    def test_units(self):
        window = "from = 2027-06-01, until = 2027-06-30"
        self.assertEqual(months(f'cost.x = {{ recurrent = 3, per = "quarter", {window} }}'), {"2027-06": 100})
        self.assertEqual(months(f'cost.x = {{ recurrent = 3, per = "month", {window} }}'), {"2027-06": 300})
        self.assertEqual(months(f'cost.x = {{ recurrent = 7, per = "week", {window} }}'), {"2027-06": 3000})
        self.assertEqual(months(f'cost.x = {{ capital = 12, per = "year", {window} }}'), {"2027-06": 100})

    def test_lag_and_ramp(self):
        item = 'start = 2027-04-01\nduration = "1 month"'
        head = HEAD.replace("2030-03-31", "2027-10-31") + '[assumptions]\nsavings-lag = "2 months"\nsavings-ramp = "3 months"\n'
        found = months('benefit.x = { cashable = 12, per = "year" }', item, head)
        self.assertEqual(found, {"2027-07": 33, "2027-08": 67, "2027-09": 100, "2027-10": 100})
        found = months('benefit.x = { cashable = 12, per = "year", lag = "0 days", ramp = "1 month", until = 2027-05-31 }', item, head)
        self.assertEqual(found, {"2027-05": 100})

    def test_ramp_counts_touched_months(self):
        head = HEAD.replace("2030-03-31", "2027-06-30")
        line = 'benefit.x = { cashable = 30, per = "month", lag = "0 days", ramp = "2 months" }'
        self.assertEqual(months(line, 'start = 2027-04-01\nduration = "15 days"', head),
                         {"2027-04": 750, "2027-05": 3000, "2027-06": 3000})  # fmt: skip

    def test_recurrent_by_year_and_benefit_by_year(self):
        item = 'start = 2027-04-01\nduration = "9 months"'
        found = months("cost.x = { recurrent = { 2027-28 = 3, 2028-29 = 12 } }", item)
        self.assertEqual(found, {"2028-01": 100, "2028-02": 100, "2028-03": 100}
                         | {f"2028-{m:02}": 100 for m in range(4, 13)} | {f"2029-{m:02}": 100 for m in (1, 2, 3)})  # fmt: skip
        found = months("benefit.x = { cashable = { 2027-28 = 9 } }", item)
        self.assertEqual(found, {f"2027-{m:02}": 100 for m in range(4, 13)})

    def test_case(self):
        text = HEAD + ROOM + """
            [case.bad]
            cost = "+20%"
            recurrent = "+10%"
            benefits = "-25%"
            duration = "+25%"
            savings-delay = "6 months"
            [initiative.a]
            duration = "2 months"
            cost.x = { capital = 100 }
            cost.y = { recurrent = 120, per = "year" }
            benefit.z = { cashable = 120, per = "year" }
            [initiative.b]
            after = "a + 2 months"
            """
        answer = solve(text, case="bad")
        self.assertEqual(answer["initiatives"][0]["finish"], "2027-06-30")  # 2.5 months up to 3
        self.assertEqual(answer["initiatives"][1]["start"], "2027-09-01")  # the lag is not stretched
        self.assertEqual(answer["totals"], {"capital": "120.00", "one_off": "0.00",
                                            "running_full_year": "132.00", "cashable_full_year": "90.00"})  # fmt: skip
        first = answer["recurrent"][0]  # running 9 months at 11.00; savings from 1 Jan at 7.50
        self.assertEqual((first["running"], first["cashable"]), ("99.00", "22.50"))

    def test_inflation(self):
        text = HEAD + ROOM + '[assumptions]\n{}\n[initiative.a]\nstart = 2028-03-01\nduration = "2 months"\ncost.x = {{ capital = 200 }}'
        for assume, expected in {
            'inflation = "10%"': ["100.00", "110.00", "0.00"],
            'inflation = { recurrent = "10%" }': ["100.00", "100.00", "0.00"],
            'inflation = "10%"\nprice-base = "2028-29"': ["90.91", "100.00", "0.00"],
        }.items():
            self.assertEqual(row(solve(text.format(assume)), "pot", "spend"), expected, assume)


class Envelopes(unittest.TestCase):
    SPENDING = '[initiative.a]\nstart = 2027-04-01\nduration = "3 years"\ncost.x = { capital = { 2027-28 = 60, 2028-29 = 130, 2029-30 = 50 } }\n'

    def test_surplus_carries_and_overspend_does_not(self):
        years = "year.2027-28 = 100\nyear.2028-29 = 80\nyear.2029-30 = 40\n"
        answer = solve(HEAD + self.SPENDING + f'[envelope.e]\ncarry-forward = "surplus"\n{years}')
        self.assertEqual(row(answer, "e", "opening", "closing", "lapsed", "state"),
                         [("0.00", "40.00", "0.00", "within"), ("40.00", "-10.00", "0.00", "over"),
                          ("0.00", "-10.00", "0.00", "over")])  # fmt: skip
        answer = solve(HEAD + self.SPENDING + f"[envelope.e]\n{years}")
        self.assertEqual(row(answer, "e", "headroom", "lapsed"), [("40.00", "40.00"), ("-50.00", "0.00"), ("-10.00", "0.00")])
        self.assertEqual(total(answer, "e"), {"allocation": "220.00", "spend": "240.00", "headroom": "-20.00", "state": "over"})

    def test_years_not_listed_have_nothing_and_nothing_at_all_allows_nothing(self):
        answer = solve(HEAD + self.SPENDING + "[envelope.e]\nyear.2028-29 = 200\n")
        self.assertEqual(row(answer, "e", "allocation", "state"), [("0.00", "over"), ("200.00", "within"), ("0.00", "over")])
        answer = solve(HEAD + self.SPENDING + "[envelope.e]\n")
        self.assertEqual(row(answer, "e", "headroom"), ["-60.00", "-130.00", "-50.00"])
        self.assertEqual(kinds(answer, "warning"), ["nothing-allowed"])

    def test_total_alone_has_no_yearly_limit_and_counts_what_lies_beyond(self):
        spending = self.SPENDING.replace("2029-30 = 50", "2031-32 = 50")
        answer = solve(HEAD + spending + "[envelope.e]\ntotal = 230\n")
        self.assertEqual(row(answer, "e", "allocation", "closing", "headroom", "opening", "state"),
                         [(None, None, None, "0.00", "within")] * 3)  # fmt: skip
        self.assertEqual(total(answer, "e"), {"allocation": "230.00", "spend": "240.00", "headroom": "-10.00", "state": "over"})
        self.assertEqual((answer["outside"]["beyond"], answer["totals"]["capital"]), ("50.00", "240.00"))

    def test_reserve(self):
        text = HEAD + self.SPENDING + """
            [envelope.e]
            reserve = { opening = 200, floor = 20 }
            add.2028-29 = 30
            year.2027-28 = 62
            year.2028-29 = 150
            year.2029-30 = 60
            """
        answer = solve(text)
        # balances 140, 40, -10; headroom: min(120, 2), min(20, 20), min(-30, 10)
        self.assertEqual(row(answer, "e", "opening", "allocation", "balance", "limit", "headroom", "state"),
                         [("200.00", "0.00", "140.00", "62.00", "2.00", "tight"),
                          ("140.00", "30.00", "40.00", "150.00", "20.00", "within"),
                          ("40.00", "0.00", "-10.00", "60.00", "-30.00", "over")])  # fmt: skip
        self.assertEqual(total(answer, "e"), {"allocation": "30.00", "spend": "240.00", "headroom": "-10.00", "state": "over"})

    def test_tight_is_below_the_tolerance(self):
        spending = '[initiative.a]\nstart = 2027-04-01\nduration = "1 year"\ncost.x = { capital = 95 }\n'
        for limit, state in (("95", "tight"), ("99.99", "tight"), ("100", "within"), ("94.99", "over")):
            answer = solve(HEAD + spending + f"[envelope.e]\nyear.2027-28 = {limit}\n")
            self.assertEqual(row(answer, "e", "state")[0], state, limit)  # 5 % of 100 is 5, and 5 is not below 5

    def test_ineligible_by_days_and_by_kind(self):
        spending = '[initiative.a]\nstart = 2027-04-01\nduration = "3 months"\ncost.x = { capital = 0.09{} }\n'
        for extra, limit, expected in (
            ("", "until = 2027-05-31", "0.03"),
            ("", "until = 2027-06-15", "0.02"),  # 3p x 15/30 = 1.5, to the even 2
            ("", "until = 2027-06-25", "0.00"),  # 3p x 5/30 = 0.5, to the even 0
            (", spend-by = 2027-04-30", "", "0.06"),
            ("", "from = 2027-05-01", "0.03"),
            ("", 'pays = ["one-off"]', "0.09"),
        ):
            funded = ', funded-by = "e"' if "pays" in limit else ""
            answer = solve(HEAD + spending.replace("{}", extra + funded) + f"[envelope.e]\nyear.2027-28 = 100\n{limit}\n")
            self.assertEqual(row(answer, "e", "ineligible", "spend")[0], (expected, "0.09"), (extra, limit))
            self.assertEqual(answer["verdict"], "within" if expected == "0.00" else "ineligible")

    def test_impossible_counts_committed_alone(self):
        text = HEAD + "[envelope.e]\nyear.2027-28 = 50\n" + "".join(
            f'[initiative.{id_}]\nstart = 2027-04-01\nduration = "1 year"\nstatus = "{status}"\ncost.x = {{ capital = {amount} }}\n'
            for id_, status, amount in (("a", "approved", "{}"), ("b", "proposed", "30"), ("c", "idea", "1000"))
        )
        self.assertEqual(row(solve(text.replace("{}", "40")), "e", "state", "spend")[0], ("over", "70.00"))
        answer = solve(text.replace("{}", "51"))
        self.assertEqual(row(answer, "e", "state")[0], "impossible")
        self.assertEqual((answer["verdict"], answer["outside"]["ideas"]), ("impossible", "1000.00"))

    def test_contingency_is_a_second_reconciliation(self):
        text = HEAD + self.SPENDING + '[assumptions]\ncontingency = { capital = "12.5%" }\n'
        answer = solve(text + '[envelope.e]\ncarry-forward = "surplus"\nyear.2027-28 = 70\nyear.2028-29 = 130\nyear.2029-30 = 60\n')
        found = [(c["spend"], c["headroom"], c["state"]) for c in row(answer, "e", "contingency")]
        # opening of 2028/29 is 2.50 there, and 10.00 without contingency
        self.assertEqual(found, [("67.50", "2.50", "tight"), ("146.25", "-13.75", "over"), ("56.25", "3.75", "within")])
        self.assertEqual(row(answer, "e", "opening"), ["0.00", "10.00", "10.00"])

    def test_where_money_goes(self):
        text = HEAD + """
            [envelope.a]
            pays = ["capital"]
            year.2027-28 = 1000
            [envelope.b]
            pays = ["capital", "one-off"]
            year.2027-28 = 1000
            [envelope.gone]
            pays = ["recurrent"]
            dropped = true
            [initiative.x]
            start = 2027-04-01
            duration = "6 months"
            cost.ambiguous = { capital = 1 }
            cost.only = { one-off = 2 }
            cost.unfunded = { recurrent = 4, per = "month" }
            cost.dropped = { capital = 8, funded-by = "gone" }
            cost.shares = { capital = 32, funded-by = { a = "25%", b = "75%" } }
            """
        answer = solve(text)
        self.assertEqual((row(answer, "a", "spend")[0], row(answer, "b", "spend")[0]), ("8.00", "26.00"))
        self.assertEqual(answer["outside"], {"unfunded": "128.00", "ambiguous": "1.00", "beyond": "0.00",
                                             "unscheduled": "0.00", "ideas": "0.00"})  # 8 + 30 months at 4  # fmt: skip
        self.assertEqual(answer["verdict"], "unfunded")
        self.assertEqual(answer["totals"]["capital"], "41.00")

    def test_no_envelope_is_unchecked(self):
        self.assertEqual(solve(HEAD + self.SPENDING)["verdict"], "unchecked")

    def test_unscheduled_and_beyond(self):
        text = HEAD + ROOM + """
            [initiative.a]
            after = "a"
            shared-with = { nhs = "50%" }
            cost.x = { capital = 10 }
            cost.y = { recurrent = 10, per = "year" }
            [initiative.b]
            start = 2030-03-01
            duration = "2 months"
            cost.x = { one-off = 10 }
            """
        answer = solve(text)
        self.assertEqual((answer["outside"]["unscheduled"], answer["outside"]["beyond"]), ("5.00", "5.00"))


class Recurrent(unittest.TestCase):
    BASE = HEAD + """
        [initiative.a]
        start = 2027-04-01
        duration = "1 year"
        cost.run = { recurrent = 1200, per = "year" }
        benefit.save = { cashable = 2400, per = "year", lag = "0 days" }
        benefit.back = { cashable = 600, per = "year", lag = "0 days", returns-to = "fund" }
        benefit.once = { cashable = 30 }
        benefit.soft = { non-cashable = 99 }
        [envelope.fund]
        pays = ["one-off"]
        year.2028-29 = 1
        """

    def test_net_effect_and_returned(self):
        answer = solve(self.BASE + '[envelope.revenue]\npays = ["recurrent"]\nyear.2027-28 = -40\nyear.2028-29 = -1000\nyear.2029-30 = 0\n')
        self.assertEqual(row(answer, "revenue", "spend", "headroom", "state"),
                         [("-30.00", "-10.00", "impossible"), ("-1200.00", "200.00", "within"), ("-1200.00", "1200.00", "within")])  # fmt: skip
        self.assertEqual(row(answer, "fund", "returned", "headroom"), [("0.00", "0.00"), ("600.00", "601.00"), ("600.00", "600.00")])
        self.assertEqual([r["cashable"] for r in answer["recurrent"]], ["30.00", "2400.00", "2400.00"])

    def test_gross_where_something_else_is_paid_too(self):
        answer = solve(self.BASE + '[envelope.all]\npays = ["recurrent", "capital"]\nyear.2028-29 = 1200\nyear.2029-30 = 1200\n')
        self.assertEqual(row(answer, "all", "spend"), ["0.00", "1200.00", "1200.00"])
        self.assertEqual([r["net"] for r in answer["recurrent"]], ["-30.00", "-1200.00", "-1200.00"])

    def test_two_must_be_named(self):
        two = '[envelope.r]\npays = ["recurrent"]\nyear.2027-28 = 1\n[envelope.s]\npays = ["recurrent"]\nyear.2027-28 = 1\n'
        self.assertIn("returns-to", kinds(solve(self.BASE + two), "error"))

    def test_borrowing(self):
        text = HEAD.replace("2030", "2033") + """
            [envelope.b]
            pays = ["capital"]
            borrowing = { interest = "5%", life = "3 years" }
            year.2027-28 = 1000
            year.2028-29 = 1000
            [envelope.r]
            pays = ["recurrent"]
            year.2027-28 = 1000
            [initiative.a]
            start = 2027-04-01
            duration = "18 months"
            cost.x = { capital = { 2027-28 = 60, 2028-29 = 40 } }
            cost.late = { capital = 10, from = 2030-04-01, until = 2031-03-31, life = "2 years" }
            """
        answer = solve(text)
        # x: 100 over 3 from 2029/30: 33.33 33.34 33.33; late: spent 2030/31, so 5 + 5 from 2031/32
        self.assertEqual([r["repayment"] for r in answer["recurrent"]], ["0.00", "0.00", "33.33", "33.34", "38.33", "5.00"])
        # debt 60, 100, 66.67, 43.33, 5.00, 0.00; interest 5 % of the mean
        self.assertEqual([r["interest"] for r in answer["recurrent"]], ["1.50", "4.00", "4.17", "2.75", "1.21", "0.12"])
        self.assertEqual(row(answer, "r", "spend"), ["1.50", "4.00", "37.50", "36.09", "39.54", "5.12"])


class Appraisals(unittest.TestCase):
    def test_by_hand(self):
        text = HEAD + """
            [assumptions]
            discount-rate = "10%"
            appraisal-years = 3
            inflation = "5%"
            [initiative.a]
            start = 2027-04-01
            duration = "12 months"
            cost.x = { capital = 1200 }
            benefit.y = { cashable = 1100, per = "year", lag = "0 days" }
            benefit.z = { non-cashable = 121, from = 2029-04-01, until = 2029-04-30 }
            """
        value = solve(text)["appraisal"]
        # benefits 1100/1.1 + 1100/1.21 = 1000 + 909.0909; costs 1200
        self.assertEqual((value["npv_cashable"], value["npv_all"]), ("709.09", "809.09"))
        self.assertEqual((value["bcr_cashable"], value["bcr_all"]), ("1.591", "1.674"))
        # 1200 / (1100/12) = 13.09: the 14th month of savings is May 2029
        self.assertEqual((value["payback"], value["peak_outlay"], value["peak_month"]), ("2029-05", "1200.00", "2028-03"))

    def test_without_costs(self):
        value = solve(HEAD + '[initiative.a]\nbenefit.z = { cashable = 3 }\n')["appraisal"]
        self.assertEqual((value["bcr_cashable"], value["payback"], value["peak_outlay"], value["peak_month"]),
                         (None, "2027-04", "0.00", None))  # fmt: skip

    def test_never_pays_back(self):
        value = solve(HEAD + '[initiative.a]\ncost.z = { capital = 3 }\n')["appraisal"]
        self.assertEqual((value["payback"], value["peak_outlay"], value["peak_month"]), (None, "3.00", "2027-06"))


class Frame(unittest.TestCase):
    def test_defaults_of_start_and_end(self):
        text = '[envelope.e]\nyear.2028-29 = 5\n[initiative.a]\nnot-before = 2028-01-15\nduration = "2 months"\n'
        answer = solve(text)
        self.assertEqual((answer["plan"]["start"], answer["plan"]["finish"]), ("2027-04-01", "2028-03-14"))
        self.assertEqual([y["year"] for y in answer["envelopes"][0]["years"]], ["2027/28", "2028/29"])

    def test_other_financial_years(self):
        text = '[plan]\nfinancial-year-starts = "01-01"\n[envelope.e]\nyear.2027 = 5\n[initiative.a]\n'
        answer = solve(text)
        self.assertEqual((answer["plan"]["start"], answer["envelopes"][0]["years"][0]["year"]), ("2027-01-01", "2027"))
        answer = solve(text.replace("01-01", "10-01").replace("2027 =", "2027-28 ="))
        self.assertEqual((answer["plan"]["start"], answer["envelopes"][0]["years"][0]["year"]), ("2027-10-01", "2027/28"))

    def test_overlays(self):
        base = {"initiative": {"a": {"deadline": "2027-10", "after": ["x"], "cost": {"c": {"capital": 5, "note": "n"}}}}}
        over = {"initiative": {"a": {"unset": ["deadline"], "after": ["y"], "cost": {"c": {"one-off": 6}}}}}
        self.assertEqual(overlay(base, over), {"initiative": {"a": {"after": ["y"], "cost": {"c": {"note": "n", "one-off": 6}}}}})
        self.assertEqual(overlay(base, {}), base)

    def test_scenario(self):
        text = HEAD + ROOM + """
            [initiative.a]
            cost.c = { capital = 5 }
            [initiative.b]
            after = "a"
            [scenario.lean]
            title = "Lean"
            initiative.a.dropped = true
            """
        answer = solve(text, scenario="lean")
        self.assertEqual([i["id"] for i in answer["initiatives"]], ["b"])
        self.assertEqual((answer["initiatives"][0]["start"], answer["totals"]["capital"]), ("2027-04-01", "0.00"))
        self.assertEqual(kinds(answer, "warning"), ["link-to-dropped"])


class Properties(unittest.TestCase):
    """What must hold of any plan, on random ones."""

    SEEDS = range(25)

    def test_no_penny_is_lost(self):
        for seed in self.SEEDS:
            answer = Answer(make(seed))
            money = answer.money
            cells = {kind: 0 for kind in ("capital", "one-off", "recurrent")}
            for flow in money.flows.values():
                for (kind, _), pence in flow.cost.items():
                    cells[kind] += pence
            whole = money.totals["capital"] + money.totals["one_off"] + sum(money.running.values())
            outside = sum(money.outside[reason] for reason in ("unfunded", "ambiguous", "beyond"))
            self.assertEqual(sum(cells.values()) + outside, whole, f"seed {seed}")

    def test_lines_sum_to_their_amount(self):
        for seed in self.SEEDS:
            plan = make(seed)
            plan.get("assumptions", {}).pop("inflation", None)
            answer = Answer(plan)
            for item in answer.plan.initiatives.values():
                for line in item.lines:
                    if item.scheduled and not line.running and line.is_cost:
                        parts = answer.money.phasing.parts(line, answer.plan.end, True)
                        given = line.amount if line.amount is not None else sum(line.by_year.values())
                        self.assertEqual(sum(part.exact for part in parts), given, f"seed {seed} {item.id} {line.id}")

    def test_late_dates_are_a_schedule(self):
        """With positive slack everywhere, starting everything at its late start breaks no link between initiatives."""
        for seed in self.SEEDS:
            plan = Answer(make(seed)).plan
            for item in plan.initiatives.values():
                if not item.scheduled or item.held:
                    continue
                for link in item.after:
                    other = plan.initiatives.get(link.id) if link.kind == "initiative" else None
                    if other is None or other.held:
                        continue
                    point = other.late_start if link.end == "start" else other.duration.after(other.late_start)
                    self.assertLessEqual(link.moved(point), item.late_start, f"seed {seed} {item.id}")

    def test_an_empty_scenario_changes_nothing(self):
        for seed in self.SEEDS:
            plan = make(seed)
            plan["scenario"] = {"empty": {"title": "Empty"}}
            with_, without = Answer(plan, None, "empty").json(), Answer(plan).json()
            with_.pop("scenario"), without.pop("scenario")
            self.assertEqual(with_, without, f"seed {seed}")

    def test_text_reads_back(self):
        for seed in self.SEEDS:
            plan = make(seed)
            self.assertEqual(Answer(tables(text(plan))).json(), Answer(plan).json(), f"seed {seed}")


if __name__ == "__main__":
    unittest.main()
