// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/formats/graph_fixtures.h"

#include <filesystem>
#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

#include "engine/formats/executorch_generated.h"
#include "engine/formats/format_sniffer.h"

namespace tenbin {
namespace {

using namespace fixtures;
using namespace std::string_literals;

std::vector<std::byte> bytes(const std::string& text)
{
    const auto* data = reinterpret_cast<const std::byte*>(text.data());
    return {data, data + text.size()};
}

struct Known {
    std::string content, name, instead{}; ///< part of what to bring instead; empty: it is no network
};

class ForeignFormats : public testing::TestWithParam<Known> {};

TEST_P(ForeignFormats, AreNamed)
{
    const auto graph = importBytes(bytes(GetParam().content));
    ASSERT_FALSE(graph.has_value());
    const std::string& instead = GetParam().instead;
    if (instead.empty()) {
        EXPECT_EQ(graph.error(), (Error{ErrorCode::formatNotSupported, {GetParam().name}, {.file = "fixture"}}));
        return;
    }
    ASSERT_EQ(graph.error().code, ErrorCode::formatForeign);
    ASSERT_EQ(graph.error().arguments.size(), 2u);
    EXPECT_EQ(graph.error().arguments[0], GetParam().name);
    EXPECT_NE(graph.error().arguments[1].find(instead), std::string::npos) << graph.error().arguments[1];
}

INSTANTIATE_TEST_SUITE_P(
    All, ForeignFormats,
    testing::Values(Known{"\x89PNG\r\n\x1a\n...."s, "PNG"}, Known{"\xff\xd8\xff\xe0...."s, "JPEG"},
                    Known{"%PDF-1.7\n"s, "PDF"}, Known{"\x1f\x8b\x08..."s, "gzip", "unpacked"},
                    Known{"PK\x03\x04 model/data.pkl"s, "PyTorch", "torch.onnx"},
                    Known{"PK\x03\x04 readme"s, "zip", "unpacked"},
                    Known{"\x7f"
                          "ELF\x02\x01"s,
                          "ELF"},
                    Known{"  {\"class_name\": \"Model\"}"s, "JSON"},
                    Known{"\x1c\0\0\0TFL2...."s, "TensorFlow Lite 2", "from_saved_model"},
                    Known{"\x1c\0\0\0ORTM...."s, "ONNX Runtime ORT", "ONNX"},
                    Known{"const unsigned char model[] = {0x1c, 0x00};"s, "C", "unpacked"},
                    Known{"\x01HEF\0\0"s, "Hailo HEF", "before conversion"},
                    Known{"9464\0\0\x10\0..."s, "Sony IMX500 RPK", "before conversion"},
                    Known{"7767517\n2 2\n"s, "ncnn", "before conversion"},
                    Known{"PK\x03\x04 net/data.pkl net/code/__torch__.py"s, "PyTorch (TorchScript)", "torch.onnx"},
                    Known{"PK\x03\x04 model.onnx"s, "zip (.onnx)", "unpacked"},
                    Known{"\x10\0\0\0\0\0\0\0{\"a\": {}}"s, "safetensors", "torch.onnx"},
                    Known{"<?xml version=\"1.0\"?><net name=\"a\" version=\"11\"><layers>"s, "OpenVINO IR", "ONNX"},
                    Known{"<?xml version=\"1.0\"?>"s, "XML"}, Known{"GGUF\x03\0\0\0"s, "GGUF", "torch.onnx"},
                    // NodeDef{name: "x", op: "Placeholder"} and SavedModel{version 1, one large meta graph}.
                    Known{"\x0a\x10\x0a\x01x\x12\x0bPlaceholder"s, "TensorFlow GraphDef", "from_frozen_graph"},
                    Known{"\x08\x01\x12\xc8\x01"s + std::string(200, 'a'), "TensorFlow SavedModel",
                          "from_saved_model"}),
    [](const auto& given) { return "case" + std::to_string(given.index); });

/// ExecuTorch programs say which operators and delegates they call; damaged ones are still told.
TEST(Importer, ListsWhatAnExecuTorchProgramCalls)
{
    namespace et = executorch;
    flatbuffers::FlatBufferBuilder b;
    const std::vector ops{et::CreateOperator(b, b.CreateString("aten::add"), b.CreateString("out"))};
    const std::vector delegates{et::CreateBackendDelegate(b, b.CreateString("XnnpackBackend"))};
    const std::vector plans{
        et::CreateExecutionPlan(b, b.CreateString("forward"), b.CreateVector(ops), b.CreateVector(delegates))};
    et::FinishProgramBuffer(b, et::CreateProgram(b, 0, b.CreateVector(plans)));
    const auto* data = reinterpret_cast<const std::byte*>(b.GetBufferPointer());
    const std::vector<std::byte> file(data, data + b.GetSize());
    EXPECT_EQ(importBytes(file).error().arguments[0], "ExecuTorch (XnnpackBackend, aten::add.out)");
    for (std::size_t size = 9; size < file.size(); size += 3) {
        const Error error = importBytes({file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size)}).error();
        EXPECT_EQ(error.code, ErrorCode::formatForeign);
    }
}

TEST(Importer, ShowsTheFirstBytesOfUnknownContent)
{
    const auto graph = importBytes(bytes("\x01\x02\xff hello"s));
    ASSERT_FALSE(graph.has_value());
    EXPECT_EQ(graph.error(), (Error{ErrorCode::formatUnknown, {"01 02 ff 20 68 65 6c 6c"}, {.file = "fixture"}}));
    EXPECT_EQ(importBytes(bytes("x")).error(), (Error{ErrorCode::formatUnknown, {"78"}, {.file = "fixture"}}));
}

TEST(Importer, NamesFilesThatCannotBeRead)
{
    const auto folder = std::filesystem::temp_directory_path() / ("tenbin_importer_" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    const auto absent = importNetwork(folder / "absent.tflite");
    ASSERT_FALSE(absent.has_value());
    const std::string name = (folder / "absent.tflite").string();
    EXPECT_EQ(absent.error(), (Error{ErrorCode::fileNotFound, {name}, {.file = name}}));
    const auto directory = importNetwork(folder);
    ASSERT_FALSE(directory.has_value());
    EXPECT_EQ(directory.error(),
              (Error{ErrorCode::fileUnreadable, {folder.string(), "Is a directory"}, {.file = folder.string()}}));
    std::ofstream(folder / "empty.onnx").close();
    const auto empty = importNetwork(folder / "empty.onnx");
    ASSERT_FALSE(empty.has_value());
    EXPECT_EQ(empty.error().code, ErrorCode::fileEmpty);
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    const auto pipe = importNetwork(folder / "pipe"); // must not wait for a writer
    ASSERT_FALSE(pipe.has_value());
    EXPECT_EQ(pipe.error().code, ErrorCode::fileUnreadable);
    std::filesystem::remove_all(folder);
}

TEST(Importer, TellsFormatsByContentNotByName)
{
    const auto path = std::filesystem::temp_directory_path() / ("tenbin_named_" + std::to_string(::getpid()) + ".onnx");
    ASSERT_TRUE(saveTflite(smallQuantizedNetwork(), path).has_value());
    const auto graph = importNetwork(path);
    ASSERT_TRUE(graph.has_value());
    EXPECT_EQ((*graph)->origin().format, "TensorFlow Lite");
    std::filesystem::remove(path);
    EXPECT_EQ(importableExtensions(), (std::vector<std::string>{"tflite", "onnx", "h5", "hdf5", "keras"}));
    std::ifstream file(TENBIN_SOURCE_DIR "/resources/packaging/tenbin-mime.xml");
    const std::string desktop{std::istreambuf_iterator<char>(file), {}};
    for (const std::string& extension : importableExtensions())
        EXPECT_NE(desktop.find("\"*." + extension + "\""), std::string::npos)
            << "the desktop does not know ." << extension;
}

/// Flatbuffer reads need alignment; a caller's bytes may start anywhere.
TEST(Importer, ReadsFromAnyAddress)
{
    const auto file = *writeTflite(smallQuantizedNetwork());
    for (std::size_t shift = 1; shift < 16; ++shift) {
        auto owned = std::make_shared<std::vector<std::byte>>(shift);
        owned->insert(owned->end(), file.begin(), file.end());
        const auto graph = importNetwork(std::span(*owned).subspan(shift), "shifted", owned);
        ASSERT_TRUE(graph.has_value());
        EXPECT_EQ((*graph)->hash(), smallQuantizedNetwork().hash());
    }
}

} // namespace
} // namespace tenbin
