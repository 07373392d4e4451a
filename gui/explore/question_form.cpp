// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/question_form.h"

#include <algorithm>
#include <set>

#include <QMenu>

#include "engine/networks/network_source.h"
#include "engine/zoo/zoo.h"
#include "gui/app/option_names.h"
#include "gui/app/workspace.h"
#include "gui/explore/axis_text.h"
#include "gui/explore/ui_question_form.h"
#include "gui/look/text.h"
#include "gui/shelf/parameter_names.h"
#include "gui/study/run_box.h"
#include "models/registry.h"

namespace tenbin {

namespace {

constexpr int kMeasureDelay = 350; // milliseconds after the last change
constexpr double kMeasureSeconds = 0.15;
constexpr int kEvolution = 1; // in the list of methods
constexpr const char* kFirstNetwork = "zoo:mobilenet_v2";

QuestionAxis list(std::string key, std::vector<OptionValue> values)
{
    return {.key = std::move(key), .list = std::move(values)};
}

/// What a first visit asks: small enough to be answered at once.
Question firstQuestion(const QString& name)
{
    Question question;
    question.name = name.toStdString();
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

std::optional<Question> QuestionForm::question() const
{
    Question question;
    question.name = m_ui->name->text().trimmed().toStdString();
    question.targets = m_ui->targets->checked();
    QuestionNetwork network{.model = m_ui->network->chosen().toStdString()};
    for (int row = 0; row < m_ui->axes->rowCount(); ++row) {
        const std::string key = m_ui->axes->item(row, 0)->data(Qt::UserRole).toString().toStdString();
        const auto axis = axisFromText(key, m_ui->axes->item(row, 1)->text());
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
    question.constraints.fits = m_ui->fits->isChecked();
    const auto bound = [&](const QLineEdit* edit, FigureKind figure, bool least, double factor) {
        std::optional<double> value = numberFrom(edit->text());
        if (value) {
            *value *= factor;
            Bounds bounds{.figure = figure};
            if (least)
                bounds.atLeast = value;
            else
                bounds.atMost = value;
            question.constraints.bounds.push_back(bounds);
        }
        return value || edit->text().trimmed().isEmpty();
    };
    if (!bound(m_ui->framesPerSecond, FigureKind::framesPerSecond, true, 1.0)
        || !bound(m_ui->millijoules, FigureKind::energy, false, 1e-3))
        return std::nullopt;
    for (std::size_t i = 0; i < m_objectives.size(); ++i)
        if (m_objectives[i]->isChecked())
            question.objectives.push_back(naturalObjective(kAllFigures[i]));
    question.method = SearchMethod::exhaustive;
    if (m_ui->method->currentIndex() == kEvolution)
        question.method = SearchMethod::nsga2;
    if (question.name.empty() || question.targets.empty() || question.objectives.empty())
        return std::nullopt;
    return question;
}

void QuestionForm::setQuestion(const Question& question)
{
    m_filling = true;
    m_ui->name->setText(QString::fromStdString(question.name));
    QuestionNetwork network{.model = kFirstNetwork};
    if (!question.networks.empty())
        network = question.networks.front();
    const QString model = QString::fromStdString(network.model);
    m_ui->network->offer(model, model);
    m_ui->network->choose(model);
    m_ui->targets->check([&](const std::string& id) {
        return std::any_of(question.targets.begin(), question.targets.end(),
                           [&](const std::string& pattern) { return matchesPattern(pattern, id); });
    });
    m_ui->axes->setRowCount(0);
    for (const auto& [key, values] : network.vary)
        addAxis({.key = "network:" + key, .list = {values.begin(), values.end()}});
    for (const QuestionAxis& axis : question.axes)
        addAxis(axis);
    m_ui->fits->setChecked(question.constraints.fits);
    m_ui->framesPerSecond->clear();
    m_ui->millijoules->clear();
    for (const Bounds& bounds : question.constraints.bounds) {
        if (bounds.figure == FigureKind::framesPerSecond && bounds.atLeast)
            m_ui->framesPerSecond->setText(fieldText(*bounds.atLeast));
        if (bounds.figure == FigureKind::energy && bounds.atMost)
            m_ui->millijoules->setText(fieldText(*bounds.atMost * 1e3));
    }
    for (std::size_t i = 0; i < m_objectives.size(); ++i)
        m_objectives[i]->setChecked(std::any_of(question.objectives.begin(), question.objectives.end(),
                                                [&](const Objective& o) { return o.figure == kAllFigures[i]; }));
    m_ui->method->setCurrentIndex(0);
    if (question.method == SearchMethod::nsga2)
        m_ui->method->setCurrentIndex(kEvolution);
    m_filling = false;
    changed();
}

void QuestionForm::fillNetworks()
{
    NetworkBox& networks = *m_ui->network;
    const QString chosen = networks.chosen();
    const QString title = networks.currentText();
    const bool wasFilling = std::exchange(m_filling, true);
    networks.clear();
    networks.offerAll(m_session.workspace());
    // What is asked stays asked, also where its file is not on the shelf.
    if (!chosen.isEmpty())
        networks.offer(title, chosen);
    networks.choose(chosen);
    m_filling = wasFilling;
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
    const int row = m_ui->axes->rowCount();
    m_ui->axes->insertRow(row);
    const QString name = axisName(axis.key);
    auto* key = new QTableWidgetItem(name);
    key->setData(Qt::UserRole, QString::fromStdString(axis.key));
    key->setToolTip(name + u'\n' + QString::fromStdString(axis.key)); // the column is narrow
    key->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    m_ui->axes->setItem(row, 0, key);
    auto* values = new QTableWidgetItem(axisText(axis));
    values->setToolTip(tr("A list: 8, 4, 2. A range: 100M .. 1G x 20. A logarithmic range: 100M .. 1G log 20."));
    m_ui->axes->setItem(row, 1, values);
    m_filling = wasFilling;
}

/// Options and numbers of the checked targets, and the network's own parameters.
void QuestionForm::showAxisMenu()
{
    QMenu menu(this);
    std::set<std::string> taken;
    for (int row = 0; row < m_ui->axes->rowCount(); ++row)
        taken.insert(m_ui->axes->item(row, 0)->data(Qt::UserRole).toString().toStdString());
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
        if (QString::fromStdString("zoo:" + family.id) == m_ui->network->chosen())
            for (const NetworkParameter& parameter : family.parameters)
                offer(
                    *network, "network:" + parameter.key, parameterLabel(parameter.key),
                    {.key = "network:" + parameter.key, .list = {parameter.choices.begin(), parameter.choices.end()}});
    QMenu* numbers = menu.addMenu(tr("Numbers of the hardware"));
    for (const std::string& id : m_ui->targets->checked()) {
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
    menu.exec(m_ui->addAxis->mapToGlobal(QPoint(0, m_ui->addAxis->height())));
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
        m_run->setNote(tr("Some field cannot be read, or there is no target or objective."));
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
            preview.points = (*space)->size();
            if (asked.method == SearchMethod::nsga2)
                preview.points =
                    std::min<std::uint64_t>(preview.points, static_cast<std::uint64_t>(asked.population)
                                                                * static_cast<std::uint64_t>(asked.generations + 1));
            preview.rate = measuredRate(SpaceEvaluator(*space), 0, kMeasureSeconds);
            return preview;
        },
        [this](const Preview& preview) {
            if (preview.error) {
                m_run->setNote(sentenceText(*preview.error));
                return;
            }
            const double seconds = static_cast<double>(preview.points) / preview.rate;
            m_run->setNote(
                tr("%1 points, about %2").arg(wholeText(std::int64_t(preview.points)), secondsText(Seconds(seconds))));
        });
}

QuestionForm::QuestionForm(ExploreSession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_ui(std::make_unique<Ui::QuestionForm>())
{
    setObjectName(QStringLiteral("exploreForm"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    listen();
    m_delay.setSingleShot(true);
    m_delay.setInterval(kMeasureDelay);
    connect(&m_delay, &QTimer::timeout, this, &QuestionForm::measure);
    connect(&session.workspace(), &Workspace::openedChanged, this, &QuestionForm::fillNetworks);
    connect(&session.workspace(), &Workspace::targetsChanged, m_ui->targets,
            [this] { m_ui->targets->setTargets(m_session.workspace().targets()); });
    fillNetworks();
    m_ui->targets->setTargets(session.workspace().targets());
    retranslate();
    setQuestion(firstQuestion(tr("Which chip?")));
}

QuestionForm::~QuestionForm() = default;

} // namespace tenbin
