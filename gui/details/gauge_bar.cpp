// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/gauge_bar.h"

#include <algorithm>

#include <QPainter>

#include "gui/look/ink.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

GaugeBar::GaugeBar(std::optional<double> fraction, QWidget* parent) : QWidget(parent), m_fraction(fraction)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumWidth(48);
}

void GaugeBar::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const ThemeColors& colors = themeColors(palette());
    const QRectF bar(0, (height() - 6) / 2.0, width(), 6);
    painter.setBrush(colors.track);
    painter.drawRoundedRect(bar, 3, 3);
    if (!m_fraction || *m_fraction <= 0.0)
        return;
    QRectF filled = bar;
    filled.setWidth(std::max(6.0, bar.width() * std::min(1.0, *m_fraction)));
    painter.setBrush(gaugeInk(colors, *m_fraction > 1.0));
    painter.drawRoundedRect(filled, 3, 3);
}

} // namespace tenbin
