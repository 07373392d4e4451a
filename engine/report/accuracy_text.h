// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "engine/estimate/estimate.h"
#include "engine/networks/published_accuracy.h"

namespace tenbin {

/// A share from 0 to 1 as the reader's system writes it; "70.9 %" by default.
using ShareFormat = std::function<std::string(double)>;

/// "70.9 % top-1".
std::string accuracyValue(const PublishedAccuracy& accuracy, const ShareFormat& share = {});
/// "70.9 % top-1 · ImageNet (ILSVRC 2012 validation), int8".
std::string accuracyText(const PublishedAccuracy& accuracy, const ShareFormat& share = {});
/// "70.9 % → 63.3 % top-1".
std::string accuracyText(const AccuracyChange& change, const ShareFormat& share = {});

/// What a remedy leads to, behind it: " (12.3 ms, 70.9 % → 63.3 % top-1)"; empty where nothing is known.
std::string remedyOutcome(const Remedy& remedy, const Graph& graph);

/// {value, metric, data, bits, lower_is_better, source, note}; null where nothing is published.
nlohmann::ordered_json accuracyJson(const PublishedAccuracy* accuracy);
/// {from, to, metric, data, bits, source}; null where no source has both.
nlohmann::ordered_json accuracyJson(const std::optional<AccuracyChange>& change);

} // namespace tenbin
