// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/training_data.h"

#include <algorithm>

namespace tenbin {

namespace {

constexpr std::size_t kTestEvery = 5;

/// Bytes as unsigned numbers with the mean and scale that make real numbers of them.
Result<DataSet> decoded(DataSet data, const Tensor& input)
{
    if (input.sizeBytes().count() != elementCount(data.shape))
        return fail(ErrorCode::dataShape, {toString(input.shape), toString(data.shape)}, {.element = data.name});
    if (input.type.bits != 8 || !input.type.isInteger() || input.quantization.scales.size() != 1)
        return fail(ErrorCode::notTrainable,
                    {input.name, "raw tensors can be used where the input is quantised to 8 bits"},
                    {.element = data.name});
    const bool isSigned = input.type == DataType::int8();
    if (isSigned)
        std::ranges::transform(data.bytes, data.bytes.begin(),
                               [](std::uint8_t byte) { return static_cast<std::uint8_t>(byte ^ 0x80); });
    const std::int64_t zero = input.quantization.zeroPoints.empty() ? 0 : input.quantization.zeroPoints[0];
    data.preprocessing = {static_cast<float>(zero + (isSigned ? 128 : 0)), input.quantization.scales[0]};
    data.shape = input.shape.size() > 1 ? Shape(input.shape.begin() + 1, input.shape.end()) : input.shape;
    data.raw = false;
    data.decoded = true;
    return data;
}

/// The samples whose number leaves a remainder by five, or those that do not.
DataSet part(const DataSet& all, bool test)
{
    DataSet result = all;
    result.bytes.clear();
    result.labels.clear();
    for (std::size_t i = 0; i < all.size(); ++i)
        if ((i % kTestEvery == kTestEvery - 1) == test) {
            result.bytes.insert(result.bytes.end(), all.sample(i), all.sample(i) + all.sampleBytes());
            result.labels.push_back(all.labels[i]);
        }
    return result;
}

} // namespace

Result<TrainingData> loadTrainingData(const std::filesystem::path& folder, const Graph& network)
{
    const Tensor& input = network.tensor(network.inputs()[0]);
    auto test = loadDataSet(folder, Split::test, input.shape);
    if (!test)
        return tl::make_unexpected(test.error());
    if (test->raw) {
        return decoded(std::move(*test), input).map([](const DataSet& all) {
            return TrainingData{part(all, false), part(all, true)};
        });
    }
    auto train = loadDataSet(folder, Split::train, input.shape);
    if (!train)
        return tl::make_unexpected(train.error());
    for (const DataSet* data : {&*train, &*test})
        if (!data->fits(input.shape))
            return fail(ErrorCode::dataShape, {toString(input.shape), toString(data->shape)}, {.element = data->name});
    return TrainingData{std::move(*train), std::move(*test)};
}

} // namespace tenbin
