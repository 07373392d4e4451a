// SPDX-License-Identifier: GPL-3.0-or-later
// The sparsity session's runs, and how it shows studies that were run before.
#include <algorithm>
#include <filesystem>
#include <utility>

#include <QCoreApplication>

#include "engine/sparsity/sparsity_run.h"
#include "engine/targets/preset_folders.h"
#include "gui/app/workspace.h"
#include "gui/sparsity/reference_network.h"
#include "gui/sparsity/sparsity_session.h"
#include "gui/study/error_of.h"

namespace tenbin {

namespace {

SparsitySample sampleOf(const SparsityPoint& point, SweepStore& store)
{
    SparsitySample sample{.point = point, .graph = nullptr, .layers = {}, .figures = {}};
    if (const auto graph = store.network(point.key, false)) {
        sample.graph = *graph;
        sample.layers = layerSparsities(**graph);
    }
    return sample;
}

} // namespace

void SparsitySession::readPublished()
{
    for (const auto& folder : presetFolders(QCoreApplication::applicationFilePath().toStdString(), {})) {
        const auto file = folder / "published_sparsity.csv";
        std::error_code missing;
        if (!std::filesystem::exists(file, missing))
            continue;
        if (auto curves = readPublishedCurves(file))
            m_published = std::move(*curves);
        else
            workspace().report(curves.error());
        return;
    }
}

/// A run that begins shows nothing of the one before.
void SparsitySession::beginRun(Work work)
{
    if (run() != Run::idle)
        return;
    m_position.reset();
    m_training.reset();
    m_scanned = {0, 0};
    m_epochsBefore = m_measuredSeconds = 0.0;
    m_measured = 0;
    begin(std::move(work));
}

void SparsitySession::start()
{
    if (run() != Run::idle)
        return;
    clear();
    beginRun([this, question = static_cast<const SparsityQuestion&>(m_question), store = storePath().toStdString(),
              threads = runThreads()](const RunControl& control, const Later& later) -> std::optional<Error> {
        const auto inputs = loadSparsityInputs(question, loadNetworkOrReference);
        if (!inputs)
            return inputs.error();
        const auto study = StudyFile::open(store).and_then(
            [&](const auto& file) { return beginSparsityStudy(file, question, *inputs); });
        if (!study)
            return study.error();
        later([this, name = (*study)->info().name] { setStudyName(QString::fromStdString(name)); });
        const auto done = runSparsityStudy(**study, *inputs, threads, observer(this, later, **study), control);
        return errorOf(done);
    });
}

void SparsitySession::scan()
{
    beginRun([this, question = static_cast<const SparsityQuestion&>(m_question),
              threads = runThreads()](const RunControl& control, const Later& later) -> std::optional<Error> {
        const auto inputs = loadSparsityInputs(question, loadNetworkOrReference);
        if (!inputs)
            return inputs.error();
        const auto told = [&](int done, int count) { later([this, done, count] { m_scanned = {done, count}; }); };
        const auto scan = scanSensitivity(sensitivityRequest(question, inputs->network, threads), inputs->train,
                                          inputs->test, told, control);
        if (!scan)
            return scan.error();
        if (!control.stopped())
            later([this, found = std::make_shared<const Sensitivity>(*scan)] {
                m_sensitivity = found;
                Q_EMIT sensitivityChanged();
            });
        return std::nullopt;
    });
}

/// Called on the run's thread: what it tells becomes changes.
SweepObserver SparsitySession::observer(SparsitySession* session, const Later& later, SweepStore& store)
{
    SweepObserver observer;
    observer.begin = [session, &later](const SparsityPoint& next, int number, int count) {
        later([session, next, number, count] { session->moveTo(next, number, count); });
    };
    observer.training = [session, &later](const TrainingProgress& progress) {
        later([session, progress] { session->learn(progress); });
    };
    observer.point = [session, &later, &store](const SparsityPoint& point, bool fromStore) {
        later([session, sample = sampleOf(point, store), fromStore] { session->take(sample, fromStore); });
    };
    return observer;
}

void SparsitySession::moveTo(const SparsityPoint& next, int number, int count)
{
    m_position = Position{next, number, count};
    m_training.reset();
    m_newPoint = true;
}

void SparsitySession::learn(const TrainingProgress& progress)
{
    const double epochs = static_cast<double>(progress.epochs) * progress.step / std::max(1, progress.steps);
    m_training = progress;
    m_loss.push_back({m_epochsBefore + epochs, progress.loss, progress.accuracy, std::exchange(m_newPoint, false)});
    m_moreLoss = true;
    if (progress.step == progress.steps)
        m_epochsBefore += progress.epochs;
}

void SparsitySession::take(const SparsitySample& sample, bool fromStore)
{
    if (fromStore) {
        addLosses(sample.point);
    } else if (sample.retrained()) {
        m_measuredSeconds += sample.point.seconds;
        ++m_measured;
    }
    addSample(sample);
    m_moreSamples = true;
}

/// The losses that a point was stored with.
void SparsitySession::addLosses(const SparsityPoint& point)
{
    for (std::size_t i = 0; i < point.losses.size(); ++i)
        m_loss.push_back({m_epochsBefore += 1.0, point.losses[i].loss, point.losses[i].accuracy, i == 0});
    m_moreLoss = m_moreLoss || !point.losses.empty();
}

void SparsitySession::changesMade()
{
    if (std::exchange(m_moreLoss, false))
        Q_EMIT lossChanged();
    if (!std::exchange(m_moreSamples, false))
        return;
    Q_EMIT samplesChanged();
    Q_EMIT currentChanged();
    requestFigures();
}

StudySession::Reader SparsitySession::readerOf(const StudyInfo& info)
{
    return [this, store = storePath().toStdString(), info]() -> Result<Change> {
        const auto file = StudyFile::openExisting(store);
        const auto study = file.and_then([&](const auto& opened) { return SparsityStudy::open(opened, info); });
        if (!study)
            return tl::make_unexpected(study.error());
        Opened opened{QString::fromStdString((*study)->info().name), (*study)->question(), {}};
        opened.question.found = {}; // it is asked anew, of whatever lies there now
        for (const SparsityPoint& point : (*study)->points())
            opened.samples.push_back(sampleOf(point, **study));
        return [this, opened = std::move(opened)] { show(opened); };
    };
}

void SparsitySession::show(const Opened& opened)
{
    clear();
    setStudyName(opened.name);
    setQuestion({opened.question, m_question.targets});
    m_epochsBefore = 0.0;
    for (const SparsitySample& sample : opened.samples) {
        addLosses(sample.point);
        addSample(sample);
    }
    m_moreLoss = m_moreSamples = true;
    Q_EMIT questionOpened();
    changesMade();
}

void SparsitySession::clear()
{
    m_figureJob.stop();
    m_samples.clear();
    m_figureTargets.clear();
    m_series.clear();
    m_loss.clear();
    setStudyName({});
    m_current = {0, 0};
    m_follow = true;
    Q_EMIT lossChanged();
    Q_EMIT samplesChanged();
    Q_EMIT currentChanged();
}

} // namespace tenbin
