// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/project/take_along.h"

namespace tenbin {

std::optional<Error> takeStudiesAlong(const std::filesystem::path& from, const std::filesystem::path& to,
                                      StudyKind kind)
{
    std::error_code ignored;
    if (!std::filesystem::exists(from, ignored))
        return std::nullopt;
    const auto source = StudyFile::openExisting(from);
    if (!source)
        return source.error();
    const auto studies = (*source)->studies();
    if (!studies)
        return studies.error();
    std::optional<Error> first; // one study that cannot be read must not leave the others behind
    std::shared_ptr<StudyFile> target;
    for (const StudyInfo& study : *studies) {
        if (study.kind != kind)
            continue;
        if (!target) {
            const auto opened = StudyFile::open(to);
            if (!opened)
                return opened.error();
            target = *opened;
        }
        const auto merged = target->merge(**source, study.name);
        if (!merged && !first)
            first = merged.error();
    }
    return first;
}

} // namespace tenbin
