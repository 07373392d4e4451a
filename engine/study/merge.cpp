// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/study/study_file.h"

namespace tenbin {

namespace {

/// What is in `theirs` and not in `ours`, in the order of `theirs`. Both are disjoint.
std::vector<PointRange> missing(const std::vector<PointRange>& theirs, std::vector<PointRange> ours)
{
    std::sort(ours.begin(), ours.end(), [](const PointRange& a, const PointRange& b) { return a.first < b.first; });
    std::vector<PointRange> result;
    for (const PointRange& range : theirs) {
        std::uint64_t first = range.first;
        const std::uint64_t end = range.first + range.count;
        auto own = std::partition_point(ours.begin(), ours.end(),
                                        [&](const PointRange& known) { return known.first + known.count <= first; });
        for (; own != ours.end() && own->first < end; ++own) {
            if (own->first > first)
                result.push_back({first, own->first - first});
            first = std::max(first, own->first + own->count);
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
    return other.studies().and_then([&](const auto& theirs) { return mergeAll(other, theirs); });
}

Result<MergeSummary> StudyFile::merge(StudyFile& other, const std::string& study)
{
    const std::scoped_lock lock(m_mutex, other.m_mutex);
    return other.find(study).and_then([&](const StudyInfo& theirs) { return mergeAll(other, {theirs}); });
}

Result<MergeSummary> StudyFile::mergeAll(StudyFile& other, const std::vector<StudyInfo>& theirs)
{
    const auto present = studies();
    if (!present)
        return tl::make_unexpected(present.error());
    StudiesByName ours;
    for (const StudyInfo& study : *present)
        ours.emplace(study.name, study);
    MergeSummary summary;
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failed();
    for (const StudyInfo& study : theirs)
        if (auto merged = mergeStudy(other, study, ours, summary); !merged)
            return tl::make_unexpected(merged.error());
    if (auto committed = commit(transaction); !committed)
        return tl::make_unexpected(committed.error());
    return summary;
}

Result<void> StudyFile::mergeStudy(StudyFile& other, const StudyInfo& theirs, StudiesByName& ours,
                                   MergeSummary& summary)
{
    auto same = ours.find(theirs.name);
    if (same == ours.end()) {
        const auto id =
            other.layoutText(theirs.id).and_then([&](const auto& layout) { return insertStudy(theirs, layout); });
        if (!id)
            return tl::make_unexpected(id.error());
        same = ours.emplace(theirs.name, theirs).first;
        same->second.id = *id;
    }
    if (same->second.engine != theirs.engine)
        return fail(ErrorCode::studyChanged, {theirs.name, "the engine"});
    if (same->second.spaceHash != theirs.spaceHash)
        return fail(ErrorCode::studyChanged, {theirs.name, std::string(factsOf(theirs.kind).rests)});
    if (theirs.kind != StudyKind::space)
        return mergeRecords(other, theirs.id, same->second.id, summary);
    return mergePoints(other, theirs.id, same->second.id, summary);
}

Result<void> StudyFile::mergePoints(StudyFile& other, std::int64_t theirs, std::int64_t ours, MergeSummary& summary)
{
    const auto ranges = other.ranges(theirs);
    if (!ranges)
        return tl::make_unexpected(ranges.error());
    const auto own = this->ranges(ours);
    if (!own)
        return tl::make_unexpected(own.error());
    const std::vector<PointRange> open = missing(*ranges, *own);
    const std::uint64_t added = pointsIn(open);
    summary.added += added;
    summary.duplicates += pointsIn(*ranges) - added;
    if (open.empty())
        return {};
    const auto content = other.known(theirs);
    if (!content)
        return tl::make_unexpected(content.error());
    for (const PointRange& range : open) {
        PointBatch batch{range, {}};
        for (std::uint64_t point = range.first; point < range.first + range.count; ++point) {
            const auto it = content->find(point);
            if (it == content->end())
                return fail(ErrorCode::studyCorrupt, {other.path(), fmt::format("point {}", point)});
            batch.figures.push_back(it->second);
        }
        if (!insertPoints(ours, batch))
            return failed();
    }
    return {};
}

} // namespace tenbin
