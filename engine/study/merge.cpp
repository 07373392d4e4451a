// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/study/study_file.h"

namespace tenbin {

namespace {

/// What is in `theirs` and not in `ours`, both of any order.
std::vector<PointRange> missing(std::vector<PointRange> theirs, std::vector<PointRange> ours)
{
    const auto byFirst = [](const PointRange& a, const PointRange& b) { return a.first < b.first; };
    std::sort(ours.begin(), ours.end(), byFirst);
    std::vector<PointRange> result;
    for (const PointRange& range : theirs) {
        std::uint64_t first = range.first;
        const std::uint64_t end = range.first + range.count;
        for (const PointRange& own : ours) {
            if (own.first + own.count <= first)
                continue;
            if (own.first >= end)
                break;
            if (own.first > first)
                result.push_back({first, own.first - first});
            first = std::max(first, own.first + own.count);
        }
        if (first < end)
            result.push_back({first, end - first});
    }
    return result;
}

} // namespace

Result<MergeSummary> StudyFile::merge(StudyFile& other)
{
    const std::scoped_lock lock(m_mutex, other.m_mutex);
    const auto theirs = other.studies();
    return theirs ? mergeAll(other, *theirs) : tl::make_unexpected(theirs.error());
}

Result<MergeSummary> StudyFile::merge(StudyFile& other, const std::string& study)
{
    const std::scoped_lock lock(m_mutex, other.m_mutex);
    const auto theirs = other.find(study);
    return theirs ? mergeAll(other, {*theirs}) : tl::make_unexpected(theirs.error());
}

Result<MergeSummary> StudyFile::mergeAll(StudyFile& other, const std::vector<StudyInfo>& theirs)
{
    MergeSummary summary;
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failed();
    for (const StudyInfo& study : theirs)
        if (auto merged = mergeStudy(other, study, summary); !merged)
            return tl::make_unexpected(merged.error());
    if (!transaction.commit())
        return failed();
    return summary;
}

Result<void> StudyFile::mergeStudy(StudyFile& other, const StudyInfo& theirs, MergeSummary& summary)
{
    const auto ours = studies();
    const auto content = other.known(theirs.id);
    const auto ranges = other.ranges(theirs.id);
    const auto layout = other.layoutText(theirs.id);
    if (!ours || !content || !ranges || !layout)
        return tl::make_unexpected(!ours      ? ours.error()
                                   : !content ? content.error()
                                   : !ranges  ? ranges.error()
                                              : layout.error());
    const auto same =
        std::find_if(ours->begin(), ours->end(), [&](const StudyInfo& info) { return info.name == theirs.name; });
    Result<std::int64_t> id = same == ours->end() ? insertStudy(theirs, *layout) : Result<std::int64_t>(same->id);
    if (!id)
        return tl::make_unexpected(id.error());
    if (same != ours->end() && (same->spaceHash != theirs.spaceHash || same->engine != theirs.engine))
        return fail(ErrorCode::studyChanged,
                    {theirs.name, same->engine != theirs.engine ? "the engine" : "the question, a preset or a model"});
    if (theirs.kind != StudyKind::space)
        return mergeRecords(other, theirs.id, *id, summary);
    const auto own = this->ranges(*id);
    if (!own)
        return tl::make_unexpected(own.error());
    std::uint64_t added = 0;
    for (const PointRange& range : missing(*ranges, *own)) {
        PointBatch batch{range, {}};
        for (std::uint64_t point = range.first; point < range.first + range.count; ++point) {
            const auto it = content->find(point);
            if (it == content->end())
                return fail(ErrorCode::studyCorrupt, {other.path(), fmt::format("point {}", point)});
            batch.figures.push_back(it->second);
        }
        if (!insertPoints(*id, batch))
            return failed();
        added += range.count;
    }
    summary.added += added;
    summary.duplicates += content->size() - added;
    return {};
}

} // namespace tenbin
