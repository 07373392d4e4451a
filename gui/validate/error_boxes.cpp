// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/validate/error_boxes.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <QtCharts/QBoxPlotSeries>
#include <QtCharts/QBoxSet>
#include <QtCharts/QLineSeries>

#include "gui/items/validation_model.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr double kLeastRoom = 1.5; // factor around 1 that is always seen
constexpr double kBoxWidth = 0.5;

} // namespace

ErrorBoxes::ErrorBoxes(QWidget* parent) : ChartView(parent)
{
    setObjectName(QStringLiteral("errorBoxes"));
    setAccessibleName(tr("Error by family"));
}

void ErrorBoxes::setRows(std::shared_ptr<const ValidationReport> report, const std::vector<int>& rows)
{
    m_waiting = !report;
    m_boxes.clear();
    std::map<std::string, std::vector<double>> ratios;
    for (const int index : rows) {
        const ScoredRow& row = report->scored[static_cast<std::size_t>(index)];
        if (row.value.predicted > 0.0 && row.value.measured > 0.0)
            ratios[row.family].push_back(row.value.predicted / row.value.measured);
    }
    for (const auto& [family, sample] : ratios)
        m_boxes.push_back({family, sample.size(), *spreadOf(sample)});
    std::sort(m_boxes.begin(), m_boxes.end(),
              [](const Box& a, const Box& b) { return familyPlace(a.family) < familyPlace(b.family); });
    recompose();
}

QString ErrorBoxes::title() const { return tr("Half of a family's rows lie in its box, nine of ten between the ends"); }

QString ErrorBoxes::emptyText() const
{
    if (m_waiting)
        return tr("Estimating what was measured…");
    return m_boxes.empty() ? tr("No measurement matches. Choose another family or figure, or clear the filter.")
                           : QString();
}

void ErrorBoxes::addBoxes()
{
    const ThemeColors& colors = themeColors(palette());
    auto* boxes = new QBoxPlotSeries;
    boxes->setBoxWidth(kBoxWidth);
    for (const Box& box : m_boxes) {
        const Spread& s = box.ratio;
        auto* set = new QBoxSet(s.low, s.lowerQuartile, s.median, s.upperQuartile, s.high, familyText(box.family));
        set->setBrush(categoryColor(familyColor(box.family), colors.dark));
        set->setPen(QPen(colors.text, 1.0));
        boxes->append(set);
    }
    add(boxes, tr("Error by family"), InLegend::no);
}

void ErrorBoxes::compose()
{
    double most = kLeastRoom;
    QStringList names;
    for (const Box& box : m_boxes) {
        most = std::max({most, box.ratio.high, 1.0 / box.ratio.low});
        names << QStringLiteral("%1 (%2)").arg(familyText(box.family)).arg(box.rows);
    }
    most *= 1.1;
    setHorizontal(categoryAxis(names));
    setVertical({.title = tr("estimated over measured"), .low = 1.0 / most, .high = most, .scale = AxisScale::octaves});
    auto* ideal = new QLineSeries;
    ideal->setPen(QPen(themeColors(palette()).mutedText, 1.0, Qt::DashLine));
    ideal->append(horizontal().spec().low, 1.0);
    ideal->append(horizontal().spec().high, 1.0);
    add(ideal, tr("as measured"), InLegend::no);
    addBoxes();
}

QString ErrorBoxes::describe(const QPointF& at) const
{
    const double place = std::round(valueAt(at.x()));
    if (!area().contains(at) || place < 0.0 || place >= static_cast<double>(m_boxes.size()))
        return {};
    const Box& box = m_boxes[static_cast<std::size_t>(place)];
    return familyText(box.family) + QStringLiteral(": ") + tr("%n measurement(s)", nullptr, static_cast<int>(box.rows))
           + u'\n'
           + tr("median %1, half between %2 and %3, nine of ten between %4 and %5")
                 .arg(changeText(box.ratio.median - 1.0), changeText(box.ratio.lowerQuartile - 1.0),
                      changeText(box.ratio.upperQuartile - 1.0), changeText(box.ratio.low - 1.0),
                      changeText(box.ratio.high - 1.0));
}

} // namespace tenbin
