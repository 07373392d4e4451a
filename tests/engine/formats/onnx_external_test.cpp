// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/formats/onnx_fixtures.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <unistd.h>

namespace tenbin {
namespace {

using namespace fixtures;
using testing::ElementsAre;
namespace fs = std::filesystem;

/// A folder of its own with a model whose weights lie elsewhere; removed at the end.
class OnnxExternal : public testing::Test {
protected:
    OnnxExternal()
        : m_root(fs::temp_directory_path() / ("tenbin-external-" + std::to_string(::getpid()))),
          m_folder(m_root / "model")
    {
        fs::create_directories(m_folder / "sub");
        write(m_folder / "sub" / "weights.bin", {9, 9, 1, 2, 3, 4, 5, 6});
        write(m_root / "outside.bin", {1, 2, 3, 4, 5, 6});
    }
    ~OnnxExternal() override { fs::remove_all(m_root); }

    static void write(const fs::path& path, const std::vector<float>& values)
    {
        std::ofstream(path, std::ios::binary)
            .write(reinterpret_cast<const char*>(values.data()),
                   static_cast<std::streamsize>(values.size() * sizeof(float)));
    }

    Result<std::shared_ptr<const Graph>> import(const std::string& location, const std::string& offset = {},
                                                const std::string& length = {}) const
    {
        OnnxNetwork net;
        net.input("x", {1, 2}).output("y");
        auto& weights = net.constant("w", {2, 3}, onnx::TensorProto::FLOAT);
        weights.set_data_location(onnx::TensorProto::EXTERNAL);
        for (const auto& [key, value] : {std::pair{"location", location}, {"offset", offset}, {"length", length}}) {
            if (value.empty())
                continue;
            auto& entry = *weights.add_external_data();
            entry.set_key(key);
            entry.set_value(value);
        }
        net.node("MatMul", {"x", "w"}, {"y"});
        const auto bytes = net.bytes();
        std::ofstream(m_folder / "net.onnx", std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        return importNetwork(m_folder / "net.onnx");
    }

    fs::path m_root, m_folder;
};

TEST_F(OnnxExternal, ReadsValuesBesideTheFile)
{
    const auto graph = import("sub/weights.bin", "8", "24");
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_TRUE((*graph)->remarks().empty());
    const Tensor& weights = *(*graph)->input((*graph)->operators().front(), 1);
    EXPECT_THAT(valuesOf<float>(weights), ElementsAre(1, 4, 2, 5, 3, 6)); // [in, out] to [out, in]
}

TEST_F(OnnxExternal, ReadsNothingOutsideTheFolder)
{
    fs::create_symlink(m_root / "outside.bin", m_folder / "link.bin");
    fs::create_directory_symlink(m_root, m_folder / "up");
    const std::vector<std::string> outside{"../outside.bin", "sub/../../outside.bin", (m_root / "outside.bin").string(),
                                           "link.bin",       "up/outside.bin",        "/dev/zero"};
    for (const std::string& location : outside) {
        const auto graph = import(location);
        ASSERT_TRUE(graph.has_value()) << location;
        EXPECT_TRUE((*graph)->input((*graph)->operators().front(), 1)->data.empty()) << location;
        EXPECT_EQ((*graph)->remarks().front(), (ImportRemark{ImportNote::externalRefused, location}));
    }
}

TEST_F(OnnxExternal, SaysWhereAFileIsMissing)
{
    for (const char* location : {"none.bin", "sub"}) {
        const auto graph = import(location);
        ASSERT_TRUE(graph.has_value()) << location;
        EXPECT_EQ((*graph)->remarks(), (std::vector<ImportRemark>{{ImportNote::weightsMissing, "w"}}));
    }
}

TEST_F(OnnxExternal, ChecksPlaceAndLength)
{
    for (const auto& [offset, length] :
         {std::pair{"16", "24"}, {"0", "20"}, {"18446744073709551615", "24"}, {"-8", ""}, {"x", ""}, {"40", ""}}) {
        const auto graph = import("sub/weights.bin", offset, length);
        ASSERT_FALSE(graph.has_value()) << offset;
        EXPECT_EQ(graph.error().code, ErrorCode::modelCorrupt);
        EXPECT_EQ(graph.error().where.element, "initializer w");
    }
}

} // namespace
} // namespace tenbin
