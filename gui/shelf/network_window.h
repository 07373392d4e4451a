// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include <QDialog>
#include <QSet>

#include "engine/inspection/network_contents.h"
#include "engine/targets/target_file.h"
#include "gui/app/job.h"
#include "gui/app/workspace_state.h"

class QLabel;
class QScrollArea;
class QTabWidget;
class QTreeWidget;

namespace tenbin {

class AnswerBook;
class Sheet;
class Workspace;

/// What is in a network of the shelf: its operators by kind, sizes, parameters by width, what the importer assumed,
/// and where its operators would run on each target as that is configured.
class NetworkWindow final : public QDialog {
    Q_OBJECT
public:
    explicit NetworkWindow(Workspace& workspace, QWidget* parent = nullptr);

    void showNetwork(const NetworkId& id);
    const NetworkId& network() const { return m_id; }
    QTreeWidget& operators() { return *m_operators; }
    QTreeWidget& targets() { return *m_targets; }
    /// The facts above the tables as one reads them.
    QString factsText() const;
    bool busy() const { return m_job.running(); }

protected:
    void changeEvent(QEvent* event) override;

private:
    struct TargetFacts {
        TargetId target;
        QString name;
        std::optional<VerdictKind> verdict; ///< nothing: it could not be asked
        std::optional<double> fitsProbability;
        bool uncertain = false; ///< the limit lies within the error
        PlacementFacts placement;
        std::vector<Reason> reasons;
    };
    struct Contents {
        std::shared_ptr<const Graph> graph; ///< null: `error` says why
        std::optional<Error> error;
        NetworkContents contents;
        std::vector<TargetFacts> targets;
    };
    using ContentsPointer = std::shared_ptr<const Contents>;

    void build();
    void ask();
    struct Request {
        NetworkId id;
        std::shared_ptr<AnswerBook> answers;
        std::shared_ptr<const TargetLibrary> targets;
        std::map<TargetId, Configuration, std::less<>> configurations;
    };
    static ContentsPointer answer(const Request& request, const std::stop_token& stop);
    static TargetFacts askTarget(const Graph& graph, const Target& target, const Configuration& configuration);
    void fill();
    void fillFacts();
    static void addTensors(Sheet& sheet, const Graph& graph, const std::vector<TensorId>& ids, const QString& title);
    static void addCounts(Sheet& sheet, const NetworkContents& contents, const Graph& graph);
    static void addRemarks(Sheet& sheet, const Graph& graph);
    void fillOperators();
    void fillTargets();
    void retranslate();

    Workspace& m_workspace;
    NetworkId m_id;
    ContentsPointer m_contents; ///< null: being counted
    QSet<QString> m_expanded;
    QScrollArea* m_facts;
    QTabWidget* m_tabs;
    QTreeWidget* m_operators;
    QTreeWidget* m_targets;
    Job<ContentsPointer> m_job; // last: its destructor joins first
};

} // namespace tenbin
