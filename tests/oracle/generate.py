#!/usr/bin/env python3
"""Random plans that exercise every rule: the same seed gives the same plan.

    python3 generate.py SEED [--size N] > plan.toml

Most plans are valid; some have cycles, given starts that break a dependency, and money that is unfunded, ambiguous or
ineligible. The oracle is asked twice on the way: for early dates (so that given starts and deadlines are near what the
plan allows) and for spend (so that envelopes are near what the plan needs and every state occurs).
"""

from __future__ import annotations

import argparse
import sys
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from oracle import Answer, Plan, Schedule

KINDS = ["capital", "one-off", "recurrent"]
SPREADS = ["even", "front", "back", "s-curve", "start", "finish"]
PERS = ["year", "year", "quarter", "month", "week"]
TIMES = {"year": 1, "quarter": 4, "month": 12, "week": 50}
ONE_LINERS = ("cost", "benefit", "year", "add", "actual")


# --- writing TOML -------------------------------------------------------------------------------------------------


def value(item) -> str:
    """A TOML value; tables inline."""
    if isinstance(item, bool):
        return str(item).lower()
    if isinstance(item, str):
        return '"' + item.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(item, date):
        return item.isoformat()
    if isinstance(item, list):
        return "[" + ", ".join(map(value, item)) + "]"
    if isinstance(item, dict):
        return "{ " + ", ".join(f"{key} = {value(below)}" for key, below in item.items()) + " }" if item else "{}"
    return str(item)


def table(path: str, content: dict) -> list[str]:
    out = ["", f"[{path}]"]
    for key, item in content.items():
        if key in ONE_LINERS and isinstance(item, dict):
            out += [f"{key}.{name} = {value(below)}" for name, below in item.items()]
        else:
            out.append(f"{key} = {value(item)}")
    return out


def text(plan: dict) -> str:
    """A plan as TOML text."""
    out = ["milepost = 1"]
    for kind, content in plan.items():
        if kind in ("plan", "assumptions"):
            out += table(kind, content)
        elif kind == "scenario":
            for id_, over in content.items():
                out += table(f"scenario.{id_}", {k: v for k, v in over.items() if not isinstance(v, dict)})
                for part, items in over.items():
                    if part in ("plan", "assumptions"):
                        out += table(f"scenario.{id_}.{part}", items)
                    elif isinstance(items, dict):
                        for name, item in items.items():
                            out += table(f"scenario.{id_}.{part}.{name}", item)
        else:
            for id_, item in content.items():
                out += table(f"{kind}.{id_}", item)
    return "\n".join(out) + "\n"


# --- making a plan ------------------------------------------------------------------------------------------------


class Maker:
    """Builds the tables of one plan step by step."""

    def __init__(self, seed: int, size: int | None):
        self.random = Random(seed)
        self.size = size or self.random.choice([3, 5, 8, 12, 20])
        self.plan: dict = {"plan": {}, "assumptions": {}, "stage": {}, "envelope": {}, "initiative": {},
                           "case": {}, "scenario": {}}  # fmt: skip
        self.first = 2027
        self.month = int(self.one("04", "04", "04", "04", "01", "07", "09", "10"))
        self.span = self.random.randint(2, 6)
        self.calm = self.chance(35)  # a plan meant to be affordable: room everywhere, few conditions

    # small choices

    def one(self, *options):
        return self.random.choice(options)

    def chance(self, percent: float) -> bool:
        return self.random.random() * 100 < percent

    def key(self, year: int) -> str:
        return str(year) if self.month == 1 else f"{year}-{(year + 1) % 100:02}"

    def year_start(self, index: int) -> date:
        return date(self.first + index, self.month, 1)

    def day(self, low: int = -60, high: int | None = None) -> date:
        """A day, counted from the plan's start; half of the time the first of a month."""
        day = self.year_start(0) + timedelta(days=self.random.randint(low, high or self.span * 365))
        return day.replace(day=1) if self.chance(50) else day

    def written(self, day: date):
        return f"{day.year}-{day.month:02}" if self.chance(20) else day

    def length(self, zero: float = 6) -> str:
        if self.chance(zero):
            return "0 days"
        return self.one(
            lambda: f"{self.random.randint(1, 18)} months",
            lambda: f"{self.random.randint(1, 18)} months",
            lambda: f"{self.random.randint(1, 18)}m",
            lambda: f"{self.random.randint(1, 5)} quarters",
            lambda: f"{self.random.randint(1, 2)} years",
            lambda: f"{self.random.randint(2, 60)} weeks",
            lambda: f"{self.random.randint(1, 300)} days",
            lambda: f"{self.random.randint(1, 40)}w",
        )()

    def lag(self) -> str:
        return self.one("10 days", "2 weeks", "1 month", "2 months", "1 quarter", "45d", "3m", "6 months")

    def rate(self, low: int, high: int) -> str:
        number = self.random.randint(low, high)
        return f"{number}.5%" if self.chance(15) else f"{number}%"

    def amount(self, scale: int = 500_000):
        pick = self.random.random()
        if pick < 0.08:
            return Decimal(self.random.randint(1, 999)) / 100 + Decimal("0.00")
        if pick < 0.25:
            return Decimal(self.random.randint(100, scale * 100)) / 100 + Decimal("0.00")
        if pick < 0.28:
            return -self.random.randint(1, scale // 5)
        if pick < 0.40:
            return self.random.randint(1, scale)
        return self.random.randint(1, scale // 1000) * 1000

    def shares(self, ids: list[str]) -> dict:
        """Percentages that add up to exactly 100."""
        cuts = sorted(self.random.sample(range(1, 1000), len(ids) - 1)) if self.chance(40) else None
        if cuts is None:
            cuts = sorted(self.random.sample(range(1, 20), len(ids) - 1))
            cuts = [cut * 50 for cut in cuts]
        ends = [0, *cuts, 1000]
        tenths = [b - a for a, b in zip(ends, ends[1:])]
        return {id_: f"{t // 10}%" if t % 10 == 0 else f"{t // 10}.{t % 10}%" for id_, t in zip(ids, tenths)}

    # parts of the plan

    def make(self) -> dict:
        self.header()
        self.envelopes()
        self.stages_and_initiatives()
        self.lines()
        self.status()
        if self.chance(5):
            self.cycle()
        self.dates()
        self.fund()
        self.cases()
        self.scenarios()
        return {kind: content for kind, content in self.plan.items() if content or kind == "plan"}

    def header(self) -> None:
        plan, assume = self.plan["plan"], self.plan["assumptions"]
        plan["title"] = "Random"
        if self.month != 4:
            plan["financial-year-starts"] = f"{self.month:02}-01"
        if self.chance(75):
            plan["start"] = self.year_start(0)
            if self.chance(15):
                plan["start"] = self.year_start(0) + timedelta(days=self.one(31, 92, 100, 200))
                if self.chance(60):
                    plan["start"] = plan["start"].replace(day=1)
        if self.chance(70):
            plan["end"] = self.year_start(self.span) - timedelta(days=1)
            if self.chance(15):
                plan["end"] -= timedelta(days=self.one(31, 90, 130, 200))
                if self.chance(60):
                    plan["end"] = plan["end"].replace(day=1) - timedelta(days=1)
        if self.chance(60):
            assume["savings-lag"] = self.one("3 months", "1 month", "6 weeks", "1 quarter")
        if self.chance(60):
            assume["savings-ramp"] = self.one("12 months", "6 months", "1 year", "2 quarters")
        if self.chance(50):
            rates = {kind: self.rate(1, 25) for kind in KINDS if self.chance(60)}
            if rates:
                assume["contingency"] = rates
        if self.chance(40):
            assume["inflation"] = self.inflation()
        if self.chance(20):
            assume["price-base"] = self.key(self.first + self.one(-1, 0, 1))
        if self.chance(30):
            assume["discount-rate"] = self.one("2%", "3.5%", "6%", "0%", "2.75%")
        if self.chance(30):
            assume["appraisal-years"] = self.one(1, 3, 7, 15, 35, 80) if self.size < 10 else self.one(3, 7, 15)
        if self.chance(30):
            assume["tolerance"] = self.one("0%", "2%", "10%", "7.5%")

    def inflation(self):
        if self.chance(50):
            return self.rate(1, 6)
        return {kind: self.rate(1, 6) for kind in KINDS + ["benefits"] if self.chance(60)} or "2%"

    def envelopes(self) -> None:
        """Envelopes with what they pay; the amounts come when the spend is known."""
        self.net: list[str] = []
        if self.chance(3):
            return
        ids = self.random.sample(["alpha", "borrowing", "capital", "grants", "reserve", "receipts", "zeta", "base"], self.random.randint(1, 5))
        pays = [["capital"], ["one-off"], ["capital", "one-off"], ["capital"], KINDS, None, ["one-off", "recurrent"]]
        for id_ in ids:
            what = self.one(*pays)
            self.plan["envelope"][id_] = {"pays": what} if what else {}
        for id_ in self.one([], ["revenue"], ["revenue"], ["revenue"], ["revenue", "hra"]):
            self.plan["envelope"][id_] = {"pays": ["recurrent"]}
        if self.chance(10):
            self.plan["envelope"]["gone"] = {"pays": self.one(["capital"], ["one-off"]), "total": 1000, "dropped": True}
        self.net = [id_ for id_, e in self.plan["envelope"].items() if e.get("pays") == ["recurrent"]]
        for id_, envelope in self.plan["envelope"].items():
            if id_ == "gone":
                continue
            if id_ not in self.net and self.chance(60 if id_ == "borrowing" else 20):
                envelope["borrowing"] = {"interest": self.one("4.9%", "3%", "5.25%", "0%"), "life": self.one("5 years", "1 year", "3 years", "7y")}
                if len(self.net) > 1 or (self.net and self.chance(20)):
                    envelope["charged-to"] = self.one(*self.net)
            if id_ == "reserve" or self.chance(10):
                envelope["reserve"] = {}
            if self.chance(25):
                envelope["carry-forward"] = self.one("surplus", "surplus", "none")
            if self.calm:
                continue
            if self.chance(15):
                envelope["from"] = self.written(self.day(0, 200))
            if self.chance(20):
                envelope["until"] = self.written(self.day(self.span * 200, self.span * 365))

    def payers(self, kind: str) -> list[str]:
        return [i for i, e in self.plan["envelope"].items() if not e.get("dropped") and kind in e.get("pays", KINDS)]

    def stages_and_initiatives(self) -> None:
        """Links point backwards only: every node has a place in one order."""
        count = self.one(0, 1, 2, 3, 4)
        names = ["existing", "small-steps", "rethink", "digital"][:count]
        self.random.shuffle(names)
        ids = [f"{self.one('crm', 'web', 'data', 'api', 'pay', 'bot')}-{n}" for n in range(self.size)]
        of = {}
        for place, id_ in enumerate(ids):
            if names and self.chance(85):
                at = place * count // self.size + (self.one(-1, 1) if self.chance(15) else 0)
                of[id_] = names[min(max(at, 0), count - 1)]
        if names and self.chance(20):  # an empty stage
            empty = self.one(*names)
            of = {id_: stage for id_, stage in of.items() if stage != empty}
        place = {id_: n for n, id_ in enumerate(ids)}
        stage_place: dict[str, int] = {}
        gate_place: dict[str, int] = {}

        def link(limit: int) -> str | None:
            """A reference to something before `limit`."""
            options = [(id_, 4) for id_ in ids if place[id_] < limit]
            options += [(f"stage:{s}", 3) for s, p in stage_place.items() if p < limit]
            options += [(f"gate:{g}", 6) for g, p in gate_place.items() if p < limit]
            if not options:
                return None
            near = options[-14:]
            target = self.random.choices([o for o, _ in near], [w for _, w in near])[0]
            if not target.startswith("gate") and self.chance(35):
                target += self.one(".start", ".start", ".finish")
            if self.chance(35):
                target += f" {self.one('+', '+', '-')} {self.lag()}"
            return target

        def links(limit: int, most: int) -> list[str]:
            found = {link(limit) for _ in range(self.random.randint(1, most))} - {None}
            return sorted(found)

        def reach(refs: list[str]) -> int:
            """The last place that references hang on."""
            out = -1
            for ref in refs:
                name = ref.split(" ")[0].replace(".start", "").replace(".finish", "")
                if name.startswith("stage:"):
                    out = max(out, stage_place[name[6:]])
                elif name.startswith("gate:"):
                    out = max(out, gate_place[name[5:]])
                else:
                    out = max(out, place[name])
            return out

        for name in names:
            stage = self.plan["stage"][name] = {"title": name.title()}
            members = [place[id_] for id_ in ids if of.get(id_) == name]
            limit = min(members, default=self.size)
            if self.chance(40) and (refs := links(limit, 2)):
                stage["after"] = refs if len(refs) > 1 or self.chance(50) else refs[0]
            after = stage.get("after", [])
            after = after if isinstance(after, list) else [after]
            stage_place[name] = max(members) if members else reach(after)
            if self.chance(60):
                gate = {"title": "Review"}
                if self.chance(55):
                    gate["on"] = self.written(self.day(0, self.span * 250))
                refs = [f"stage:{name}"] if self.chance(40) else links(self.size, 2) if self.chance(60) else []
                if refs:
                    gate["after"] = refs
                gate_place[name] = reach(refs)
                stage["gate"] = gate
        for id_ in ids:
            item = self.plan["initiative"][id_] = {}
            if self.chance(30):
                item["code"] = f"S-{place[id_]}"
            if id_ in of:
                item["stage"] = of[id_]
            if self.chance(93):
                item["duration"] = self.length()
            if self.chance(70) and (refs := links(place[id_], 3)):
                item["after"] = refs if len(refs) > 1 or self.chance(50) else refs[0]
            if self.chance(15) and (refs := links(place[id_], 2)):
                item["finish-after"] = refs if len(refs) > 1 or self.chance(50) else refs[0]
            if self.chance(12):
                item["not-before"] = self.written(self.day(0, self.span * 200))
            if self.chance(12):
                item["shared-with"] = dict(self.one(
                    {"nhs": "30%"}, {"county": "33.3%"}, {"nhs": "25%", "county": "25%"}, {"nhs": "33.33%", "police": "33.33%"}, {"nhs": "100%"}
                ))  # fmt: skip

    def point(self, item: dict, closing: bool):
        if self.chance(35):
            return self.written(self.day(-100))
        base = self.one("start", "finish")
        if self.chance(60):
            base += f" {self.one('+', '-')} {self.lag()}"
        return base

    def by_year(self, scale: int) -> dict:
        years = sorted(self.random.sample(range(-1, self.span + 2), self.random.randint(1, 3)))
        return {self.key(self.first + y): self.amount(scale) for y in years}

    def lines(self) -> None:
        for item in self.plan["initiative"].values():
            for n in range(self.one(0, 1, 1, 2, 2, 3)):
                item.setdefault("cost", {})[f"{self.one('build', 'buy', 'people')}-{n}"] = self.cost(item)
            for n in range(self.one(0, 0, 1, 1, 2)):
                item.setdefault("benefit", {})[f"{self.one('time', 'sites')}-{n}"] = self.benefit(item)

    def cost(self, item: dict) -> dict:
        kind = self.one("capital", "capital", "one-off", "one-off", "recurrent")
        line = {}
        if self.chance(12):
            line[kind] = self.by_year(100_000)
        elif kind == "recurrent" or (kind == "capital" and self.chance(8)):
            per = self.one(*PERS)
            line |= {kind: self.amount(90_000 // TIMES[per]), "per": per}
        else:
            line[kind] = self.amount()
            if self.chance(35):
                line["spread"] = self.one(*SPREADS)
        if self.chance(12):
            line["from"] = self.point(item, False)
        if self.chance(12):
            line["until"] = self.point(item, True)
        payers = self.payers(kind)
        if len(payers) > 1 and not self.chance(1.5) or (payers and self.chance(50)):
            some = self.random.sample(payers, min(len(payers), self.one(1, 1, 1, 2, 3)))
            line["funded-by"] = some[0] if len(some) == 1 else self.shares(some)
        elif not payers and self.plan["envelope"] and self.chance(60) and not self.calm:
            line["funded-by"] = self.one(*self.plan["envelope"])
        if "gone" in self.plan["envelope"] and self.chance(3):
            line["funded-by"] = "gone"
        if self.chance(5) and not self.calm:
            line["spend-by"] = self.written(self.day(100))
        if kind == "capital" and self.chance(10):
            line["life"] = self.one("2 years", "4 years", "10y")
        if self.chance(2):
            line["dropped"] = True
        return line

    def benefit(self, item: dict) -> dict:
        kind = self.one("cashable", "cashable", "cashable", "non-cashable")
        line = {}
        pick = self.random.random()
        if pick < 0.12:
            line[kind] = self.by_year(100_000)
        elif pick < 0.25:
            line[kind] = self.amount(200_000)
        else:
            per = self.one(*PERS)
            line |= {kind: self.amount(150_000 // TIMES[per]), "per": per}
            if self.chance(20):
                line["lag"] = self.one("0 days", "2 months", "10 weeks", "1 year")
            if self.chance(20):
                line["ramp"] = self.one("0 months", "4 months", "2 years")
        if self.chance(10):
            line["from"] = self.point(item, False)
        if self.chance(12):
            line["until"] = self.point(item, True)
        alive = [id_ for id_, e in self.plan["envelope"].items() if not e.get("dropped")]
        if kind == "cashable" and alive:
            if self.chance(20):
                line["returns-to"] = self.one(*alive)
            elif len(self.net) > 1:
                line["returns-to"] = self.one(*self.net)
        return line

    def status(self) -> None:
        for item in self.plan["initiative"].values():
            if self.chance(60):
                item["status"] = self.one("idea", "proposed", "approved", "approved", "active", "done")
            if self.chance(3):
                item["dropped"] = True
            if item.get("status") in ("active", "done") and self.chance(70):
                start = self.day(-250, 200)
                item["actual"] = {"start": start}
                if item["status"] == "done":
                    last = start + timedelta(days=self.random.randint(10, 300))
                    item["actual"]["finish"] = last if self.chance(80) else f"{last.year}-{last.month:02}"
                    if item.get("duration") != "0 days" and self.chance(20):
                        del item["actual"]["start"]

    def cycle(self) -> None:
        free = [id_ for id_, item in self.plan["initiative"].items() if "actual" not in item]
        if len(free) > 1:
            a, b = self.random.sample(free, 2)
            for one, other in ((a, b), (b, a)):
                links = self.plan["initiative"][one].get("after", [])
                links = links if isinstance(links, list) else [links]
                self.plan["initiative"][one]["after"] = links + [other]

    def early(self) -> dict:
        """The initiatives as now scheduled."""
        plan = Plan(self.plan, None)
        Schedule(plan)
        return plan.initiatives

    def dates(self) -> None:
        """Given starts, mostly ones that the plan allows, and deadlines round the early finish."""
        alive = [item for item in self.plan["initiative"].values() if not item.get("dropped")]
        if "start" not in self.plan["plan"] and not any("not-before" in item for item in alive):
            self.plan["plan"]["start"] = self.year_start(0)
        for id_, item in self.plan["initiative"].items():
            if item.get("dropped") or "actual" in item or "duration" not in item:
                continue
            if self.chance(9) and self.early()[id_].start:
                shift = self.random.randint(0, 150) if self.chance(93) else -self.random.randint(1, 90)
                start = self.early()[id_].start + timedelta(days=shift)
                item["start"] = max(start, self.plan["plan"].get("start", start))
            elif self.chance(10) and self.early()[id_].finish:
                item["deadline"] = self.written(self.early()[id_].finish + timedelta(days=self.random.randint(-60, 200)))

    def fund(self) -> None:
        """Gives every envelope limits near what the plan spends, so that all states occur."""
        solved = Answer(self.plan)
        spend = {e["id"]: {r["year"]: r["spend"] for r in e["years"]} for e in solved.envelopes}
        for id_, envelope in self.plan["envelope"].items():
            if envelope.get("dropped"):
                continue
            need = spend[id_]
            years = {}
            for year, pence in need.items():
                pounds = Decimal(pence) / 100
                room = self.one("exact", "under", "tight", "wide", "wide", "wide", "wide", "wide", "wide", "wide")
                if self.calm and room != "tight":
                    room = "wide"
                if room == "under":
                    pounds -= abs(pounds) * self.random.randint(1, 30) / 100
                elif room == "tight":
                    pounds += abs(pounds) * self.random.randint(0, 8) / 100
                elif room == "wide":
                    pounds += abs(pounds) * self.random.randint(10, 60) / 100 + 1000
                years[self.key(year)] = round(pounds, 2) if self.chance(50) or room == "exact" else int(pounds)
            whole = sum(need.values()) // 100
            if "reserve" in envelope:
                share = self.random.randint(90, 140)
                envelope["reserve"] = {"opening": abs(whole) * share // 100}
                if self.chance(60):
                    envelope["reserve"]["floor"] = abs(whole) * self.one(0, 2, 10) // 100
                if self.chance(60):
                    picked = self.random.sample(list(years), min(len(years), 2))
                    envelope["add"] = {year: self.random.randint(0, 200) * 1000 for year in sorted(picked)}
                if self.chance(60):
                    envelope["year"] = years
            elif self.chance(12):
                envelope["total"] = whole + abs(whole) * self.random.randint(5 if self.calm else -5, 30) // 100
            elif not self.chance(2) or self.calm:
                if len(years) > 1 and self.chance(15) and not self.calm:
                    years.pop(self.one(*years))
                envelope["year"] = years
                if self.chance(12) and not self.calm:
                    envelope["total"] = whole + abs(whole) * self.random.randint(-5, 30) // 100

    def cases(self) -> None:
        for id_ in ("stress", "late")[: self.one(0, 1, 1, 2)]:
            case = {}
            if self.chance(60):
                case["cost"] = self.one("+20%", "-10%", "+12.5%")
            if self.chance(40):
                case["recurrent"] = self.one("+10%", "-5%")
            if self.chance(50):
                case["benefits"] = self.one("-20%", "+5%")
            if self.chance(50):
                case["duration"] = self.one("+25%", "-20%", "+33%", "+10%")
            if self.chance(40):
                case["savings-delay"] = self.one("6 months", "3 weeks", "1 quarter")
            if self.chance(25):
                case["inflation"] = self.inflation()
            self.plan["case"][id_] = case

    def scenarios(self) -> None:
        ids = list(self.plan["initiative"])
        for id_ in ("lean", "bold")[: self.one(0, 1, 1, 2)]:
            over: dict = {"title": id_.title()}
            changed = {}
            for name in self.random.sample(ids, min(len(ids), self.random.randint(0, 3))):
                change = self.change(self.plan["initiative"][name])
                if change:
                    changed[name] = change
            if self.chance(25):
                changed["extra"] = {"duration": "5 months", "after": ids[0], "cost": {"new": self.cost({})}}
            if changed:
                over["initiative"] = changed
            if self.chance(30):
                over["assumptions"] = self.one({"savings-lag": "0 days"}, {"tolerance": "1%"}, {"inflation": "1.5%"}, {"unset": ["savings-ramp"]})
            if self.plan["envelope"] and self.chance(50):
                name = self.one(*self.plan["envelope"])
                change = self.one({"dropped": True}, {"year": {self.key(self.first + 1): self.amount()}}, {"unset": ["until"]}, {"carry-forward": "surplus"})
                over["envelope"] = {name: dict(change)}
            self.plan["scenario"][id_] = over

    def change(self, item: dict) -> dict:
        """An overlay of one initiative."""
        pick = self.random.randint(0, 6)
        costs, benefits = item.get("cost", {}), item.get("benefit", {})
        if pick == 0:
            return {"dropped": True}
        if pick == 1:
            return {"duration": self.length()}
        if pick == 2 and "after" in item:
            return {"unset": ["after"]}
        if pick == 3 and costs:
            name = self.one(*costs)
            line = costs[name]
            kind = next(k for k in KINDS if k in line)
            if "per" not in line and kind != "recurrent" and self.chance(50) and "funded-by" not in line:
                return {"cost": {name: {"capital" if kind == "one-off" else "one-off": self.amount()}}}
            return {"cost": {name: {kind: self.amount() if not isinstance(line[kind], dict) else self.by_year(50_000)}}}
        if pick == 4 and costs:
            return {"cost": {self.one(*costs): {"dropped": True}}}
        if pick == 5 and benefits:
            name = self.one(*benefits)
            return {"benefit": {name: {"unset": ["from", "until", "ramp"], "lag": "4 months"}}}
        return {"unset": ["deadline", "not-before"], "status": self.one("proposed", "approved")}


def make(seed: int, size: int | None = None) -> dict:
    """The tables of the random plan of a seed."""
    return Maker(seed, size).make()


def main() -> int:
    parser = argparse.ArgumentParser(description="A random plan.")
    parser.add_argument("seed", type=int)
    parser.add_argument("--size", type=int, help="number of initiatives")
    args = parser.parse_args()
    sys.stdout.write(text(make(args.seed, args.size)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
