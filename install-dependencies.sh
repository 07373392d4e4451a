#!/usr/bin/env bash
# Debian 12 packages that Tenbin is built and tested with; does nothing where all
# are present. `--test` adds what only the tests need.
set -euo pipefail

packages=(
  g++ cmake ninja-build ccache dpkg-dev
  qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
  linguist-qt6 libqt6sql6-sqlite qt6-qpa-plugins libgl-dev libxkbcommon-dev
  libeigen3-dev libtbb-dev libpagmo-dev libsqlite3-dev libflatbuffers-dev flatbuffers-compiler
  libprotobuf-dev protobuf-compiler libonnx-dev nlohmann-json3-dev libtomlplusplus-dev
  libcli11-dev libfmt-dev libexpected-dev zlib1g-dev libhdf5-dev libstb-dev pkg-config libcairo2-dev libpango1.0-dev
  dataset-fashion-mnist fonts-ipafont-gothic fonts-dejavu-core
)
if [ "${1:-}" = "--test" ]; then
  packages+=(libgtest-dev libgmock-dev libbenchmark-dev clang-format xvfb xauth desktop-file-utils shared-mime-info appstream man-db poppler-utils)
fi

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "Installing: ${missing[*]}"
sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo"
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get -o DPkg::Lock::Timeout=600 update -qq
$sudo apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "${missing[@]}"
