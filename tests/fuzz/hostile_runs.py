#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the built tenbin-cli, a whole process each, on damaged files of every kind that it reads, and counts what went
wrong: processes ended by a signal, more than five seconds of processor time, more than a gigabyte, an exit code that is neither 0 nor 1,
and failures without a word.

Usage: tests/fuzz/hostile_runs.py [BUILD_FOLDER] [--runs N] [--seed N] [--kinds KIND…] [--keep FOLDER]

Seeds come from the smoke programs (smoke_KIND --write-seeds), so their build must exist. Prints one Markdown row a kind
(docs/TRUST.md) and ends with 1 where anything went wrong; --keep saves the files that did it.
"""
import argparse
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

CPU_SECONDS = 5
SECONDS = 60  # of wall clock: only what waits for nothing takes them
ADDRESS_SPACE = 4 << 30
MEMORY = 1 << 30
EDGES = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 1 << 40, (1 << 63) - 1,
         (1 << 64) - 1]
DIGITS = [b"0", b"-1", b"1e308", b"nan", b"9223372036854775808", b"4294967296", b"0.0000001"]


def damaged(seeds, rng):
    """A seed with one to four changes: bits, numbers at the edges of their type, pieces cut, doubled or swapped."""
    data = bytearray(rng.choice(seeds))
    for _ in range(rng.randint(1, 4)):
        if not data:
            break
        at = rng.randrange(len(data))
        change = rng.randrange(7)
        if change == 0:
            data[at] ^= 1 << rng.randrange(8)
        elif change == 1:
            width = rng.choice([1, 2, 4, 8])
            value = rng.choice(EDGES) & ((1 << (8 * width)) - 1)
            data[at:at + width] = value.to_bytes(width, "little")
        elif change == 2:
            del data[at:]
        elif change == 3:
            del data[at:at + rng.randint(1, 64)]
        elif change == 4:
            piece = data[at:at + rng.randint(1, 256)]
            data[at:at] = piece * rng.randint(1, 8)
        elif change == 5:
            other = rng.choice(seeds)
            start = rng.randrange(len(other)) if other else 0
            data[at:at + rng.randint(0, 64)] = other[start:start + rng.randint(1, 256)]
        else:
            digits = [i for i, byte in enumerate(data) if 48 <= byte <= 57]
            if digits:
                i = rng.choice(digits)
                data[i:i + 1] = rng.choice(DIGITS)
    return bytes(data)


class Kind:
    """A kind of file: where its seeds come from, what it is called on disk and what is run on it."""

    def __init__(self, seeds, name, commands, environment=None):
        self.seeds = seeds
        self.name = name
        self.commands = commands
        self.environment = environment or {}


KINDS = {
    "tflite": Kind("tflite", "x.tflite", [["inspect", "{file}"], ["estimate", "{file}"], ["estimate", "{file}", "--json"]]),
    "onnx": Kind("onnx", "x.onnx", [["inspect", "{file}"], ["estimate", "{file}"], ["estimate", "{file}", "--json"]]),
    "question": Kind("question", "x.toml", [["sweep", "{file}"]]),
    "preset": Kind("preset", "targets/x.toml", [["targets"], ["estimate", "zoo:mlperf_kws"]], {"TENBIN_PRESETS": "{folder}"}),
    "measurements": Kind("measurements", "x.csv", [["validate", "--measurements", "{file}"]]),
    "comparison": Kind("comparison", "x.json", [["compare", "--file", "{file}"]]),
    "study": Kind("study", "x.tenbin", [["studies", "{file}"], ["front", "{file}"],
                                       ["report", "study", "{file}", "-o", "{folder}/r.md"], ["merge", "{folder}/m.tenbin", "{file}"]]),
}


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(program, arguments, environment):
    """Exit code (negative: a signal; None: out of time), processor seconds, peak bytes and what was said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen([program, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, env={**os.environ, **environment}, preexec_fn=limited)
    try:
        said = process.communicate(timeout=SECONDS)[1]
        code = process.returncode
    except subprocess.TimeoutExpired:
        process.kill()
        said = process.communicate()[1]
        code = None
    if code is not None and -code in (signal.SIGXCPU, signal.SIGKILL):
        code = None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return code, seconds, after.ru_maxrss * 1024, said


class Tally:
    def __init__(self):
        self.runs = self.crashes = self.slow = self.silent = self.strange = 0
        self.slowest = 0.0
        self.peak = 0

    def add(self, code, seconds, peak, said):
        """Whether this run went wrong."""
        self.runs += 1
        self.slowest = max(self.slowest, seconds)
        self.peak = max(self.peak, peak)
        crash = code is not None and code < 0
        strange = code is not None and code > 1
        silent = code == 1 and not said.strip()
        self.crashes += crash
        self.slow += code is None
        self.strange += strange
        self.silent += silent
        return crash or strange or silent or code is None

    def wrong(self):
        return self.crashes + self.slow + self.silent + self.strange + (self.peak > MEMORY)


def measure(kind, seeds, program, runs, rng, keep):
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, kind.name)
        file.parent.mkdir(exist_ok=True)
        environment = {key: value.format(folder=folder) for key, value in kind.environment.items()}
        while tally.runs < runs:
            data = damaged(seeds, rng)
            for command in kind.commands:
                file.write_bytes(data)
                arguments = [part.format(file=file, folder=folder) for part in command]
                code, seconds, peak, said = run(program, arguments, environment)
                if tally.add(code, seconds, peak, said) and keep:
                    pathlib.Path(keep).mkdir(parents=True, exist_ok=True)
                    pathlib.Path(keep, f"{tally.runs}-{command[0]}-{file.name}").write_bytes(data)
                    print(code, f"{seconds:.1f} s", " ".join(arguments), said[-300:], file=sys.stderr)
    return tally


def seeds_of(build, kind):
    folder = tempfile.mkdtemp()
    try:
        subprocess.run([build / "tests/fuzz" / f"smoke_{kind}", "--write-seeds", folder], check=True,
                       stdout=subprocess.DEVNULL)
        return [path.read_bytes() for path in sorted(pathlib.Path(folder).iterdir()) if path.is_file()]
    finally:
        shutil.rmtree(folder)


def in_a_process_of_its_own(work):
    """Runs `work` in a child, because the peak of children's memory is one figure for the life of a process."""
    child = os.fork()
    if child == 0:
        status = work()
        sys.stdout.flush()
        os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default="build/release", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=500, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="+", choices=sorted(KINDS), default=list(KINDS))
    parser.add_argument("--keep", help="folder for the files that went wrong")
    options = parser.parse_args()

    print("| input | runs | signals | over 5 s CPU | other exit codes | failed silently | slowest | largest |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    status = 0
    for name in options.kinds:
        def work(name=name):
            kind = KINDS[name]
            seeds = seeds_of(options.build, kind.seeds)
            tally = measure(kind, seeds, options.build / "bin/tenbin-cli", options.runs,
                            random.Random(f"{options.seed} {name}"), options.keep)
            print(f"| {name} | {tally.runs:,} | {tally.crashes} | {tally.slow} | {tally.strange} | {tally.silent} "
                  f"| {tally.slowest:.2f} s | {tally.peak / 1e6:.0f} MB |")
            return int(tally.wrong() > 0)
        status |= in_a_process_of_its_own(work)
    return status


if __name__ == "__main__":
    sys.exit(main())
