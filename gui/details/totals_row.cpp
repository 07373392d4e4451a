// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/totals_row.h"

#include <algorithm>
#include <utility>

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QTableView>

#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr int kMargin = 4;

} // namespace

TotalsRow::TotalsRow(QTableView* table, QWidget* parent) : QWidget(parent), m_table(table)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    const auto repaint = [this] { update(); };
    const QHeaderView* header = table->horizontalHeader();
    connect(header, &QHeaderView::sectionResized, this, repaint);
    connect(header, &QHeaderView::sectionMoved, this, repaint);
    connect(header, &QHeaderView::geometriesChanged, this, repaint);
    connect(table->horizontalScrollBar(), &QScrollBar::valueChanged, this, repaint);
}

void TotalsRow::show(const QString& label, LayerTableModel::Cells cells, const QString& toolTip)
{
    m_label = label;
    m_cells = std::move(cells);
    setAccessibleName(label + QStringLiteral(": ") + m_cells[LayerTableModel::Latency]);
    setToolTip(toolTip);
    update();
}

QSize TotalsRow::sizeHint() const { return {200, m_table->verticalHeader()->defaultSectionSize() + 1}; }

void TotalsRow::paintEvent(QPaintEvent* /*event*/)
{
    const ThemeColors& colors = themeColors(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colors.surface);
    painter.setPen(colors.line);
    painter.drawLine(0, 0, width(), 0);
    painter.setPen(colors.text);
    const QHeaderView* header = m_table->horizontalHeader();
    int labelEnd = width();
    for (int column = 0; column < LayerTableModel::ColumnCount; ++column) {
        const QString& text = m_cells[static_cast<std::size_t>(column)];
        if (text.isEmpty() || header->isSectionHidden(column))
            continue;
        const int left = header->sectionViewportPosition(column);
        labelEnd = std::min(labelEnd, left);
        painter.drawText(QRect(left + kMargin, 1, header->sectionSize(column) - 2 * kMargin, height() - 1),
                         static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), text);
    }
    const QRect place(3 * kMargin, 1, labelEnd - 4 * kMargin, height() - 1);
    if (place.width() > 4 * kMargin)
        painter.drawText(place, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter),
                         painter.fontMetrics().elidedText(m_label, Qt::ElideRight, place.width()));
}

} // namespace tenbin
