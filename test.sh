#!/usr/bin/env bash
# Installs what is missing, builds everything and runs every test without a display.
set -euo pipefail
cd "$(dirname "$0")"

./install-dependencies.sh --test
cmake --preset release -DTENBIN_TESTS=ON -DTENBIN_BENCHMARKS=ON
cmake --build --preset release --parallel "$(nproc)"
ctest --preset release --parallel "$(nproc)" "$@"
