// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/formats/graph_fixtures.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "tests/engine/formats/onnx_fixtures.h"

namespace tenbin {
namespace {

using namespace fixtures;

std::vector<std::byte> readAll(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::vector<char> text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const auto* data = reinterpret_cast<const std::byte*>(text.data());
    return {data, data + text.size()};
}

struct Sample {
    std::string name;
    std::vector<std::byte> bytes;
};

/// The fixtures, and small real files where they are at hand.
std::vector<Sample> samples()
{
    std::vector<Sample> result{{"tflite fixture", *writeTflite(smallQuantizedNetwork())},
                               {"onnx fixture", onnxClassifier()}};
    const std::filesystem::path shared = std::filesystem::path(TENBIN_SHARED_DIR) / "models";
    for (const char* name :
         {"mlperf-tiny/kws_ref_model.tflite", "audio/rnnoise_INT8.tflite", "tflm/trained_lstm_int8.tflite",
          "tflm/keyword_scrambled_8bit.tflite", "cifar-onnx/baseline.onnx", "vision/resnet18_shapes_only.onnx"})
        if (std::filesystem::exists(shared / name))
            result.push_back({name, readAll(shared / name)});
    return result;
}

/// The reader must come back, with a graph that is whole or an error that says where.
void expectSurvives(const std::vector<std::byte>& bytes, const std::string& what)
{
    const auto graph = importBytes(bytes);
    if (!graph) {
        EXPECT_EQ(graph.error().where.file, "fixture") << what;
        return;
    }
    for (const Operator& op : (*graph)->operators())
        EXPECT_FALSE(op.outputs.empty()) << what;
    EXPECT_NE((*graph)->hash(), 0u) << what;
}

TEST(Damage, EveryTruncationIsAnError)
{
    for (const Sample& sample : samples()) {
        const std::size_t step = std::max<std::size_t>(sample.bytes.size() / 50, 1);
        for (std::size_t length = 0; length < sample.bytes.size(); length += step) {
            const std::vector<std::byte> cut(sample.bytes.begin(),
                                             sample.bytes.begin() + static_cast<std::ptrdiff_t>(length));
            const auto graph = importBytes(cut);
            ASSERT_FALSE(graph.has_value()) << sample.name << " cut to " << length;
            const ErrorCode code = graph.error().code;
            EXPECT_TRUE(code == ErrorCode::modelTruncated || code == ErrorCode::modelCorrupt
                        || code == ErrorCode::fileEmpty || code == ErrorCode::formatUnknown)
                << sample.name << " cut to " << length << ": " << static_cast<int>(code);
            EXPECT_EQ(graph.error().where.file, "fixture");
        }
        if (sample.bytes.size() > 4096) {
            std::vector<std::byte> half(sample.bytes.begin(),
                                        sample.bytes.begin() + static_cast<std::ptrdiff_t>(sample.bytes.size() / 2));
            EXPECT_EQ(importBytes(half).error().code, ErrorCode::modelTruncated) << sample.name;
        }
    }
}

TEST(Damage, SurvivesChangedBytes)
{
    for (const Sample& sample : samples()) {
        std::mt19937 random(12345);
        const int rounds = sample.bytes.size() < 20000 ? 4000 : 500;
        for (int round = 0; round < rounds; ++round) {
            std::vector<std::byte> bytes = sample.bytes;
            const int changes = 1 + static_cast<int>(random() % 4);
            for (int change = 0; change < changes; ++change) {
                // Half of the changes hit the ends, where the tables are.
                const std::size_t range = random() % 2 ? bytes.size() : std::min<std::size_t>(bytes.size(), 2048);
                const std::size_t position = random() % 2 ? random() % range : bytes.size() - 1 - random() % range;
                bytes[position] = static_cast<std::byte>(random() % 3 == 0 ? random() : 1u << random() % 8);
            }
            expectSurvives(bytes, sample.name + " round " + std::to_string(round));
            if (HasFailure())
                return;
        }
    }
}

TEST(Damage, SurvivesSplicedAndRepeatedParts)
{
    for (const Sample& sample : samples()) {
        std::mt19937 random(777);
        for (int round = 0; round < 200; ++round) {
            std::vector<std::byte> bytes = sample.bytes;
            const std::size_t length = 1 + random() % 64, from = random() % bytes.size(), to = random() % bytes.size();
            for (std::size_t i = 0; i < length && from + i < bytes.size() && to + i < bytes.size(); ++i)
                bytes[to + i] = sample.bytes[from + i];
            expectSurvives(bytes, sample.name + " splice " + std::to_string(round));
        }
    }
}

} // namespace
} // namespace tenbin
