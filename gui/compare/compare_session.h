// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include <QObject>

#include "engine/comparison/comparison.h"
#include "gui/app/job.h"
#include "gui/app/project_part.h"

namespace tenbin {

class Workspace;

/// All comparisons of a project and which one is shown.
struct ComparisonBook {
    std::vector<ComparisonQuestion> comparisons{ComparisonQuestion()}; ///< never empty
    std::size_t current = 0;

    bool operator==(const ComparisonBook&) const = default;
};

/// State of the Compare perspective: what is compared, and what the engine says. Every intent is one step of
/// the workspace's undo stack. Columns are answered beside the GUI thread by the workspace's book, so that what was
/// answered anywhere shows at once.
class CompareSession final : public QObject, public ProjectPart {
    Q_OBJECT
public:
    explicit CompareSession(Workspace& workspace, QObject* parent = nullptr);

    Workspace& workspace() { return m_workspace; }
    const ComparisonBook& book() const { return m_book; }
    const ComparisonQuestion& question() const { return m_book.comparisons[m_book.current]; }
    /// Newest answer; columns under way have neither estimate nor error.
    const Comparison& comparison() const { return m_comparison; }
    bool running() const { return m_job.running(); }
    bool full() const { return question().columns.size() >= kMostComparisonColumns; }

    // Intents. All can be undone.
    /// At `position`, or at the end; what does not fit into a dozen is left out. Returns how many were taken.
    std::size_t add(const std::vector<ComparisonColumn>& columns, std::optional<std::size_t> position = {});
    void remove(std::size_t column);
    void clear();
    void move(std::size_t column, std::size_t position);
    void setPinned(std::size_t column, bool pinned);
    void setReference(std::optional<std::size_t> column);
    /// Differences against this column, or none where they are against it already.
    void toggleReference(std::size_t column);
    void setCaption(std::size_t column, const QString& caption);
    void setName(const QString& name);
    void addComparison();
    void removeComparison();
    void showComparison(std::size_t index); ///< leaves no step behind: it is no change

    /// Measured rows to hold against columns.
    void setMeasurements(std::shared_ptr<const ValidationReport> report);

    QString partName() const override { return QStringLiteral("comparison"); }
    QByteArray savePart() const override;
    bool restorePart(const QByteArray& json) override;

Q_SIGNALS:
    void questionChanged();   ///< columns, their order, reference, names
    void comparisonChanged(); ///< comparison()
    void runningChanged();

private:
    std::optional<ComparedColumn> known(const ComparisonColumn& column) const;

    void change(ComparisonBook after, const QString& text);
    void changeQuestion(ComparisonQuestion after, const QString& text);
    void apply(const ComparisonBook& book);
    void show();
    void answerMissing();
    QString titleOf(std::size_t column) const;

    Workspace& m_workspace;
    ComparisonBook m_book;
    Comparison m_comparison;
    std::shared_ptr<const ValidationReport> m_measurements;
    Job<bool> m_job; ///< its answers lie in the book
};

/// "Latency" and the like in the user's language, a figure with the system's decimal sign.
QString comparedLabel(ComparedFigure figure);
QString comparedText(ComparedFigure figure, double value);
QString comparedDifference(double difference);
/// Heading of a column: network, target, and what differs from the target's defaults.
struct ColumnHeading {
    QString network, target, configuration;
    QString family, variant; ///< the network in two parts, for narrow headings
    QString line() const;    ///< the caption, else "network · target · configuration"
    QString caption;
};
ColumnHeading headingOf(const ComparisonColumn& column, const Workspace& workspace);

} // namespace tenbin
