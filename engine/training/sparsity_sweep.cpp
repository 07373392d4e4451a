// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/sparsity_sweep.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/hash.h"

namespace tenbin {

namespace {

using GraphPointer = std::shared_ptr<const Graph>;

Result<GraphPointer> shared(Result<Graph> graph)
{
    if (!graph)
        return tl::make_unexpected(graph.error());
    return std::make_shared<const Graph>(std::move(*graph));
}

/// Names everything that a point depends on.
std::string keyOf(const SweepRequest& request, const DataSet& train, const DataSet& test, PruningMethod method,
                  int bits, const std::string& history)
{
    Hash64 hash;
    hash.add(request.network->hash());
    for (const DataSet* data : {&train, &test}) {
        hash.add(data->name);
        hash.add(static_cast<std::uint64_t>(data->size()));
        hash.add(fmt::format("{} {}", data->preprocessing.mean, data->preprocessing.scale));
    }
    const TrainingOptions& t = request.retraining;
    hash.add(fmt::format("{} {} {} {} {} {} {} {} {} {} {} {}", toString(method), bits, history, request.group,
                         t.epochs, t.batch, t.learningRate, t.weightDecay, t.mirror, t.seed,
                         static_cast<int>(t.optimizer), t.momentum));
    for (const auto& [layer, floor] : request.floors)
        hash.add(fmt::format("{} {:.4f}", layer, floor));
    return toHex(hash.value());
}

/// "0.6667 " added for every step of a chain.
std::string step(double level) { return fmt::format("{:.4f} ", level); }

/// One chain of points: a method at one number of bits, from dense to sparse.
class Chain {
public:
    Chain(const SweepRequest& request, const DataSet& train, const DataSet& test, SweepStore& store,
          const SweepObserver& observer, const RunControl& control)
        : m_request(request), m_train(train), m_test(test), m_store(store), m_observer(observer), m_control(control)
    {
    }

    /// `number`: points of the sweep that came before this chain.
    Result<void> run(PruningMethod method, int bits, int number)
    {
        const int count = static_cast<int>(m_request.methods.size() * m_request.bits.size() * m_request.levels.size());
        auto start = shared(floatGraph(*m_request.network));
        if (!start)
            return tl::make_unexpected(start.error());
        m_current = *start;
        std::string history;
        for (const double level : m_request.levels) {
            if (!m_control.goOn())
                return {};
            history += step(level);
            SparsityPoint point{.key = keyOf(m_request, m_train, m_test, method, bits, history),
                                .method = method,
                                .remaining = level,
                                .weightBits = bits,
                                .group = m_request.group,
                                .epochs = m_request.retraining.epochs,
                                .seed = m_request.retraining.seed};
            if (m_observer.begin)
                m_observer.begin(point, ++number, count);
            const auto done = m_store.find(point.key) ? reuse(*m_store.find(point.key)) : measure(point);
            if (!done)
                return done;
        }
        return {};
    }

private:
    Result<void> reuse(const SparsityPoint& point)
    {
        auto before = m_store.network(point.key, true);
        if (!before)
            return tl::make_unexpected(before.error());
        m_current = *before;
        if (m_observer.point)
            m_observer.point(point, true);
        return {};
    }

    Result<Accuracy> accuracyOf(const GraphPointer& quantized) const
    {
        const auto executor = Executor::create(quantized);
        if (!executor)
            return tl::make_unexpected(executor.error());
        const auto report = measureAccuracy(*executor, m_test, m_request.threads, m_control);
        if (!report)
            return tl::make_unexpected(report.error());
        return report->accuracy;
    }

    Result<GraphPointer> quantized(const GraphPointer& graph, int bits) const
    {
        return shared(quantizedGraph(graph, m_train, bits));
    }

    Result<void> measure(SparsityPoint& point)
    {
        const auto start = m_control.workTime();
        auto network = TrainableNetwork::create(m_current);
        if (!network)
            return tl::make_unexpected(network.error());
        const Masks masks = pruningMasks(requestOf(point), *m_current);
        for (Parameter& parameter : network->parameters())
            if (const auto mask = masks.find(parameter.tensor.index); mask != masks.end())
                parameter.mask = mask->second;
        network->refresh(0);
        auto small = snapshot(*network, point.weightBits);
        const auto accuracy = [this](const GraphPointer& quantized) { return accuracyOf(quantized); };
        auto pruned = small.and_then(accuracy);
        if (!pruned)
            return tl::make_unexpected(pruned.error());
        point.pruned = point.retrained = *pruned;
        if (point.epochs > 0) {
            TrainingOptions options = m_request.retraining;
            options.weightBits = point.weightBits;
            if (const auto trained = train(*network, m_train, options, noting(point.losses), m_control); !trained)
                return tl::make_unexpected(trained.error());
            small = snapshot(*network, point.weightBits);
            pruned = small.and_then(accuracy);
            if (!pruned)
                return tl::make_unexpected(pruned.error());
            point.retrained = *pruned;
        }
        if (m_control.stopped())
            return {}; // not finished: measured again when the sweep goes on
        point.sparsity = weightSparsity(**small);
        point.seconds = (m_control.workTime() - start).count();
        return keep(point, *small);
    }

    /// Hands on what the training tells and keeps the losses of whole epochs.
    TrainingObserver noting(std::vector<EpochLoss>& losses) const
    {
        return [this, &losses](const TrainingProgress& progress) {
            if (progress.epoch > static_cast<int>(losses.size()))
                losses.push_back({progress.loss, progress.accuracy});
            if (m_observer.training)
                m_observer.training(progress);
        };
    }

    PruningRequest requestOf(const SparsityPoint& point) const
    {
        PruningRequest pruning{.method = point.method, .remaining = point.remaining, .m = 4, .group = m_request.group};
        for (const Operator& op : m_current->operators())
            if (const auto floor = m_request.floors.find(op.name);
                floor != m_request.floors.end() && op.inputs.size() > 1)
                pruning.floors[op.inputs[1].index] = floor->second;
        return pruning;
    }

    /// The network as it is now becomes the chain's current one; returns it quantised.
    Result<GraphPointer> snapshot(const TrainableNetwork& network, int bits)
    {
        auto graph = shared(withValues(*m_current, network.values()));
        if (!graph)
            return graph;
        m_current = *graph;
        return quantized(m_current, bits);
    }

    Result<void> keep(const SparsityPoint& point, const GraphPointer& small)
    {
        if (auto added = m_store.add(point, {small, m_current}); !added)
            return added;
        if (m_observer.point)
            m_observer.point(point, false);
        return {};
    }

    const SweepRequest& m_request;
    const DataSet &m_train, &m_test;
    SweepStore& m_store;
    const SweepObserver& m_observer;
    const RunControl& m_control;
    GraphPointer m_current;
};

} // namespace

const SparsityPoint* SweepStore::find(const std::string& key) const
{
    const auto found =
        std::find_if(points().begin(), points().end(), [&](const SparsityPoint& point) { return point.key == key; });
    return found == points().end() ? nullptr : &*found;
}

std::vector<std::string> sweepKeys(const SweepRequest& request, const DataSet& train, const DataSet& test)
{
    std::vector<std::string> keys;
    for (const PruningMethod method : request.methods)
        for (const int bits : request.bits) {
            std::string history;
            for (const double level : request.levels) {
                history += step(level);
                keys.push_back(keyOf(request, train, test, method, bits, history));
            }
        }
    return keys;
}

double weightSparsity(const Graph& graph)
{
    std::int64_t zeros = 0;
    std::int64_t elements = 0;
    for (const Tensor& tensor : graph.tensors())
        if (tensor.weights)
            zeros += tensor.weights->zeros, elements += tensor.weights->elements;
    return elements ? static_cast<double>(zeros) / static_cast<double>(elements) : 0.0;
}

Result<void> sweepSparsity(const SweepRequest& request, const DataSet& train, const DataSet& test, SweepStore& store,
                           const SweepObserver& observer, const RunControl& control)
{
    int number = 0;
    for (const PruningMethod method : request.methods)
        for (const int bits : request.bits) {
            Chain chain(request, train, test, store, observer, control);
            if (auto done = chain.run(method, bits, number); !done || control.stopped())
                return done;
            number += static_cast<int>(request.levels.size());
        }
    return {};
}

} // namespace tenbin
