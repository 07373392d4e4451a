// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/comparison/comparison.h"
#include "engine/comparison/layer_comparison.h"
#include "engine/tables/table.h"

namespace tenbin {

/// For spreadsheets and programs: a row a figure, a column a column, raw numbers, units behind the labels
/// ("latency [s]"), unknown empty.
Table figureTable(const Comparison& comparison);
/// A row a pair of operators: both sides' index, operator, name, latency and energy, then the differences.
Table pairTable(const LayerComparison& layers);

/// {"name": …, "reference": …, "columns": [{"title": …, "network": …, …}], "rows": [{"figure": "latency",
/// "unit": "s", "cells": [{"value": …, "low": …, "high": …, "difference": …, "best": "clear"}]}]}
std::string toJson(const Comparison& comparison);

} // namespace tenbin
