// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/accuracy.h"

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include <gmock/gmock.h>

#include "engine/formats/importer.h"

namespace tenbin {
namespace {

namespace fs = std::filesystem;

/// A folder of its own that is gone after the test.
class Folder {
public:
    Folder() : m_path(fs::temp_directory_path() / ("tenbin-data-" + std::to_string(::getpid())))
    {
        fs::create_directories(m_path);
    }
    ~Folder() { fs::remove_all(m_path); }
    void write(const std::string& name, const std::string& bytes) const
    {
        std::ofstream(m_path / name, std::ios::binary) << bytes;
    }
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

std::string idx(char rank, const std::vector<int>& shape, std::size_t bytes)
{
    std::string text{'\0', '\0', '\x08', rank};
    for (const int size : shape)
        text += {static_cast<char>(size >> 24), static_cast<char>(size >> 16), static_cast<char>(size >> 8),
                 static_cast<char>(size)};
    for (std::size_t i = 0; i < bytes; ++i)
        text += static_cast<char>(i % 3);
    return text;
}

TEST(Accuracy, WilsonInterval)
{
    const Accuracy accuracy{901, 1000};
    EXPECT_DOUBLE_EQ(accuracy.value(), 0.901);
    EXPECT_NEAR(accuracy.low(), 0.8809, 2e-4); // by hand: (p + z²/2n ∓ z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)
    EXPECT_NEAR(accuracy.high(), 0.9180, 2e-4);
    EXPECT_EQ((Accuracy{0, 0}).high(), 1.0);
}

TEST(DataSet, ReadsIdxFiles)
{
    const Folder folder;
    folder.write("t10k-images-idx3-ubyte", idx(3, {6, 2, 2}, 24));
    folder.write("t10k-labels-idx1-ubyte", idx(1, {6}, 6));
    const auto data = loadDataSet(folder.path(), Split::test);
    ASSERT_TRUE(data);
    EXPECT_EQ(data->size(), 6u);
    EXPECT_EQ(data->shape, (Shape{2, 2, 1}));
    EXPECT_EQ(data->classes, 3);
    EXPECT_EQ(data->subset(4, 9).labels, data->subset(4, 9).labels);
}

TEST(DataSet, SaysWhatIsWrongAndWhere)
{
    const Folder folder;
    EXPECT_EQ(loadDataSet(folder.path(), Split::test).error().code, ErrorCode::labelsMissing);
    EXPECT_EQ(loadDataSet(folder.path() / "none", Split::test).error().code, ErrorCode::fileNotFound);
    folder.write("t10k-images-idx3-ubyte", idx(3, {6, 2, 2}, 24));
    EXPECT_EQ(loadDataSet(folder.path(), Split::test).error().code, ErrorCode::labelsMissing);
    folder.write("t10k-labels-idx1-ubyte", idx(1, {5}, 5));
    const auto fewer = loadDataSet(folder.path(), Split::test);
    ASSERT_FALSE(fewer);
    EXPECT_EQ(fewer.error().arguments[0], "5 labels for 6 images");
    folder.write("t10k-images-idx3-ubyte", idx(3, {6, 2, 2}, 23));
    const auto truncated = loadDataSet(folder.path(), Split::test);
    ASSERT_FALSE(truncated);
    EXPECT_EQ(truncated.error().code, ErrorCode::dataFormat);
    EXPECT_EQ(truncated.error().where.offset, 39u);
}

TEST(DataSet, CorruptArchive)
{
    const Folder folder;
    folder.write("t10k-images-idx3-ubyte.gz",
                 std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03garbage that is no deflate stream", 43));
    const auto data = loadDataSet(folder.path(), Split::test);
    ASSERT_FALSE(data);
    EXPECT_EQ(data.error().code, ErrorCode::dataFormat);
    EXPECT_NE(data.error().where.file.find("t10k-images-idx3-ubyte.gz"), std::string::npos);
}

TEST(DataSet, RawTensorsNameTheLine)
{
    const Folder folder;
    folder.write("a.bin", "abcd");
    folder.write("y_labels.csv", "a.bin, 3, 1\na.bin, 3, 7\n");
    const auto outside = loadDataSet(folder.path(), Split::test);
    ASSERT_FALSE(outside);
    EXPECT_EQ(outside.error().code, ErrorCode::labelRange);
    EXPECT_EQ(outside.error().where.line, 2);
    folder.write("y_labels.csv", "a.bin, 3, 1\nonly two, cells\n");
    EXPECT_EQ(loadDataSet(folder.path(), Split::test).error().where.line, 2);
}

TEST(DataSet, KnowsWhichNetworksTakeIt)
{
    const DataSet picture{.name = "p", .shape = {32, 24, 3}};
    EXPECT_TRUE(picture.fits({1, 32, 24, 3}));
    EXPECT_FALSE(picture.fits({1, 24, 32, 3})) << "as many numbers, another picture";
    EXPECT_FALSE(picture.fits({1, 3, 32, 24}));
    EXPECT_TRUE(picture.fits({1, 2304})) << "a vector takes any order";
    EXPECT_FALSE(picture.fits({1, 2303}));
    EXPECT_TRUE((DataSet{.name = "v", .shape = {1, 1, 40}}.fits({1, 40})));
}

TEST(Accuracy, KeywordsAsPublished)
{
    const fs::path shared = TENBIN_SHARED_DIR;
    if (!fs::exists(shared / "datasets/kws01"))
        GTEST_SKIP() << "the spectrograms are not here";
    const auto graph = importNetwork(shared / "models/mlperf-tiny/kws_ref_model.tflite");
    ASSERT_TRUE(graph);
    const auto executor = Executor::create(*graph);
    ASSERT_TRUE(executor);
    const auto data = loadDataSet(shared / "datasets/kws01", Split::test);
    ASSERT_TRUE(data);
    const auto report = measureAccuracy(*executor, *data);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->accuracy.samples, 1000);
    EXPECT_EQ(report->accuracy.correct, 901);
    DataSet wrong = *data;
    wrong.shape = {1, 1, 49};
    EXPECT_EQ(measureAccuracy(*executor, wrong).error().code, ErrorCode::dataShape);
}

TEST(Accuracy, ShippedReferenceNetwork)
{
    const fs::path file = fs::path(TENBIN_SOURCE_DIR) / "resources/fashion_mnist_reference.tflite";
    EXPECT_LT(fs::file_size(file), 100'000u);
    const auto graph = importNetwork(file);
    ASSERT_TRUE(graph);
    const auto executor = Executor::create(*graph);
    ASSERT_TRUE(executor);
    if (!fs::exists(fashionMnistFolder()))
        GTEST_SKIP() << "Fashion-MNIST is not installed";
    const auto data = loadDataSet(fashionMnistFolder(), Split::test);
    ASSERT_TRUE(data);
    const auto report = measureAccuracy(*executor, *data);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->accuracy.samples, 10000);
    EXPECT_GE(report->accuracy.value(), 0.90);
}

} // namespace
} // namespace tenbin
