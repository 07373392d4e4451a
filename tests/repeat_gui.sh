#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the window's test programs again and again, several at once, until one fails.
# Usage: tests/repeat_gui.sh [BUILD_FOLDER [RUNS [AT_ONCE]]]
set -eu
build=${1:-build/release}
runs=${2:-200}
at_once=${3:-6}
exec ctest --test-dir "$build" -R '^test_gui' --repeat "until-fail:$runs" -j "$at_once" --output-on-failure --timeout 3600
