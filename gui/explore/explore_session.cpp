// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/explore_session.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include "engine/networks/network_source.h"
#include "engine/study/export.h"
#include "gui/app/design_drag.h"
#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/project/take_along.h"
#include "models/registry.h"

namespace tenbin {

namespace {

constexpr int kDrainMilliseconds = 40;
constexpr int kFrontMilliseconds = 400;
constexpr int kMostNames = 1000;

/// One core stays with the window where there are more than two.
int sweepThreads()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency())
                           - (std::thread::hardware_concurrency() > 2 ? 1 : 0));
}

} // namespace

ExploreSession::ExploreSession(Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace),
      m_collection(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                   + QStringLiteral("/studies.tenbin")),
      m_home(m_collection), m_storePath(m_collection)
{
    m_drainTimer.setInterval(kDrainMilliseconds);
    connect(&m_drainTimer, &QTimer::timeout, this, &ExploreSession::drain);
    m_frontTimer.setInterval(kFrontMilliseconds);
    m_frontTimer.setSingleShot(true);
    connect(&m_frontTimer, &QTimer::timeout, this, &ExploreSession::requestFront);
}

ExploreSession::~ExploreSession()
{
    if (m_control)
        m_control->stop();
}

double ExploreSession::pointsPerSecond() const
{
    if (!m_data || m_run == Run::preparing)
        return 0.0;
    const auto end = m_run == Run::idle ? m_runEnd : std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(end - m_runStart).count();
    return seconds > 0.0 && m_data->size() > m_pointsAtStart
               ? static_cast<double>(m_data->size() - m_pointsAtStart) / seconds
               : 0.0;
}

void ExploreSession::setRun(Run run)
{
    m_run = run;
    Q_EMIT runChanged();
}

void ExploreSession::start(const Question& question)
{
    if (m_run != Run::idle)
        return;
    QDir().mkpath(QFileInfo(m_storePath).absolutePath());
    m_openJob.stop();
    m_error.reset();
    m_ended = false;
    m_incoming.clear();
    m_control = std::make_shared<SweepControl>();
    setRun(Run::preparing);
    m_thread = std::jthread([this, question, targets = m_workspace.targetLibrary(), store = reopenable()] {
        runStudyHere(question, *targets, store);
    });
    m_drainTimer.start();
}

/// On the run's own thread: nothing here touches the window.
void ExploreSession::runStudyHere(const Question& asked, const TargetLibrary& targets, const std::string& store)
{
    const auto end = [this](std::optional<Error> error) {
        const std::scoped_lock lock(m_mutex);
        m_error = std::move(error);
        m_ended = true;
    };
    const auto file = StudyFile::open(store);
    if (!file)
        return end(file.error());
    auto space = buildSpace(asked, targets, networkOf, findCostModel);
    if (!space)
        return end(space.error());
    auto study = (*file)->begin(**space);
    // Another question under a name that is taken: the next free number behind it.
    for (int number = 2; !study && study.error().code == ErrorCode::studyChanged && number < kMostNames; ++number) {
        auto renamed = std::make_shared<DesignSpace>(**space);
        renamed->question.name = asked.name + " " + std::to_string(number);
        space = std::shared_ptr<const DesignSpace>(renamed);
        study = (*file)->begin(**space);
    }
    if (!study)
        return end(study.error());
    auto content = (*file)->read(study->id);
    if (!content)
        return end(content.error());
    auto data = std::make_unique<ExploreData>(std::move(content->layout), (*space)->question);
    data->adopt(std::move(content->points));
    {
        const std::scoped_lock lock(m_mutex);
        m_prepared = std::move(data);
        m_preparedName = QString::fromStdString(study->name);
    }
    const SpaceEvaluator evaluator(*space);
    const auto summary = runStudy(**file, *study, evaluator, {.threads = sweepThreads(), .shard = {}}, *m_control,
                                  [this](const std::vector<PointBatch>& batches) { take(batches); });
    end(summary ? std::nullopt : std::optional(summary.error()));
}

void ExploreSession::take(const std::vector<PointBatch>& batches)
{
    const std::scoped_lock lock(m_mutex);
    m_incoming.insert(m_incoming.end(), batches.begin(), batches.end());
}

void ExploreSession::drain()
{
    std::vector<PointBatch> batches;
    std::unique_ptr<ExploreData> prepared;
    bool ended = false;
    {
        const std::scoped_lock lock(m_mutex);
        std::swap(batches, m_incoming);
        std::swap(prepared, m_prepared);
        ended = m_ended;
    }
    if (prepared) {
        replaceData(std::move(prepared), m_preparedName);
        m_total = m_data->layout().size;
        m_pointsAtStart = m_data->size();
        m_runStart = std::chrono::steady_clock::now();
        if (m_run == Run::preparing)
            setRun(Run::running);
    }
    for (const PointBatch& batch : batches)
        for (std::uint64_t i = 0; i < batch.range.count; ++i)
            m_data->append(batch.range.first + i, batch.figures[i]);
    if (!batches.empty()) {
        countBrushed();
        Q_EMIT dataChanged();
        if (!m_frontTimer.isActive() && !m_frontJob.running())
            m_frontTimer.start();
    }
    if (ended)
        finishRun();
    else if (!batches.empty())
        Q_EMIT runChanged();
}

void ExploreSession::finishRun()
{
    m_drainTimer.stop();
    m_thread.join();
    m_runEnd = std::chrono::steady_clock::now();
    m_control.reset();
    setRun(Run::idle);
    if (m_error)
        Q_EMIT failed(sentenceText(*m_error));
    requestFront();
    changeStore();
}

void ExploreSession::pause()
{
    if (m_run != Run::running)
        return;
    m_control->pause();
    setRun(Run::paused);
}

void ExploreSession::resume()
{
    if (m_run != Run::paused)
        return;
    m_control->resume();
    setRun(Run::running);
}

void ExploreSession::cancel()
{
    if (m_run == Run::idle)
        return;
    m_control->stop();
    setRun(Run::stopping);
}

void ExploreSession::replaceData(std::unique_ptr<ExploreData> data, const QString& name)
{
    m_frontJob.stop();
    m_data = std::move(data);
    m_studyName = name;
    m_brushes.clear();
    m_pins.clear();
    m_hovered.reset();
    m_costs.clear();
    m_front = m_plotFront = {};
    m_total = m_data ? m_data->layout().size : 0;
    const auto objectives = m_data ? m_data->question().objectives : std::vector<Objective>();
    if (objectives.size() >= 2) {
        m_plotX = objectives[0].figure;
        m_plotY = objectives[1].figure;
    }
    countBrushed();
    Q_EMIT brushChanged();
    Q_EMIT pinsChanged();
    Q_EMIT dataChanged();
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
            return Fronts{summarise(*costs), summarise(plot)};
        },
        [this, costs](Fronts fronts) {
            m_costs = std::move(*costs);
            m_front = std::move(fronts.all);
            m_plotFront = std::move(fronts.plot);
            Q_EMIT frontChanged();
        });
}

std::optional<std::uint32_t> ExploreSession::dominator(std::uint32_t row) const
{
    if (m_costs.empty() || row >= m_costs.front().size())
        return std::nullopt;
    return dominatorOf(m_costs, m_front.front, row);
}

void ExploreSession::setStorePath(const QString& path)
{
    if (m_run == Run::idle)
        m_storePath = path;
}

void ExploreSession::useProject(const QString& path, bool sameProject)
{
    m_next = NextStore{path.isEmpty() ? m_collection : path, sameProject && (!m_next || m_next->sameProject)};
    if (m_run == Run::idle)
        changeStore();
}

void ExploreSession::changeStore()
{
    if (!m_next)
        return;
    const NextStore next = *std::exchange(m_next, std::nullopt);
    const QString before = std::exchange(m_storePath, next.path);
    m_home = next.path;
    m_openJob.stop();
    if (!next.sameProject)
        replaceData(nullptr, {});
    else if (before == m_collection && next.path != m_collection)
        takeAlong(before);
    Q_EMIT frontChanged();
    Q_EMIT runChanged();
}

/// Beside the GUI thread: a million points take seconds.
void ExploreSession::takeAlong(const QString& from)
{
    m_takeJob.start([from = from.toStdString(),
                     to = reopenable()](std::stop_token) { return takeStudiesAlong(from, to, StudyKind::space); },
                    [this](const std::optional<Error>& error) {
                        if (error)
                            Q_EMIT failed(sentenceText(*error));
                        Q_EMIT runChanged(); // the list of studies has grown
                    });
}

std::vector<StudyInfo> ExploreSession::studies()
{
    if (!QFileInfo::exists(m_storePath))
        return {};
    const auto file = StudyFile::openExisting(reopenable());
    auto list = file ? (*file)->studies() : Result<std::vector<StudyInfo>>(tl::make_unexpected(file.error()));
    if (list)
        return *list;
    Q_EMIT failed(sentenceText(list.error()));
    return {};
}

void ExploreSession::open(std::int64_t study)
{
    if (m_run != Run::idle)
        return;
    m_openJob.start([store = reopenable(), study](std::stop_token) { return readStudy(store, study); },
                    [this](const std::shared_ptr<Opened>& opened) {
                        if (opened->error) {
                            Q_EMIT failed(sentenceText(*opened->error));
                            return;
                        }
                        replaceData(std::move(opened->data), opened->name);
                        Q_EMIT runChanged();
                    });
}

void ExploreSession::close()
{
    if (m_run != Run::idle)
        return;
    m_openJob.stop();
    replaceData(nullptr, {});
    Q_EMIT runChanged();
}

/// Beside the GUI thread: a million points take a second.
std::shared_ptr<ExploreSession::Opened> ExploreSession::readStudy(const std::string& store, std::int64_t study)
{
    auto opened = std::make_shared<Opened>();
    const auto file = StudyFile::openExisting(store);
    auto content = file ? (*file)->read(study) : Result<StudyContent>(tl::make_unexpected(file.error()));
    const auto question = content ? parseQuestion(content->info.question, content->info.name)
                                  : Result<Question>(tl::make_unexpected(content.error()));
    if (!question) {
        opened->error = question.error();
        return opened;
    }
    opened->name = QString::fromStdString(content->info.name);
    opened->data = std::make_unique<ExploreData>(std::move(content->layout), *question);
    opened->data->adopt(std::move(content->points));
    return opened;
}

void ExploreSession::rename(std::int64_t study, const QString& name)
{
    const auto file = StudyFile::openExisting(reopenable());
    const auto renamed =
        file ? (*file)->rename(study, name.toStdString()) : Result<void>(tl::make_unexpected(file.error()));
    if (!renamed)
        Q_EMIT failed(sentenceText(renamed.error()));
    else
        m_studyName = name;
    Q_EMIT runChanged();
}

bool ExploreSession::exportPoints(const QString& path)
{
    if (!m_data)
        return false;
    StudyContent content;
    content.info.name = m_studyName.toStdString();
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
    m_brushedCount = m_data && m_brushes.empty() ? m_data->size() : 0;
    for (std::size_t row = 0; !m_brushes.empty() && row < m_data->size(); ++row)
        m_brushedCount += brushed(row);
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
    column.network = network.spec.starts_with("file:") ? networkSource(network.spec)
                                                       : network.spec; // others' studies name files by their path
    column.target = layout.targets[block.target].id;
    column.configuration = layout.configuration(point);
    if (network.accuracy)
        column.accuracy = KnownAccuracy{*network.accuracy, m_studyName.toStdString()};
    return column;
}

void ExploreSession::showOnBoard(std::uint32_t row)
{
    const std::uint64_t point = m_data->points().index[row];
    const SpaceBlock& block = m_data->layout().blockOf(point);
    const std::string& target = m_data->layout().targets[block.target].id;
    if (!m_workspace.target(target)) {
        Q_EMIT failed(sentenceText(Error{ErrorCode::targetUnknown, {target}, {}}));
        return;
    }
    m_workspace.undoStack()->beginMacro(tr("Design from the study"));
    m_workspace.placeOn(target, m_data->layout().networks[block.network].spec);
    m_workspace.resetConfiguration(target);
    for (const auto& [key, value] : m_data->layout().configuration(point).values)
        m_workspace.setOption(target, key, toString(value));
    m_workspace.undoStack()->endMacro();
    m_workspace.setSelectedTarget(target);
    Q_EMIT boardRequested();
}

} // namespace tenbin
