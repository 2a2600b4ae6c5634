#!/usr/bin/env python3
"""Reference implementation of the computation rules of a milepost plan.

Written from the rules alone, in exact arithmetic (whole pence and fractions), to be compared with the program:

    python3 oracle.py PLAN.toml [--case ID] [--scenario ID] [--now YYYY-MM-DD]

prints the object of `check --format json`. Nothing here is fast or clever; each rule stands once, in the order of the
rules: values, layers, decoding, schedule, phasing, envelopes, appraisal, output. Standard library only (Python 3.11).
Where the rules leave a choice, the reading taken is marked `[n]`, the number of the item in README.md.

Dates inside are half-open: a finish is the first day after. Months are counted as year * 12 + month - 1.
"""

from __future__ import annotations

import argparse
import calendar
import json
import re
import sys
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from graphlib import TopologicalSorter
from pathlib import Path

KINDS = ("capital", "one-off", "recurrent")
BENEFITS = ("cashable", "non-cashable")
COMMITTED = ("approved", "active", "done")
STATES = ("within", "tight", "over", "ineligible", "impossible")
VERDICTS = ("unchecked", "within", "tight", "unfunded", "over", "ineligible", "impossible", "invalid")
PER_MONTH = {"year": Fraction(1, 12), "quarter": Fraction(1, 3), "month": Fraction(1)}
PER_YEAR = {"year": Fraction(1), "quarter": Fraction(4), "month": Fraction(12), "week": Fraction(365, 7)}
DAY = timedelta(days=1)


class Unreadable(Exception):
    """The plan cannot be computed at all (the program exits 2, or reports an error and stops)."""


# --- values -------------------------------------------------------------------------------------------------------


def half_even(x: Fraction) -> int:
    """The nearest whole number, ties to the even one."""
    return round(Fraction(x))


def money(value) -> Fraction:
    """An amount of the file as exact pence."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise Unreadable(f"not an amount: {value!r}")
    return Fraction(value) * 100


def percent(value) -> Fraction:
    match = re.fullmatch(r"\s*([+-]?\d+(?:\.\d+)?)\s*%\s*", str(value))
    if not match:
        raise Unreadable(f"not a percentage: {value!r}")
    return Fraction(Decimal(match[1])) / 100


@dataclass(frozen=True)
class Duration:
    """Whole calendar months, or whole days; never both."""

    months: int = 0
    days: int = 0

    def after(self, day: date, sign: int = 1) -> date:
        """The day this long after (before, for sign -1) `day`: same day of the month, or that month's last."""
        if not self.months:
            return day + timedelta(days=sign * self.days)
        month = day.year * 12 + day.month - 1 + sign * self.months
        return date(month // 12, month % 12 + 1, min(day.day, days_in(month)))

    def stretched(self, by: Fraction) -> Duration:
        """Multiplied by 1 + `by`, up to a whole month, or to a whole day for days and weeks."""
        up = lambda n: -((-n * (1 + by)) // 1)
        return Duration(int(up(Fraction(self.months))), int(up(Fraction(self.days))))


NOTHING = Duration()
UNITS = {"d": Duration(days=1), "w": Duration(days=7), "m": Duration(1), "q": Duration(3), "y": Duration(12)}
DURATION = r"(\d+)\s*(days?|weeks?|months?|quarters?|years?|[dwmqy])"


def duration(text) -> Duration:
    match = re.fullmatch(rf"\s*{DURATION}\s*", str(text))
    if not match:
        raise Unreadable(f"not a duration: {text!r}")
    unit = UNITS[match[2][0]]
    return Duration(int(match[1]) * unit.months, int(match[1]) * unit.days)


def days_in(month: int) -> int:
    return calendar.monthrange(month // 12, month % 12 + 1)[1]


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def begin(value) -> date:
    """A date of the file as the beginning of that day; `"2027-10"` is the first of the month."""
    if type(value) is date:
        return value
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", str(value))
    if not match:
        raise Unreadable(f"not a date: {value!r}")
    return date(int(match[1]), int(match[2]), int(match[3] or 1))


def end(value) -> date:
    """A date of the file as the end of that day (the day after); `"2027-10"` is the end of the month."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}", value):
        return first_of(month_of(begin(value)) + 1)
    return begin(value) + DAY


def year_key(text: str) -> int:
    """The calendar year in which the financial year of a key begins."""
    match = re.fullmatch(r"(\d{4})(?:[-/](\d{2}))?", str(text))
    if not match or (match[2] and int(match[2]) != (int(match[1]) + 1) % 100):
        raise Unreadable(f"not a financial year: {text!r}")
    return int(match[1])


def earliest(moves, bound: date) -> date:
    """The first day whose image under a never-decreasing function of days is not before `bound`."""
    low, high = bound.toordinal() - 36600, bound.toordinal() + 36600
    while low < high:
        middle = (low + high) // 2
        if moves(date.fromordinal(middle)) >= bound:
            high = middle
        else:
            low = middle + 1
    return date.fromordinal(low)


def latest(moves, bound: date) -> date:
    """The last day whose image under a never-decreasing function of days is not after `bound`."""
    return earliest(moves, bound + DAY) - DAY


def as_list(value) -> list:
    return list(value) if isinstance(value, list) else [] if value is None else [value]


# --- layers -------------------------------------------------------------------------------------------------------


def overlay(base: dict, over: dict, path: tuple = ()) -> dict:
    """`over` laid on `base`: tables merge, the rest replaces, `unset` removes first [1]."""
    out = dict(base)
    laid_later = path[:1] == ("scenario",)  # an overlay's own `unset` waits until the overlay is laid
    for name in [] if laid_later else over.get("unset", []):
        out.pop(name, None)
    line = len(path) == 4 and path[0] == "initiative" and path[2] in ("cost", "benefit")
    if line and any(kind in over for kind in KINDS + BENEFITS):
        for kind in KINDS + BENEFITS:  # a money line given another kind key changes kind
            if kind not in over:
                out.pop(kind, None)
    for key, value in over.items():
        if key == "unset" and not laid_later:
            continue
        if isinstance(value, dict):
            below = out.get(key)
            out[key] = overlay(below if isinstance(below, dict) else {}, value, path + (key,))
        else:
            out[key] = value
    return out


def read(path: Path, seen: tuple = ()) -> dict:
    """The tables of a file laid over those that it extends."""
    if path.resolve() in seen:
        raise Unreadable(f"{path.name} extends itself")
    own = tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    base: dict = {}
    for other in as_list(own.pop("extends", None)):
        base = overlay(base, read(path.parent / other, seen + (path.resolve(),)))
    return overlay(base, own)


# --- the plan as meant --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reference:
    """A point that something waits for: an end of an initiative or stage, or a gate, moved by a lag or lead."""

    kind: str  # initiative, stage, gate
    id: str
    end: str  # start, finish
    lag: Duration
    sign: int

    @property
    def node(self) -> tuple:
        return (self.kind, self.id)

    def moved(self, point: date) -> date:
        return self.lag.after(point, self.sign)


def reference(text: str) -> Reference:
    match = re.fullmatch(
        rf"\s*(?:(stage|gate):)?([a-z0-9][a-z0-9-]*)(?:\.(start|finish))?(?:(?:\s*(?=\+)|\s+)([+-])\s*({DURATION}))?\s*", str(text)
    )
    if not match:
        raise Unreadable(f"not a reference: {text!r}")
    lag = duration(match[5]) if match[5] else NOTHING
    return Reference(match[1] or "initiative", match[2], match[3] or "finish", lag, -1 if match[4] == "-" else 1)


@dataclass
class Line:
    """One line of cost or benefit: exact pence, the case applied."""

    owner: Initiative
    id: str
    kind: str
    amount: Fraction | None
    by_year: dict[int, Fraction]
    per: str | None
    spread: str
    from_: object
    until: object
    funded_by: list[tuple[str, Fraction]] | None
    spend_by: date | None
    life: int | None
    lag: Duration
    ramp: int
    delay: Duration
    returns_to: str | None

    @property
    def is_cost(self) -> bool:
        return self.kind in KINDS

    @property
    def running(self) -> bool:
        """Whether its window is that of money with `per`."""
        return self.per is not None or self.kind == "recurrent"


@dataclass
class Initiative:
    id: str
    code: str | None
    stage: str | None
    status: str
    duration: Duration
    not_before: date | None
    given: date | None
    actual_start: date | None
    actual_finish: date | None
    deadline: date | None
    after: list[Reference]
    finish_after: list[Reference]
    partners: dict[str, Fraction]
    lines: list[Line] = field(default_factory=list)
    start: date | None = None
    finish: date | None = None
    late_start: date | None = None
    driven_by: str | None = None

    @property
    def idea(self) -> bool:
        return self.status == "idea"

    @property
    def committed(self) -> bool:
        return self.status in COMMITTED

    @property
    def actual(self) -> bool:
        """Held by what really happened; only what is active or done can be [8]."""
        return self.status in ("active", "done") and (self.actual_start is not None or self.actual_finish is not None)

    @property
    def held(self) -> bool:
        """Its dates are given, not computed."""
        return self.actual or self.given is not None

    @property
    def scheduled(self) -> bool:
        return self.start is not None

    @property
    def milestone(self) -> bool:
        return self.start == self.finish

    @property
    def last_day(self) -> date:
        """The last day as people see it; a milestone is its own day."""
        return self.start if self.milestone else self.finish - DAY


@dataclass
class Stage:
    id: str
    after: list[Reference]
    gate: Gate | None


@dataclass
class Gate:
    on: date | None
    after: list[Reference]


@dataclass
class Envelope:
    id: str
    pays: tuple[str, ...]
    years: dict[int, int]
    total: int | None
    surplus: bool
    from_: date | None
    until: date | None
    reserve: tuple[int, int] | None  # opening, floor
    add: dict[int, int]
    interest: Fraction | None
    life: int | None
    charged_to: str | None

    @property
    def net_effect(self) -> bool:
        """Pays recurrent alone, and so holds the net recurrent effect."""
        return self.pays == ("recurrent",)

    @property
    def unlimited(self) -> bool:
        """No yearly limit: no year is listed, only a total."""
        return not self.years and self.total is not None and self.reserve is None


class Plan:
    """The plan of a merged file under a case: what the rules compute from."""

    def __init__(self, tables: dict, case: str | None):
        self.problems: list[dict] = []
        plan, assume = tables.get("plan", {}), tables.get("assumptions", {})
        cases = tables.get("case", {})
        if case not in (None, "central") and case not in cases:
            raise Unreadable(f"no case {case}")
        self.case = cases.get(case, {}) if case else {}
        self.title = plan.get("title")
        starts = str(plan.get("financial-year-starts", "04-01"))
        if not re.fullmatch(r"(0[1-9]|1[0-2])-01", starts):
            raise Unreadable(f"a financial year starts on the first of a month, not on {starts}")
        self.first_month = int(starts[:2])

        self.discount = percent(assume.get("discount-rate", "3.5%"))
        self.appraisal_years = int(assume.get("appraisal-years", 10))
        self.tolerance = percent(assume.get("tolerance", "5%"))
        contingency = assume.get("contingency")
        self.contingency = {kind: percent(rate) for kind, rate in contingency.items()} if contingency else None
        inflation = self.case.get("inflation", assume.get("inflation", "0%"))
        if isinstance(inflation, dict):
            rates = {kind: percent(rate) for kind, rate in inflation.items()}
            self.inflation = {kind: rates.get(kind, Fraction(0)) for kind in KINDS}
            self.inflation["benefits"] = rates.get("benefits", rates.get("recurrent", Fraction(0)))
        else:
            self.inflation = {kind: percent(inflation) for kind in KINDS + ("benefits",)}

        self.stages = {}
        for id_, table in tables.get("stage", {}).items():
            gate = table.get("gate")
            if gate is not None:
                gate = Gate(end(gate["on"]) if "on" in gate else None, self.references(gate.get("after")))
            self.stages[id_] = Stage(id_, self.references(table.get("after")), gate)
        self.envelopes = {
            id_: self.envelope(id_, table)
            for id_, table in sorted(tables.get("envelope", {}).items())
            if not table.get("dropped")
        }
        self.dropped_envelopes = {i for i, t in tables.get("envelope", {}).items() if t.get("dropped")}
        self.dropped = {i for i, t in tables.get("initiative", {}).items() if t.get("dropped")}
        self.initiatives = {
            id_: self.initiative(id_, table, assume)
            for id_, table in sorted(tables.get("initiative", {}).items())
            if not table.get("dropped")
        }
        self.drop_links()

        self.start = begin(plan["start"]) if "start" in plan else self.default_start()
        self.given_end = end(plan["end"]) if "end" in plan else None
        self.price_base = year_key(assume["price-base"]) if "price-base" in assume else self.year(self.start)
        self.end: date | None = None  # set when the schedule is known

    # calendar of the plan

    def year(self, day: date) -> int:
        """The financial year of a day, named by the calendar year in which it begins."""
        return day.year - (day.month < self.first_month)

    def year_of_month(self, month: int) -> int:
        return self.year(first_of(month))

    def year_start(self, year: int) -> date:
        return date(year, self.first_month, 1)

    def label(self, year: int) -> str:
        return str(year) if self.first_month == 1 else f"{year}/{(year + 1) % 100:02}"

    @property
    def years(self) -> range:
        return range(self.year(self.start), self.year(self.end - DAY) + 1)

    def default_start(self) -> date:
        days = [d for i in self.initiatives.values() for d in (i.given, i.not_before, i.actual_start) if d]
        days += [self.year_start(y) for e in self.envelopes.values() for y in (*e.years, *e.add)]  # [2]
        if not days:
            raise Unreadable("nothing says when the plan starts")
        return self.year_start(self.year(min(days)))

    def default_end(self) -> date:
        """The end of the financial year of the last finish or envelope year, of the plan's first year at least [3]."""
        years = [self.year(self.start)]
        years += [self.year(i.finish - DAY) for i in self.initiatives.values() if i.scheduled]
        years += [y for e in self.envelopes.values() for y in (*e.years, *e.add)]
        return self.year_start(max(years) + 1)

    # decoding

    def problem(self, severity: str, item: str, kind: str) -> None:
        self.problems.append({"severity": severity, "item": item, "kind": kind})

    def references(self, value) -> list[Reference]:
        return [reference(text) for text in as_list(value)]

    def years_of(self, table: dict) -> dict[int, int]:
        return {year_key(key): int(money(value)) for key, value in table.items()}

    def envelope(self, id_: str, table: dict) -> Envelope:
        reserve, borrowing = table.get("reserve"), table.get("borrowing")
        envelope = Envelope(
            id=id_,
            pays=tuple(k for k in KINDS if k in as_list(table.get("pays", list(KINDS)))),
            years=self.years_of(table.get("year", {})),
            total=int(money(table["total"])) if "total" in table else None,
            surplus=table.get("carry-forward", "none") == "surplus",
            from_=begin(table["from"]) if "from" in table else None,
            until=end(table["until"]) if "until" in table else None,
            reserve=(int(money(reserve.get("opening", 0))), int(money(reserve.get("floor", 0)))) if reserve is not None else None,
            add=self.years_of(table.get("add", {})),
            interest=percent(borrowing.get("interest", "0%")) if borrowing is not None else None,
            life=duration(borrowing["life"]).months // 12 if borrowing and "life" in borrowing else None,
            charged_to=table.get("charged-to"),
        )
        if borrowing is not None and not envelope.life:
            raise Unreadable(f"envelope.{id_} borrows without a life")
        if not envelope.years and envelope.total is None and reserve is None:
            self.problem("warning", f"envelope.{id_}", "nothing-allowed")
        return envelope

    def initiative(self, id_: str, table: dict, assume: dict) -> Initiative:
        actual = table.get("actual", {})
        length = duration(table.get("duration", "3 months"))
        if "duration" in self.case:
            length = length.stretched(percent(self.case["duration"]))
        item = Initiative(
            id=id_,
            code=table.get("code"),
            stage=table.get("stage"),
            status=table.get("status", "proposed"),
            duration=length,
            not_before=begin(table["not-before"]) if "not-before" in table else None,
            given=begin(table["start"]) if "start" in table else None,
            actual_start=begin(actual["start"]) if "start" in actual else None,
            actual_finish=end(actual["finish"]) if "finish" in actual else None,
            deadline=end(table["deadline"]) if "deadline" in table else None,
            after=self.references(table.get("after")),
            finish_after=self.references(table.get("finish-after")),
            partners={partner: percent(share) for partner, share in table.get("shared-with", {}).items()},
        )
        if sum(item.partners.values()) > 1:
            self.problem("error", f"initiative.{id_}", "shares-over-100")
        if item.stage is not None and item.stage not in self.stages:
            self.problem("error", f"initiative.{id_}", "unknown-stage")
        for group in ("cost", "benefit"):
            for line_id, line in sorted(table.get(group, {}).items()):
                if not line.get("dropped"):
                    self.line(item, group, line_id, line, assume)
        return item

    def line(self, item: Initiative, group: str, id_: str, table: dict, assume: dict) -> None:
        place = f"initiative.{item.id}"
        kinds = [kind for kind in (KINDS if group == "cost" else BENEFITS) if kind in table]
        if len(kinds) != 1:
            self.problem("error", place, "not-one-kind")
            return
        kind, value, per = kinds[0], table[kinds[0]], table.get("per")
        if kind == "one-off" and per or kind == "recurrent" and not per and not isinstance(value, dict):
            self.problem("error", place, "per")
            return
        factor = {"capital": "cost", "one-off": "cost", "recurrent": "recurrent"}.get(kind, "benefits")
        times = 1 + percent(self.case.get(factor, "0%"))
        by_year = {year_key(k): money(v) * times for k, v in value.items()} if isinstance(value, dict) else {}
        funded = table.get("funded-by")
        if funded is not None:
            funded = [(funded, Fraction(1))] if isinstance(funded, str) else [(e, percent(s)) for e, s in funded.items()]
            if sum(share for _, share in funded) != 1:
                self.problem("error", place, "shares-not-100")
            for envelope, _ in funded:
                if envelope in self.dropped_envelopes:
                    self.problem("warning", place, "funded-by-dropped")
                elif envelope not in self.envelopes:
                    self.problem("error", place, "unknown-envelope")
        returns_to = table.get("returns-to")
        if returns_to is not None and returns_to not in self.envelopes:
            known = returns_to in self.dropped_envelopes
            self.problem("warning" if known else "error", place, "returns-to")
            returns_to = None  # [4]
        benefit = group == "benefit"
        ramp = table.get("ramp", assume.get("savings-ramp")) if benefit else None
        lag = table.get("lag", assume.get("savings-lag")) if benefit else None
        delay = self.case.get("savings-delay") if benefit and per else None
        item.lines.append(
            Line(
                owner=item,
                id=id_,
                kind=kind,
                amount=None if isinstance(value, dict) else money(value) * times,
                by_year=by_year,
                per=None if isinstance(value, dict) else per,
                spread=table.get("spread", "even"),
                from_=table.get("from"),
                until=table.get("until"),
                funded_by=funded,
                spend_by=end(table["spend-by"]) if "spend-by" in table else None,
                life=duration(table["life"]).months // 12 if "life" in table else None,
                lag=duration(lag) if lag else NOTHING,
                ramp=duration(ramp).months if ramp else 0,
                delay=duration(delay) if delay else NOTHING,
                returns_to=returns_to,
            )
        )

    def drop_links(self) -> None:
        """Leaves out links to what is dropped (a warning) or unknown (an error)."""

        def kept(links: list[Reference], item: str) -> list[Reference]:
            out = []
            for link in links:
                if link.kind == "initiative" and link.id in self.dropped:
                    self.problem("warning", item, "link-to-dropped")
                elif (
                    link.id in self.initiatives
                    if link.kind == "initiative"
                    else link.id in self.stages and (link.kind == "stage" or self.stages[link.id].gate)
                ):
                    out.append(link)
                else:
                    self.problem("error", item, "unknown-reference")
            return out

        for item in self.initiatives.values():
            item.after = kept(item.after, f"initiative.{item.id}")
            item.finish_after = kept(item.finish_after, f"initiative.{item.id}")
        for stage in self.stages.values():
            stage.after = kept(stage.after, f"stage.{stage.id}")
            if stage.gate:
                stage.gate.after = kept(stage.gate.after, f"gate.{stage.id}")

    def members(self, stage: str) -> list[Initiative]:
        return [item for item in self.initiatives.values() if item.stage == stage]

    def waits_for(self, item: Initiative) -> list[Reference]:
        """What its start waits for: its own `after` and that of its stage."""
        stage = self.stages.get(item.stage)
        return item.after + (stage.after if stage else [])


# --- schedule -----------------------------------------------------------------------------------------------------


class Schedule:
    """Sets start, finish, late start and driver of every initiative of the plan that no cycle holds up."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.points: dict[tuple, dict[str, date]] = {}  # node -> its start and finish
        graph = self.graph()
        stuck = self.stuck(graph)
        order = TopologicalSorter({n: [d for d in to if d not in stuck] for n, to in graph.items() if n not in stuck})
        self.order = list(order.static_order())
        for node in self.order:
            self.forward(node)
        plan.end = plan.given_end or plan.default_end()
        if plan.end <= plan.start:
            raise Unreadable("the plan ends before it starts")
        self.backward()
        self.check()

    def graph(self) -> dict[tuple, list[tuple]]:
        """node -> the nodes its dates hang on; dates that are given hang on nothing [5]."""
        plan, graph = self.plan, {}
        for item in plan.initiatives.values():
            links = [] if item.held else plan.waits_for(item) + item.finish_after
            graph["initiative", item.id] = [link.node for link in links]
        for stage in plan.stages.values():
            members = plan.members(stage.id)
            graph["stage", stage.id] = [("initiative", m.id) for m in members] or [link.node for link in stage.after]
            if stage.gate:
                graph["gate", stage.id] = [link.node for link in stage.gate.after]
        return graph

    def stuck(self, graph: dict) -> set[tuple]:
        """The nodes of cycles, and all that hangs on them: what is left when free nodes are taken away."""
        waiting = {node: set(to) for node, to in graph.items()}
        free = [node for node, to in waiting.items() if not to]
        users: dict[tuple, list] = {}
        for node, to in waiting.items():
            for other in to:
                users.setdefault(other, []).append(node)
        while free:
            node = free.pop()
            del waiting[node]
            for user in users.get(node, []):
                waiting[user].discard(node)
                if not waiting[user]:
                    free.append(user)
        if waiting:
            self.plan.problem("error", "plan", "cycle")
        return set(waiting)

    def point(self, link: Reference) -> date:
        """The day from which a link lets its owner go."""
        return link.moved(self.points[link.node][link.end])

    def forward(self, node: tuple) -> None:
        kind, id_ = node
        if kind == "initiative":
            item = self.plan.initiatives[id_]
            self.place(item)
            self.points[node] = {"start": item.start, "finish": item.finish}
            return
        stage = self.plan.stages[id_]
        if kind == "gate":
            days = [self.point(link) for link in stage.gate.after] + ([stage.gate.on] if stage.gate.on else [])
            day = max(days, default=self.plan.start)
            self.points[node] = {"start": day, "finish": day}
        elif members := self.plan.members(id_):
            self.points[node] = {"start": min(m.start for m in members), "finish": max(m.finish for m in members)}
        else:
            day = max([self.plan.start] + [self.point(link) for link in stage.after])
            self.points[node] = {"start": day, "finish": day}

    def place(self, item: Initiative) -> None:
        """Early dates of one initiative, and what sets them."""
        runs = item.duration.after
        if item.actual:
            item.driven_by = "actual"
            if item.actual_start is None:  # [6]
                item.finish = item.actual_finish
                item.start = latest(runs, item.finish)
            else:
                item.start = item.actual_start
                item.finish = item.actual_finish or runs(item.start)
            return
        if item.given is not None:
            item.driven_by, item.start, item.finish = "start", item.given, runs(item.given)
            return
        rank = {"initiative": 0, "stage": 1, "gate": 2}
        # what sets the start: items by id first, then not-before, then plan.start [7]
        bounds = [(self.plan.start, (2, "", 0), "plan.start")]
        if item.not_before:
            bounds.append((item.not_before, (1, "", 0), "not-before"))
        for link in self.plan.waits_for(item):
            bounds.append((self.point(link), (0, link.id, rank[link.kind]), f"{link.kind}.{link.id}"))
        for link in item.finish_after:
            day = earliest(runs, self.point(link))
            bounds.append((day, (0, link.id, rank[link.kind]), f"{link.kind}.{link.id}"))
        item.start = max(day for day, _, _ in bounds)
        item.finish = runs(item.start)
        item.driven_by = min((order, name) for day, order, name in bounds if day == item.start)[1]

    def backward(self) -> None:
        """Late starts: everything as late as the plan's last finish, deadlines and successors allow."""
        plan = self.plan
        placed = [item for item in plan.initiatives.values() if item.scheduled]
        if not placed:
            return
        last = max(item.finish for item in placed)
        # (node, end) -> what waits for it: the link, the waiting node, and which of its late dates must be kept
        waiting: dict[tuple, list[tuple]] = {}
        for item in placed:
            for link in plan.waits_for(item):
                waiting.setdefault(link.node, []).append((link, ("initiative", item.id), "start"))
            for link in item.finish_after:
                waiting.setdefault(link.node, []).append((link, ("initiative", item.id), "finish"))
        for stage in plan.stages.values():
            if ("stage", stage.id) in self.points and not plan.members(stage.id):
                for link in stage.after:
                    waiting.setdefault(link.node, []).append((link, ("stage", stage.id), "start"))
            if stage.gate and ("gate", stage.id) in self.points:
                for link in stage.gate.after:
                    waiting.setdefault(link.node, []).append((link, ("gate", stage.id), "start"))

        late: dict[tuple, dict[str, date]] = {}
        for item in placed:
            if item.held:  # slack 0, and predecessors are measured to it [8]
                item.late_start = item.start
                late["initiative", item.id] = {"start": item.start, "finish": item.finish}

        def limits(node: tuple) -> list[tuple]:
            """(link, the day it may not pass) of all that waits for a node."""
            return [(link, late[who][which]) for link, who, which in waiting.get(node, []) if who in late]

        for node in reversed(self.order):
            kind, id_ = node
            if kind != "initiative":
                if kind == "gate" or not plan.members(id_):
                    days = [latest(link.moved, limit) for link, limit in limits(node)]
                    if days:
                        late[node] = {"start": min(days), "finish": min(days)}
                continue
            item = plan.initiatives[id_]
            if item.held:
                continue
            runs = item.duration.after
            bound = min(last, item.deadline or last)
            days = [latest(runs, bound)]
            links = limits(node)
            if item.stage in plan.stages and ("stage", item.stage) in self.points:
                members = plan.members(item.stage)
                maker = min(members, key=lambda m: (m.start, m.id))  # ties: the first by id [9]
                links += [(l, day) for l, day in limits(("stage", item.stage)) if l.end == "finish" or maker is item]
            for link, limit in links:
                if link.end == "start":
                    days.append(latest(link.moved, limit))
                else:
                    days.append(latest(lambda s, link=link: link.moved(runs(s)), limit))
            item.late_start = min(days)
            late[node] = {"start": item.late_start, "finish": runs(item.late_start)}

    def check(self) -> None:
        """Dates that are given but do not satisfy what they wait for; missed deadlines."""
        plan = self.plan
        for item in plan.initiatives.values():
            place = f"initiative.{item.id}"
            if item.scheduled and item.deadline and item.finish > item.deadline:
                plan.problem("warning", place, "deadline")
            if not item.held:
                continue
            severity = "warning" if item.actual else "error"
            links = [(link, item.start) for link in plan.waits_for(item)] + [(l, item.finish) for l in item.finish_after]
            for link, day in links:
                if link.node in self.points and self.point(link) > day:
                    plan.problem(severity, place, "dependency")
            if not item.actual and item.not_before and item.given < item.not_before:
                plan.problem("error", place, "start-before-not-before")
            if item.actual_start and item.actual_finish and item.actual_finish <= item.actual_start:
                plan.problem("error", place, "actual-finish-before-start")


# --- phasing ------------------------------------------------------------------------------------------------------

SHAPES = {
    "even": lambda u: u,
    "front": lambda u: 2 * u - u * u,
    "back": lambda u: u * u,
    "s-curve": lambda u: 3 * u * u - 2 * u * u * u,
    "start": lambda u: Fraction(1 if u else 0),
    "finish": lambda u: Fraction(1 if u == 1 else 0),
}


@dataclass
class Part:
    """What a line has in one calendar month: exact pence, and the days of its window there."""

    month: int
    exact: Fraction
    first: date
    after: date


def months_of(first: date, after: date) -> list[tuple[int, date, date]]:
    """The calendar months that a half-open range touches, each with its part of it."""
    out = []
    for month in range(month_of(first), month_of(after - DAY) + 1) if after > first else []:
        out.append((month, max(first, first_of(month)), min(after, first_of(month + 1))))
    return out


def covered(month: int, first: date, after: date) -> Fraction:
    """The covered part of a calendar month."""
    return Fraction((after - first).days, days_in(month))


def largest_remainder(amount: int, shares: list[tuple[str, Fraction]]) -> dict[str, int]:
    """`amount` split by shares that sum to 1; left-over pence to the largest remainders, ties to the smaller id."""
    sign, size = (-1 if amount < 0 else 1), abs(amount)
    exact = {id_: size * share for id_, share in shares}
    parts = {id_: int(x // 1) for id_, x in exact.items()}
    left = size - sum(parts.values())
    for id_ in sorted(exact, key=lambda i: (parts[i] - exact[i], i))[:left]:
        parts[id_] += 1
    return {id_: sign * part for id_, part in parts.items()}


OURS = ""  # sorts before every id


class Phasing:
    """Phases lines over months, in exact pence and then in whole pence of our part."""

    def __init__(self, plan: Plan):
        self.plan = plan

    def point(self, line: Line, value, closing: bool) -> date:
        """A `from` or `until` as a half-open point."""
        item = line.owner
        if isinstance(value, str):
            match = re.fullmatch(rf"\s*(start|finish|\d{{4}}-\d{{2}}(?:-\d{{2}})?)(?:\s*([+-])\s*({DURATION}))?\s*", value)
            if not match:
                raise Unreadable(f"not a point: {value!r}")
            base = {"start": item.start, "finish": item.finish}.get(match[1])
            if base is None:
                base = end(match[1]) if closing else begin(match[1])
            return duration(match[3]).after(base, -1 if match[2] == "-" else 1) if match[2] else base
        return end(value) if closing else begin(value)

    def window(self, line: Line, limit: date) -> tuple[date, date]:
        """The half-open window of a line; `limit` is where money that goes on ends."""
        item = line.owner
        if not line.running:
            first = self.point(line, line.from_, False) if line.from_ is not None else item.start
            after = self.point(line, line.until, True) if line.until is not None else item.finish
            return first, max(after, first + DAY)  # an empty window is its first day
        if line.from_ is not None:
            first = self.point(line, line.from_, False)
        else:
            first = line.lag.after(item.finish)
        first = line.delay.after(first)
        after = self.point(line, line.until, True) if line.until is not None else limit
        if line.kind != "capital":
            after = min(after, limit)  # [10]
        return first, max(after, first)  # empty: no money

    def parts(self, line: Line, limit: date, inflated: bool) -> list[Part]:
        """The exact pence of a line by month, in order."""
        plan = self.plan
        first, after = self.window(line, limit)
        out = []
        if line.by_year:
            for year, amount in sorted(line.by_year.items()):
                a, b = max(first, plan.year_start(year)), min(after, plan.year_start(year + 1))
                if a >= b:
                    a, b = plan.year_start(year), plan.year_start(year + 1)
                months = months_of(a, b)
                whole = sum(covered(*month) for month in months)
                out += [Part(m, amount * covered(m, f, t) / whole, f, t) for m, f, t in months]
            if line.kind == "recurrent":  # what a whole year has after the limit [11]
                out = [part for part in out if part.first < limit]
        elif line.per:
            for k, (m, f, t) in enumerate(months_of(first, after), 1):
                level = min(Fraction(1), Fraction(k, line.ramp)) if line.ramp else Fraction(1)
                if line.per == "week":
                    amount = line.amount * (t - f).days / 7
                else:
                    amount = line.amount * PER_MONTH[line.per] * covered(m, f, t)
                out.append(Part(m, amount * level, f, t))
        else:
            months = months_of(first, after)
            whole, done, before = sum(covered(*month) for month in months), Fraction(0), Fraction(0)
            for m, f, t in months:
                done += covered(m, f, t)
                share = SHAPES[line.spread](done / whole)
                out.append(Part(m, line.amount * (share - before), f, t))
                before = share
        if inflated:
            rate = plan.inflation[line.kind if line.is_cost else "benefits"]
            for part in out:
                part.exact *= (1 + rate) ** (plan.year_of_month(part.month) - plan.price_base)
        return out

    def shares(self, line: Line) -> list[tuple[str, Fraction]]:
        """Our part and the partners' of a line."""
        partners = line.owner.partners if line.is_cost else {}
        return [(OURS, 1 - sum(partners.values())), *partners.items()]

    def ours(self, line: Line, parts: list[Part]) -> list[int]:
        """Our cumulative pence at the end of each month."""
        out, total, shares = [], Fraction(0), self.shares(line)
        for part in parts:
            total += part.exact
            out.append(largest_remainder(half_even(total), shares)[OURS])
        return out

    def split(self, line: Line, limit: date, targets: list[tuple[str, Fraction]]) -> list[tuple[Part, dict[str, int]]]:
        """Whole pence by month and target, inflation included."""
        parts = self.parts(line, limit, True)
        out, before = [], dict.fromkeys((t for t, _ in targets), 0)
        for part, total in zip(parts, self.ours(line, parts)):
            now = largest_remainder(total, targets)
            out.append((part, {t: now[t] - before[t] for t in now}))
            before = now
        return out

    def whole(self, line: Line) -> int:
        """Our part of a line without dates: no inflation [12]."""
        amount = line.amount if line.amount is not None else sum(line.by_year.values(), Fraction(0))
        return largest_remainder(half_even(amount), self.shares(line))[OURS]

    def full_year(self, line: Line) -> int:
        """Our part of the yearly effect of a line with `per`, rounded once a line [13]."""
        return largest_remainder(half_even(line.amount * PER_YEAR[line.per]), self.shares(line))[OURS]


# --- envelopes ----------------------------------------------------------------------------------------------------


@dataclass
class Flow:
    """What one envelope pays and takes in, by financial year (whole pence)."""

    cost: dict[tuple[str, int], int] = field(default_factory=dict)  # (kind, year)
    ineligible: dict[int, int] = field(default_factory=dict)
    returned: dict[int, int] = field(default_factory=dict)
    savings: dict[int, int] = field(default_factory=dict)  # netted in an envelope that pays recurrent alone
    financing: dict[int, int] = field(default_factory=dict)
    beyond: int = 0
    returned_beyond: int = 0
    loans: dict[tuple, list] = field(default_factory=dict)  # (line, first repayment year) -> {year: borrowed}, life
    repayment: dict[int, int] = field(default_factory=dict)
    interest: dict[int, int] = field(default_factory=dict)

    def spend(self, year: int, contingency: dict | None) -> int:
        total = self.financing.get(year, 0) - self.savings.get(year, 0)
        for kind in KINDS:
            cost = self.cost.get((kind, year), 0)
            total += half_even(cost * (1 + contingency.get(kind, Fraction(0)))) if contingency else cost
        return total


def bump(table: dict, key, amount: int) -> None:
    table[key] = table.get(key, 0) + amount


class Money:
    """Every figure of the plan, once scheduled."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.phasing = Phasing(plan)
        self.net = [e.id for e in plan.envelopes.values() if e.net_effect]
        self.outside = dict.fromkeys(("unfunded", "ambiguous", "beyond", "unscheduled", "ideas"), 0)
        self.totals = dict.fromkeys(("capital", "one_off", "running_full_year", "cashable_full_year"), 0)
        self.running: dict[int, int] = {}
        self.cashable: dict[int, int] = {}
        self.check_names()
        counted = [i for i in plan.initiatives.values() if i.scheduled and not i.idea]
        self.flows = self.collect(counted, True)
        self.committed = self.collect([i for i in counted if i.committed], False)
        self.apart()

    def check_names(self) -> None:
        """Where savings and financing go must be said when two envelopes pay recurrent alone."""
        for envelope in self.plan.envelopes.values():
            if envelope.charged_to is not None and envelope.charged_to not in self.net:
                self.plan.problem("error", f"envelope.{envelope.id}", "charged-to")
            elif envelope.interest is not None and envelope.charged_to is None and len(self.net) > 1:
                self.plan.problem("error", f"envelope.{envelope.id}", "charged-to")
        for item in self.plan.initiatives.values():
            for line in item.lines:
                if line.kind == "cashable" and line.returns_to is None and len(self.net) > 1:
                    self.plan.problem("error", f"initiative.{item.id}", "returns-to")

    def targets(self, line: Line) -> list[tuple[str, Fraction]]:
        """Where a cost line goes: envelopes, or why it goes nowhere (`?unfunded`, `?ambiguous`)."""
        if line.funded_by is not None:
            return line.funded_by
        payers = [e.id for e in self.plan.envelopes.values() if line.kind in e.pays]
        one = payers[0] if len(payers) == 1 else "?ambiguous" if payers else "?unfunded"
        return [(one, Fraction(1))]

    def spent(self, line: Line):
        """(part, year, target, pence) of a cost line; a dropped or unknown envelope is `?unfunded`."""
        for part, pence in self.phasing.split(line, self.plan.end, self.targets(line)):
            for target, amount in pence.items():
                known = target if target in self.plan.envelopes or target == "?ambiguous" else "?unfunded"
                yield part, self.plan.year_of_month(part.month), known, amount

    def collect(self, items: list[Initiative], report: bool) -> dict[str, Flow]:
        """The flows of all envelopes from these initiatives; `report` also fills the sums of the plan."""
        flows = {id_: Flow() for id_ in self.plan.envelopes}
        for item in items:
            for line in item.lines:
                if line.is_cost:
                    self.cost(line, flows, report)
                elif line.kind == "cashable":
                    self.benefit(line, flows, report)
        for envelope in self.plan.envelopes.values():
            self.finance(envelope, flows)
        return flows

    def cost(self, line: Line, flows: dict[str, Flow], report: bool) -> None:
        plan = self.plan
        for part, year, target, amount in self.spent(line):
            inside = year in plan.years
            if report:
                if line.kind == "recurrent":
                    if inside:
                        bump(self.running, year, amount)
                else:
                    self.totals["capital" if line.kind == "capital" else "one_off"] += amount
                if line.kind != "recurrent" or inside:
                    if target.startswith("?"):
                        self.outside[target[1:]] += amount
                    elif not inside:
                        self.outside["beyond"] += amount
            if target.startswith("?"):
                continue
            flow = flows[target]
            if not inside:
                if line.kind != "recurrent":
                    flow.beyond += amount
                continue
            bump(flow.cost, (line.kind, year), amount)
            bump(flow.ineligible, year, self.ineligible(line, part, plan.envelopes[target], amount))
            envelope = plan.envelopes[target]
            if line.kind == "capital" and envelope.interest is not None:
                first = 1 + max(plan.year(line.owner.last_day), year)
                life = line.life or envelope.life
                loan = flow.loans.setdefault((line.owner.id, line.id, first), [{}, life])
                bump(loan[0], year, amount)

    def ineligible(self, line: Line, part: Part, envelope: Envelope, amount: int) -> int:
        """What of a month's pence the envelope may not pay."""
        if line.kind not in envelope.pays:
            return amount
        outside = 0
        for day in range((part.after - part.first).days):
            today = part.first + timedelta(days=day)
            if (
                (envelope.from_ and today < envelope.from_)
                or (envelope.until and today >= envelope.until)
                or (line.spend_by and today >= line.spend_by)
            ):
                outside += 1
        return half_even(Fraction(amount * outside, (part.after - part.first).days))

    def benefit(self, line: Line, flows: dict[str, Flow], report: bool) -> None:
        plan = self.plan
        target = line.returns_to or (self.net[0] if len(self.net) == 1 else None)
        netted = target is None or target in self.net
        for part, pence in self.phasing.split(line, plan.end, [(OURS, Fraction(1))]):
            amount, year = pence[OURS], plan.year_of_month(part.month)
            inside = year in plan.years
            if inside and netted and report:
                bump(self.cashable, year, amount)
            if target is None:
                continue
            if inside:
                bump(flows[target].savings if netted else flows[target].returned, year, amount)
            elif not line.running:
                if netted:
                    flows[target].beyond -= amount
                else:
                    flows[target].returned_beyond += amount

    def finance(self, envelope: Envelope, flows: dict[str, Flow]) -> None:
        """Repayment and interest of a borrowing envelope, charged to the envelope that holds the net effect."""
        if envelope.interest is None:
            return
        flow, debt = flows[envelope.id], 0
        for (_, _, first), (borrowed, life) in flow.loans.items():
            loan, before = sum(borrowed.values()), 0
            for k in range(1, life + 1):
                now = half_even(Fraction(loan * k, life))
                bump(flow.repayment, first + k - 1, now - before)
                before = now
        for year in self.plan.years:
            drawn = sum(borrowed.get(year, 0) for borrowed, _ in flow.loans.values())
            closing = debt + drawn - flow.repayment.get(year, 0)
            flow.interest[year] = half_even(envelope.interest * (debt + closing) / 2)
            debt = closing
        to = envelope.charged_to if envelope.charged_to in self.net else None
        if to is None and len(self.net) == 1:
            to = self.net[0]
        if to is not None:
            for year in self.plan.years:
                bump(flows[to].financing, year, flow.repayment.get(year, 0) + flow.interest[year])

    def apart(self) -> None:
        """Money of ideas and of what is unscheduled; full-year effects."""
        for item in self.plan.initiatives.values():
            for line in item.lines:
                if not item.scheduled:
                    if line.kind in ("capital", "one-off") and not line.per:
                        self.outside["unscheduled"] += self.phasing.whole(line)
                elif item.idea:
                    if line.is_cost:
                        for _, year, _, amount in self.spent(line):
                            if line.kind != "recurrent" or year in self.plan.years:
                                self.outside["ideas"] += amount
                elif line.per and line.kind in ("recurrent", "cashable"):
                    name = "running_full_year" if line.kind == "recurrent" else "cashable_full_year"
                    self.totals[name] += self.phasing.full_year(line)

    # reconciliation

    def rows(self, envelope: Envelope, flow: Flow, contingency: dict | None) -> list[dict]:
        """The reconciliation of an envelope by year, without states."""
        out, opening = [], envelope.reserve[0] if envelope.reserve else 0
        for year in self.plan.years:
            spend, returned = flow.spend(year, contingency), flow.returned.get(year, 0)
            row = {"year": year, "opening": opening, "returned": returned, "spend": spend, "lapsed": 0,
                   "balance": None, "limit": None, "ineligible": flow.ineligible.get(year, 0)}  # fmt: skip
            if envelope.reserve:  # a reserve without listed years has no limit, but a balance [14]
                row["allocation"] = envelope.add.get(year, 0)
                row["closing"] = row["balance"] = opening + row["allocation"] + returned - spend
                row["limit"] = envelope.years.get(year, 0) if envelope.years else None
                row["headroom"] = row["balance"] - envelope.reserve[1]
                if row["limit"] is not None:
                    row["headroom"] = min(row["headroom"], row["limit"] - spend)
                opening = row["balance"]
            elif envelope.unlimited:
                row["allocation"] = row["closing"] = row["headroom"] = None
            else:
                row["allocation"] = envelope.years.get(year, 0)
                row["closing"] = row["headroom"] = opening + row["allocation"] + returned - spend
                opening = max(0, row["closing"]) if envelope.surplus else 0
                row["lapsed"] = 0 if envelope.surplus else max(0, row["closing"])
            out.append(row)
        return out

    def state(self, envelope: Envelope, row: dict, committed: dict) -> str:
        """The state of a cell; `committed` is the same cell counting committed initiatives alone."""
        headroom = row["headroom"]
        if headroom is not None and headroom < 0 and committed["headroom"] < 0:
            return "impossible"
        if row["ineligible"]:
            return "ineligible"
        if headroom is None:
            return "within"
        if headroom < 0:
            return "over"
        available = row["opening"] + row["allocation"] + row["returned"]
        if envelope.reserve:
            near = row["balance"] - envelope.reserve[1] < self.plan.tolerance * abs(available)
            if row["limit"] is not None:
                near |= row["limit"] - row["spend"] < self.plan.tolerance * abs(row["limit"])
        else:
            near = headroom < self.plan.tolerance * abs(available)
        return "tight" if near else "within"

    def states(self, envelope: Envelope, contingency: dict | None) -> list[dict]:
        rows = self.rows(envelope, self.flows[envelope.id], contingency)
        alone = self.rows(envelope, self.committed[envelope.id], contingency)
        for row, committed in zip(rows, alone):
            row["state"] = self.state(envelope, row, committed)
        return rows

    def assess(self, envelope: Envelope) -> dict:
        """The object of one envelope, in pence."""
        years = self.states(envelope, None)
        spare = self.states(envelope, self.plan.contingency) if self.plan.contingency else [None] * len(years)
        for row, more in zip(years, spare):
            row["contingency"] = more and {key: more[key] for key in ("spend", "headroom", "state")}
        total = self.total(envelope, self.flows[envelope.id])
        states = [row["state"] for row in years]
        if envelope.total is not None:
            if total["headroom"] < 0:
                alone = self.total(envelope, self.committed[envelope.id])["headroom"]
                states.append("impossible" if alone < 0 else "over")
            elif total["headroom"] < self.plan.tolerance * abs(envelope.total + total["returned"]):
                states.append("tight")
        total["state"] = max(states, key=STATES.index)
        del total["returned"]
        return {"id": envelope.id, "pays": list(envelope.pays), "years": years, "total": total}

    def total(self, envelope: Envelope, flow: Flow) -> dict:
        spend = sum(flow.spend(year, None) for year in self.plan.years)
        returned = sum(flow.returned.get(year, 0) for year in self.plan.years)
        if envelope.total is not None:
            allocation, spend, returned = envelope.total, spend + flow.beyond, returned + flow.returned_beyond
            headroom = allocation + returned - spend
        else:
            listed = envelope.add if envelope.reserve else envelope.years
            allocation = sum(listed.get(year, 0) for year in self.plan.years)
            headroom = allocation + returned - spend + (envelope.reserve[0] if envelope.reserve else 0)
        return {"allocation": allocation, "spend": spend, "headroom": headroom, "returned": returned}

    def recurrent(self) -> list[dict]:
        out = []
        for year in self.plan.years:
            row = {"year": year, "running": self.running.get(year, 0), "cashable": self.cashable.get(year, 0)}
            row["repayment"] = sum(flow.repayment.get(year, 0) for flow in self.flows.values())
            row["interest"] = sum(flow.interest.get(year, 0) for flow in self.flows.values())
            row["net"] = row["running"] - row["cashable"] + row["repayment"] + row["interest"]
            out.append(row)
        return out


# --- appraisal ----------------------------------------------------------------------------------------------------


class Appraisal:
    """Value for money, in prices of the price base."""

    def __init__(self, plan: Plan):
        phasing, zero = Phasing(plan), plan.year(plan.start)
        horizon = plan.year_start(zero + plan.appraisal_years)
        months = range(month_of(plan.start), month_of(horizon - DAY) + 1)
        self.cash = {name: dict.fromkeys(months, 0) for name in ("cost", *BENEFITS)}
        for item in plan.initiatives.values():
            if not item.scheduled or item.idea:
                continue
            for line in item.lines:
                parts, before = phasing.parts(line, horizon, False), 0
                row = self.cash["cost" if line.is_cost else line.kind]
                for part, now in zip(parts, phasing.ours(line, parts)):
                    if part.month in row:
                        row[part.month] += now - before
                    before = now
        factors, factor = [], Fraction(1)
        for year in range(plan.appraisal_years):
            rate = plan.discount
            if year >= 31:
                rate = min(rate, Fraction(30, 1000) if year < 76 else Fraction(25, 1000))
            factor = factor / (1 + rate) if year else factor
            factors.append(factor)
        value = {
            name: sum((pence * factors[plan.year_of_month(m) - zero] for m, pence in row.items()), Fraction(0))
            for name, row in self.cash.items()
        }
        costs, cashable = value["cost"], value["cashable"]
        every = cashable + value["non-cashable"]
        self.npv = {"cashable": cashable - costs, "all": every - costs}
        self.bcr = {"cashable": cashable / costs if costs else None, "all": every / costs if costs else None}
        balance, self.payback, self.peak, self.peak_month = 0, None, 0, None
        for month in months:
            balance += self.cash["cashable"][month] - self.cash["cost"][month]
            if balance < 0:
                self.payback = None
            elif self.payback is None:
                self.payback = month
            if -balance > self.peak:
                self.peak, self.peak_month = -balance, month


# --- output -------------------------------------------------------------------------------------------------------


def pounds(pence: int | None) -> str | None:
    return None if pence is None else f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02}"


def ratio(value: Fraction | None) -> str | None:
    """Three decimals, half-even."""
    if value is None:
        return None
    thousandths = half_even(value * 1000)
    return f"{'-' if thousandths < 0 else ''}{abs(thousandths) // 1000}.{abs(thousandths) % 1000:03}"


def year_month(month: int | None) -> str | None:
    return None if month is None else f"{month // 12:04}-{month % 12 + 1:02}"


class Answer:
    """All that is computed from one plan file."""

    def __init__(self, tables: dict, case: str | None = None, scenario: str | None = None, path: str = ""):
        scenarios = tables.get("scenario", {})
        if scenario is not None:
            if scenario not in scenarios:
                raise Unreadable(f"no scenario {scenario}")
            over = {key: value for key, value in scenarios[scenario].items() if key != "title"}
            tables = overlay(tables, over)
        self.path, self.case, self.scenario = path, case or "central", scenario
        self.plan = Plan(tables, case)
        self.schedule = Schedule(self.plan)
        self.money = Money(self.plan)
        self.appraisal = Appraisal(self.plan)
        self.envelopes = [self.money.assess(envelope) for envelope in self.plan.envelopes.values()]

    def verdict(self) -> str:
        if any(problem["severity"] == "error" for problem in self.plan.problems):
            return "invalid"
        if not self.plan.envelopes:
            return "unchecked"
        found = ["within"] + [envelope["total"]["state"] for envelope in self.envelopes]
        if any(self.money.outside[reason] for reason in ("unfunded", "ambiguous", "beyond")):
            found.append("unfunded")
        return max(found, key=VERDICTS.index)

    def initiative(self, item: Initiative) -> dict:
        out = {"id": item.id, "code": item.code, "stage": item.stage, "start": None, "finish": None,
               "slack_days": None, "critical": False, "driven_by": None}  # fmt: skip
        if item.scheduled:  # what is unscheduled is listed with nulls [15]
            slack = (item.late_start - item.start).days
            out |= {"start": item.start.isoformat(), "finish": item.last_day.isoformat(),
                    "slack_days": slack, "critical": slack <= 0, "driven_by": item.driven_by}  # fmt: skip
        return out

    def envelope(self, assessed: dict) -> dict:
        fields = ("opening", "allocation", "returned", "spend", "closing", "lapsed", "headroom", "ineligible",
                  "balance", "limit")  # fmt: skip
        years = []
        for row in assessed["years"]:
            more = row["contingency"]
            years.append(
                {"year": self.plan.label(row["year"])}
                | {name: pounds(row[name]) for name in fields}
                | {"state": row["state"]}
                | {"contingency": more and {"spend": pounds(more["spend"]), "headroom": pounds(more["headroom"]),
                                            "state": more["state"]}}  # fmt: skip
            )
        total = assessed["total"]
        total = {name: pounds(total[name]) for name in ("allocation", "spend", "headroom")} | {"state": total["state"]}
        return {"id": assessed["id"], "pays": assessed["pays"], "years": years, "total": total}

    def json(self) -> dict:
        plan, money, value = self.plan, self.money, self.appraisal
        finishes = [item.last_day for item in plan.initiatives.values() if item.scheduled]
        return {
            "milepost": 1,
            "plan": {
                "path": self.path,
                "title": plan.title,
                "start": plan.start.isoformat(),
                "finish": max(finishes).isoformat() if finishes else None,
            },
            "case": self.case,
            "scenario": self.scenario,
            "verdict": self.verdict(),
            "diagnostics": plan.problems,
            "initiatives": [self.initiative(item) for item in plan.initiatives.values()],
            "envelopes": [self.envelope(assessed) for assessed in self.envelopes],
            "outside": {reason: pounds(pence) for reason, pence in money.outside.items()},
            "recurrent": [
                {key: plan.label(item) if key == "year" else pounds(item) for key, item in row.items()}
                for row in money.recurrent()
            ],
            "totals": {name: pounds(pence) for name, pence in money.totals.items()},
            "appraisal": {
                "npv_cashable": pounds(half_even(value.npv["cashable"])),
                "bcr_cashable": ratio(value.bcr["cashable"]),
                "npv_all": pounds(half_even(value.npv["all"])),
                "bcr_all": ratio(value.bcr["all"]),
                "payback": year_month(value.payback),
                "peak_outlay": pounds(value.peak),
                "peak_month": year_month(value.peak_month),
            },
        }


def main() -> int:
    parser = argparse.ArgumentParser(description="What the rules say a plan comes to, as the JSON of `check`.")
    parser.add_argument("plan", type=Path)
    parser.add_argument("--case")
    parser.add_argument("--scenario")
    parser.add_argument("--now", help="accepted and not needed: no figure depends on today")
    args = parser.parse_args()
    try:
        answer = Answer(read(args.plan), args.case, args.scenario, str(args.plan))
    except (Unreadable, OSError, tomllib.TOMLDecodeError) as error:
        print(f"oracle: {error}", file=sys.stderr)
        return 2
    json.dump(answer.json(), sys.stdout, indent=1)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
