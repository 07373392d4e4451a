// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/kernel_view.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr double kLargest = 11.0, kSmallest = 3.0; // pixels of one coordinate

} // namespace

KernelView::KernelView(SparsitySession& session, QWidget* parent) : ChartView(parent), m_session(session)
{
    setObjectName(QStringLiteral("sparsityKernels"));
    connect(&session, &SparsitySession::currentChanged, this, &KernelView::refresh);
}

void KernelView::setLayer(int row)
{
    m_layer = row;
    refresh();
}

void KernelView::refresh()
{
    const SparsitySample* sample = m_session.current();
    m_kernels = {};
    m_name.clear();
    if (sample && sample->graph && m_layer >= 0 && m_layer < static_cast<int>(sample->layers.size())) {
        const LayerSparsity& layer = sample->layers[static_cast<std::size_t>(m_layer)];
        m_kernels = kernelShares(*sample->graph, layer.op, m_session.question().group);
        m_name = QString::fromStdString(layer.name);
    }
    recompose();
}

QString KernelView::title() const
{
    if (m_kernels.empty())
        return m_name;
    return tr("%1: %2 of %3 coordinates left in a kernel, on average")
        .arg(m_name, numberText(m_kernels.remainingCoordinates(), 2), wholeText(m_kernels.height * m_kernels.width));
}

QString KernelView::emptyText() const
{
    if (!m_session.current())
        return tr("The kernels of the chosen layer are drawn here.");
    return m_kernels.empty() ? tr("This layer has no kernels: only ordinary convolutions have.") : QString();
}

/// The largest cells with which all kernels fit; the smallest if they never do.
KernelView::Grid KernelView::gridFor(const QRectF& area) const
{
    const std::int64_t kernels = m_kernels.groups * m_kernels.inputChannels;
    Grid grid;
    for (double cell = kLargest; cell >= kSmallest; cell -= 0.5) {
        grid.cell = cell;
        grid.gap = std::max(3.0, cell * 0.7);
        grid.pitchX = cell * static_cast<double>(m_kernels.width) + grid.gap;
        grid.pitchY = cell * static_cast<double>(m_kernels.height) + grid.gap;
        grid.across = std::max<std::int64_t>(
            1, std::min(m_kernels.inputChannels, static_cast<std::int64_t>((area.width() + grid.gap) / grid.pitchX)));
        const std::int64_t linesEach = (m_kernels.inputChannels + grid.across - 1) / grid.across;
        const auto lines =
            std::max<std::int64_t>(1, static_cast<std::int64_t>((area.height() + grid.gap) / grid.pitchY));
        if (linesEach * m_kernels.groups <= lines) {
            grid.shown = kernels;
            return grid;
        }
        grid.shown = std::min(kernels, lines / std::max<std::int64_t>(1, linesEach) * m_kernels.inputChannels);
        if (grid.shown == 0)
            grid.shown = std::min(m_kernels.inputChannels, lines * grid.across);
    }
    return grid;
}

void KernelView::drawKernel(QPainter& painter, QPointF at, const Grid& grid, std::int64_t kernel) const
{
    const ThemeColors& colours = themeColors(palette());
    const std::int64_t group = kernel / m_kernels.inputChannels;
    const std::int64_t in = kernel % m_kernels.inputChannels;
    for (std::int64_t k = 0; k < m_kernels.height * m_kernels.width; ++k) {
        const std::int64_t row = k / m_kernels.width;
        const std::int64_t column = k % m_kernels.width;
        const QRectF cell(at.x() + static_cast<double>(column) * grid.cell,
                          at.y() + static_cast<double>(row) * grid.cell, grid.cell, grid.cell);
        painter.fillRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), colours.track);
        const auto share = static_cast<double>(m_kernels.at(group, in, k));
        if (share > 0.0) {
            QColor fill = colours.accent;
            fill.setAlphaF(static_cast<float>(0.25 + 0.75 * share));
            painter.fillRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), fill);
        }
    }
}

void KernelView::drawAbove(QPainter& painter)
{
    const QRectF area = this->area();
    painter.setRenderHint(QPainter::Antialiasing, false);
    const Grid grid = gridFor(area);
    const std::int64_t linesEach = (m_kernels.inputChannels + grid.across - 1) / grid.across;
    for (std::int64_t kernel = 0; kernel < grid.shown; ++kernel) {
        const std::int64_t group = kernel / m_kernels.inputChannels;
        const std::int64_t in = kernel % m_kernels.inputChannels;
        const std::int64_t line = group * linesEach + in / grid.across;
        const QPointF place(static_cast<double>(in % grid.across) * grid.pitchX,
                            static_cast<double>(line) * grid.pitchY);
        drawKernel(painter, area.topLeft() + place, grid, kernel);
    }
    painter.setPen(themeColors(palette()).mutedText);
    const std::int64_t all = m_kernels.groups * m_kernels.inputChannels;
    const QString what = tr("input channels: %1 · groups of %2 output channels: %3")
                             .arg(m_kernels.inputChannels)
                             .arg(m_session.question().group)
                             .arg(m_kernels.groups);
    const QString note =
        grid.shown < all ? tr("%1; the first %2 of %3 kernels").arg(what).arg(grid.shown).arg(all) : what;
    painter.drawText(QPointF(area.left(), area.bottom() + fontMetrics().ascent() + 6),
                     fontMetrics().elidedText(note, Qt::ElideRight, static_cast<int>(area.width())));
}

QString KernelView::describe(const QPointF& at) const
{
    if (m_kernels.empty() || !area().contains(at))
        return {};
    const Grid grid = gridFor(area());
    const std::int64_t linesEach = (m_kernels.inputChannels + grid.across - 1) / grid.across;
    const auto column = static_cast<std::int64_t>((at.x() - area().left()) / grid.pitchX);
    const auto line = static_cast<std::int64_t>((at.y() - area().top()) / grid.pitchY);
    const std::int64_t group = line / linesEach;
    const std::int64_t in = line % linesEach * grid.across + column;
    if (column >= grid.across || in >= m_kernels.inputChannels || group >= m_kernels.groups
        || group * m_kernels.inputChannels + in >= grid.shown)
        return {};
    int left = 0;
    for (std::int64_t k = 0; k < m_kernels.height * m_kernels.width; ++k)
        left += m_kernels.at(group, in, k) > 0.0f;
    return tr("input channel %1, group %2: %3 of %4 coordinates left")
        .arg(in)
        .arg(group)
        .arg(left)
        .arg(m_kernels.height * m_kernels.width);
}

} // namespace tenbin
