// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/items/validation_model.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QCoreApplication>
#include <QFont>

#include "gui/app/network_names.h"
#include "gui/app/target_name.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

constexpr double kKibibyte = 1024.0;

struct Named {
    const char* id;
    const char* text;
};
constexpr Named kMetrics[] = {
    {"latency_ms", QT_TRANSLATE_NOOP("Validation", "Latency")},
    {"cycles", QT_TRANSLATE_NOOP("Validation", "Cycles")},
    {"energy_uj", QT_TRANSLATE_NOOP("Validation", "Energy")},
    {"weights_kib", QT_TRANSLATE_NOOP("Validation", "Weights")},
    {"activation_ram_kib", QT_TRANSLATE_NOOP("Validation", "Feature maps")},
    {"peak_ram_kib", QT_TRANSLATE_NOOP("Validation", "RAM")},
};
struct Family {
    const char* id;
    const char* text;
    int color; ///< of categoryColor(): nine published families share eight, those that no figure shows together
};
constexpr Family kFamilies[] = {
    {"microcontroller", QT_TRANSLATE_NOOP("Validation", "Microcontrollers"), 0},
    {"esp32_rp2040", QT_TRANSLATE_NOOP("Validation", "ESP32 and RP2040"), 1},
    {"ethos_u55", QT_TRANSLATE_NOOP("Validation", "Arm Ethos-U55"), 2},
    {"ethos_u65", QT_TRANSLATE_NOOP("Validation", "Arm Ethos-U65"), 3},
    {"ethos_u85", QT_TRANSLATE_NOOP("Validation", "Arm Ethos-U85"), 4},
    {"imx500", QT_TRANSLATE_NOOP("Validation", "Sony IMX500"), 5},
    {"max7800x", QT_TRANSLATE_NOOP("Validation", "ADI MAX7800x"), 6},
    {"ndp120", QT_TRANSLATE_NOOP("Validation", "Syntiant NDP120"), 7},
    {"neural_art", QT_TRANSLATE_NOOP("Validation", "ST Neural-ART"), 3},
    // Architectures, which are the families of the user's own rows.
    {"ethos_u", QT_TRANSLATE_NOOP("Validation", "Arm Ethos-U"), 2},
    {"cartesian_mac_array", QT_TRANSLATE_NOOP("Validation", "Cartesian-product array"), 4},
    {"stacked_sensor_dsp", QT_TRANSLATE_NOOP("Validation", "Sensors with a DSP"), 5},
    {"neural_decision_processor", QT_TRANSLATE_NOOP("Validation", "Neural decision processors"), 7},
    {"neupro_nano", QT_TRANSLATE_NOOP("Validation", "Ceva NeuPro-Nano"), 6},
    {"reference_class", QT_TRANSLATE_NOOP("Validation", "Reference classes"), 1},
};

template <class Entry, std::size_t N>
QString named(const Entry (&list)[N], const std::string& id)
{
    for (const Entry& entry : list)
        if (id == entry.id)
            return QCoreApplication::translate("Validation", entry.text);
    return QString::fromStdString(id);
}

} // namespace

QString metricText(const std::string& metric) { return named(kMetrics, metric); }
QString familyText(const std::string& family) { return named(kFamilies, family); }
int familyPlace(const std::string& family)
{
    const auto* found = std::find_if(std::begin(kFamilies), std::end(kFamilies),
                                     [&](const Family& known) { return family == known.id; });
    return static_cast<int>(found - std::begin(kFamilies));
}
int familyColor(const std::string& family)
{
    const auto place = static_cast<std::size_t>(familyPlace(family));
    if (place >= std::size(kFamilies))
        return 0;
    return kFamilies[place].color;
}

QString metricValueText(const std::string& metric, double value)
{
    if (metric == "latency_ms")
        return secondsText(Seconds(value / 1e3));
    if (metric == "energy_uj")
        return joulesText(Joules(value / 1e6));
    if (metric.ends_with("_kib"))
        return bytesText(Bytes(std::llround(value * kKibibyte)));
    return countText(value);
}

void ValidationModel::setReport(std::shared_ptr<const ValidationReport> report,
                                std::shared_ptr<const TargetLibrary> targets)
{
    std::vector<const ScoredRow*> rows;
    if (report)
        for (const ScoredRow& row : report->scored)
            rows.push_back(&row);
    // What rows point to stays until nobody shows them.
    const std::shared_ptr<const ValidationReport> shown = std::exchange(m_report, std::move(report));
    m_targets = std::move(targets);
    setRows(std::move(rows));
}

QString ValidationModel::networkName(const ScoredRow& row) const
{
    if (!isZooNetwork(row.network))
        return QString::fromStdString(row.measurement.model);
    return networkTitle(row.network);
}

QString ValidationModel::targetName(const ScoredRow& row) const
{
    const Target* target = nullptr;
    if (m_targets)
        target = m_targets->find(row.target);
    return tenbin::targetName(target, row.target);
}

ValidationModel::Columns ValidationModel::columnsOf(const ValidationModel& self)
{
    using Row = const ScoredRow* const&;
    return {
        {.title = [] { return tr("Network"); },
         .text = [&self](Row row) { return self.networkName(*row); },
         .toolTip = [](Row row) { return QString::fromStdString(row->measurement.model + "\n" + row->network); }},
        {.title = [] { return tr("Target"); },
         .text = [&self](Row row) { return self.targetName(*row); },
         .toolTip =
             [&self](Row row) {
                 return self.targetName(*row) + QLatin1Char('\n') + QString::fromStdString(row->target);
             }},
        {.title = [] { return tr("Figure"); }, .text = [](Row row) { return metricText(row->metric); }},
        {.title = [] { return tr("Measured"); },
         .text = [](Row row) { return metricValueText(row->metric, row->value.measured); },
         .raw = [](Row row) { return QVariant(row->value.measured); },
         .number = true},
        {.title = [] { return tr("Estimated"); },
         .text = [](Row row) { return metricValueText(row->metric, row->value.predicted); },
         .raw = [](Row row) { return QVariant(row->value.predicted); },
         .number = true},
        {.title = [] { return tr("Error"); },
         .text = [](Row row) { return changeText(row->value.error()); },
         // How far it is off, whichever way: what "the worst" means.
         .raw = [](Row row) { return QVariant(std::abs(std::log(row->value.predicted / row->value.measured))); },
         .number = true},
        {.title = [] { return tr("In range"); }, .text = [](Row row) { return insideText(row->value); }},
        {.title = [] { return tr("Source"); },
         .text = [](Row row) { return QString::fromStdString(row->measurement.source); }},
    };
}

QString ValidationModel::insideText(const ScoredValue& value)
{
    if (!value.hasInterval())
        return unknownText();
    if (value.covered())
        return tr("yes");
    return tr("no");
}

QVariant ValidationModel::extra(const ScoredRow* const& row, int /*column*/, int role) const
{
    if (role != Qt::FontRole || !row->own)
        return {};
    QFont font;
    font.setBold(true);
    return font;
}

ValidationFilter::ValidationFilter(QObject* parent) : QSortFilterProxyModel(parent)
{
    setSortRole(ValidationModel::SortRole);
}

void ValidationFilter::setChoice(const QString& family, const QString& metric)
{
    m_family = family;
    m_metric = metric;
    invalidateFilter();
}

void ValidationFilter::setText(const QString& text)
{
    m_text = text;
    invalidateFilter();
}

std::vector<int> ValidationFilter::shownRows() const
{
    std::vector<int> rows;
    for (int i = 0; i < rowCount(); ++i)
        rows.push_back(mapToSource(index(i, 0)).row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

bool ValidationFilter::filterAcceptsRow(int index, const QModelIndex&) const
{
    const auto* model = static_cast<const ValidationModel*>(sourceModel());
    const ScoredRow& row = *model->row(index);
    if ((!m_family.isEmpty() && m_family != QString::fromStdString(row.family))
        || (!m_metric.isEmpty() && m_metric != QString::fromStdString(row.metric)))
        return false;
    if (m_text.isEmpty())
        return true;
    const auto holds = [&](const std::string& text) {
        return QString::fromStdString(text).contains(m_text, Qt::CaseInsensitive);
    };
    return holds(row.measurement.model) || holds(row.target) || holds(row.measurement.target)
           || model->networkName(row).contains(m_text, Qt::CaseInsensitive)
           || model->targetName(row).contains(m_text, Qt::CaseInsensitive) || holds(row.measurement.toolchain)
           || holds(row.measurement.source);
}

} // namespace tenbin
