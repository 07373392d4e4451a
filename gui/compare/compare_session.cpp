// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/compare_session.h"

#include <functional>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "engine/answers/answer_book.h"
#include "gui/app/change_value.h"
#include "gui/app/design_drag.h"
#include "gui/app/workspace.h"

namespace tenbin {

namespace {

constexpr int kBookVersion = 1;

} // namespace

CompareSession::CompareSession(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace)
{
    // Answers about the targets and files as they were are never shown again, be it that they still come.
    for (const auto changed : {&Workspace::openedChanged, &Workspace::targetsChanged})
        connect(&workspace, changed, this, [this] {
            show();
            answerMissing();
        });
}

/// The column as the book answers it; nothing where it must be asked first.
std::optional<ComparedColumn> CompareSession::known(const ComparisonColumn& column) const
{
    AnswerBook& book = *m_workspace.answers();
    bool complete = true;
    const auto take = [&complete](auto found) {
        complete = complete && found.has_value();
        return std::move(found).value_or(nullptr);
    };
    const ComparisonContext context{
        .targets = m_workspace.targets(),
        .network = [&](const std::string& source) { return take(book.networks().find(source)); },
        .estimate = [&](const Graph& graph, const Target& target,
                        const Configuration& configuration) { return take(book.find(graph, target, configuration)); }};
    auto answered = compareColumn(column, context);
    if (!complete)
        return std::nullopt;
    return answered;
}

QString CompareSession::titleOf(std::size_t column) const
{
    return headingOf(question().columns.at(column), m_workspace).line();
}

std::size_t CompareSession::add(const std::vector<ComparisonColumn>& columns, std::optional<std::size_t> position)
{
    ComparisonQuestion after = question();
    const std::size_t before = after.columns.size();
    std::size_t at = position.value_or(before);
    for (const ComparisonColumn& column : columns) {
        ComparisonColumn added = column;
        added.pinned = false;
        after = withColumnAdded(std::move(after), std::move(added), at++);
    }
    const std::size_t taken = after.columns.size() - before;
    if (taken == 1)
        changeQuestion(std::move(after),
                       tr("Add %1 to the comparison").arg(headingOf(columns.front(), m_workspace).line()));
    else if (taken > 1)
        changeQuestion(std::move(after), tr("Add %n column(s)", nullptr, static_cast<int>(taken)));
    return taken;
}

void CompareSession::remove(std::size_t column)
{
    if (column < question().columns.size())
        changeQuestion(withColumnRemoved(question(), column), tr("Remove %1").arg(titleOf(column)));
}

void CompareSession::clear()
{
    ComparisonQuestion after = question();
    after.columns.clear();
    after.reference.reset();
    changeQuestion(std::move(after), tr("Remove all columns"));
}

void CompareSession::move(std::size_t column, std::size_t position)
{
    if (column < question().columns.size())
        changeQuestion(withColumnMoved(question(), column, position), tr("Move %1").arg(titleOf(column)));
}

void CompareSession::setPinned(std::size_t column, bool pinned)
{
    if (column >= question().columns.size())
        return;
    QString text = tr("Unpin %1");
    if (pinned)
        text = tr("Pin %1");
    changeQuestion(withPinned(question(), column, pinned), text.arg(titleOf(column)));
}

void CompareSession::setReference(std::optional<std::size_t> column)
{
    ComparisonQuestion after = question();
    after.reference.reset();
    QString text = tr("No differences");
    if (column && *column < after.columns.size()) {
        after.reference = column;
        text = tr("Differences against %1").arg(titleOf(*column));
    }
    changeQuestion(std::move(after), text);
}

void CompareSession::toggleReference(std::size_t column)
{
    if (question().reference == column)
        setReference(std::nullopt);
    else
        setReference(column);
}

void CompareSession::setCaption(std::size_t column, const QString& caption)
{
    ComparisonQuestion after = question();
    if (column >= after.columns.size())
        return;
    after.columns[column].caption = caption.trimmed().toStdString();
    changeQuestion(std::move(after), tr("Rename %1").arg(titleOf(column)));
}

void CompareSession::setName(const QString& name)
{
    ComparisonQuestion after = question();
    after.name = name.trimmed().toStdString();
    changeQuestion(std::move(after), tr("Rename the comparison"));
}

void CompareSession::addComparison()
{
    ComparisonBook after = m_book;
    after.current = after.comparisons.size();
    after.comparisons.emplace_back();
    change(std::move(after), tr("New comparison"));
}

void CompareSession::removeComparison()
{
    ComparisonBook after = m_book;
    after.comparisons.erase(after.comparisons.begin() + static_cast<std::ptrdiff_t>(after.current));
    if (after.comparisons.empty())
        after.comparisons.emplace_back();
    after.current = std::min(after.current, after.comparisons.size() - 1);
    change(std::move(after), tr("Remove the comparison"));
}

void CompareSession::showComparison(std::size_t index)
{
    if (index >= m_book.comparisons.size() || index == m_book.current)
        return;
    ComparisonBook after = m_book;
    after.current = index;
    apply(after);
}

void CompareSession::changeQuestion(ComparisonQuestion after, const QString& text)
{
    ComparisonBook book = m_book;
    book.comparisons[book.current] = std::move(after);
    change(std::move(book), text);
}

void CompareSession::change(ComparisonBook after, const QString& text)
{
    if (after == m_book)
        return;
    const auto take = [this](const ComparisonBook& book) { apply(book); };
    m_workspace.undoStack()->push(new ChangeValue<ComparisonBook>(*this, take, m_book, std::move(after), text));
}

void CompareSession::apply(const ComparisonBook& book)
{
    m_book = book;
    m_book.current = std::min(m_book.current, m_book.comparisons.size() - 1);
    show();
    Q_EMIT questionChanged();
    notifyChanged();
    answerMissing();
}

void CompareSession::show()
{
    std::vector<ComparedColumn> columns;
    for (const ComparisonColumn& asked : question().columns) {
        columns.push_back(known(asked).value_or(ComparedColumn()));
        columns.back().asked = asked;
    }
    std::span<const ScoredRow> measured;
    if (m_measurements)
        measured = m_measurements->scored;
    m_comparison = arrange(question().name, question().reference, std::move(columns), measured);
    Q_EMIT comparisonChanged();
}

void CompareSession::answerMissing()
{
    std::vector<ComparisonColumn> missing = question().columns;
    std::erase_if(missing, [this](const ComparisonColumn& column) { return known(column).has_value(); });
    if (missing.empty()) {
        m_job.stop();
        Q_EMIT runningChanged();
        return;
    }
    const auto work = [missing, book = m_workspace.answers(),
                       library = m_workspace.targetLibrary()](const std::stop_token& stop) {
        const ComparisonContext context{.targets = *library,
                                        .network = std::bind_front(&NetworkBook::get, &book->networks()),
                                        .estimate = std::bind_front(&AnswerBook::ask, book)};
        for (const ComparisonColumn& column : missing)
            if (!stop.stop_requested())
                compareColumn(column, context);
        return true;
    };
    m_job.start(work, [this](bool) {
        show();
        answerMissing(); // a file that changed meanwhile, or nothing
    });
    Q_EMIT runningChanged();
}

void CompareSession::setMeasurements(std::shared_ptr<const ValidationReport> report)
{
    m_measurements = std::move(report);
    show();
}

QByteArray CompareSession::savePart() const
{
    QJsonArray comparisons;
    for (const ComparisonQuestion& each : m_book.comparisons)
        comparisons.append(QJsonDocument::fromJson(QByteArray::fromStdString(toJson(each))).object());
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), kBookVersion},
                                     {QStringLiteral("current"), qint64(m_book.current)},
                                     {QStringLiteral("comparisons"), comparisons}})
        .toJson(QJsonDocument::Compact);
}

bool CompareSession::restorePart(const QByteArray& json)
{
    ComparisonBook book;
    if (!json.isEmpty()) {
        const QJsonObject root = QJsonDocument::fromJson(json).object();
        const QJsonArray comparisons = root.value(QStringLiteral("comparisons")).toArray();
        const int version = root.value(QStringLiteral("version")).toInt();
        if (version < 1 || version > kBookVersion || comparisons.isEmpty())
            return false;
        book.comparisons.clear();
        for (const auto& each : comparisons) {
            auto read = parseComparisonQuestion(QJsonDocument(each.toObject()).toJson().toStdString(), {});
            if (!read)
                return false;
            book.comparisons.push_back(std::move(*read));
        }
        book.current = static_cast<std::size_t>(std::max(0, root.value(QStringLiteral("current")).toInt()));
    }
    apply(book);
    return true;
}

} // namespace tenbin
