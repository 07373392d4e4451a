// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/sparsity_session.h"

#include <algorithm>
#include <functional>

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include "engine/core/file.h"
#include "engine/formats/tflite/writer.h"
#include "engine/report_document/report_builder.h"
#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"
#include "gui/sparsity/reference_network.h"

namespace tenbin {

namespace {

QString questionFile(const QString& folder) { return folder + QStringLiteral("/question.json"); }
QString dataFolder() { return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation); }

} // namespace

SparsitySession::SparsitySession(Workspace& workspace, QObject* parent)
    : StudySession(workspace, StudyKind::sparsity, parent), m_ownFolder(dataFolder() + QStringLiteral("/sparsity"))
{
    connect(&workspace, &Workspace::targetsChanged, this, &SparsitySession::forgetFigures);
    readPublished();
}

void SparsitySession::setQuestion(const SparsityPageQuestion& question)
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

SparsityPageQuestion SparsitySession::storedQuestion() const
{
    QFile file(questionFile(m_ownFolder));
    SparsityPageQuestion question;
    if (file.open(QIODevice::ReadOnly))
        question = sparsityQuestionFromJson(file.readAll());
    std::erase_if(question.targets, [this](const std::string& id) { return !workspace().target(id); });
    return question;
}

const SparsitySample* SparsitySession::current() const
{
    const auto [series, position] = m_current;
    if (series >= m_series.size() || position >= m_series[series].samples.size())
        return nullptr;
    return &m_samples[m_series[series].samples[position]];
}

const SparsitySample* SparsitySession::denseOf(std::size_t series) const
{
    if (series >= m_series.size())
        return nullptr;
    return &m_samples[m_series[series].samples.front()];
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
        const Target* target = workspace().target(id);
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
            if (const Target* target = workspace().target(id);
                target && m_samples[i].graph && !m_samples[i].figures.contains(id))
                open.push_back({{.sample = i, .target = id, .targetHash = target->hash, .figures = {}},
                                {m_samples[i].graph, m_samples[i].point.weightBits}});
    if (open.empty()) {
        Q_EMIT figuresChanged();
        return;
    }
    m_figureJob.start(
        [open, answers = workspace().answers(), library = workspace().targetLibrary()](const std::stop_token& stop) {
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
    m_glanceJob.start(
        [question = m_question](const std::stop_token&) { return glanceAt(question, loadNetworkOrReference); },
        [this](DataGlance glance) {
            m_glance = std::move(glance);
            Q_EMIT glanceChanged();
        });
}

std::optional<double> SparsitySession::progress() const
{
    if (run() == Run::idle)
        return std::nullopt;
    if (m_scanned.second > 0)
        return static_cast<double>(m_scanned.first) / m_scanned.second;
    if (!m_position || m_position->count == 0)
        return 0.0;
    double part = 0.0;
    if (m_training && m_training->steps > 0)
        part = static_cast<double>(m_training->step) / m_training->steps;
    return (m_position->number - 1 + part) / m_position->count;
}

/// From the training of this point and what points before it took.
std::optional<double> SparsitySession::secondsLeft() const
{
    if (!m_position || !m_training || m_training->step == 0)
        return std::nullopt;
    const double whole =
        m_training->secondsLeft * m_training->steps / std::max(1, m_training->steps - m_training->step);
    double each = whole;
    if (m_measured > 0)
        each = m_measuredSeconds / m_measured;
    return m_training->secondsLeft + each * (m_position->count - m_position->number);
}

QString SparsitySession::stateText() const
{
    switch (run()) {
    case Run::idle:
        return textIf(!m_samples.empty(), tr("Done. Every point is kept: the same question is answered at once."));
    case Run::preparing:
        return tr("Reading network and data …");
    case Run::paused:
        return tr("Paused");
    case Run::stopping:
        return tr("Stopping …");
    case Run::running:
        break;
    }
    if (m_scanned.second > 0)
        return tr("Pruning each layer alone: %1 of %2").arg(m_scanned.first).arg(m_scanned.second);
    if (!m_position)
        return {};
    QString text =
        tr("Point %1 of %2: %3, %4")
            .arg(m_position->number)
            .arg(m_position->count)
            .arg(seriesText(m_position->point.method, m_position->point.weightBits, m_position->point.epochs > 0),
                 remainingText(m_position->point.remaining));
    if (m_training && m_position->point.epochs > 0)
        text += QStringLiteral("\n")
                + tr("epoch %1 of %2, loss %3")
                      .arg(std::min(m_training->epoch + 1, m_training->epochs))
                      .arg(m_training->epochs)
                      .arg(numberText(m_training->loss, 3));
    if (const auto left = secondsLeft())
        text += QStringLiteral("\n") + tr("about %1 left").arg(secondsText(Seconds{std::ceil(*left)}));
    return text;
}

bool SparsitySession::exportPoints(const QString& path)
{
    std::vector<SparsityPoint> points;
    for (const SparsitySample& sample : m_samples)
        points.push_back(sample.point);
    ReportFrame frame;
    frame.title = studyName().toStdString();
    ReportFormat format = ReportFormat::csv;
    if (path.endsWith(QStringLiteral(".json")))
        format = ReportFormat::json;
    const auto saved = writeReport(sparsityReport(points, frame), format, Paper::a4).and_then([&](const auto& bytes) {
        return writeWhole(path.toStdString(), bytes);
    });
    if (!saved)
        Q_EMIT failed(sentenceText(saved.error()));
    return saved.has_value();
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
    workspace().undoStack()->beginMacro(tr("Show on the board"));
    for (const Target& target : workspace().targets().targets)
        for (const auto& [key, value] : prunedConfiguration(target, weightBits).values) {
            const OptionSpec* option = target.findOption(key);
            const Configuration present = workspace().configuration(target.id);
            const bool changed = present.values.contains(key);
            const bool byDefault = !changed && option && option->defaultValue == toString(value);
            if (!byDefault)
                workspace().setOption(target.id, key, value);
        }
    workspace().undoStack()->endMacro();
}

void SparsitySession::openOnBoard()
{
    const SparsitySample* sample = current();
    if (!sample)
        return;
    // The folder keeps networks of one name apart; the file's name is what shelf, title and cards show.
    const QString folder = m_ownFolder + u'/' + QString::fromStdString(sample->point.key);
    QDir().mkpath(folder);
    const QString path = folder + u'/' + prunedNetworkName(QString::fromStdString(m_question.network), sample->point);
    if (!saveNetwork(path)) {
        Q_EMIT failed(sentenceText(Error{ErrorCode::fileUnwritable, {path.toStdString(), ""}, {}}));
        return;
    }
    configureBoard(sample->point.weightBits);
    workspace().openFiles({path}, {.kind = OpenDestination::Kind::board, .target = {}});
    Q_EMIT boardRequested();
}

} // namespace tenbin
