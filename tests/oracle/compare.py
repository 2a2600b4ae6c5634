#!/usr/bin/env python3
"""Compares the program with the oracle, figure by figure.

    python3 compare.py --milepost BIN [--seeds A..B] [--size N] [--keep FOLDER] [--shrink] [PLAN...]

Runs `BIN check --format json --now DATE PLAN [--case ID] [--scenario ID]` on random plans and on given files, without
and with each case and scenario of the plan, and prints the first figures that differ with their paths. Offending
random plans are kept in FOLDER (default `differences`), with `--shrink` also cut down to the smallest plan that still
differs. Exit status 0: all equal; 1: differences; 2: wrong usage.
"""

from __future__ import annotations

import argparse
import copy
import json
import subprocess
import sys
import tempfile
import tomllib
from decimal import Decimal
from pathlib import Path

from generate import make, text
from oracle import Answer, Unreadable, read

SHOWN = 12
ABSENT = "(absent)"
# Errors after which every figure is still defined. After others (shares that are not 100 %, unknown names) only the
# verdict is compared.
SCHEDULE_ERRORS = {"cycle", "dependency", "start-before-not-before"}


def figures(answer: dict) -> dict[str, object]:
    """Every figure of an answer by its path; lists of things with an id or year are keyed by it."""
    out: dict[str, object] = {}

    def walk(path: str, item) -> None:
        if isinstance(item, dict):
            for key, below in item.items():
                walk(f"{path}.{key}" if path else key, below)
        elif isinstance(item, list) and item and all(isinstance(x, dict) for x in item):
            for n, below in enumerate(item):
                walk(f"{path}[{below.get('id', below.get('year', n))}]", below)
        elif isinstance(item, list):
            out[path] = sorted(map(str, item))
        else:
            out[path] = item

    walk("", {key: item for key, item in answer.items() if key not in ("diagnostics", "sentence")})
    out.pop("plan.path", None)
    out.pop("plan.title", None)
    return out


def differences(expected: dict, found: dict, only_verdict: bool) -> list[tuple[str, object, object]]:
    """(path, oracle's value, program's value) of all that differs. Fields that only the program has are its own."""
    theirs, out = figures(found), []
    for path, value in figures(expected).items():
        if only_verdict and path != "verdict":
            continue
        other = theirs.get(path, ABSENT)
        if other == ABSENT and value in (None, False, []):
            continue
        if other == ABSENT and path.endswith((".id", ".year")) and unscheduled(expected, path):
            continue
        if value != other:
            out.append((path, value, other))
    listed = {path for path in theirs if path.startswith(("initiatives[", "envelopes[", "recurrent["))}
    for path in sorted(listed - figures(expected).keys()):
        if path.endswith(("].id", "].year")) and not only_verdict:
            out.append((path, ABSENT, theirs[path]))
    return out


def unscheduled(answer: dict, path: str) -> bool:
    """Whether a path names an initiative without dates, which the program may leave out."""
    return any(path == f"initiatives[{i['id']}].id" and i["start"] is None for i in answer["initiatives"])


def oracle(plan: Path, case: str | None, scenario: str | None) -> dict | None:
    """The oracle's answer, None when the plan cannot be computed."""
    try:
        return Answer(read(plan), case, scenario, str(plan)).json()
    except Unreadable:
        return None


def program(binary: str, plan: Path, case: str | None, scenario: str | None, now: str) -> dict | str:
    """The program's answer, or what went wrong."""
    command = [binary, "check", "--format", "json", "--now", now, str(plan)]
    command += ["--case", case] if case else []
    command += ["--scenario", scenario] if scenario else []
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if done.returncode not in (0, 1):
        return f"exit status {done.returncode}: {done.stderr.strip()[:300]}"
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError as error:
        return f"not JSON: {error}"


def compare(binary: str, plan: Path, case: str | None, scenario: str | None, now: str) -> list[tuple]:
    expected, found = oracle(plan, case, scenario), program(binary, plan, case, scenario, now)
    if expected is None:
        wrong = isinstance(found, dict) and found.get("verdict") != "invalid"
        return [("verdict", "refused or invalid", found["verdict"])] if wrong else []
    if isinstance(found, str):
        return [("run", "an answer", found)]
    errors = {d["kind"] for d in expected["diagnostics"] if d["severity"] == "error"}
    return differences(expected, found, bool(errors - SCHEDULE_ERRORS))


def variants(tables: dict) -> list[tuple[str | None, str | None]]:
    """Every pair of a case and a scenario of a plan, none included."""
    return [(c, s) for s in (None, *tables.get("scenario", {})) for c in (None, *tables.get("case", {}))]


def shrink(tables: dict, differs) -> dict:
    """Removes keys as long as the plan still differs."""

    def paths(item: dict, path: tuple = ()):
        for key, below in item.items():
            yield path + (key,)
            if isinstance(below, dict):
                yield from paths(below, path + (key,))

    changed = True
    while changed:
        changed = False
        for path in sorted(paths(tables), key=len):
            smaller = copy.deepcopy(tables)
            place = smaller
            try:
                for key in path[:-1]:
                    place = place[key]
                del place[path[-1]]
            except KeyError:
                continue
            if differs(smaller):
                tables, changed = smaller, True
    return tables


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares the program with the oracle.")
    parser.add_argument("--milepost", required=True, metavar="BIN")
    parser.add_argument("--seeds", metavar="A..B", help="random plans, both ends included")
    parser.add_argument("--size", type=int, help="initiatives of a random plan")
    parser.add_argument("--now", default="2027-06-15")
    parser.add_argument("--keep", type=Path, default=Path("differences"))
    parser.add_argument("--shrink", action="store_true", help="cut an offending random plan down")
    parser.add_argument("--stop", type=int, default=5, help="plans with differences to show before giving up (0: all)")
    parser.add_argument("plans", nargs="*", type=Path, metavar="PLAN")
    args = parser.parse_args()

    work = [(str(plan), plan.read_text(encoding="utf-8-sig"), plan) for plan in args.plans]
    if args.seeds:
        first, _, last = args.seeds.partition("..")
        work += [(f"seed {seed}", text(make(seed, args.size)), None) for seed in range(int(first), int(last or first) + 1)]

    runs, bad = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder) / "plan.toml"
        for name, content, given in work:
            plan = given or scratch
            if not given:
                scratch.write_text(content, encoding="utf-8")
            try:
                tables = read(plan) if given else tomllib.loads(content, parse_float=Decimal)
            except tomllib.TOMLDecodeError as error:  # a spelling of TOML 1.1 that this Python does not read
                print(f"{name}: skipped, {error}")
                continue
            worst = None
            for case, scenario in variants(tables):
                runs += 1
                found = compare(args.milepost, plan, case, scenario, args.now)
                if found:
                    worst = worst or (case, scenario)
                    print(f"{name}, case {case or 'central'}, scenario {scenario or 'none'}: {len(found)} differ")
                    for path, expected, other in found[:SHOWN]:
                        print(f"    {path}: oracle {expected}, program {other}")
                    break
            if worst is None:
                continue
            bad += 1
            if not given:
                args.keep.mkdir(parents=True, exist_ok=True)
                kept = args.keep / f"{name.replace(' ', '-')}.toml"
                kept.write_text(content, encoding="utf-8")
                print(f"    kept as {kept}")
                if args.shrink:
                    wanted = found[0][0].split(".")[-1]  # the same field must go on differing

                    def differs(smaller: dict) -> bool:
                        scratch.write_text(text(smaller), encoding="utf-8")
                        try:
                            return any(d[0].split(".")[-1] == wanted for d in compare(args.milepost, scratch, *worst, args.now))
                        except Exception:
                            return False

                    small = text(shrink(tables, differs))
                    kept.with_suffix(".small.toml").write_text(small, encoding="utf-8")
                    print("    " + small.replace("\n", "\n    "))
            if bad == args.stop:
                break
    print(f"{runs} runs, {bad} plans differ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
