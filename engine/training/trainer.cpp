// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/trainer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <numeric>
#include <random>

#include "engine/core/parallel.h"

namespace tenbin {

namespace {

constexpr std::size_t kSlice = 2048; // weights updated in one go
constexpr std::size_t kParts = 4;    // a batch is split the same way whatever the number of threads

/// First and second moments of one parameter.
struct Moments {
    std::vector<float> first, second;
};

class Training {
public:
    Training(TrainableNetwork& network, const DataSet& data, const TrainingOptions& options)
        : m_network(network), m_data(data), m_options(options), m_random(options.seed), m_team(options.threads),
          m_order(data.size())
    {
        std::iota(m_order.begin(), m_order.end(), 0u);
        for (std::size_t i = 0; i < kParts; ++i)
            m_parts.push_back({network.pass(), std::vector<float>(data.sampleBytes()), 0.0, 0});
        for (const Parameter& parameter : network.parameters()) {
            const std::size_t size = parameter.values.size();
            for (std::size_t first = 0; first < size; first += kSlice)
                m_slices.push_back({m_moments.size(), first, std::min(size, first + kSlice)});
            m_moments.push_back({std::vector<float>(size), std::vector<float>(size)});
        }
        m_batch = static_cast<std::size_t>(std::max(1, options.batch));
        m_progress.epochs = options.epochs;
        m_progress.steps = static_cast<int>(stepsAnEpoch()) * options.epochs;
    }

    Result<TrainingProgress> run(const TrainingObserver& observe, const RunControl& control)
    {
        const auto start = control.workTime();
        for (int epoch = 0; epoch < m_options.epochs; ++epoch) {
            shuffle();
            double loss = 0.0;
            double right = 0.0;
            for (std::size_t s = 0; s < stepsAnEpoch(); ++s) {
                if (!control.goOn())
                    return m_progress;
                const auto [stepLoss, stepRight] = step(s);
                if (!std::isfinite(stepLoss))
                    return fail(ErrorCode::trainingDiverged, {std::to_string(epoch + 1), std::to_string(s + 1)},
                                {.element = m_data.name});
                loss += stepLoss;
                right += stepRight;
                const double seconds = (control.workTime() - start).count();
                const auto seen = static_cast<double>(std::min((s + 1) * m_batch, m_data.size()));
                const bool last = s + 1 == stepsAnEpoch();
                m_progress.epoch = epoch + (last ? 1 : 0);
                m_progress.loss = loss / seen;
                m_progress.accuracy = right / seen;
                m_progress.secondsLeft = seconds / m_progress.step * (m_progress.steps - m_progress.step);
                const bool due = last || s % 64 == 63;
                if (observe && due)
                    observe(m_progress);
            }
        }
        m_network.refresh(0);
        return m_progress;
    }

private:
    /// Elements first to last - 1 of a parameter.
    struct Slice {
        std::size_t parameter, first, last;
    };
    struct Part {
        TrainableNetwork::Pass pass;
        std::vector<float> input;
        double loss;
        int right;
    };

    std::size_t stepsAnEpoch() const { return (m_data.size() + m_batch - 1) / m_batch; }

    void shuffle()
    {
        for (std::size_t i = m_order.size(); i > 1; --i)
            std::swap(m_order[i - 1], m_order[m_random() % i]);
    }

    void mirror(std::vector<float>& values) const
    {
        const auto w = static_cast<std::size_t>(m_data.shape[1]);
        const auto c = static_cast<std::size_t>(m_data.shape[2]);
        for (std::size_t row = 0; row < values.size() / (w * c); ++row)
            for (std::size_t x = 0; x < w / 2; ++x)
                std::swap_ranges(values.begin() + static_cast<std::ptrdiff_t>((row * w + x) * c),
                                 values.begin() + static_cast<std::ptrdiff_t>((row * w + x + 1) * c),
                                 values.begin() + static_cast<std::ptrdiff_t>((row * w + w - 1 - x) * c));
    }

    void runPart(Part& part, std::size_t first, std::size_t last, float weight)
    {
        part.pass.clearParameterGradients();
        part.loss = 0.0, part.right = 0;
        for (std::size_t i = first; i < last; ++i) {
            const std::size_t sample = m_order[i];
            m_data.values(sample, part.input.data());
            if (m_options.mirror && (sample * 2654435761u + static_cast<std::size_t>(m_progress.step)) / 7 % 2)
                mirror(part.input);
            const auto label = static_cast<std::size_t>(m_data.labels[sample]);
            const auto& logits = m_network.forward(part.pass, part.input.data());
            part.right +=
                static_cast<std::size_t>(std::max_element(logits.begin(), logits.end()) - logits.begin()) == label ? 1
                                                                                                                   : 0;
            part.loss += m_network.backward(part.pass, label, weight);
        }
    }

    std::pair<double, double> step(std::size_t s)
    {
        const std::size_t first = s * m_batch;
        const std::size_t last = std::min(first + m_batch, m_data.size());
        const std::size_t count = last - first;
        m_network.refresh(m_options.weightBits);
        m_team.forEach(kParts, [&](std::size_t p) {
            runPart(m_parts[p], first + count * p / kParts, first + count * (p + 1) / kParts,
                    1.0f / static_cast<float>(count));
        });
        ++m_progress.step;
        update();
        double loss = 0.0;
        double right = 0.0;
        for (const Part& part : m_parts)
            loss += part.loss, right += part.right;
        return {loss, right};
    }

    void update()
    {
        const double fraction = static_cast<double>(m_progress.step - 1) / std::max(1, m_progress.steps);
        const auto rate =
            static_cast<float>(m_options.learningRate * 0.5 * (1.0 + std::cos(std::numbers::pi * fraction)));
        m_firstCorrection = static_cast<float>(1.0 / (1.0 - std::pow(0.9, m_progress.step)));
        m_secondCorrection = static_cast<float>(1.0 / (1.0 - std::pow(0.999, m_progress.step)));
        m_team.forEach(m_slices.size(), [&](std::size_t s) { updateSlice(m_slices[s], rate); });
    }

    void updateSlice(const Slice& slice, float rate)
    {
        Parameter& parameter = m_network.parameters()[slice.parameter];
        for (std::size_t i = slice.first; i < slice.last; ++i) {
            float gradient = 0.0f;
            for (const Part& part : m_parts)
                gradient += part.pass.parameterGradients[slice.parameter][i];
            if (!parameter.mask.empty() && !parameter.mask[i])
                continue;
            const float decay = parameter.channels > 0 ? static_cast<float>(m_options.weightDecay) : 0.0f;
            parameter.values[i] -=
                rate * (direction(m_moments[slice.parameter], i, gradient) + decay * parameter.values[i]);
        }
    }

    float direction(Moments& moments, std::size_t i, float gradient) const
    {
        if (m_options.optimizer == Optimizer::sgd)
            return moments.first[i] = static_cast<float>(m_options.momentum) * moments.first[i] + gradient;
        constexpr float b1 = 0.9f;
        constexpr float b2 = 0.999f;
        moments.first[i] = b1 * moments.first[i] + (1.0f - b1) * gradient;
        moments.second[i] = b2 * moments.second[i] + (1.0f - b2) * gradient * gradient;
        return moments.first[i] * m_firstCorrection / (std::sqrt(moments.second[i] * m_secondCorrection) + 1e-8f);
    }

    TrainableNetwork& m_network;
    const DataSet& m_data;
    const TrainingOptions& m_options;
    std::mt19937_64 m_random;
    ThreadTeam m_team;
    std::vector<std::size_t> m_order;
    std::vector<Part> m_parts;
    std::vector<Moments> m_moments;
    std::vector<Slice> m_slices;
    std::size_t m_batch;
    float m_firstCorrection = 1.0f, m_secondCorrection = 1.0f; // of Adam's moments, which start at zero
    TrainingProgress m_progress;
};

/// He's rule: normal with variance 2 / inputs.
class Drawer {
public:
    explicit Drawer(std::uint64_t seed) : m_random(seed), m_builder() {}

    TensorId constant(std::string name, Shape shape, double deviation)
    {
        std::vector<std::byte> data(static_cast<std::size_t>(elementCount(shape)) * sizeof(float));
        for (std::size_t i = 0; i < data.size(); i += sizeof(float)) {
            // Box and Muller by hand: the standard library's normal distribution differs between systems.
            const double u = (static_cast<double>(m_random() >> 11) + 1.0) / 9007199254740993.0;
            const double v = static_cast<double>(m_random() >> 11) / 9007199254740992.0;
            const auto value =
                static_cast<float>(deviation * std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * v));
            std::memcpy(data.data() + i, &value, sizeof value);
        }
        return m_builder.addConstant(
            {.name = std::move(name), .shape = std::move(shape), .type = DataType::float32(), .constant = true},
            std::move(data));
    }
    TensorId map(std::string name, Shape shape)
    {
        return m_builder.addTensor({.name = std::move(name), .shape = std::move(shape), .type = DataType::float32()});
    }

    TensorId conv(TensorId x, std::int64_t channels)
    {
        const Shape in = m_builder.tensor(x).shape;
        const std::string name = "conv" + std::to_string(++m_layers);
        const TensorId w =
            constant(name + "/weights", {channels, 3, 3, in[3]}, std::sqrt(2.0 / static_cast<double>(9 * in[3])));
        const TensorId b = constant(name + "/bias", {channels}, 0.0);
        const TensorId y = map(name, {1, in[1], in[2], channels});
        m_builder.addOperator(
            {.kind = OperatorKind::conv2d,
             .name = name,
             .inputs = {x, w, b},
             .outputs = {y},
             .attributes = Conv2dAttributes{.padding = {1, 1, 1, 1}, .activation = Activation::relu}});
        return y;
    }
    TensorId pool(TensorId x, OperatorKind kind, std::int64_t size)
    {
        const Shape in = m_builder.tensor(x).shape;
        const std::string name = "pool" + std::to_string(++m_layers);
        const TensorId y = map(name, {1, in[1] / size, in[2] / size, in[3]});
        const int side = static_cast<int>(size);
        m_builder.addOperator(
            {.kind = kind,
             .name = name,
             .inputs = {x},
             .outputs = {y},
             .attributes = Pool2dAttributes{.kernelH = side, .kernelW = side, .strideH = side, .strideW = side}});
        return y;
    }
    Result<Graph> classify(TensorId input, TensorId x, std::int64_t classes, std::string name)
    {
        const std::int64_t ins = elementCount(m_builder.tensor(x).shape);
        const TensorId flat = map("flat", {1, ins});
        const TensorId logits = map("logits", {1, classes});
        const TensorId y = map("classes", {1, classes});
        m_builder.addOperator({.kind = OperatorKind::reshape, .name = "flat", .inputs = {x}, .outputs = {flat}});
        const TensorId w = constant("dense/weights", {classes, ins}, std::sqrt(1.0 / static_cast<double>(ins)));
        const TensorId b = constant("dense/bias", {classes}, 0.0);
        m_builder.addOperator({.kind = OperatorKind::fullyConnected,
                               .name = "logits",
                               .inputs = {flat, w, b},
                               .outputs = {logits},
                               .attributes = FullyConnectedAttributes{}});
        m_builder.addOperator({.kind = OperatorKind::softmax,
                               .name = "classes",
                               .inputs = {logits},
                               .outputs = {y},
                               .attributes = ScalarAttributes{.alpha = 1.0f}});
        m_builder.setInputs({input});
        m_builder.setOutputs({y});
        m_builder.setName(std::move(name));
        return std::move(m_builder).finish();
    }

private:
    std::mt19937_64 m_random;
    GraphBuilder m_builder;
    int m_layers = 0;
};

} // namespace

Result<TrainingProgress> train(TrainableNetwork& network, const DataSet& data, const TrainingOptions& options,
                               const TrainingObserver& observe, const RunControl& control)
{
    if (data.raw || !data.fits(network.graph().tensor(network.graph().inputs()[0]).shape))
        return fail(ErrorCode::dataShape,
                    {toString(network.graph().tensor(network.graph().inputs()[0]).shape), toString(data.shape)},
                    {.element = data.name});
    for (const int label : data.labels)
        if (label < 0 || static_cast<std::size_t>(label) >= network.classes())
            return fail(ErrorCode::labelRange, {std::to_string(label), std::to_string(network.classes())},
                        {.element = data.name});
    return Training(network, data, options).run(observe, control);
}

Result<Graph> referenceNetwork(const Shape& shape, int classes, std::uint64_t seed)
{
    Drawer net(seed);
    const TensorId input = net.map("image", {1, shape[0], shape[1], shape[2]});
    TensorId x = net.pool(net.conv(input, 16), OperatorKind::maxPool2d, 2);
    x = net.pool(net.conv(x, 32), OperatorKind::maxPool2d, 2);
    x = net.conv(net.conv(x, 32), 64);
    x = net.pool(x, OperatorKind::averagePool2d, shape[0] / 4);
    return net.classify(input, x, classes, "tenbin_reference");
}

Result<Graph> benchmarkNetwork(std::uint64_t seed)
{
    Drawer net(seed);
    const TensorId input = net.map("image", {1, 28, 28, 1});
    TensorId x = net.pool(net.conv(input, 16), OperatorKind::maxPool2d, 2);
    x = net.pool(net.conv(x, 32), OperatorKind::maxPool2d, 2);
    return net.classify(input, net.conv(x, 32), 10, "benchmark_cnn");
}

} // namespace tenbin
