"""What things cost, side by side: `python -m bench`; `--help` tells of its options."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench import growth, hostile, peers, startup, throughput
from bench.measure import CommandFailedError, Measurement, measure_in_turns, run_command


def main() -> None:
    """Measures, prints tables and writes all figures as JSON."""
    options = _parse_options()
    qaim = options.qaim or shutil.which("qaim", path=os.path.dirname(sys.executable)) or "qaim"
    told: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, {platform.system()}",
        "runs": options.runs,
    }
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        if "startup" in options.parts:
            told["startup"] = _measure_startup(qaim, f"{folder}/cache", options)
        if "inside" in options.parts:
            told["inside"] = _measure_throughput(options)
        if "growth" in options.parts:
            told["growth"] = _measure_growth(Path(folder), qaim, options)
        if "extraction" in options.parts:
            told["extraction"] = _measure_extraction(Path(folder), qaim, options)
        if "fullscreen" in options.parts:
            told["fullscreen"] = {
                str(size): _measure_screen(qaim, size, options.runs) for size in options.sizes
            }
        if "hostile" in options.parts:
            told["hostile"] = _hostile(options)
        if "peers" in options.parts:
            told["peers"] = {
                str(size): _measure_peers(size, Path(folder) / str(size), qaim, options)
                for size in options.sizes
            }
    Path(options.out).write_text(json.dumps(told, indent=2), "utf-8")
    print(f"\nall figures: {options.out}")


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parts = ["startup", "inside", "growth", "extraction", "fullscreen", "hostile", "peers"]
    parser.add_argument("parts", nargs="*", default=parts, help=f"{', '.join(parts)}; else all")
    parser.add_argument("--runs", type=int, default=9, help="of each command, in turns")
    parser.add_argument("--sizes", type=lambda text: [int(each) for each in text.split(",")],
                        default=[30, 10_000], help="events, as 30,10000")  # fmt: skip
    parser.add_argument("--timeout", type=float, default=120, help="seconds for one run of a peer")
    parser.add_argument("--count", action="store_true", help="count instructions (valgrind)")
    parser.add_argument("--qaim", help="the program, instead of the one beside this Python")
    parser.add_argument("--peers", help="a folder in which peers are looked for first")
    parser.add_argument("--texts", type=Path,
                        help="a folder of others' texts: temporal/ and article.txt")  # fmt: skip
    parser.add_argument("--out", default="bench.json", help="where the figures go")
    options = parser.parse_args()
    if unknown := [each for each in options.parts if each not in parts]:
        parser.error(f"there is no part {unknown[0]!r}; there are {', '.join(parts)}")
    return options


def _measure_startup(qaim: str, cache: str, options: argparse.Namespace) -> list[dict[str, Any]]:
    measured = measure_in_turns(
        list(startup.list_commands(qaim, cache)), options.runs, count=options.count
    )
    _print_measurements("Start-up", measured, measured[0].median)
    medians = {each.name: each.median for each in measured}
    for name, (base, most) in startup.TARGET_RATIOS.items():
        ratio = medians[name] / medians[base]
        print(f"  {name}: {ratio:.2f} x `{base}`, the aim is {most:.2f}")
    return [each._asdict() for each in measured]


def _measure_screen(qaim: str, size: int, runs: int) -> dict[str, Any]:
    """What the full screen costs; steps in milliseconds."""
    from bench import fullscreen

    told: dict[str, Any] = fullscreen.measure_screen(qaim, size, runs)
    base, base_cpu = told["import textual.app"], told["import textual.app, CPU"]
    print(f"\nThe full screen, {size:,} events; importing textual.app takes {base:.3f} s, "
          f"{base_cpu:.3f} s of CPU\n")  # fmt: skip
    for name, first, settled, written, cpu in told["steps"]:
        print(f"{name:24} first {first * 1000:6.0f} ms  settled {settled * 1000:6.0f} ms"
              f"  CPU {cpu * 1000:6.0f} ms  {written:8,.0f} bytes")  # fmt: skip
    print(f"memory {told['memory']:.0f} MB, CPU when idle {told['idle']:.1%}")
    start = told["steps"][0]
    print(f"start: {start.settled / base:.1f} x importing textual.app by the clock, "
          f"{start.cpu / base_cpu:.1f} x in CPU time, the aim is 5.5")  # fmt: skip
    return {**told, "steps": [step._asdict() for step in told["steps"]]}


def _measure_throughput(options: argparse.Namespace) -> list[dict[str, Any]]:
    rates = [
        *throughput.measure_rates(10_000, options.runs),
        *throughput.measure_growth(3_000, options.runs),
        *throughput.measure_acceptance((500, 2_000), options.runs),
    ]
    print("\nInside, 10,000 events; 3,000 where texts grow\n")
    for rate in rates:
        print(f"  {rate.name:<36}{rate.a_second:12,.0f} a second   ±{rate.spread:.0%}")
    return [each._asdict() for each in rates]


def _measure_growth(folder: Path, qaim: str, options: argparse.Namespace) -> list[dict[str, Any]]:
    grown = growth.measure_growth(
        options.sizes, folder, qaim, options.runs, max(options.timeout, 3600)
    )
    print(f"\nQuestions, their index ready: CPU seconds at {options.sizes} events, exponent, MB\n")
    for each in grown:
        seconds = "".join(f"{known.cpu:9.3f}" for known in each.by_size.values())
        exponent = "" if each.exponent is None else f"{each.exponent:8.2f}"
        memory = max(known.memory for known in each.by_size.values())
        notes = " ".join({known.note for known in each.by_size.values() if known.note})
        print(f"  {each.name:<28}{seconds}{exponent}{memory:8.0f} {notes}")
    return [
        {**known._asdict(), "size": size, "exponent": each.exponent}
        for each in grown
        for size, known in each.by_size.items()
    ]


def _measure_extraction(folder: Path, qaim: str, options: argparse.Namespace) -> dict[str, Any]:
    from bench import extraction

    texts = options.texts or extraction.FOLDER
    return extraction.measure_extraction(texts, folder, qaim)


def _hostile(options: argparse.Namespace) -> list[dict[str, Any]]:
    grown = list(hostile.growth(min(options.runs, 3)))
    print(f"\nTexts made for trouble, {hostile.TIMES} times as long: the ten that grow most\n")
    for each in grown[:10]:
        print(f"  {each.name:<48}{each.ratio:8.1f} x the time")
    return [each._asdict() for each in grown]


def _measure_peers(
    size: int, folder: Path, qaim: str, options: argparse.Namespace
) -> list[dict[str, Any]]:
    folder.mkdir()
    events = peers.generate_day_events(size)
    wanted = peers.find_expected_ids(events)
    subjects, absent = peers.prepare_commands(
        events, folder, qaim, peers.build_search_path(options.peers)
    )
    del events
    right = []
    for subject in subjects:
        # The first run also builds what a program keeps; it is not measured.
        try:
            found = peers.extract_ids(run_command(subject, options.timeout).out)
        except (CommandFailedError, OSError) as error:
            absent[subject.name] = str(error)
        else:
            if wanted == found:
                right.append(subject)
            else:
                absent[subject.name] = f"answered {len(found)} events instead of {len(wanted)}"
    runs = options.runs if size <= 100_000 else max(3, options.runs // 3)
    measured = measure_in_turns(right, runs, timeout=options.timeout)
    _print_measurements(f"{size:,} events, {len(wanted):,} found", measured, measured[0].median)
    for name, why in absent.items():
        print(f"  {name}: {why}")
    shutil.rmtree(folder)
    return [each._asdict() for each in measured] + [
        {"name": name, "note": why} for name, why in absent.items()
    ]


def _print_measurements(title: str, measured: Iterable[Measurement], base: float) -> None:
    print(f"\n{title}\n")
    for each in measured:
        if each.note:
            print(f"  {each.name:<28}{each.note}")
            continue
        counted = f"{each.instructions:8,} M" if each.instructions else ""
        print(
            f"  {each.name:<28}{each.median:9.3f} s  {each.median / base:8.2f} x"
            f"   ±{each.spread:3.0%} {each.memory:8.0f} MB  {counted}"
        )


if __name__ == "__main__":
    main()
