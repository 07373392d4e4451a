// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>

#include "engine/exploration/question.h"

namespace tenbin {

/// Values of an axis as one types them: "8, 4, 2", "100M .. 1G x 20", "100M .. 1G log 20".
/// Numbers may end in k, M or G; words are choices. Nothing if it cannot be read.
std::optional<QuestionAxis> axisFromText(const std::string& key, const QString& text);
QString axisText(const QuestionAxis& axis);

} // namespace tenbin
