#!/usr/bin/env bash
# Runs one fuzz target under libFuzzer with addresses and undefined behaviour checked: tests/fuzz/run.sh tflite 600
# Needs clang; what it finds is left as crash-* in build/fuzz/corpus/TARGET.
set -euo pipefail
cd "$(dirname "$0")/../.."
target="${1:?target: tflite onnx keras estimate preset question comparison measurements study data}"
seconds="${2:-60}"

cmake --preset fuzz
cmake --build --preset fuzz --target "fuzz_$target" "smoke_$target"
corpus="build/fuzz/corpus/$target"
mkdir -p "$corpus"
build/fuzz/tests/fuzz/"smoke_$target" --write-seeds "$corpus"
cd "$corpus"
exec ../../tests/fuzz/"fuzz_$target" -max_total_time="$seconds" -timeout=1 -rss_limit_mb=1024 -print_final_stats=1 .
