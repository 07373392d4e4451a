// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>

#include <gmock/gmock.h>

#include "engine/training/trainer.h"
#include "engine/training/training_data.h"

namespace tenbin {
namespace {

/// A network with every operator that can be trained: convolution, depthwise, pointwise with addition, both
/// poolings, rectifiers, fully connected.
std::shared_ptr<const Graph> everyOperator()
{
    std::mt19937 random(11);
    GraphBuilder b;
    const auto map = [&](Shape shape) {
        return b.addTensor({.name = "map", .shape = std::move(shape), .type = DataType::float32()});
    };
    const auto constant = [&](Shape shape) {
        std::vector<float> values(static_cast<std::size_t>(elementCount(shape)));
        for (float& v : values)
            v = static_cast<float>(random() % 2000) / 2000.0f - 0.45f;
        std::vector<std::byte> bytes(values.size() * 4);
        std::memcpy(bytes.data(), values.data(), bytes.size());
        return b.addConstant(
            {.name = "constant", .shape = std::move(shape), .type = DataType::float32(), .constant = true},
            std::move(bytes));
    };
    using K = OperatorKind;
    const TensorId x = map({1, 6, 6, 2}), c = map({1, 6, 6, 4}), d = map({1, 6, 6, 4}), s = map({1, 6, 6, 4}),
                   m = map({1, 3, 3, 4}), a = map({1, 1, 1, 4}), f = map({1, 4}), y = map({1, 3}), z = map({1, 3});
    b.addOperator({.kind = K::conv2d,
                   .name = "c",
                   .inputs = {x, constant({4, 3, 3, 2}), constant({4})},
                   .outputs = {c},
                   .attributes = Conv2dAttributes{.padding = {1, 1, 1, 1}, .activation = Activation::relu6}});
    b.addOperator({.kind = K::depthwiseConv2d,
                   .name = "d",
                   .inputs = {c, constant({1, 3, 3, 4}), constant({4})},
                   .outputs = {d},
                   .attributes = Conv2dAttributes{.padding = {1, 1, 1, 1}, .groups = 4}});
    b.addOperator({.kind = K::add,
                   .name = "s",
                   .inputs = {c, d},
                   .outputs = {s},
                   .attributes = ElementwiseAttributes{Activation::relu}});
    b.addOperator({.kind = K::maxPool2d,
                   .name = "m",
                   .inputs = {s},
                   .outputs = {m},
                   .attributes = Pool2dAttributes{.kernelH = 2, .kernelW = 2, .strideH = 2, .strideW = 2}});
    b.addOperator({.kind = K::averagePool2d,
                   .name = "a",
                   .inputs = {m},
                   .outputs = {a},
                   .attributes = Pool2dAttributes{.kernelH = 3, .kernelW = 3}});
    b.addOperator({.kind = K::reshape, .name = "f", .inputs = {a}, .outputs = {f}});
    b.addOperator({.kind = K::fullyConnected,
                   .name = "y",
                   .inputs = {f, constant({3, 4}), constant({3})},
                   .outputs = {y},
                   .attributes = FullyConnectedAttributes{}});
    b.addOperator({.kind = K::softmax, .name = "z", .inputs = {y}, .outputs = {z}});
    b.setInputs({x});
    b.setOutputs({z});
    auto graph = std::move(b).finish();
    EXPECT_TRUE(graph);
    return graph ? std::make_shared<const Graph>(std::move(*graph)) : nullptr;
}

TEST(Trainer, GradientsAgreeWithDifferences)
{
    auto network = TrainableNetwork::create(everyOperator());
    ASSERT_TRUE(network);
    auto pass = network->pass();
    std::mt19937 random(3);
    std::vector<float> input(72);
    for (float& v : input)
        v = static_cast<float>(random() % 1000) / 500.0f - 1.0f;
    const auto loss = [&] {
        network->refresh(0);
        network->forward(pass, input.data());
        auto copy = pass;
        return network->backward(copy, 1, 1.0f);
    };
    loss();
    pass.clearParameterGradients();
    network->backward(pass, 1, 1.0f);
    const auto gradients = pass.parameterGradients;
    int compared = 0;
    for (std::size_t p = 0; p < gradients.size(); ++p)
        for (std::size_t i = 0; i < gradients[p].size(); ++i) {
            float& value = network->parameters()[p].values[i];
            const float before = value;
            constexpr float h = 2e-3f;
            value = before + h;
            const double up = loss();
            value = before - h;
            const double down = loss();
            value = before;
            EXPECT_NEAR(gradients[p][i], (up - down) / (2.0 * static_cast<double>(h)), 3e-3)
                << "parameter " << p << " element " << i;
            ++compared;
        }
    EXPECT_EQ(compared, 4 * 18 + 4 + 36 + 4 + 12 + 3);
}

/// Images of two kinds: bright on the left or on the right.
DataSet halves(std::size_t count)
{
    DataSet data{.name = "halves", .shape = {8, 8, 1}, .classes = 2};
    std::mt19937 random(7);
    for (std::size_t i = 0; i < count; ++i) {
        data.labels.push_back(static_cast<int>(i % 2));
        for (std::size_t p = 0; p < 64; ++p)
            data.bytes.push_back(static_cast<std::uint8_t>(random() % 100 + ((p % 8 < 4) == (i % 2 == 0) ? 120 : 0)));
    }
    return data;
}

TEST(Trainer, LearnsHoldsMasksAndDoesNotDependOnThreads)
{
    const DataSet data = halves(256);
    std::vector<Values> results;
    for (const int threads : {1, 2}) {
        auto graph = referenceNetwork({8, 8, 1}, 2, 1);
        ASSERT_TRUE(graph);
        auto network = TrainableNetwork::create(std::make_shared<const Graph>(std::move(*graph)));
        ASSERT_TRUE(network);
        for (Parameter& parameter : network->parameters())
            if (parameter.channels == 32) {
                parameter.mask.assign(parameter.values.size(), 1);
                for (std::size_t i = 0; i < parameter.mask.size(); i += 3)
                    parameter.mask[i] = 0;
            }
        int calls = 0;
        const auto trained = train(*network, data, {.epochs = 6, .batch = 32, .weightBits = 4, .threads = threads},
                                   [&](const TrainingProgress&) { ++calls; });
        ASSERT_TRUE(trained);
        EXPECT_GT(trained->accuracy, 0.95);
        EXPECT_GE(calls, 6);
        for (const Parameter& parameter : network->parameters())
            for (std::size_t i = 0; i < parameter.mask.size(); i += 3)
                EXPECT_EQ(parameter.values[i], 0.0f);
        results.push_back(network->values());
    }
    EXPECT_EQ(results[0], results[1]);
}

TEST(Trainer, BadDataAndDivergence)
{
    auto graph = referenceNetwork({8, 8, 1}, 2, 1);
    ASSERT_TRUE(graph);
    auto network = TrainableNetwork::create(std::make_shared<const Graph>(std::move(*graph)));
    ASSERT_TRUE(network);
    DataSet wrong = halves(4);
    wrong.shape = {4, 8, 1};
    EXPECT_EQ(train(*network, wrong, {}).error().code, ErrorCode::dataShape);
    DataSet outside = halves(4);
    outside.labels[2] = 9;
    EXPECT_EQ(train(*network, outside, {}).error().code, ErrorCode::labelRange);
    const auto diverged =
        train(*network, halves(64), {.epochs = 30, .batch = 8, .learningRate = 1e18, .optimizer = Optimizer::sgd});
    ASSERT_FALSE(diverged);
    EXPECT_EQ(diverged.error().code, ErrorCode::trainingDiverged);
    EXPECT_EQ(diverged.error().arguments[0], "1");
}

TEST(TrainingData, RawTensorsAreReadByTheInputsScaleAndSplit)
{
    const auto folder =
        std::filesystem::temp_directory_path() / ("tenbin_raw_" + std::to_string(std::random_device()()));
    std::filesystem::create_directories(folder);
    std::ofstream labels(folder / "y_labels.csv");
    for (int i = 0; i < 10; ++i) {
        std::ofstream(folder / std::to_string(i), std::ios::binary)
            << char(-128) << char(0) << char(100 + i) << char(-1);
        labels << i << ", 2, " << i % 2 << '\n';
    }
    labels.close();
    GraphBuilder b;
    const TensorId
        x = b.addTensor(
            {.name = "x", .shape = {1, 2, 2, 1}, .type = DataType::int8(), .quantization = {{0.5f}, {-3}, 0}}),
        y = b.addTensor(
            {.name = "y", .shape = {1, 2, 2, 1}, .type = DataType::int8(), .quantization = {{0.5f}, {-3}, 0}});
    b.addOperator({.kind = OperatorKind::relu, .name = "r", .inputs = {x}, .outputs = {y}});
    b.setInputs({x});
    b.setOutputs({y});
    const auto network = std::move(b).finish();
    ASSERT_TRUE(network);
    const auto data = loadTrainingData(folder, *network);
    ASSERT_TRUE(data);
    EXPECT_EQ(data->train.size(), 8u);
    EXPECT_EQ(data->test.size(), 2u) << "nothing is tested on what was trained with";
    std::vector<float> values(4);
    data->test.values(0, values.data());
    EXPECT_EQ(values, (std::vector<float>{0.5f * -125.0f, 1.5f, 0.5f * 107.0f, 1.0f}))
        << "scale * (q - zero point), of the fifth sample";
    auto real = floatGraph(*network);
    ASSERT_TRUE(real);
    const auto small = quantizedGraph(std::make_shared<const Graph>(std::move(*real)), data->train, 8);
    ASSERT_TRUE(small);
    EXPECT_EQ(small->tensor(small->inputs()[0]).quantization, network->tensor(network->inputs()[0]).quantization)
        << "the same raw tensors fit";
    std::filesystem::remove_all(folder);
}

} // namespace
} // namespace tenbin
