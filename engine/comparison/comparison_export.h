// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/comparison/comparison.h"
#include "engine/comparison/layer_comparison.h"

namespace tenbin {

/// A row a figure, a column a column, raw numbers with '.' in every locale, units behind the labels
/// ("latency [s]"), unknown empty. Separated by commas (RFC 4180), or by tabs for spreadsheets.
std::string toCsv(const Comparison& comparison);
std::string toTsv(const Comparison& comparison);
/// {"name": …, "reference": …, "columns": [{"title": …, "network": …, …}], "rows": [{"figure": "latency",
/// "unit": "s", "cells": [{"value": …, "low": …, "high": …, "difference": …, "best": "clear"}]}]}
std::string toJson(const Comparison& comparison);

/// A row a pair of operators: both sides' index, operator, name, latency and energy, then the differences.
std::string toCsv(const LayerComparison& layers);
std::string toTsv(const LayerComparison& layers);

} // namespace tenbin
