// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <limits>
#include <random>

#include "engine/graph/analysis.h"
#include "tests/engine/formats/graph_fixtures.h"
#include "tests/engine/formats/tflite_fixtures.h"
#include "tests/support/sanitizers.h"

namespace tenbin {
namespace {

using namespace fixtures;
using B = tflite::BuiltinOperator;
using Bytes = std::vector<std::byte>;

/// Changes a file where it means something: shapes, types, buffers, operands, codes, options, small constants.
/// The FlatBuffer stays sound, so that every change reaches the reader.
class FileMutator {
public:
    explicit FileMutator(std::uint64_t seed) : m_random(seed) {}

    void change(Bytes& bytes)
    {
        auto* model = const_cast<tflite::Model*>(tflite::GetModel(bytes.data()));
        for (std::size_t i = 0, count = 1 + below(4); i < count; ++i)
            changeModel(*model);
    }
    std::size_t below(std::size_t end) { return end == 0 ? 0 : m_random() % end; }

private:
    std::int64_t number()
    {
        static const std::vector<std::int64_t> edges{0,
                                                     1,
                                                     -1,
                                                     2,
                                                     3,
                                                     4,
                                                     5,
                                                     8,
                                                     13,
                                                     31,
                                                     127,
                                                     255,
                                                     65536,
                                                     std::numeric_limits<std::int32_t>::max(),
                                                     std::numeric_limits<std::int32_t>::min()};
        return edges[below(edges.size())];
    }

    template <class Vector>
    auto pick(const Vector* vector) -> decltype(vector->Get(0))
    {
        return vector->Get(static_cast<flatbuffers::uoffset_t>(below(vector->size())));
    }

    template <class T>
    void changeEntry(const flatbuffers::Vector<T>* vector)
    {
        if (vector && vector->size() > 0)
            const_cast<flatbuffers::Vector<T>*>(vector)->Mutate(
                static_cast<flatbuffers::uoffset_t>(below(vector->size())), static_cast<T>(number()));
    }

    /// Overwrites a field that is there.
    template <class T>
    static void put(const void* table, flatbuffers::voffset_t field, T value)
    {
        auto* place = const_cast<std::uint8_t*>(static_cast<const flatbuffers::Table*>(table)->GetAddressOf(field));
        if (place)
            std::memcpy(place, &value, sizeof(T));
    }

    void changeModel(tflite::Model& model)
    {
        const auto* graph = pick(model.subgraphs());
        switch (below(7)) {
        case 0:
            changeEntry(below(2) ? graph->inputs() : graph->outputs());
            break;
        case 1:
            changeCode(*pick(model.operator_codes()));
            break;
        case 2:
            changeConstant(*pick(model.buffers()));
            break;
        case 3:
        case 4:
            if (graph->tensors() && graph->tensors()->size() > 0)
                changeTensor(*pick(graph->tensors()), model.buffers()->size());
            break;
        default:
            if (graph->operators() && graph->operators()->size() > 0)
                changeOperator(*pick(graph->operators()), model.operator_codes()->size());
        }
    }

    void changeCode(const tflite::OperatorCode& code)
    {
        const auto& codes = tflite::EnumValuesBuiltinOperator();
        const auto chosen = codes[below(std::size(codes))];
        put(&code, tflite::OperatorCode::VT_BUILTIN_CODE, chosen);
        put(&code, tflite::OperatorCode::VT_DEPRECATED_BUILTIN_CODE,
            static_cast<std::int8_t>(std::min(static_cast<int>(chosen), 127)));
    }

    /// Axes, shapes and begins are small; in weights a change would say nothing.
    void changeConstant(const tflite::Buffer& buffer)
    {
        const auto* data = buffer.data();
        if (!data || data->size() < 4 || data->size() > 256)
            return;
        const auto value = static_cast<std::int32_t>(number());
        std::memcpy(const_cast<std::uint8_t*>(data->data()) + 4 * below(data->size() / 4), &value, sizeof value);
    }

    void changeTensor(const tflite::Tensor& tensor, std::size_t buffers)
    {
        switch (below(5)) {
        case 0:
            put(&tensor, tflite::Tensor::VT_TYPE, static_cast<std::int8_t>(below(24)));
            break;
        case 1:
            put(&tensor, tflite::Tensor::VT_BUFFER, static_cast<std::uint32_t>(below(buffers + 1)));
            break;
        case 2:
            changeEntry(tensor.shape_signature());
            break;
        default:
            changeEntry(tensor.shape());
        }
    }

    void changeOperator(const tflite::Operator& op, std::size_t codes)
    {
        switch (below(5)) {
        case 0:
            put(&op, tflite::Operator::VT_OPCODE_INDEX, static_cast<std::uint32_t>(below(codes + 1)));
            break;
        case 1:
            changeOptions(op.builtin_options());
            break;
        case 2:
            changeOptions(op.builtin_options_2());
            break;
        default:
            changeEntry(below(3) ? op.inputs() : op.outputs());
        }
    }

    /// Every field of options is a number of one, four or more bytes; references to vectors are left alone where
    /// they would point out of the file.
    void changeOptions(const void* options)
    {
        if (!options)
            return;
        const auto field = static_cast<flatbuffers::voffset_t>(4 + 2 * below(4));
        if (static_cast<const flatbuffers::Table*>(options)->GetAddressOf(field))
            put(options, field, static_cast<std::uint8_t>(number()));
    }

    std::mt19937_64 m_random;
};

/// A loop whose body convolves, a branch, a call and products of other kinds.
Bytes variedFile()
{
    TfliteMaker m;
    auto& builder = m.builder();
    const auto i = m.tensor({.shape = {1}, .type = tflite::TensorType::INT32, .buffer = m.values<std::int32_t>({0})}),
               x = m.tensor({{1, 8, 8, 2}}), n = m.tensor({.shape = {1}, .type = tflite::TensorType::INT32}),
               y = m.tensor({{1, 8, 8, 2}}), volume = m.tensor({{1, 4, 4, 4, 2}}),
               filters = m.tensor({.shape = {2, 2, 2, 2, 3}, .buffer = m.buffer(4 * 48)}),
               z = m.tensor({{1, 3, 3, 3, 3}}),
               axes = m.tensor(
                   {.shape = {2}, .type = tflite::TensorType::INT32, .buffer = m.values<std::int32_t>({1, 2})}),
               mean = m.tensor({{1, 2}}), parts = m.tensor({{1, 2}});
    m.op(B::WHILE, {i, x}, {n, y}, tflite::BuiltinOptions::WhileOptions,
         tflite::CreateWhileOptions(builder, 1, 2).Union());
    m.op(B::MEAN, {y, axes}, {mean}, tflite::BuiltinOptions::ReducerOptions,
         tflite::CreateReducerOptions(builder, false).Union());
    m.op2(B::STABLEHLO_COMPOSITE, {mean}, {parts}, tflite::BuiltinOptions2::StableHLOCompositeOptions,
          tflite::CreateStableHLOCompositeOptionsDirect(builder, "soft", 3).Union());
    m.op(B::CONV_3D, {volume, filters}, {z});
    m.subgraph({x, volume}, {parts, z});

    const auto ci = m.tensor({.shape = {1}, .type = tflite::TensorType::INT32}), cx = m.tensor({{1, 8, 8, 2}}),
               end = m.tensor({.shape = {1}, .type = tflite::TensorType::INT32, .buffer = m.values<std::int32_t>({3})}),
               go = m.tensor({.shape = {1}, .type = tflite::TensorType::BOOL});
    m.op(B::LESS, {ci, end}, {go});
    m.subgraph({ci, cx}, {go});

    const auto bi = m.tensor({.shape = {1}, .type = tflite::TensorType::INT32}), bx = m.tensor({{1, 8, 8, 2}}),
               one = m.tensor({.shape = {1}, .type = tflite::TensorType::INT32, .buffer = m.values<std::int32_t>({1})}),
               next = m.tensor({.shape = {1}, .type = tflite::TensorType::INT32}),
               w = m.tensor({.shape = {2, 3, 3, 2}, .buffer = m.buffer(144)}),
               b = m.tensor({.shape = {2}, .buffer = m.buffer(8)}), by = m.tensor({{1, 8, 8, 2}});
    m.op(B::ADD, {bi, one}, {next});
    m.convolution(bx, w, b, by);
    m.subgraph({bi, bx}, {next, by});

    const auto sx = m.tensor({{1, 2}}), sy = m.tensor({{1, 2}});
    m.op(B::SOFTMAX, {sx}, {sy});
    m.subgraph({sx}, {sy});
    return m.file();
}

std::vector<Bytes> seedFiles()
{
    std::vector<Bytes> seeds{*writeTflite(smallQuantizedNetwork()), variedFile()};
    for (const char* name : {"audio/rnnoise_INT8.tflite", "tflm/trained_lstm_int8.tflite",
                             "tflm/keyword_scrambled_8bit.tflite", "mlperf-tiny/kws_ref_model.tflite"}) {
        std::ifstream file(std::filesystem::path(TENBIN_SHARED_DIR) / "models" / name, std::ios::binary);
        const std::vector<char> text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        const auto* data = reinterpret_cast<const std::byte*>(text.data());
        if (!text.empty())
            seeds.emplace_back(data, data + text.size());
    }
    return seeds;
}

/// TENBIN_MUTATIONS says how many files are tried (2,000 unless it says otherwise).
TEST(TfliteMutation, NoFileEndsTheProgramOrTakesASecond)
{
    const char* wanted = std::getenv("TENBIN_MUTATIONS");
    const long count = wanted ? std::atol(wanted) : 2000;
    const std::vector<Bytes> seeds = seedFiles();
    for (const Bytes& seed : seeds)
        ASSERT_TRUE(importBytes(seed).has_value());
    FileMutator mutator(20260);
    long accepted = 0;
    double slowest = 0.0;
    for (long i = 0; i < count; ++i) {
        Bytes bytes = seeds[mutator.below(seeds.size())];
        mutator.change(bytes);
        if (const char* keep = std::getenv("TENBIN_KEEP_MUTATION"))
            std::ofstream(keep, std::ios::binary)
                .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        const std::clock_t start = std::clock(); // other programs must not count
        if (const auto graph = importBytes(bytes)) {
            ++accepted;
            EXPECT_GE(totalMacs(**graph).count(), 0);
        } else {
            EXPECT_EQ(graph.error().where.file, "fixture");
        }
        const double taken = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        slowest = std::max(slowest, taken);
        ASSERT_LT(taken, 1.0 * test::kSlowdown) << "mutation " << i;
    }
    EXPECT_GT(accepted, count / 10);
    std::printf("%ld files, %ld accepted, slowest %.1f ms\n", count, accepted, slowest * 1000.0);
}

} // namespace
} // namespace tenbin
