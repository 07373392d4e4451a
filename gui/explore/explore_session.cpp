// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/explore_session.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/networks/network_source.h"
#include "engine/study/export.h"
#include "gui/app/design_drag.h"
#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/study/error_of.h"
#include "models/registry.h"

namespace tenbin {

namespace {

constexpr int kFrontMilliseconds = 400;
constexpr std::size_t kGrowthSteps = 40;

/// Beside the GUI thread: a million points take a second.
std::shared_ptr<ExploreData> dataOf(StudyContent content, const Question& question)
{
    auto data = std::make_shared<ExploreData>(std::move(content.layout), question);
    data->adopt(std::move(content.points));
    return data;
}

} // namespace

ExploreSession::ExploreSession(Workspace& workspace, QObject* parent)
    : StudySession(workspace, StudyKind::space, parent)
{
    m_frontTimer.setInterval(kFrontMilliseconds);
    m_frontTimer.setSingleShot(true);
    connect(&m_frontTimer, &QTimer::timeout, this, &ExploreSession::requestFront);
}

double ExploreSession::pointsPerSecond() const
{
    if (!m_data || run() == Run::preparing || m_data->size() <= m_pointsAtStart)
        return 0.0;
    const double seconds = workSeconds() - m_secondsAtStart;
    if (seconds <= 0.0)
        return 0.0;
    return static_cast<double>(m_data->size() - m_pointsAtStart) / seconds;
}

std::optional<double> ExploreSession::progress() const
{
    if (!m_data)
        return std::nullopt;
    return static_cast<double>(m_data->size()) / static_cast<double>(std::max<std::uint64_t>(1, m_total));
}

QString ExploreSession::stateText() const
{
    std::uint64_t have = 0;
    if (m_data)
        have = m_data->size();
    const double rate = pointsPerSecond();
    switch (run()) {
    case Run::preparing:
        return tr("building the networks …");
    case Run::stopping:
        return tr("stopping …");
    case Run::paused:
        return tr("paused at %1").arg(wholeText(std::int64_t(have)));
    case Run::running:
        if (rate <= 0.0)
            break;
        return tr("%1 points a second, %2 left")
            .arg(countText(rate), secondsText(Seconds(static_cast<double>(m_total - have) / rate)));
    case Run::idle:
        break;
    }
    if (!m_data)
        return {};
    if (have >= m_total)
        return tr("done, all points are stored");
    return tr("%1 points are stored; start continues").arg(wholeText(std::int64_t(have)));
}

void ExploreSession::start(const Question& question)
{
    begin([this, question, targets = workspace().targetLibrary(), store = storePath().toStdString(),
           threads = runThreads()](const RunControl& control, const Later& later) -> std::optional<Error> {
        const auto file = StudyFile::open(store);
        if (!file)
            return file.error();
        const auto space = buildSpace(question, *targets, networkOf, findCostModel);
        if (!space)
            return space.error();
        const auto study = (*file)->begin(**space, TakenName::getsANumber);
        if (!study)
            return study.error();
        auto content = (*file)->read(study->id);
        if (!content)
            return content.error();
        Question shown = question; // its objectives may be others than those that the study began with
        shown.name = study->name;
        later([this, data = dataOf(std::move(*content), shown)] { beginWith(data); });
        const SpaceEvaluator evaluator(*space);
        const auto summary =
            runStudy(**file, *study, evaluator, {.threads = threads, .shard = {}}, control,
                     [&](const std::vector<PointBatch>& batches) { later([this, batches] { take(batches); }); });
        return errorOf(summary);
    });
}

/// What was evaluated in earlier runs is shown before the first new point.
void ExploreSession::beginWith(Data data)
{
    const QString name = QString::fromStdString(data->question().name);
    replaceData(std::move(data), name);
    m_secondsAtStart = workSeconds();
}

void ExploreSession::take(const std::vector<PointBatch>& batches)
{
    for (const PointBatch& batch : batches)
        for (std::uint64_t i = 0; i < batch.range.count; ++i)
            m_data->append(batch.range.first + i, batch.figures[i]);
    m_grown = true;
}

void ExploreSession::changesMade()
{
    if (!std::exchange(m_grown, false))
        return;
    countBrushed();
    Q_EMIT dataChanged();
    if (!m_frontTimer.isActive() && !m_frontJob.running())
        m_frontTimer.start();
}

void ExploreSession::replaceData(Data data, const QString& name)
{
    m_frontJob.stop();
    m_data = std::move(data);
    setStudyName(name);
    m_brushes.clear();
    m_pins.clear();
    m_hovered.reset();
    m_costs.clear();
    m_front = m_plotFront = {};
    m_growth.clear();
    m_total = m_pointsAtStart = 0;
    std::vector<Objective> objectives;
    if (m_data) {
        m_total = m_data->layout().size;
        m_pointsAtStart = m_data->size();
        objectives = m_data->question().objectives;
    }
    if (objectives.size() >= 2) {
        m_plotX = objectives[0].figure;
        m_plotY = objectives[1].figure;
    }
    countBrushed();
    Q_EMIT brushChanged();
    Q_EMIT pinsChanged();
    Q_EMIT dataChanged();
    Q_EMIT frontChanged(); // there is none until it is found
    requestFront();
}

void ExploreSession::requestFront()
{
    if (!m_data)
        return;
    const Question& question = m_data->question();
    auto all = costColumns(m_data->points(), question.objectives, question.constraints);
    auto plot =
        costColumns(m_data->points(), {naturalObjective(m_plotX), naturalObjective(m_plotY)}, question.constraints);
    auto costs = std::make_shared<CostColumns>(std::move(all));
    m_frontJob.start(
        [costs, plot = std::move(plot)](std::stop_token) {
            return Fronts{summarise(*costs), summarise(plot), hypervolumeGrowth(*costs, kGrowthSteps)};
        },
        [this, costs](Fronts fronts) {
            m_costs = std::move(*costs);
            m_front = std::move(fronts.all);
            m_plotFront = std::move(fronts.plot);
            m_growth = std::move(fronts.growth);
            Q_EMIT frontChanged();
        });
}

std::optional<std::uint32_t> ExploreSession::dominator(std::uint32_t row) const
{
    if (m_costs.empty() || row >= m_costs.front().size())
        return std::nullopt;
    return dominatorOf(m_costs, m_front.front, row);
}

StudySession::Reader ExploreSession::readerOf(const StudyInfo& study)
{
    return [this, store = storePath().toStdString(), study]() -> Result<Change> {
        auto content = StudyFile::openExisting(store).and_then([&](const auto& file) { return file->read(study.id); });
        if (!content)
            return tl::make_unexpected(content.error());
        const auto question = parseQuestion(content->info.question, content->info.name);
        if (!question)
            return tl::make_unexpected(question.error());
        return [this, name = QString::fromStdString(content->info.name),
                data = dataOf(std::move(*content), *question)] { replaceData(data, name); };
    };
}

bool ExploreSession::exportPoints(const QString& path)
{
    if (!m_data)
        return false;
    StudyContent content;
    content.info.name = studyName().toStdString();
    content.info.engine = kEngineVersion;
    content.info.spaceHash = m_data->layout().hash();
    content.layout = m_data->layout();
    content.points = m_data->points();
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < m_data->size(); ++row)
        if (brushed(row))
            rows.push_back(row);
    const auto written = savePoints(path.toStdString(), content, rows);
    if (!written)
        Q_EMIT failed(sentenceText(written.error()));
    return written.has_value();
}

void ExploreSession::setPlot(FigureKind x, FigureKind y)
{
    if (x == m_plotX && y == m_plotY)
        return;
    m_plotX = x;
    m_plotY = y;
    m_plotFront = {};
    Q_EMIT frontChanged();
    requestFront();
}

void ExploreSession::countBrushed()
{
    m_brushedCount = 0;
    if (!m_data)
        return;
    for (std::size_t row = 0; !m_brushes.empty() && row < m_data->size(); ++row)
        m_brushedCount += brushed(row);
    if (m_brushes.empty())
        m_brushedCount = m_data->size();
}

void ExploreSession::setBrush(const Brush& brush)
{
    std::erase_if(m_brushes, [&](const Brush& b) { return b.dimension == brush.dimension; });
    m_brushes.push_back(brush);
    countBrushed();
    Q_EMIT brushChanged();
}

void ExploreSession::clearBrush(std::size_t dimension)
{
    if (std::erase_if(m_brushes, [&](const Brush& b) { return b.dimension == dimension; }) == 0)
        return;
    countBrushed();
    Q_EMIT brushChanged();
}

void ExploreSession::clearBrushes()
{
    m_brushes.clear();
    countBrushed();
    Q_EMIT brushChanged();
}

void ExploreSession::hover(std::optional<std::uint32_t> row)
{
    if (row == m_hovered)
        return;
    m_hovered = row;
    Q_EMIT hoverChanged();
}

void ExploreSession::togglePin(std::uint32_t row)
{
    const auto it = std::find(m_pins.begin(), m_pins.end(), row);
    if (it == m_pins.end())
        m_pins.push_back(row);
    else
        m_pins.erase(it);
    Q_EMIT pinsChanged();
}

ComparisonColumn ExploreSession::design(std::uint32_t row) const
{
    const SpaceLayout& layout = m_data->layout();
    const std::uint64_t point = m_data->points().index[row];
    const SpaceBlock& block = layout.blockOf(point);
    const SpaceNetwork& network = layout.networks[block.network];
    ComparisonColumn column;
    column.network = network.spec; // others' studies name files by their path
    if (network.spec.starts_with("file:"))
        column.network = networkSource(network.spec);
    column.target = layout.targets[block.target].id;
    column.configuration = layout.configuration(point);
    if (network.accuracy)
        column.accuracy = KnownAccuracy{*network.accuracy, studyName().toStdString()};
    return column;
}

void ExploreSession::showOnBoard(std::uint32_t row)
{
    const std::uint64_t point = m_data->points().index[row];
    const SpaceBlock& block = m_data->layout().blockOf(point);
    const std::string& target = m_data->layout().targets[block.target].id;
    if (!workspace().target(target)) {
        Q_EMIT failed(sentenceText(Error{ErrorCode::targetUnknown, {target}, {}}));
        return;
    }
    workspace().placeDesign(target, m_data->layout().networks[block.network].spec,
                            m_data->layout().configuration(point));
    Q_EMIT boardRequested();
}

} // namespace tenbin
