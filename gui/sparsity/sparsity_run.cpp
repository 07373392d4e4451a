// SPDX-License-Identifier: GPL-3.0-or-later
// The sparsity session's work beside the window.
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <span>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "engine/formats/importer.h"
#include "engine/networks/network_source.h"
#include "engine/targets/preset_folders.h"
#include "engine/training/training_data.h"
#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/sparsity/sparsity_session.h"

namespace tenbin {

namespace {

constexpr std::size_t kGlanceSamples = 24;
constexpr const char* kReference = ":/tenbin/fashion_mnist_reference.tflite";

/// One core stays with the window where there are more than two.
int runThreads()
{
    const auto cores = static_cast<int>(std::thread::hardware_concurrency());
    return std::max(1, cores - (cores > 2 ? 1 : 0));
}

/// The losses that a point was stored with.
void addLosses(const SparsityPoint& point, double& epochsBefore, std::vector<LossSample>& losses)
{
    for (std::size_t i = 0; i < point.losses.size(); ++i)
        losses.push_back({epochsBefore += 1.0, point.losses[i].loss, point.losses[i].accuracy, i == 0});
}

SparsitySample sampleOf(const SparsityPoint& point, SweepStore& store)
{
    SparsitySample sample{.point = point, .graph = nullptr, .layers = {}, .figures = {}};
    if (const auto graph = store.network(point.key, false)) {
        sample.graph = *graph;
        sample.layers = layerSparsities(**graph);
    }
    return sample;
}

/// The network's class of one sample.
std::size_t answerOf(const Executor& executor, const DataSet& data, std::size_t sample)
{
    InferenceBuffers room = executor.workspace();
    std::vector<float> values(data.sampleBytes());
    if (data.raw) {
        (void)executor.setInput(room, std::as_bytes(std::span(data.sample(sample), data.sampleBytes())));
    } else {
        data.values(sample, values.data());
        (void)executor.setInput(room, std::span<const float>(values));
    }
    executor.run(room);
    const std::vector<float> output = executor.outputValues(room);
    return static_cast<std::size_t>(std::max_element(output.begin(), output.end()) - output.begin());
}

} // namespace

Result<std::shared_ptr<const Graph>> SparsitySession::loadNetwork(const QString& path)
{
    if (!path.isEmpty())
        return networkOf(path.toStdString());
    QFile file(QString::fromLatin1(kReference));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::fileNotFound, {kReference}, {.file = kReference});
    const auto bytes = std::make_shared<const QByteArray>(file.readAll());
    return importNetwork(std::as_bytes(std::span(bytes->constData(), static_cast<std::size_t>(bytes->size()))),
                         "fashion_mnist_reference.tflite", bytes);
}

Result<SparsitySession::Inputs> SparsitySession::loadInputs(const SparsityQuestion& question)
{
    auto network = loadNetwork(question.network);
    auto data =
        network ? loadTrainingData(question.data.toStdString(), **network) : tl::make_unexpected(network.error());
    if (!data)
        return tl::make_unexpected(data.error());
    if (!data->train.decoded)
        data->train.preprocessing = data->test.preprocessing = question.preprocessing;
    if (question.samples > 0)
        data->train = data->train.subset(static_cast<std::size_t>(question.samples), question.seed);
    return Inputs{*network, std::move(data->train), std::move(data->test)};
}

std::shared_ptr<DataGlance> SparsitySession::lookAt(const SparsityQuestion& question)
{
    auto glance = std::make_shared<DataGlance>();
    const auto network = loadNetwork(question.network);
    Shape input; // unknown without a network
    if (network && !(*network)->inputs().empty())
        input = (*network)->tensor((*network)->inputs()[0]).shape;
    const auto train = loadDataSet(question.data.toStdString(), Split::train, input);
    auto test =
        train ? loadDataSet(question.data.toStdString(), Split::test, input) : tl::make_unexpected(train.error());
    if (!test) {
        glance->error = test.error();
        return glance;
    }
    glance->trainSamples = train->size();
    glance->testSamples = test->size();
    test->preprocessing = question.preprocessing;
    glance->few = test->subset(std::min(kGlanceSamples, test->size()), 1);
    const auto executor = network ? Executor::create(*network) : tl::make_unexpected(network.error());
    const auto fits = executor ? measureAccuracy(*executor, glance->few, 1) : tl::make_unexpected(executor.error());
    if (!fits) {
        glance->networkError = fits.error();
        return glance;
    }
    for (std::size_t i = 0; i < std::min(kGlanceSamples, glance->few.size()); ++i)
        glance->answers.push_back(std::to_string(answerOf(*executor, glance->few, i)));
    return glance;
}

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
            m_workspace.report(curves.error());
        return;
    }
}

/// `work` runs on the session's own thread and touches nothing of the window.
void SparsitySession::begin(Run run, std::function<std::optional<Error>(std::stop_token)> work)
{
    if (m_run != Run::idle)
        return;
    if (m_thread.joinable())
        m_thread.join();
    m_error.reset();
    m_ended = m_paused = false;
    m_incoming.clear();
    m_incomingLoss.clear();
    m_position = m_shownPosition = {};
    m_training = m_shownTraining = {};
    m_epochsBefore = m_measuredSeconds = 0.0;
    m_measured = 0;
    m_scanned = m_shownScanned = {0, 0};
    m_meanSeconds.reset();
    m_run = run;
    m_thread = std::jthread([this, work = std::move(work)](const std::stop_token& stop) {
        std::optional<Error> error;
        try {
            error = work(stop);
        } catch (const std::bad_alloc&) {
            error = Error{ErrorCode::modelTooLarge, {"memory", "", ""}, {}};
        }
        const std::scoped_lock lock(m_mutex);
        m_error = std::move(error);
        m_ended = true;
    });
    m_drainTimer.start();
    Q_EMIT runChanged();
}

void SparsitySession::start()
{
    if (m_run != Run::idle)
        return;
    clearSamples();
    m_openJob.stop();
    QDir().mkpath(QFileInfo(m_storePath).absolutePath());
    begin(Run::preparing, [this, question = m_question, store = std::filesystem::path(m_storePath.toStdString())](
                              std::stop_token stop) { return sweepHere(question, store, std::move(stop)); });
}

void SparsitySession::scan()
{
    begin(Run::preparing,
          [this, question = m_question](std::stop_token stop) { return scanHere(question, std::move(stop)); });
}

std::optional<Error> SparsitySession::sweepHere(const SparsityQuestion& question, const std::filesystem::path& store,
                                                std::stop_token stop)
{
    const auto inputs = loadInputs(question);
    const auto file = inputs ? StudyFile::open(store) : tl::make_unexpected(inputs.error());
    if (!file)
        return file.error();
    std::vector<std::string> keys;
    for (const bool retrain : {false, true})
        if (retrain ? question.retrained : question.untrained)
            std::ranges::copy(
                sweepKeys(sweepRequest(question, inputs->network, retrain, runThreads()), inputs->train, inputs->test),
                std::back_inserter(keys));
    const SweepRequest whole = sweepRequest(question, inputs->network, question.retrained, runThreads());
    const auto study =
        SparsityStudy::begin(*file, studyQuestion(question, whole, inputs->train, inputs->test), {}, std::move(keys));
    if (!study)
        return study.error();
    {
        const std::scoped_lock lock(m_mutex);
        m_incomingName = QString::fromStdString((*study)->info().name);
    }
    const int passes = (question.untrained ? 1 : 0) + (question.retrained ? 1 : 0);
    int before = 0;
    for (const bool retrain : {false, true}) {
        if (!(retrain ? question.retrained : question.untrained) || stop.stop_requested())
            continue;
        const SweepRequest request = sweepRequest(question, inputs->network, retrain, runThreads());
        const int chains = static_cast<int>(request.methods.size() * request.bits.size() * request.levels.size());
        if (const auto done = sweepSparsity(request, inputs->train, inputs->test, **study,
                                            observer(**study, before, passes * chains), stop);
            !done)
            return done.error();
        before += chains;
    }
    return std::nullopt;
}

SweepObserver SparsitySession::observer(SweepStore& store, int before, int total)
{
    SweepObserver observer;
    observer.begin = [this, before, total](const SparsityPoint& next, int number, int) {
        waitWhilePaused();
        const std::scoped_lock lock(m_mutex);
        m_position = Position{next, before + number, total};
        m_training.reset();
        m_newPoint = true;
    };
    observer.training = [this](const TrainingProgress& progress) {
        {
            const std::scoped_lock lock(m_mutex);
            const double epochs = static_cast<double>(progress.epochs) * progress.step / std::max(1, progress.steps);
            m_training = progress;
            m_incomingLoss.push_back(
                {m_epochsBefore + epochs, progress.loss, progress.accuracy, std::exchange(m_newPoint, false)});
            if (progress.step == progress.steps)
                m_epochsBefore += progress.epochs;
        }
        waitWhilePaused();
    };
    observer.point = [this, &store](const SparsityPoint& point, bool fromStore) {
        take(point, store);
        const std::scoped_lock lock(m_mutex);
        if (fromStore)
            addLosses(point, m_epochsBefore, m_incomingLoss);
        if (!fromStore && point.epochs > 0) {
            m_measuredSeconds += point.seconds;
            ++m_measured;
        }
    };
    return observer;
}

std::optional<Error> SparsitySession::scanHere(const SparsityQuestion& question, std::stop_token stop)
{
    const auto inputs = loadInputs(question);
    if (!inputs)
        return inputs.error();
    const SweepRequest sweep = sweepRequest(question, inputs->network, false, runThreads());
    SensitivityRequest request{.network = inputs->network,
                               .method = question.methods.front(),
                               .levels = {},
                               .bits = question.bits.front(),
                               .group = question.group,
                               .threads = sweep.threads};
    for (const double level : sweep.levels)
        if (level < 1.0)
            request.levels.push_back(level);
    const auto scan = scanSensitivity(
        request, inputs->train, inputs->test,
        [this](int done, int count) {
            {
                const std::scoped_lock lock(m_mutex);
                m_scanned = {done, count};
            }
            waitWhilePaused();
        },
        stop);
    if (!scan)
        return scan.error();
    const std::scoped_lock lock(m_mutex);
    if (!stop.stop_requested())
        m_incomingScan = std::make_shared<const Sensitivity>(*scan);
    return std::nullopt;
}

void SparsitySession::waitWhilePaused()
{
    std::unique_lock lock(m_mutex);
    m_awake.wait(lock, [this] { return !m_paused; });
}

void SparsitySession::take(const SparsityPoint& point, SweepStore& store)
{
    SparsitySample sample = sampleOf(point, store);
    const std::scoped_lock lock(m_mutex);
    m_incoming.push_back(std::move(sample));
}

void SparsitySession::drain()
{
    std::vector<SparsitySample> samples;
    std::vector<LossSample> loss;
    bool ended = false;
    {
        const std::scoped_lock lock(m_mutex);
        std::swap(samples, m_incoming);
        std::swap(loss, m_incomingLoss);
        ended = m_ended;
        if (!m_incomingName.isEmpty())
            m_studyName = std::exchange(m_incomingName, {});
        m_shownPosition = m_position;
        m_shownTraining = m_training;
        m_shownScanned = m_scanned;
        m_meanSeconds = m_measured ? std::optional(m_measuredSeconds / m_measured) : std::nullopt;
    }
    if (m_run == Run::preparing && (m_shownPosition || m_shownScanned.second))
        m_run = m_shownPosition ? Run::running : Run::scanning;
    const bool more = !samples.empty();
    const bool learned = !loss.empty();
    for (SparsitySample& sample : samples)
        addSample(std::move(sample));
    m_loss.insert(m_loss.end(), loss.begin(), loss.end());
    if (learned)
        Q_EMIT lossChanged();
    if (more) {
        Q_EMIT samplesChanged();
        Q_EMIT currentChanged();
        requestFigures();
    }
    if (ended)
        finishRun();
    else
        Q_EMIT runChanged();
}

void SparsitySession::finishRun()
{
    m_drainTimer.stop();
    m_thread.join();
    m_run = Run::idle;
    if (const auto scan = std::exchange(m_incomingScan, nullptr)) {
        m_sensitivity = scan;
        Q_EMIT sensitivityChanged();
    }
    Q_EMIT runChanged();
    if (m_error)
        Q_EMIT failed(
            sentenceText(*m_error)
            + (placeText(m_error->where).isEmpty() ? QString() : QStringLiteral(" — ") + placeText(m_error->where)));
    changeStore();
}

void SparsitySession::pause()
{
    if (m_run != Run::running && m_run != Run::scanning)
        return;
    m_beforePause = std::exchange(m_run, Run::paused);
    const std::scoped_lock lock(m_mutex);
    m_paused = true;
    Q_EMIT runChanged();
}

void SparsitySession::resume()
{
    if (m_run != Run::paused)
        return;
    m_run = m_beforePause;
    {
        const std::scoped_lock lock(m_mutex);
        m_paused = false;
    }
    m_awake.notify_all();
    Q_EMIT runChanged();
}

void SparsitySession::cancel()
{
    if (m_run == Run::idle)
        return;
    {
        const std::scoped_lock lock(m_mutex);
        m_paused = false;
    }
    m_thread.request_stop();
    m_awake.notify_all();
    m_run = Run::stopping;
    Q_EMIT runChanged();
}

} // namespace tenbin
