// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/answers/answer_book.h"
#include "engine/core/result.h"
#include "engine/targets/target_file.h"
#include "gui/app/job.h"
#include "gui/app/workspace_state.h"

namespace tenbin {

/// One question to the engine.
struct Placed {
    TargetId target;
    NetworkId network;
    Configuration configuration;

    auto operator<=>(const Placed&) const = default;
};
using Placements = std::vector<Placed>;

/// What became of a file that was to be opened.
struct ImportedFile {
    std::string reference; ///< path, with sizes where some were given
    Result<std::shared_ptr<const Graph>> graph;
    std::vector<DeclaredInput> inputs; ///< as the file declares them, where it leaves sizes open
};

/// A book of answers by the cost models of all targets.
std::shared_ptr<AnswerBook> newAnswerBook();

/// Asks a book of answers beside the GUI thread. Board, preview and import are jobs of their own: none waits behind
/// another. Work on the threads sees only values handed to it and the book, which locks.
class EstimateService {
public:
    using Answered = std::function<void(std::shared_ptr<const EstimateSet>)>;
    using Imported = std::function<void(std::vector<ImportedFile>)>;

    EstimateService(std::shared_ptr<const TargetLibrary> targets, std::shared_ptr<AnswerBook> answers);
    /// Later answers are about these targets.
    void setTargets(std::shared_ptr<const TargetLibrary> targets) { m_targets = std::move(targets); }
    const std::shared_ptr<AnswerBook>& answers() const { return m_answers; }

    /// Answers for the board; a newer request replaces one under way.
    void estimateBoard(Placements placements, Answered done);
    /// Answers for a network that is being dragged.
    void estimatePreview(Placements placements, Answered done);
    void stopPreview() { m_preview.stop(); }
    /// Imports are queued, never replaced.
    void import(std::vector<std::string> references, Imported done);

    /// What can be answered without the engine, or null.
    std::shared_ptr<const Answer> knownAnswer(const Placed& placed) const;

    bool estimating() const { return m_board.running(); }
    bool importing() const { return m_import.running(); }

private:
    struct ImportRequest {
        std::vector<std::string> references;
        Imported done;
    };
    void estimate(Job<std::shared_ptr<const EstimateSet>>& job, Placements placements, Answered done);
    void startNextImport();

    std::shared_ptr<const TargetLibrary> m_targets;
    std::shared_ptr<AnswerBook> m_answers;
    std::deque<ImportRequest> m_imports;
    Job<std::shared_ptr<const EstimateSet>> m_board;
    Job<std::shared_ptr<const EstimateSet>> m_preview;
    Job<std::vector<ImportedFile>> m_import;
};

} // namespace tenbin
