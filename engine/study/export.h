// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

#include "engine/study/study_file.h"

namespace tenbin {

/// Takes a long text piece by piece; each piece ends with a line.
using TextSink = std::function<void(std::string_view piece)>;

/// One line a row: point, network, target, one column an axis, then the figures. Unknown: empty.
/// Numbers in full, with a point, whatever the locale.
void writePointsCsv(const TextSink& out, const StudyContent& content, std::span<const std::uint32_t> rows);
/// {"study": …, "engine": …, "points": [{"point": …, "network": …, "target": …, "configuration": {…}, "latency_s": …}, …]}
void writePointsJson(const TextSink& out, const StudyContent& content, std::span<const std::uint32_t> rows);
/// One of the two, by the ending of the name (.json, else CSV), in the place of the file or not at all.
/// Errors: fileUnwritable.
Result<void> savePoints(const std::filesystem::path& file, const StudyContent& content,
                        std::span<const std::uint32_t> rows);

} // namespace tenbin
