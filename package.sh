#!/usr/bin/env bash
# Installs what is missing, builds a release and leaves the Debian package in build/release.
set -euo pipefail
cd "$(dirname "$0")"

./install-dependencies.sh
cmake --preset release -DTENBIN_TESTS=OFF -DTENBIN_BENCHMARKS=OFF
cmake --build --preset release --parallel "$(nproc)"
cd build/release
cpack -G DEB
ls -l "$PWD"/tenbin_*.deb
