// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/totals_rows.h"

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QTableView>

#include "gui/app/theme_colors.h"

namespace tenbin {

namespace {

constexpr int kMargin = 4;

} // namespace

TotalsRows::TotalsRows(QTableView* table, QWidget* parent) : QWidget(parent), m_table(table)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    const auto repaint = [this] { update(); };
    QHeaderView* header = table->horizontalHeader();
    connect(header, &QHeaderView::sectionResized, this, repaint);
    connect(header, &QHeaderView::sectionMoved, this, repaint);
    connect(header, &QHeaderView::geometriesChanged, this, repaint);
    connect(table->horizontalScrollBar(), &QScrollBar::valueChanged, this, repaint);
}

void TotalsRows::show(std::vector<Line> lines)
{
    const bool resized = lines.size() != m_lines.size();
    m_lines = std::move(lines);
    QStringList spoken;
    for (const Line& line : m_lines)
        spoken << line.label + QStringLiteral(": ") + line.cells[LayerTableModel::Latency];
    setAccessibleName(spoken.join(QStringLiteral(", ")));
    setVisible(!m_lines.empty());
    if (resized)
        updateGeometry();
    update();
}

int TotalsRows::lineHeight() const { return m_table->verticalHeader()->defaultSectionSize(); }

QSize TotalsRows::sizeHint() const { return {200, static_cast<int>(m_lines.size()) * lineHeight() + 1}; }

void TotalsRows::paintEvent(QPaintEvent*)
{
    const ThemeColors& colors = themeColors(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colors.surface);
    painter.setPen(colors.line);
    painter.drawLine(0, 0, width(), 0);
    const QHeaderView* header = m_table->horizontalHeader();
    int top = 1;
    for (const Line& line : m_lines) {
        painter.setPen(&line == &m_lines.back() ? colors.text : colors.mutedText);
        int labelEnd = width();
        for (int column = 0; column < LayerTableModel::ColumnCount; ++column) {
            const QString& text = line.cells[static_cast<std::size_t>(column)];
            if (text.isEmpty() || header->isSectionHidden(column))
                continue;
            const int left = header->sectionViewportPosition(column);
            labelEnd = std::min(labelEnd, left);
            painter.drawText(QRect(left + kMargin, top, header->sectionSize(column) - 2 * kMargin, lineHeight()),
                             static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), text);
        }
        const QRect place(3 * kMargin, top, labelEnd - 4 * kMargin, lineHeight());
        if (place.width() > 4 * kMargin)
            painter.drawText(place, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter),
                             painter.fontMetrics().elidedText(line.label, Qt::ElideRight, place.width()));
        top += lineHeight();
    }
}

} // namespace tenbin
