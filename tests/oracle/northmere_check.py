#!/usr/bin/env python3
"""Builds the Northmere plan from its two tables and checks the oracle against the published central answers.

    python3 northmere_check.py FOLDER [--write PLAN.toml]

FOLDER holds `initiatives.csv` and `envelopes.csv` (in thousands of pounds). The expected figures below are copied from
the README beside them; they were computed independently of both the program and the oracle. `--write` keeps the plan.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from oracle import Answer

EXPECTED = """
borrowing                390.0 3058.5 1141.5 240.0 0.0 4830.0
capital-receipts         126.7 585.8 577.5 150.0 120.0 1560.0
capital-grants           1176.0 70.0 210.0 336.0 84.0 1876.0
base-budget              275.0 90.0 0.0 90.0 0.0 455.0
transformation-reserve   470.0 400.0 213.3 818.7 938.0 2840.0
flexible-receipts        140.0 906.0 919.0 0.0 0.0 1965.0
revenue-grants           140.0 100.0 0.0 0.0 0.0 240.0
balance                  2230.0 2030.0 2016.7 1398.0 460.0
running                  28.8 558.7 1387.5 2217.5 2622.5 6815.0
cashable                 0.0 410.2 1812.7 3618.5 5448.1 11289.6
repayment                0.0 36.0 648.0 846.0 966.0 2496.0
interest                 9.6 93.2 179.3 176.5 138.0 596.6
net                      38.3 277.7 402.1 -378.5 -1721.6 -1382.0
revenue-budget           38.3 277.7 402.1 -378.5 -1721.6 -1382.0
headroom                 11.7 42.3 117.9 128.5 171.6 472.0
non-cashable             0.0 108.1 525.0 1188.3 1600.6 3422.1
"""
APPRAISAL = {"npv_cashable": "13746.1", "bcr_cashable": "1.458", "npv_all": "24102.9", "bcr_all": "1.804",
             "payback": "2034-01", "peak_outlay": "11117.8", "peak_month": "2030-11"}  # fmt: skip
GATES = {1: "2028-03", 2: "2029-03", 3: "2030-03", 4: "2031-09"}
SPEND_BY = {"S2-11": ("capital", "2028-03-31"), "S2-10": ("one-off", "2029-03-31")}
TELEPHONY = """
capital    210000.00 210000.00
savings    0.00 15833.33 285000.00 380000.00 380000.00
repayment  84000.00 84000.00 84000.00 84000.00 84000.00
interest   5145.00 15435.00 18522.00 14406.00 10290.00 6174.00 2058.00
"""


def key(text: str) -> str:
    return text.replace("/", "-").removesuffix("_k")


def thousands(text: str) -> str:
    return str(int(text) * 1000)


def plan_text(folder: Path, only: str | None = None, end: str = "2032-03-31") -> str:
    """The plan as TOML; `only` keeps one initiative without its dependencies."""
    with open(folder / "initiatives.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(folder / "envelopes.csv", newline="") as file:
        envelopes = list(csv.DictReader(file))
    out = ["milepost = 1", "", "[plan]", 'title = "Northmere"', "start = 2027-04-01", f"end = {end}", "",
           "[assumptions]", 'savings-lag = "3 months"', 'savings-ramp = "12 months"']  # fmt: skip
    for stage, on in GATES.items():
        out += ["", f"[stage.s{stage}]", f'gate = {{ title = "G{stage}", on = "{on}" }}']
    for row in rows:
        code = row["code"]
        if only and code != only:
            continue
        out += ["", f"[initiative.{code.lower()}]", f'title = "{row["title"]}"', f'code = "{code}"',
                f'stage = "s{row["stage"]}"', f'duration = "{row["months"]} months"']  # fmt: skip
        if only:
            out.append(f"start = {row['start']}-01")
        elif row["after"]:
            out.append("after = [" + ", ".join(f'"{other.lower()}"' for other in row["after"].split()) + "]")
        if row["not_before"] and not only:
            out.append(f'not-before = "{row["not_before"]}"')
        kind, by = SPEND_BY.get(code, (None, None))
        for name, column, source in (("capital", "capital_k", "capital_from"), ("one-off", "one_off_revenue_k", "revenue_from")):
            if row[column] != "0":
                condition = f", spend-by = {by}" if name == kind else ""
                out.append(f'cost.{name} = {{ {name} = {thousands(row[column])}, funded-by = "{row[source]}"{condition} }}')
        if row["running_k_per_year"] != "0":
            out.append(f'cost.running = {{ recurrent = {thousands(row["running_k_per_year"])}, per = "year" }}')
        for name, column in (("cashable", "cashable_k_per_year"), ("non-cashable", "non_cashable_k_per_year")):
            if row[column] != "0":
                out.append(f'benefit.{name} = {{ {name} = {thousands(row[column])}, per = "year" }}')
    for row in envelopes:
        out += ["", f"[envelope.{row['envelope']}]", f'pays = ["{row["pays"]}"]']
        if row["envelope"] == "borrowing":
            out.append('borrowing = { interest = "4.9%", life = "5 years" }')
        if row["envelope"] == "transformation-reserve":
            out.append("reserve = { opening = 2_500_000, floor = 150_000 }")
            out += [f"add.{y}-{y - 1999:02} = 200_000" for y in range(2027, 2031)]
        if row["envelope"] == "flexible-receipts":
            out.append("until = 2030-03-31")
        out += [f"year.{key(k)} = {thousands(v)}" for k, v in row.items() if re.match(r"20\d\d", k)]
    return "\n".join(out) + "\n"


def solve(text: str) -> Answer:
    return Answer(tomllib.loads(text, parse_float=Decimal))


class Report:
    def __init__(self):
        self.checked, self.wrong = 0, []

    def same(self, what: str, expected, found) -> None:
        self.checked += 1
        if expected != found:
            self.wrong.append(f"{what}: expected {expected}, found {found}")

    def prints(self, what: str, expected: str, found) -> None:
        self.same(what, expected, expected if printed(expected, found) else found)


def printed(expected: str, found) -> bool:
    """Whether a figure (pounds as text, or whole pence) prints as `expected` thousands: within half its last digit.

    A tie may print either way: running costs of 2028/29 are exactly 558.75 and printed as 558.7, those of 2027/28
    exactly 28.75 and printed as 28.8.
    """
    thousands = Fraction(Decimal(found)) / 1000 if isinstance(found, str) else Fraction(found) / 100_000
    return abs(thousands - Fraction(Decimal(expected))) <= Fraction(5, 100)


def check_schedule(answer: dict, folder: Path, report: Report) -> None:
    found = {item["code"]: item for item in answer["initiatives"]}
    with open(folder / "initiatives.csv", newline="") as file:
        for row in csv.DictReader(file):
            item = found[row["code"]]
            report.same(f"{row['code']} start", row["start"], item["start"][:7])
            report.same(f"{row['code']} finish", row["finish"], item["finish"][:7])
            report.same(f"{row['code']} critical", row["float_months"] == "0", item["critical"])
            # a float of n months: the start moved by n months is the late start
            year, month = map(int, item["start"].split("-")[:2])
            month += int(row["float_months"])
            moved = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
            report.same(f"{row['code']} float", (moved - date.fromisoformat(item["start"])).days, item["slack_days"])


def check_money(solved: Answer, answer: dict, report: Report) -> None:
    tables = {e["id"]: [row["spend"] for row in e["years"]] + [e["total"]["spend"]] for e in answer["envelopes"]}
    cells = {e["id"]: e["years"] for e in answer["envelopes"]}
    tables["balance"] = [row["balance"] for row in cells["transformation-reserve"]]
    total = {e["id"]: e["total"] for e in answer["envelopes"]}["revenue-budget"]["headroom"]
    tables["headroom"] = [row["headroom"] for row in cells["revenue-budget"]] + [total]
    for name in ("running", "cashable", "repayment", "interest", "net"):
        values = [row[name] for row in answer["recurrent"]]
        tables[name] = values + [str(sum(map(Decimal, values)))]
    years: dict[int, int] = {}
    for month, pence in solved.appraisal.cash["non-cashable"].items():
        years[solved.plan.year_of_month(month)] = years.get(solved.plan.year_of_month(month), 0) + pence
    memo = [years[year] for year in solved.plan.years]
    tables["non-cashable"] = memo + [sum(memo)]
    for line in EXPECTED.split("\n")[1:-1]:
        name, *expected = line.split()
        report.same(f"{name}: figures", len(expected), len(tables[name]))
        for column, (figure, found) in enumerate(zip(expected, tables[name])):
            report.prints(f"{name} {column}", figure, found)
    for name, expected in APPRAISAL.items():
        found = answer["appraisal"][name]
        if name.startswith("npv") or name == "peak_outlay":
            report.prints(name, expected, found)
        else:
            report.same(name, expected, found)
    for envelope in answer["envelopes"]:
        for row in envelope["years"]:
            report.same(f"{envelope['id']} {row['year']} affordable", True, row["state"] in ("within", "tight"))


def check_telephony(folder: Path, report: Report) -> None:
    """The figures worked by hand for S2-05 alone, in a plan long enough to see the last repayment."""
    answer = solve(plan_text(folder, "S2-05", "2034-03-31")).json()
    expected = {line.split()[0]: line.split()[1:] for line in TELEPHONY.split("\n")[1:-1]}
    borrowing = next(e for e in answer["envelopes"] if e["id"] == "borrowing")
    years = answer["recurrent"]
    report.same("S2-05 capital", expected["capital"], [row["spend"] for row in borrowing["years"]][:2])
    report.same("S2-05 savings", expected["savings"], [row["cashable"] for row in years][:5])
    report.same("S2-05 repayment", expected["repayment"], [row["repayment"] for row in years][2:])
    report.same("S2-05 interest", expected["interest"], [row["interest"] for row in years])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", type=Path)
    args = parser.parse_args()
    text = plan_text(args.folder)
    if args.write:
        args.write.write_text(text)
    solved, report = solve(text), Report()
    answer = solved.json()
    check_schedule(answer, args.folder, report)
    check_money(solved, answer, report)
    check_telephony(args.folder, report)
    for line in report.wrong:
        print(line)
    print(f"{report.checked} checked, {len(report.wrong)} wrong; verdict {answer['verdict']}")
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
