// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace tenbin {

/// What a study asks: a design space is estimated, a sparsity sweep is measured. A new kind has its row in
/// study_kind.cpp.
enum class StudyKind : std::uint8_t { space, sparsity };

/// What the engine says of a kind.
struct StudyKindFacts {
    StudyKind kind;
    std::string_view stored;  ///< in files of studies
    std::string_view name;    ///< "design space"
    std::string_view opensIn; ///< where such a study is looked at: "Explore and in tenbin-cli front"
    std::string_view rests;   ///< what its hash stands for: "the question, a preset or a model"
};

const StudyKindFacts& factsOf(StudyKind kind);
/// A kind by what is stored; a design space where nothing that is known is stored.
StudyKind studyKindFrom(std::string_view stored);

} // namespace tenbin
