// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/question_form.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QToolButton>

#include "engine/networks/network_source.h"
#include "engine/zoo/zoo.h"
#include "gui/app/network_names.h"
#include "gui/app/option_names.h"
#include "gui/app/workspace.h"
#include "gui/explore/axis_text.h"
#include "gui/look/text.h"
#include "gui/shelf/parameter_names.h"
#include "models/registry.h"

namespace tenbin {

namespace {

constexpr int kMeasureDelay = 350; // milliseconds after the last change
constexpr double kMeasureSeconds = 0.15;
constexpr const char* kFirstNetwork = "zoo:mobilenet_v2";

QuestionAxis list(std::string key, std::vector<OptionValue> values)
{
    return {.key = std::move(key), .list = std::move(values)};
}

/// What a first visit asks: small enough to be answered at once.
Question firstQuestion()
{
    Question question;
    question.name = "Which chip?";
    question.networks = {
        {.model = kFirstNetwork, .vary = {{"alpha", {"0.35", "0.5", "1"}}, {"input", {"96", "160", "224"}}}}};
    question.targets = {"ethos_u55_32",        "ethos_u55_128", "ethos_u55_256", "ethos_u85_256",
                        "cartesian_mac_array", "himax_we2",     "stm32h743"};
    question.axes = {{.key = "clock_hz", .kind = QuestionAxis::Kind::logRange, .from = 100e6, .to = 800e6, .count = 12},
                     list("elements", {9.0, 4.0, 1.0}),
                     list("memory.external.bandwidth_bytes_per_s", {0.25e9, 0.5e9, 1e9, 2e9}),
                     list("array.output_channels", {8.0, 16.0, 32.0, 64.0})};
    question.objectives = {naturalObjective(FigureKind::latency), naturalObjective(FigureKind::energy),
                           naturalObjective(FigureKind::peakMemory)};
    return question;
}

} // namespace

std::vector<std::string> QuestionForm::checkedTargets() const
{
    std::vector<std::string> ids;
    for (int i = 0; i < m_targets->count(); ++i)
        if (m_targets->item(i)->checkState() == Qt::Checked)
            ids.push_back(m_targets->item(i)->data(Qt::UserRole).toString().toStdString());
    return ids;
}

std::optional<Question> QuestionForm::question() const
{
    Question question;
    question.name = m_name->text().trimmed().toStdString();
    question.targets = checkedTargets();
    QuestionNetwork network{.model = m_network->currentData().toString().toStdString()};
    for (int row = 0; row < m_axes->rowCount(); ++row) {
        const std::string key = m_axes->item(row, 0)->data(Qt::UserRole).toString().toStdString();
        const auto axis = axisFromText(key, m_axes->item(row, 1)->text());
        if (!axis)
            return std::nullopt;
        if (!key.starts_with("network:")) {
            question.axes.push_back(*axis);
            continue;
        }
        for (const OptionValue& value : axis->values())
            network.vary[key.substr(8)].push_back(toString(value));
    }
    question.networks = {std::move(network)};
    question.constraints.fits = m_fits->isChecked();
    const auto bound = [&](const QLineEdit* edit, FigureKind figure, bool least, double factor) {
        std::optional<double> value = numberFrom(edit->text());
        if (value) {
            *value *= factor;
            question.constraints.bounds.push_back({figure, least ? value : std::nullopt, least ? std::nullopt : value});
        }
        return value || edit->text().trimmed().isEmpty();
    };
    if (!bound(m_fps, FigureKind::framesPerSecond, true, 1.0) || !bound(m_energy, FigureKind::energy, false, 1e-3))
        return std::nullopt;
    for (std::size_t i = 0; i < m_objectives.size(); ++i)
        if (m_objectives[i]->isChecked())
            question.objectives.push_back(naturalObjective(kAllFigures[i]));
    question.method = m_method->currentIndex() == 1 ? SearchMethod::nsga2 : SearchMethod::exhaustive;
    if (question.name.empty() || question.targets.empty() || question.objectives.empty())
        return std::nullopt;
    return question;
}

void QuestionForm::setQuestion(const Question& question)
{
    m_filling = true;
    m_name->setText(QString::fromStdString(question.name));
    const QuestionNetwork network =
        question.networks.empty() ? QuestionNetwork{.model = kFirstNetwork} : question.networks.front();
    const QString model = QString::fromStdString(network.model);
    if (m_network->findData(model) < 0)
        m_network->addItem(model, model);
    m_network->setCurrentIndex(m_network->findData(model));
    for (int i = 0; i < m_targets->count(); ++i) {
        const std::string id = m_targets->item(i)->data(Qt::UserRole).toString().toStdString();
        const bool asked = std::any_of(question.targets.begin(), question.targets.end(),
                                       [&](const std::string& p) { return matchesPattern(p, id); });
        m_targets->item(i)->setCheckState(asked ? Qt::Checked : Qt::Unchecked);
    }
    m_axes->setRowCount(0);
    for (const auto& [key, values] : network.vary)
        addAxis({.key = "network:" + key, .list = {values.begin(), values.end()}});
    for (const QuestionAxis& axis : question.axes)
        addAxis(axis);
    m_fits->setChecked(question.constraints.fits);
    m_fps->clear();
    m_energy->clear();
    for (const Bounds& bounds : question.constraints.bounds) {
        if (bounds.figure == FigureKind::framesPerSecond && bounds.atLeast)
            m_fps->setText(fieldText(*bounds.atLeast));
        if (bounds.figure == FigureKind::energy && bounds.atMost)
            m_energy->setText(fieldText(*bounds.atMost * 1e3));
    }
    for (std::size_t i = 0; i < m_objectives.size(); ++i)
        m_objectives[i]->setChecked(std::any_of(question.objectives.begin(), question.objectives.end(),
                                                [&](const Objective& o) { return o.figure == kAllFigures[i]; }));
    m_method->setCurrentIndex(question.method == SearchMethod::nsga2 ? 1 : 0);
    m_filling = false;
    changed();
}

void QuestionForm::fillNetworks()
{
    const QString current = m_network->currentData().toString();
    const QString name = m_network->currentText();
    const bool wasFilling = std::exchange(m_filling, true);
    m_network->clear();
    for (const OpenedNetwork& opened : m_session.workspace().state().opened)
        m_network->addItem(networkTitle(opened.id), QString::fromStdString(opened.id));
    for (const NetworkFamily& family : networkFamilies())
        m_network->addItem(QString::fromStdString(family.name), QString::fromStdString("zoo:" + family.id));
    // What is asked stays asked, also where its file is not on the shelf.
    if (!current.isEmpty() && m_network->findData(current) < 0)
        m_network->addItem(name, current);
    m_network->setCurrentIndex(std::max(0, m_network->findData(current)));
    m_filling = wasFilling;
}

void QuestionForm::fillTargets()
{
    const TargetLibrary& library = m_session.workspace().targets();
    const std::vector<std::string> checked = checkedTargets();
    const QSignalBlocker blocker(m_targets);
    m_targets->clear();
    for (const std::string& group : groupsOf(library))
        for (const Target& target : library.targets)
            if (target.group == group) {
                auto* item = new QListWidgetItem(QString::fromStdString(target.name), m_targets);
                item->setData(Qt::UserRole, QString::fromStdString(target.id));
                item->setToolTip(groupText(group));
                item->setCheckState(std::find(checked.begin(), checked.end(), target.id) == checked.end()
                                        ? Qt::Unchecked
                                        : Qt::Checked);
            }
}

QString QuestionForm::axisName(const std::string& key) const
{
    constexpr std::string_view kNetwork = "network:";
    if (key.starts_with(kNetwork))
        return parameterLabel(std::string_view(key).substr(kNetwork.size()));
    return optionText(m_session.workspace().targets(), key);
}

void QuestionForm::addAxis(const QuestionAxis& axis)
{
    const bool wasFilling = std::exchange(m_filling, true);
    const int row = m_axes->rowCount();
    m_axes->insertRow(row);
    auto* key = new QTableWidgetItem(axisName(axis.key));
    key->setData(Qt::UserRole, QString::fromStdString(axis.key));
    key->setToolTip(QString::fromStdString(axis.key));
    key->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    m_axes->setItem(row, 0, key);
    auto* values = new QTableWidgetItem(axisText(axis));
    values->setToolTip(tr("A list: 8, 4, 2. A range: 100M .. 1G x 20. A logarithmic range: 100M .. 1G log 20."));
    m_axes->setItem(row, 1, values);
    m_filling = wasFilling;
}

/// Options and numbers of the checked targets, and the network's own parameters.
void QuestionForm::showAxisMenu()
{
    QMenu menu(this);
    std::set<std::string> taken;
    for (int row = 0; row < m_axes->rowCount(); ++row)
        taken.insert(m_axes->item(row, 0)->data(Qt::UserRole).toString().toStdString());
    const auto offer = [&](QMenu& to, const std::string& key, const QString& text, const QuestionAxis& axis) {
        if (!taken.insert(key).second)
            return;
        to.addAction(text, this, [this, axis] {
            addAxis(axis);
            changed();
        });
    };
    QMenu* network = menu.addMenu(tr("Network"));
    for (const NetworkFamily& family : networkFamilies())
        if (QString::fromStdString("zoo:" + family.id) == m_network->currentData().toString())
            for (const NetworkParameter& parameter : family.parameters)
                offer(
                    *network, "network:" + parameter.key, parameterLabel(parameter.key),
                    {.key = "network:" + parameter.key, .list = {parameter.choices.begin(), parameter.choices.end()}});
    QMenu* numbers = menu.addMenu(tr("Numbers of the hardware"));
    for (const std::string& id : checkedTargets()) {
        const Target* target = m_session.workspace().target(id);
        for (const OptionSpec& option : target->options) {
            QuestionAxis axis{.key = option.key};
            for (const OptionChoice& choice : option.choices)
                axis.list.emplace_back(choice.id);
            if (option.kind == OptionKind::number)
                axis = {.key = option.key,
                        .kind = QuestionAxis::Kind::range,
                        .from = option.lowest,
                        .to = option.highest,
                        .count = 10};
            if (option.kind == OptionKind::flag)
                axis.list = {std::string("off"), std::string("on")};
            offer(menu, option.key, optionText(option), axis);
        }
        for (const auto& [key, value] : target->parameters)
            if (value.value > 0.0 && !key.starts_with("accuracy."))
                offer(*numbers, key, optionText(target, key),
                      {.key = key,
                       .kind = QuestionAxis::Kind::logRange,
                       .from = value.value / 2.0,
                       .to = value.value * 2.0,
                       .count = 5});
    }
    menu.exec(m_addAxis->mapToGlobal(QPoint(0, m_addAxis->height())));
}

void QuestionForm::changed()
{
    if (m_filling)
        return;
    m_delay.start();
    Q_EMIT questionChanged();
}

/// The number of points at once, the time from a sample beside the GUI thread.
void QuestionForm::measure()
{
    const auto asked = question();
    if (!asked) {
        m_preview.stop();
        m_size->setText(tr("Some field cannot be read, or there is no target or objective."));
        return;
    }
    if (m_session.run() != ExploreSession::Run::idle)
        return;
    m_preview.start(
        [asked = *asked, library = m_session.workspace().targetLibrary()](std::stop_token) {
            Preview preview;
            const auto space = buildSpace(asked, *library, networkOf, findCostModel);
            if (!space) {
                preview.error = space.error();
                return preview;
            }
            preview.points =
                asked.method == SearchMethod::nsga2
                    ? std::min<std::uint64_t>((*space)->size(), static_cast<std::uint64_t>(asked.population)
                                                                    * static_cast<std::uint64_t>(asked.generations + 1))
                    : (*space)->size();
            preview.rate = measuredRate(SpaceEvaluator(*space), 0, kMeasureSeconds);
            return preview;
        },
        [this](const Preview& preview) {
            if (preview.error) {
                m_size->setText(sentenceText(*preview.error));
                return;
            }
            const double seconds = static_cast<double>(preview.points) / preview.rate;
            m_size->setText(
                tr("%1 points, about %2").arg(wholeText(std::int64_t(preview.points)), secondsText(Seconds(seconds))));
        });
}

void QuestionForm::refreshRun()
{
    using Run = ExploreSession::Run;
    const Run run = m_session.run();
    const double total = static_cast<double>(std::max<std::uint64_t>(1, m_session.total()));
    const std::size_t have = m_session.data() ? m_session.data()->size() : 0;
    m_progress->setVisible(m_session.data() != nullptr || run != Run::idle);
    m_progress->setValue(static_cast<int>(1000.0 * static_cast<double>(have) / total));
    m_start->setEnabled(run == Run::idle);
    m_pause->setEnabled(run == Run::running || run == Run::paused);
    m_pause->setText(run == Run::paused ? tr("Continue") : tr("Pause"));
    m_cancel->setEnabled(run == Run::running || run == Run::paused || run == Run::preparing);
    const double rate = m_session.pointsPerSecond();
    QString text;
    if (run == Run::preparing)
        text = tr("building the networks …");
    else if (run == Run::stopping)
        text = tr("stopping …");
    else if (run == Run::paused)
        text = tr("paused at %1").arg(wholeText(std::int64_t(have)));
    else if (run == Run::running && rate > 0.0)
        text = tr("%1 points a second, %2 left")
                   .arg(countText(rate), secondsText(Seconds((total - static_cast<double>(have)) / rate)));
    else if (m_session.data())
        text = static_cast<double>(have) >= total
                   ? tr("done, all points are stored")
                   : tr("%1 points are stored; start continues").arg(wholeText(std::int64_t(have)));
    m_state->setText(text);
}

QuestionForm::QuestionForm(ExploreSession& session, QWidget* parent) : QWidget(parent), m_session(session)
{
    setObjectName(QStringLiteral("exploreForm"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    m_delay.setSingleShot(true);
    m_delay.setInterval(kMeasureDelay);
    connect(&m_delay, &QTimer::timeout, this, &QuestionForm::measure);
    connect(&session, &ExploreSession::runChanged, this, &QuestionForm::refreshRun);
    connect(&session.workspace(), &Workspace::openedChanged, this, &QuestionForm::fillNetworks);
    connect(&session.workspace(), &Workspace::targetsChanged, this, &QuestionForm::fillTargets);
    fillNetworks();
    fillTargets();
    retranslate();
    setQuestion(firstQuestion());
    refreshRun();
}

} // namespace tenbin
