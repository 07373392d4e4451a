// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/sparsity/sparsity_question.h"
#include "engine/study/study_file.h"

namespace tenbin {

/// Points of a sparsity sweep in a file of studies: one transaction a point, networks included. A sweep that
/// was killed has every finished point and continues with the next.
class SparsityStudy final : public SweepStore {
public:
    /// For a run: begins a study or continues the one that asks the same, and keeps others from running it. An empty
    /// name is made of network and data. `keys`: the points asked for (sweepKeys). Errors: studyChanged
    /// (the name is taken), studyBusy, studyCorrupt, fileUnwritable.
    static Result<std::shared_ptr<SparsityStudy>> begin(std::shared_ptr<StudyFile> file,
                                                        const SparsityQuestion& question, const std::string& name,
                                                        std::vector<std::string> keys);
    /// For reading. Empty name: the newest. Errors: studyUnknown, questionSyntax (another kind), studyCorrupt.
    static Result<std::shared_ptr<SparsityStudy>> open(std::shared_ptr<StudyFile> file,
                                                       const std::string& nameOrNumber);
    static Result<std::shared_ptr<SparsityStudy>> open(std::shared_ptr<StudyFile> file, const StudyInfo& info);

    const StudyInfo& info() const { return m_info; }
    const SparsityQuestion& question() const { return m_question; }
    const std::vector<SparsityPoint>& points() const override { return m_points; }
    Result<void> add(const SparsityPoint& point, const SweepNetworks& networks) override;
    Result<std::shared_ptr<const Graph>> network(const std::string& key, bool trained) override;

private:
    Result<void> readPoints();

    std::shared_ptr<StudyFile> m_file;
    StudyInfo m_info;
    SparsityQuestion m_question;
    std::vector<SparsityPoint> m_points;
    std::optional<RunLock> m_lock;
};

/// "coordinate-0.333-4bit.tflite", for one of several points; without retraining "…-untrained.tflite".
std::string networkFileName(const SparsityPoint& point);

} // namespace tenbin
