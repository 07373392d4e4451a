// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/declared_inputs.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/engine/formats/onnx_fixtures.h"
#include "tests/engine/formats/tflite_fixtures.h"
#include "tests/support/keras_writer.h"

namespace tenbin::fixtures {
namespace {

using testing::ElementsAre;

class DeclaredInputs : public testing::Test {
protected:
    ~DeclaredInputs() override { std::filesystem::remove(m_file); }

    Result<std::vector<DeclaredInput>> of(const std::vector<std::byte>& bytes) const
    {
        std::ofstream(m_file, std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        return declaredInputs(m_file);
    }

    const std::filesystem::path m_file =
        std::filesystem::temp_directory_path() / ("tenbin_declared_" + std::to_string(::getpid()));
};

TEST_F(DeclaredInputs, OnnxNamesOpenDimensionsInTheFilesOrder)
{
    OnnxNetwork net;
    net.input("image", {-1, 3, -1, 8}).input("w", {4, 3, 3, 3}).input("mask", {2, -1}).output("y");
    net.counting("w", {4, 3, 3, 3}); // an initialiser that is an input too
    auto& graph = *net.model().mutable_graph();
    graph.mutable_input(0)->mutable_type()->mutable_tensor_type()->mutable_shape()->mutable_dim(2)->set_dim_param("h");
    graph.mutable_input(2)->mutable_type()->mutable_tensor_type()->mutable_shape()->mutable_dim(1)->clear_dim_param();
    graph.add_input()->set_name("anything");
    const auto inputs = of(net.bytes());
    ASSERT_TRUE(inputs.has_value());
    EXPECT_THAT(
        *inputs,
        ElementsAre(DeclaredInput{"image", true, {{0, "N", true}, {3, "", false}, {0, "h", false}, {8, "", false}}},
                    DeclaredInput{"mask", true, {{2, "", false}, {0, "", false}}},
                    DeclaredInput{"anything", false, {}}));
    EXPECT_EQ(toString((*inputs)[0]), "Nx3xhx8");
    EXPECT_EQ(toString((*inputs)[1]), "2x?");
    EXPECT_EQ(toString((*inputs)[2]), "?");
}

TEST_F(DeclaredInputs, TensorFlowLiteTellsABatchFromALength)
{
    TfliteMaker m;
    const auto image = m.tensor({.shape = {1, 1, 4, 3}, .signature = {-1, -1, 4, 3}, .name = "image"});
    const auto sound = m.tensor({.shape = {1}, .signature = {-1}, .name = "sound"});
    const auto y = m.tensor({{1, 4, 4, 3}});
    m.op(tflite::BuiltinOperator::RELU, {image}, {y});
    m.subgraph({image, sound}, {y});
    const auto inputs = of(m.file());
    ASSERT_TRUE(inputs.has_value());
    EXPECT_THAT(
        *inputs,
        ElementsAre(DeclaredInput{"image", true, {{0, "", true}, {0, "", false}, {4, "", false}, {3, "", false}}},
                    DeclaredInput{"sound", true, {{0, "", false}}}));
}

TEST_F(DeclaredInputs, DamagedAndForeignFilesAreNoCrash)
{
    auto bytes = onnxClassifier();
    for (std::size_t length = 1; length < bytes.size(); length += 7)
        of({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)});
    const auto foreign = of(std::vector<std::byte>(64, std::byte{'x'}));
    ASSERT_TRUE(foreign.has_value());
    EXPECT_TRUE(foreign->empty());
    EXPECT_EQ(declaredInputs("/no/such/file.onnx").error().code, ErrorCode::fileNotFound);
}

TEST_F(DeclaredInputs, KerasSaysWhatItsFirstLayerWants)
{
    const std::string bytes =
        KerasFile(kerasSequential({kerasLayer(
                      "Conv2D", "conv",
                      R"("batch_input_shape": [null, null, null, 3], "filters": 2, "kernel_size": [2, 2])")}))
            .weight("conv", "conv/kernel:0", {2, 2, 3, 2})
            .weight("conv", "conv/bias:0", {2})
            .h5();
    const auto inputs = of({reinterpret_cast<const std::byte*>(bytes.data()),
                            reinterpret_cast<const std::byte*>(bytes.data()) + bytes.size()});
    ASSERT_TRUE(inputs.has_value());
    ASSERT_EQ(inputs->size(), 1u);
    EXPECT_EQ(inputs->front().name, "conv_input");
    EXPECT_EQ(toString(inputs->front()), "?x?x?x3");
    const auto damaged = of({reinterpret_cast<const std::byte*>(bytes.data()),
                             reinterpret_cast<const std::byte*>(bytes.data()) + bytes.size() / 2});
    ASSERT_FALSE(damaged.has_value());
    EXPECT_EQ(damaged.error().where.file, m_file.string());
}

} // namespace
} // namespace tenbin::fixtures
