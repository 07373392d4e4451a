// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/sparsity_session.h"

#include <algorithm>
#include <functional>

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include "engine/core/file.h"
#include "engine/formats/tflite/writer.h"
#include "gui/app/workspace.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

constexpr int kDrainMilliseconds = 40;

QString questionFile(const QString& folder) { return folder + QStringLiteral("/question.json"); }
QString dataFolder() { return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation); }

} // namespace

SparsitySession::SparsitySession(Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_collection(dataFolder() + QStringLiteral("/studies.tenbin")),
      m_storePath(m_collection), m_ownFolder(dataFolder() + QStringLiteral("/sparsity"))
{
    m_drainTimer.setInterval(kDrainMilliseconds);
    connect(&m_drainTimer, &QTimer::timeout, this, &SparsitySession::drain);
    connect(&m_workspace, &Workspace::targetsChanged, this, &SparsitySession::forgetFigures);
    readPublished();
}

SparsitySession::~SparsitySession()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_paused = false;
    }
    m_thread.request_stop();
    m_awake.notify_all();
}

void SparsitySession::setQuestion(const SparsityQuestion& question)
{
    const bool otherTargets = question.targets != m_question.targets;
    const bool otherData = !m_glance || question.data != m_question.data || question.network != m_question.network
                           || question.preprocessing != m_question.preprocessing;
    if (question == m_question && m_glance)
        return;
    m_question = question;
    QDir().mkpath(m_ownFolder);
    (void)writeWhole(questionFile(m_ownFolder).toStdString(), toJson(question).toStdString()); // a convenience only
    Q_EMIT questionChanged();
    if (otherTargets)
        requestFigures();
    if (otherData)
        requestGlance();
}

SparsityQuestion SparsitySession::storedQuestion() const
{
    QFile file(questionFile(m_ownFolder));
    SparsityQuestion question;
    if (file.open(QIODevice::ReadOnly))
        question = sparsityQuestionFromJson(file.readAll());
    std::erase_if(question.targets, [this](const std::string& id) { return !m_workspace.target(id); });
    return question;
}

const SparsitySample* SparsitySession::current() const
{
    const auto [series, position] = m_current;
    return series < m_series.size() && position < m_series[series].samples.size()
               ? &m_samples[m_series[series].samples[position]]
               : nullptr;
}

const SparsitySample* SparsitySession::denseOf(std::size_t series) const
{
    return series < m_series.size() ? &m_samples[m_series[series].samples.front()] : nullptr;
}

const SparsitySample* SparsitySession::dense() const { return denseOf(m_current.first); }

void SparsitySession::setCurrent(std::size_t series, std::size_t position)
{
    if (series >= m_series.size())
        return;
    position = std::min(position, m_series[series].samples.size() - 1);
    m_follow = false;
    if (m_current == std::pair{series, position})
        return;
    m_current = {series, position};
    Q_EMIT currentChanged();
}

std::vector<std::pair<std::size_t, std::string>> SparsitySession::front() const
{
    std::vector<std::pair<std::size_t, std::string>> all;
    std::vector<std::pair<std::size_t, std::string>> front;
    std::vector<AccuracyEnergy> points;
    for (std::size_t i = 0; i < m_samples.size(); ++i)
        for (const std::string& target : m_question.targets)
            if (const auto figures = m_samples[i].figures.find(target);
                figures != m_samples[i].figures.end() && figures->second.energy) {
                all.emplace_back(i, target);
                points.push_back({m_samples[i].point.retrained.value(), figures->second.energy->count()});
            }
    for (const std::size_t i : accuracyEnergyFront(points))
        front.push_back(all[i]);
    return front;
}

void SparsitySession::showPublished(std::size_t curve, bool shown)
{
    std::erase(m_shownPublished, curve);
    if (shown && curve < m_published.size())
        m_shownPublished.push_back(curve);
    Q_EMIT publishedChanged();
}

void SparsitySession::addSample(SparsitySample sample)
{
    const auto same = [&](const SparsitySeries& s) {
        return s.method == sample.point.method && s.bits == sample.point.weightBits
               && s.retrained == sample.retrained();
    };
    auto series = std::find_if(m_series.begin(), m_series.end(), same);
    if (series == m_series.end()) {
        m_series.push_back({sample.point.method, sample.point.weightBits, sample.retrained(), {}});
        series = m_series.end() - 1;
    }
    series->samples.push_back(m_samples.size());
    if (m_follow)
        m_current = {static_cast<std::size_t>(series - m_series.begin()), series->samples.size() - 1};
    m_samples.push_back(std::move(sample));
}

/// Figures about targets that were edited, or are gone, are asked for again.
void SparsitySession::forgetFigures()
{
    m_figureJob.stop(); // it asks the targets as they were
    std::erase_if(m_figureTargets, [this](const auto& answered) {
        const auto& [id, hash] = answered;
        const Target* target = m_workspace.target(id);
        if (target && target->hash == hash)
            return false;
        for (SparsitySample& sample : m_samples)
            sample.figures.erase(id);
        return true;
    });
    Q_EMIT figuresChanged();
    requestFigures();
}

/// Asks the chosen targets about every network that they have not answered yet.
void SparsitySession::requestFigures()
{
    std::vector<std::pair<FigureTask, std::pair<std::shared_ptr<const Graph>, int>>> open;
    for (std::size_t i = 0; i < m_samples.size(); ++i)
        for (const std::string& id : m_question.targets)
            if (const Target* target = m_workspace.target(id);
                target && m_samples[i].graph && !m_samples[i].figures.contains(id))
                open.push_back({{.sample = i, .target = id, .targetHash = target->hash, .figures = {}},
                                {m_samples[i].graph, m_samples[i].point.weightBits}});
    if (open.empty()) {
        Q_EMIT figuresChanged();
        return;
    }
    m_figureJob.start(
        [open, answers = m_workspace.answers(), library = m_workspace.targetLibrary()](const std::stop_token& stop) {
            std::vector<FigureTask> tasks;
            for (const auto& [task, network] : open) {
                if (stop.stop_requested())
                    break;
                tasks.push_back(task);
                const auto answer = prunedFigures(*network.first, *library->find(task.target), network.second,
                                                  std::bind_front(&AnswerBook::ask, answers));
                if (answer)
                    tasks.back().figures = *answer;
            }
            return tasks;
        },
        [this](const std::vector<FigureTask>& tasks) {
            for (const FigureTask& task : tasks) {
                m_samples[task.sample].figures[task.target] = task.figures.value_or(PrunedFigures{});
                m_figureTargets[task.target] = task.targetHash;
            }
            Q_EMIT figuresChanged();
        });
}

void SparsitySession::requestGlance()
{
    m_glanceJob.start([question = m_question](const std::stop_token&) { return lookAt(question); },
                      [this](const std::shared_ptr<DataGlance>& glance) {
                          m_glance = glance;
                          Q_EMIT glanceChanged();
                      });
}

double SparsitySession::progress() const
{
    if (m_run == Run::scanning || (m_run == Run::paused && m_beforePause == Run::scanning))
        return m_shownScanned.second ? static_cast<double>(m_shownScanned.first) / m_shownScanned.second : 0.0;
    if (!m_shownPosition || m_shownPosition->count == 0)
        return 0.0;
    const double part = m_shownTraining && m_shownTraining->steps
                            ? static_cast<double>(m_shownTraining->step) / m_shownTraining->steps
                            : 0.0;
    return (m_shownPosition->number - 1 + part) / m_shownPosition->count;
}

/// From the training of this point and what points before it took.
std::optional<double> SparsitySession::secondsLeft() const
{
    if (!m_shownPosition || !m_shownTraining || m_shownTraining->step == 0)
        return std::nullopt;
    const double whole = m_shownTraining->secondsLeft * m_shownTraining->steps
                         / std::max(1, m_shownTraining->steps - m_shownTraining->step);
    const double each = m_meanSeconds.value_or(whole);
    return m_shownTraining->secondsLeft + each * (m_shownPosition->count - m_shownPosition->number);
}

QString SparsitySession::stateText() const
{
    switch (m_run) {
    case Run::idle:
        return m_samples.empty() ? QString() : tr("Done. Every point is kept: the same question is answered at once.");
    case Run::preparing:
        return tr("Reading network and data …");
    case Run::scanning:
        return tr("Pruning each layer alone: %1 of %2").arg(m_shownScanned.first).arg(m_shownScanned.second);
    case Run::paused:
        return tr("Paused");
    case Run::stopping:
        return tr("Stopping …");
    case Run::running:
        break;
    }
    if (!m_shownPosition)
        return {};
    QString text = tr("Point %1 of %2: %3, %4")
                       .arg(m_shownPosition->number)
                       .arg(m_shownPosition->count)
                       .arg(seriesText(m_shownPosition->point.method, m_shownPosition->point.weightBits,
                                       m_shownPosition->point.epochs > 0),
                            remainingText(m_shownPosition->point.remaining));
    if (m_shownTraining && m_shownPosition->point.epochs > 0)
        text += QStringLiteral("\n")
                + tr("epoch %1 of %2, loss %3")
                      .arg(std::min(m_shownTraining->epoch + 1, m_shownTraining->epochs))
                      .arg(m_shownTraining->epochs)
                      .arg(numberText(m_shownTraining->loss, 3));
    if (const auto left = secondsLeft())
        text += QStringLiteral("\n") + tr("about %1 left").arg(secondsText(Seconds{std::ceil(*left)}));
    return text;
}

bool SparsitySession::saveNetwork(const QString& path) const
{
    const SparsitySample* sample = current();
    if (!sample)
        return false;
    return sample->graph && saveTflite(*sample->graph, path.toStdString());
}

/// The board counts as this page did: zeros as they are in the file, weights as wide as they were measured.
void SparsitySession::configureBoard(int weightBits)
{
    m_workspace.undoStack()->beginMacro(tr("Show on the board"));
    for (const Target& target : m_workspace.targets().targets)
        for (const auto& [key, value] : prunedConfiguration(target, weightBits).values) {
            const OptionSpec* option = target.findOption(key);
            const Configuration present = m_workspace.configuration(target.id);
            const bool changed = present.values.contains(key);
            const bool byDefault = !changed && option && option->defaultValue == toString(value);
            if (!byDefault)
                m_workspace.setOption(target.id, key, toString(value));
        }
    m_workspace.undoStack()->endMacro();
}

void SparsitySession::openOnBoard()
{
    const SparsitySample* sample = current();
    if (!sample)
        return;
    // The folder keeps networks of one name apart; the file's name is what shelf, title and cards show.
    const QString folder = m_ownFolder + u'/' + QString::fromStdString(sample->point.key);
    QDir().mkpath(folder);
    const QString path = folder + u'/' + prunedNetworkName(m_question.network, sample->point);
    if (!saveNetwork(path)) {
        Q_EMIT failed(sentenceText(Error{ErrorCode::fileUnwritable, {path.toStdString(), ""}, {}}));
        return;
    }
    configureBoard(sample->point.weightBits);
    m_workspace.openFiles({path}, {.kind = OpenDestination::Kind::board, .target = {}});
    Q_EMIT boardRequested();
}

} // namespace tenbin
