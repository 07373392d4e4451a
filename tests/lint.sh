#!/usr/bin/env bash
# clang-tidy over the sources that differ from main, or over all: tests/lint.sh [--all | FILE…]. Ends with 1 where it finds something.
set -euo pipefail
cd "$(dirname "$0")/.."
tidy="$(command -v clang-tidy-19 || true)"
[ -n "$tidy" ] || { echo "apt-get install clang-tidy-19"; exit 2; }
# Without precompiled headers: clang cannot read GCC's, and a source that forgot an include shows it here.
cmake --preset release -B build/lint -DTENBIN_BENCHMARKS=OFF -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON > /dev/null
ninja -C build/lint tenbin_gui_autogen generated/words_ja.inc > /dev/null

case "${1:-}" in
  --all) files=$(git ls-files 'engine/*.cpp' 'models/*.cpp' 'cli/*.cpp' 'gui/*.cpp') ;;
  "") files=$(git diff --name-only --diff-filter=d main -- '*.cpp') ;;
  *) files="$*" ;;
esac
[ -n "$files" ] || { echo "nothing changed"; exit 0; }
found=$(echo "$files" | xargs -P "$(nproc)" -n 1 "$tidy" -p build/lint --quiet 2>/dev/null | grep -E 'warning:|error:' | sort -u || true)
[ -z "$found" ] && { echo "clean"; exit 0; }
echo "$found"
exit 1
