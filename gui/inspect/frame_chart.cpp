// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspect/frame_chart.h"

#include <algorithm>
#include <string>

#include <QCoreApplication>
#include <QPainter>

#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr double kTallestLane = 96.0; // pixels

} // namespace

QString stageText(FrameStage stage)
{
    static constexpr const char* kTexts[kFrameStages] = {
        QT_TRANSLATE_NOOP("FrameStage", "Readout"), QT_TRANSLATE_NOOP("FrameStage", "Link"),
        QT_TRANSLATE_NOOP("FrameStage", "Inference"), QT_TRANSLATE_NOOP("FrameStage", "Output")};
    return QCoreApplication::translate("FrameStage", kTexts[static_cast<int>(stage)]);
}

void FrameChart::setTiming(FrameTiming timing, const QString& camera)
{
    m_timing = std::move(timing);
    m_camera = camera;
    recompose();
}

QString FrameChart::title() const
{
    if (m_timing.bars.empty())
        return tr("Frames");
    const QString limit = m_timing.waitsForSensor ? tr("set by the sensor's frame rate")
                                                  : tr("set by: %1").arg(stageText(m_timing.limit));
    return tr("%1: %2, %3; light to result %4")
        .arg(m_camera, fpsText(m_timing.framesPerSecond), limit, secondsText(m_timing.photonToResult));
}

QString FrameChart::emptyText() const
{
    if (m_present && m_timing.bars.empty())
        return tr("Nobody has published what it takes to estimate the latency of this target.");
    return InspectionChart::emptyText();
}

QMargins FrameChart::room() const
{
    int widest = 0;
    for (int stage = 0; stage < kFrameStages; ++stage)
        widest = std::max(widest, fontMetrics().horizontalAdvance(stageText(static_cast<FrameStage>(stage))));
    return {widest, 0, 0, 0};
}

void FrameChart::compose()
{
    double end = 0.0;
    for (const FrameBar& bar : m_timing.bars)
        end = std::max(end, (bar.start + bar.length).count());
    setHorizontal(timeAxis(end * 1.02));
}

double FrameChart::laneHeight(std::size_t lanes) const
{
    return std::min(kTallestLane, area().height() / static_cast<double>(std::max<std::size_t>(1, lanes)));
}

std::vector<FrameStage> FrameChart::shownStages() const
{
    std::vector<FrameStage> stages;
    for (int stage = 0; stage < kFrameStages; ++stage)
        if (std::any_of(m_timing.bars.begin(), m_timing.bars.end(),
                        [&](const FrameBar& bar) { return static_cast<int>(bar.stage) == stage; }))
            stages.push_back(static_cast<FrameStage>(stage));
    return stages;
}

QRectF FrameChart::rectOf(const FrameBar& bar) const
{
    const std::vector<FrameStage> stages = shownStages();
    const auto row = static_cast<double>(std::find(stages.begin(), stages.end(), bar.stage) - stages.begin());
    const double height = laneHeight(stages.size());
    const double from = xOf(bar.start.count());
    const double to = xOf((bar.start + bar.length).count());
    return {from, area().top() + row * height + 4, std::max(1.0, to - from), height - 8};
}

void FrameChart::drawAbove(QPainter& painter)
{
    const ThemeColors& colors = themeColors(palette());
    const std::vector<FrameStage> stages = shownStages();
    const double height = laneHeight(stages.size());
    painter.setPen(colors.text);
    for (std::size_t row = 0; row < stages.size(); ++row)
        painter.drawText(QRectF(0, area().top() + static_cast<double>(row) * height, area().left() - 8, height),
                         Qt::AlignRight | Qt::AlignVCenter, stageText(stages[row]));
    painter.setClipRect(area());
    for (const FrameBar& bar : m_timing.bars) {
        const QRectF rect = rectOf(bar);
        const QColor color = categoryColor(bar.frame % kCategoryColors, colors.dark);
        painter.fillRect(rect, color);
        const QString text = tr("frame %1 · %2").arg(bar.frame + 1).arg(secondsText(bar.length));
        painter.setPen(color.lightness() > 140 ? Qt::black : Qt::white);
        if (rect.width() > fontMetrics().horizontalAdvance(text) + 8)
            painter.drawText(rect, Qt::AlignCenter, text);
    }
}

Table FrameChart::drawn()
{
    Table table;
    table.columns = {textColumn(tr("stage").toStdString()), numberColumn(tr("frame").toStdString()),
                     numberColumn(tr("start").toStdString()), numberColumn(tr("length").toStdString())};
    table.columns[2].unit = table.columns[3].unit = std::string("s");
    for (const FrameBar& bar : m_timing.bars)
        table.rows.push_back({{.text = stageText(bar.stage).toStdString()},
                              valueCell(std::optional(static_cast<double>(bar.frame + 1))),
                              valueCell(std::optional(bar.start)),
                              valueCell(std::optional(bar.length))});
    return table;
}

QString FrameChart::describe(const QPointF& at) const
{
    for (const FrameBar& bar : m_timing.bars)
        if (rectOf(bar).contains(at))
            return tr("frame %1 · %2").arg(bar.frame + 1).arg(stageText(bar.stage)) + u'\n'
                   + tr("%1 from %2").arg(secondsText(bar.length), secondsText(bar.start));
    return {};
}

} // namespace tenbin
