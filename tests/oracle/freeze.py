#!/usr/bin/env python3
"""Writes random plans with the oracle's answers to `answers/`, for the tests that run without Python.

    python3 freeze.py A..B

Each `answers/SEED.toml` has beside it `SEED.json`: a list of {"case", "scenario", "answer"}, one for each pair of a case and a
scenario of the plan, with `only_verdict` where an error of the file leaves nothing else to compare.
"""

from __future__ import annotations

import json
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

from compare import SCHEDULE_ERRORS, figures, oracle, variants
from generate import make, text


def main() -> None:
    folder = Path(__file__).parent / "answers"
    folder.mkdir(exist_ok=True)
    first, _, last = sys.argv[1].partition("..")
    for seed in range(int(first), int(last) + 1):
        plan = folder / f"{seed:03}.toml"
        content = text(make(seed))
        plan.write_text(content, encoding="utf-8")
        answers = []
        for case, scenario in variants(tomllib.loads(content, parse_float=Decimal)):
            answer = oracle(plan, case, scenario)
            if answer is None:
                answers.append({"case": case, "scenario": scenario, "only_verdict": True, "figures": {"verdict": "invalid"}})
                continue
            errors = {d["kind"] for d in answer["diagnostics"] if d["severity"] == "error"}
            only_verdict = bool(errors - SCHEDULE_ERRORS)
            every = figures(answer)
            kept = {"verdict": every["verdict"]} if only_verdict else {k: v for k, v in every.items() if v is not None and v != []}
            answers.append({"case": case, "scenario": scenario, "only_verdict": only_verdict, "figures": kept})
        lines = ",\n".join(json.dumps(answer, separators=(",", ":")) for answer in answers)
        plan.with_suffix(".json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
