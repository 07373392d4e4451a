// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/run_study.h"

#include <chrono>

namespace tenbin {

namespace {

/// Gathers batches into transactions.
class Committer {
public:
    Committer(StudyFile& file, std::int64_t study, const RunObserver& observer)
        : m_file(file), m_study(study), m_observer(observer)
    {
    }

    bool take(const std::vector<PointBatch>& batches)
    {
        for (const PointBatch& batch : batches) {
            m_waiting.push_back(batch);
            m_points += batch.range.count;
        }
        const bool due = m_points >= kMostPoints || Clock::now() - m_last >= kInterval;
        return !due || commit();
    }

    bool commit()
    {
        if (m_waiting.empty())
            return true;
        if (auto stored = m_file.append(m_study, m_waiting); !stored) {
            m_error = stored.error();
            return false;
        }
        if (m_observer)
            m_observer(m_waiting);
        m_committed += m_points;
        m_waiting.clear();
        m_points = 0;
        m_last = Clock::now();
        return true;
    }

    std::uint64_t committed() const { return m_committed; }
    const std::optional<Error>& error() const { return m_error; }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::uint64_t kMostPoints = 1 << 15;
    static constexpr std::chrono::milliseconds kInterval{150};

    StudyFile& m_file;
    std::int64_t m_study;
    const RunObserver& m_observer;
    std::vector<PointBatch> m_waiting;
    std::uint64_t m_points = 0, m_committed = 0;
    Clock::time_point m_last = Clock::now();
    std::optional<Error> m_error;
};

} // namespace

Result<RunSummary> runStudy(StudyFile& file, const StudyInfo& study, const SpaceEvaluator& evaluator,
                            const RunOptions& options, const RunControl& control, const RunObserver& observer)
{
    const auto lock = RunLock::take(file.path(), study.id);
    if (!lock)
        return tl::make_unexpected(lock.error());
    const auto done = file.ranges(study.id); // after the lock: nobody adds to it from here on
    if (!done)
        return tl::make_unexpected(done.error());
    RunSummary summary;
    summary.before = pointsIn(*done);
    Committer committer(file, study.id, observer);
    const PointSink sink = [&](const std::vector<PointBatch>& batches) { return committer.take(batches); };
    const SweepOptions sweepOptions{.threads = options.threads};
    if (evaluator.space().question.method == SearchMethod::nsga2) {
        auto known = file.known(study.id);
        if (!known)
            return tl::make_unexpected(known.error());
        const auto whole = searchNsga2(evaluator, std::move(*known), sweepOptions, control, sink);
        if (!whole)
            return tl::make_unexpected(whole.error());
        summary.whole = *whole;
    } else {
        summary.whole = sweep(evaluator, openRanges(evaluator.space().size(), *done, sweepOptions, options.shard),
                              sweepOptions, control, sink);
    }
    if (!committer.error())
        committer.commit();
    if (committer.error())
        return tl::make_unexpected(*committer.error());
    summary.evaluated = committer.committed();
    return summary;
}

} // namespace tenbin
