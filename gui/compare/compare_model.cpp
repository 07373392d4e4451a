// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/compare_model.h"

#include "gui/app/verdict_text.h"
#include "gui/compare/compare_delegate.h"
#include "gui/items/card.h"
#include "gui/look/lookup.h"
#include "gui/look/remark_mark.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

QString halfWidthText(const ComparedCell& cell)
{
    return textOf(cell.halfWidth, [](double share) { return u'±' + percentText(share, 0); });
}

QString cellText(ComparedFigure figure, const ComparedCell& cell)
{
    if (cell.verdict)
        return verdictLabel(*cell.verdict, cell.fitsProbability);
    if (figure == ComparedFigure::package && !cell.text.empty())
        return QString::fromStdString(cell.text);
    if (!cell.value)
        return unknownText();
    const QString number = comparedText(figure, *cell.value);
    if (cell.atLeast)
        return QStringLiteral("≥ ") + number;
    if (cell.atMost)
        return QStringLiteral("≤ ") + number;
    return number;
}

CompareModel::CompareModel(CompareSession& session, QObject* parent) : QAbstractTableModel(parent), m_session(session)
{
    connect(&session, &CompareSession::comparisonChanged, this, &CompareModel::refresh);
    connect(&session, &CompareSession::questionChanged, this,
            [this] { Q_EMIT headerDataChanged(Qt::Horizontal, 0, std::max(0, m_columns - 1)); });
}

void CompareModel::refresh()
{
    const int rows = static_cast<int>(m_session.comparison().rows.size());
    const int columns = static_cast<int>(m_session.comparison().columns.size());
    if (rows == m_rows && columns == m_columns) { // the current cell stays where it is
        if (rows > 0 && columns > 0) {
            Q_EMIT dataChanged(index(0, 0), index(rows - 1, columns - 1));
            Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
        }
        return;
    }
    beginResetModel();
    m_rows = rows;
    m_columns = columns;
    endResetModel();
}

int CompareModel::rowCount(const QModelIndex& parent) const
{
    return countAtTop(parent, static_cast<std::size_t>(m_rows));
}

int CompareModel::columnCount(const QModelIndex& parent) const
{
    return countAtTop(parent, static_cast<std::size_t>(m_columns));
}

bool CompareModel::isPending(int index) const { return !column(index).estimate && !column(index).error; }

QString CompareModel::text(const QModelIndex& index) const
{
    if (isPending(index.column()))
        return pendingText();
    const QString words = cellText(row(index.row()).figure, cell(index));
    return joined(words, QStringLiteral(" "), halfWidthText(cell(index)));
}

QString CompareModel::toolTip(const QModelIndex& index) const
{
    const ComparedColumn& c = column(index.column());
    const ComparedFigure figure = row(index.row()).figure;
    const ComparedCell& value = cell(index);
    if (c.error)
        return sentenceText(*c.error);
    if (isPending(index.column()))
        return tr("Being estimated");
    QStringList lines;
    if (value.verdict)
        for (const Reason& reason : c.estimate->reasons)
            lines << sentenceText(reason);
    else if (!value.value && value.text.empty())
        lines << tr("%1 is unknown: nobody published what it depends on.").arg(comparedLabel(figure));
    if (value.low && value.high)
        lines << tr("The truth should lie between %1 and %2 four times out of five.")
                     .arg(comparedText(figure, *value.low), comparedText(figure, *value.high));
    if (value.isBound())
        lines << tr("Only a bound: nobody published a measurement.");
    if (!value.text.empty() && figure != ComparedFigure::package)
        lines << QString::fromStdString(value.text);
    for (const CellMeasurement& measured : value.measured)
        lines << tr("Measured: %1 (estimate %2), %3")
                     .arg(comparedText(figure, measured.value), comparedDifference(measured.error),
                          QString::fromStdString(measured.source));
    if (!value.source.empty())
        lines << tr("Source: %1").arg(QString::fromStdString(value.source));
    if (value.best == BestMark::clear)
        lines << tr("★ Best of the row: its interval lies apart from the others.");
    if (value.best == BestMark::nominal)
        lines << tr("☆ Best value of the row, but the intervals of others reach it.");
    if (value.value)
        lines << tr("Raw value: %1")
                     .arg(fieldText(*value.value) + u' '
                          + QString::fromUtf8(unitOf(figure).data(), qsizetype(unitOf(figure).size())));
    return lines.join(QLatin1Char('\n'));
}

QString CompareModel::accessible(const QModelIndex& index) const
{
    const ComparedCell& value = cell(index);
    QStringList parts{headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(),
                      comparedLabel(row(index.row()).figure), text(index)};
    if (value.difference)
        parts << comparedDifference(*value.difference);
    if (value.best != BestMark::none)
        parts << tr("best");
    return parts.join(QStringLiteral(", "));
}

QVariant CompareModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows || index.column() >= m_columns)
        return {};
    const ComparedCell& value = cell(index);
    switch (role) {
    case Qt::DisplayRole:
        return text(index);
    case RawRole:
        if (value.verdict || row(index.row()).figure == ComparedFigure::package)
            return cellText(row(index.row()).figure, value);
        return rawOrInvalid(value.value);
    case NoteRole:
        return textOf(value.difference, comparedDifference);
    case Qt::ToolTipRole:
        return toolTip(index);
    case Qt::AccessibleTextRole:
        return accessible(index);
    default:
        return {};
    }
}

QString CompareModel::axisText(const ComparedRow& row)
{
    if (row.greatest <= 0.0)
        return {};
    if (!CompareDelegate::isLogarithmic(row))
        return tr("Bars from zero");
    return tr("Dots on a logarithmic axis from %1 to %2")
        .arg(comparedText(row.figure, row.least), comparedText(row.figure, row.greatest));
}

QString CompareModel::headingToolTip(int index) const
{
    const ComparedColumn& c = column(index);
    const ColumnHeading heading = headingOf(c.asked, m_session.workspace());
    QStringList lines{heading.network, heading.target};
    if (!heading.configuration.isEmpty())
        lines << heading.configuration;
    if (c.error)
        lines << sentenceText(*c.error);
    if (c.estimate && !c.estimate->remarks.empty())
        lines << remarksText(c.estimate->remarks);
    if (m_session.question().reference == static_cast<std::size_t>(index))
        lines << tr("The others are measured against this column. Click: no differences.");
    else
        lines << tr("Click: differences against this column. Drag: move it.");
    return lines.join(QLatin1Char('\n'));
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section < 0)
        return {};
    if (orientation == Qt::Vertical) {
        if (section < m_rows && role == Qt::ToolTipRole)
            return axisText(row(section));
        if (section >= m_rows || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
            return {};
        return comparedLabel(row(section).figure);
    }
    if (section >= m_columns)
        return {};
    if (role == Qt::ToolTipRole)
        return headingToolTip(section);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const QString line = headingOf(column(section).asked, m_session.workspace()).line();
    const bool reference = m_session.question().reference == static_cast<std::size_t>(section);
    if (role == Qt::AccessibleTextRole && reference)
        return tr("%1, reference").arg(line);
    return line;
}

QString CompareModel::spoken() const
{
    QStringList lines;
    for (int c = 0; c < m_columns; ++c) {
        lines << headerData(c, Qt::Horizontal, Qt::AccessibleTextRole).toString();
        if (column(c).error)
            lines << QStringLiteral("  ") + sentenceText(*column(c).error);
        for (int r = 0; r < m_rows && !column(c).error; ++r) {
            const QModelIndex at = index(r, c);
            QString note = data(at, NoteRole).toString();
            if (!note.isEmpty())
                note = QStringLiteral(" (%1)").arg(note);
            QString mark;
            if (cell(at).best == BestMark::clear)
                mark = QStringLiteral(" ★");
            else if (cell(at).best == BestMark::nominal)
                mark = QStringLiteral(" ☆");
            lines << QStringLiteral("  %1: %2%3%4").arg(comparedLabel(row(r).figure), text(at), note, mark);
        }
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace tenbin
