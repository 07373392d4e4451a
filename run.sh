#!/usr/bin/env bash
# Installs what is missing, builds a release and opens Tenbin with a model already
# on the board; without a display it prints the same verdicts in the terminal.
# Arguments go to Tenbin: ./run.sh my_model.tflite
set -euo pipefail
cd "$(dirname "$0")"

./install-dependencies.sh
cmake --preset release -DTENBIN_TESTS=OFF -DTENBIN_BENCHMARKS=OFF > build-release.log 2>&1 || { cat build-release.log; exit 1; }
cmake --build --preset release --parallel "$(nproc)" --target tenbin tenbin-cli
rm -f build-release.log

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec build/release/bin/tenbin "$@"
fi
echo "No display found: here are the verdicts in the terminal. tenbin-cli --help tells more."
echo
if [ $# -eq 0 ]; then
  exec build/release/bin/tenbin-cli estimate "zoo:mobilenet_v1?alpha=0.25&input=96x96x3"  # as the window starts
fi
for model in "$@"; do
  build/release/bin/tenbin-cli estimate "$model"
done
