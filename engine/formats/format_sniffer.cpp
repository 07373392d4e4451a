// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/format_sniffer.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/formats/common/protobuf_walk.h"
#include "engine/formats/executorch_generated.h"

namespace tenbin {

namespace {

using namespace std::string_view_literals;

struct Signature {
    std::size_t offset;
    std::string_view bytes;
    std::string_view name;
    std::string_view instead; ///< what to bring of the same network
};

// What the tools that make the foreign formats are given, or can be asked for.
constexpr std::string_view kFromTorch = "ONNX (torch.onnx.export)";
constexpr std::string_view kFromSavedModel = "TensorFlow Lite (tf.lite.TFLiteConverter.from_saved_model)";
constexpr std::string_view kFromFrozen = "TensorFlow Lite (tf.compat.v1.lite.TFLiteConverter.from_frozen_graph)";
constexpr std::string_view kSource = "ONNX, TensorFlow Lite (before conversion)";
constexpr std::string_view kUnpacked = "ONNX, TensorFlow Lite (unpacked)";

constexpr std::array kSignatures{
    Signature{4, "TFL1"sv, "TensorFlow Lite 1"sv, kFromSavedModel},
    Signature{4, "TFL2"sv, "TensorFlow Lite 2"sv, kFromSavedModel},
    Signature{4, "ORTM"sv, "ONNX Runtime ORT"sv, "ONNX"sv},
    Signature{0, "\x01HEF"sv, "Hailo HEF"sv, kSource},
    // Firmware blocks of the camera: the first one's mark, or the last one's where there is no other.
    Signature{0, "9464"sv, "Sony IMX500 RPK"sv, kSource},
    Signature{0, "3695"sv, "Sony IMX500 RPK"sv, kSource},
    Signature{0, "GGUF"sv, "GGUF"sv, kFromTorch},
    Signature{0, "\x93NUMPY"sv, "NumPy"sv},
    Signature{0, "\x80\x02\x8a\x0al\xfc\x9c"sv, "PyTorch"sv, kFromTorch},
    Signature{0, "7767517"sv, "ncnn"sv, kSource},
    Signature{0, "\x89PNG\r\n\x1a\n"sv, "PNG"sv},
    Signature{0, "\xff\xd8\xff"sv, "JPEG"sv},
    Signature{0, "GIF8"sv, "GIF"sv},
    Signature{0, "%PDF"sv, "PDF"sv},
    Signature{0, "\x1f\x8b"sv, "gzip"sv, kUnpacked},
    Signature{0, "BZh"sv, "bzip2"sv, kUnpacked},
    Signature{0,
              "\xfd"
              "7zXZ"sv,
              "xz"sv, kUnpacked},
    Signature{0, "\x28\xb5\x2f\xfd"sv, "Zstandard"sv, kUnpacked},
    Signature{257, "ustar"sv, "tar"sv, kUnpacked},
    Signature{0,
              "\x7f"
              "ELF"sv,
              "ELF"sv},
    Signature{0, "MZ"sv, "PE"sv},
    Signature{0, "RIFF"sv, "RIFF (WAV)"sv},
    Signature{0, "SQLite format 3"sv, "SQLite"sv},
};

std::string_view asText(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

SniffedFormat foreign(std::string name, std::string_view instead)
{
    return {ModelFormat::other, std::move(name), std::string(instead)};
}

/// A zip archive is told by the entries that its kind must have.
SniffedFormat sniffZip(std::string_view text)
{
    const std::string_view head = text.substr(0, 4096);
    const std::string_view tail = text.substr(text.size() - std::min<std::size_t>(text.size(), 65536));
    const auto has = [&](std::string_view name) {
        return head.find(name) != std::string_view::npos || tail.find(name) != std::string_view::npos;
    };
    if (has("data.pkl"))
        return foreign(has("/code/") ? "PyTorch (TorchScript)" : "PyTorch", kFromTorch);
    if (has("exported_program"))
        return foreign("PyTorch (ExportedProgram)", kFromTorch);
    if (has("model.weights.h5"))
        return {ModelFormat::keras, {}};
    if (has("saved_model.pb"))
        return foreign("TensorFlow SavedModel (zip)", kFromSavedModel);
    if (has("com.apple.CoreML"))
        return foreign("Core ML", kSource);
    if (has("network.rpk"))
        return foreign("Sony IMX500 RPK (zip)", kSource);
    if (has(".npy"))
        return foreign("NumPy", {});
    for (const std::string_view inside : {".tflite", ".onnx"})
        if (has(inside))
            return foreign(fmt::format("zip ({})", inside), kUnpacked);
    return foreign("zip", kUnpacked);
}

/// "aten::add.out".
std::string fullName(const executorch::Operator& op)
{
    std::string name = op.name()->str();
    if (op.overload() && op.overload()->size() > 0) {
        name += '.';
        name += op.overload()->str();
    }
    return name;
}

/// ExecuTorch: the operators and delegates that the program calls, where its flatbuffer is whole.
SniffedFormat sniffExecuTorch(std::span<const std::byte> bytes)
{
    constexpr flatbuffers::uoffset_t kMaxDepth = 64;
    constexpr flatbuffers::uoffset_t kMaxTables = 100'000;
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::vector<std::uint8_t> aligned; // reads need aligned memory
    if (reinterpret_cast<std::uintptr_t>(data) % 16 != 0) {
        aligned.assign(data, data + bytes.size());
        data = aligned.data();
    }
    std::set<std::string> names;
    flatbuffers::Verifier verifier(data, std::min(bytes.size(), std::size_t{FLATBUFFERS_MAX_BUFFER_SIZE} - 1),
                                   kMaxDepth, kMaxTables);
    if (!executorch::VerifyProgramBuffer(verifier) || !executorch::GetProgram(data)->execution_plan())
        return foreign("ExecuTorch", kFromTorch);
    for (const auto* plan : *executorch::GetProgram(data)->execution_plan()) {
        if (plan->operators())
            for (const auto* op : *plan->operators())
                if (op->name())
                    names.insert(fullName(*op));
        if (plan->delegates())
            for (const auto* delegate : *plan->delegates())
                if (delegate->id())
                    names.insert(delegate->id()->str());
    }
    if (names.empty())
        return foreign("ExecuTorch", kFromTorch);
    return foreign(fmt::format("ExecuTorch ({})", fmt::join(names, ", ")), kFromTorch);
}

SniffedFormat sniffXml(std::string_view text)
{
    const std::string_view head = text.substr(0, 4096);
    if (head.find("<net ") != std::string_view::npos && head.find("<layers") != std::string_view::npos)
        return foreign("OpenVINO IR", kSource);
    return foreign("XML", {});
}

/// A frozen TensorFlow graph begins with a NodeDef: field 1 holding a name (1) and an operator (2).
bool isTensorflowNode(std::span<const std::byte> bytes)
{
    ProtobufWalk walk(bytes);
    const auto name = walk.next();
    const auto type = walk.next();
    return name && type && name->number == 1 && name->wireType == 2 && name->value > 0 && type->number == 2
           && type->wireType == 2 && type->value > 0;
}

/// Outermost fields of onnx.ModelProto: 1 to 9, 14 (metadata), 20 (training), 25 (functions), 26 (configuration).
bool isOnnxField(const ProtobufField& field)
{
    switch (field.number) {
    case 1:
    case 5:
        return field.wireType == 0;
    case 2:
    case 3:
    case 4:
    case 6:
    case 7:
    case 8:
    case 14:
    case 20:
    case 25:
    case 26:
        return field.wireType == 2;
    default:
        return false;
    }
}

SniffedFormat sniffProtobuf(std::span<const std::byte> bytes)
{
    ProtobufWalk walk(bytes);
    bool first = true;
    bool graph = false;
    std::uint64_t version = 0;
    while (const auto field = walk.next()) {
        if (first && field->number == 1 && field->wireType == 2 && !field->truncated)
            return isTensorflowNode(bytes.subspan(field->offset, field->value))
                       ? foreign("TensorFlow GraphDef", kFromFrozen)
                       : SniffedFormat{};
        if (first && (field->number > 9 || field->truncated))
            return {};
        // SavedModel: schema version 1, then nothing but meta graphs, each thousands of bytes long.
        if (version == 1 && field->number == 2 && field->wireType == 2 && field->value > 64)
            return foreign("TensorFlow SavedModel", kFromSavedModel);
        if (field->number >= 100 && version > 0 && field->wireType == 2)
            return foreign("Core ML", kSource);
        if (!isOnnxField(*field))
            return {};
        if (field->number == 1)
            version = field->value;
        graph = graph || field->number == 7;
        first = false;
    }
    // A graph found is proof; cut before it, a plausible version and clean fields are enough.
    const bool plausible = version >= 3 && version <= 64;
    const bool whole = graph && !walk.broken();
    if (whole || (graph && plausible) || (plausible && !walk.broken()))
        return SniffedFormat{ModelFormat::onnx, {}};
    return SniffedFormat{};
}

SniffedFormat sniffText(std::string_view text)
{
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos)
        return {};
    const std::string_view head = text.substr(start, 4096);
    const bool printable = std::all_of(head.begin(), head.end(), [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return code >= 32 || c == '\n' || c == '\r' || c == '\t';
    });
    if (!printable)
        return {};
    if (head.front() == '{' || head.front() == '[')
        return foreign("JSON", {});
    if (head.find("unsigned char") != std::string_view::npos || head.starts_with("#include"))
        return foreign("C", kUnpacked);
    if (head.find("layer {") != std::string_view::npos)
        return foreign("Caffe prototxt", kSource);
    return {};
}

} // namespace

SniffedFormat sniffFormat(std::span<const std::byte> bytes)
{
    const std::string_view text = asText(bytes);
    if (bytes.size() >= 8 && text.substr(4, 4) == "TFL3")
        return {ModelFormat::tflite, {}};
    if (text.starts_with("\x89HDF\r\n\x1a\n"sv))
        return {ModelFormat::keras, {}};
    for (const Signature& signature : kSignatures)
        if (text.size() > signature.offset && text.substr(signature.offset).starts_with(signature.bytes))
            return foreign(std::string(signature.name), signature.instead);
    if (text.starts_with("PK\x03\x04"sv) || text.starts_with("PK\x05\x06"sv))
        return sniffZip(text);
    if (text.size() >= 8 && text.substr(4, 2) == "ET"sv
        && text.substr(6, 2).find_first_not_of("0123456789") == std::string_view::npos)
        return sniffExecuTorch(bytes);
    if (text.starts_with("<?xml"sv) || text.starts_with("<net "sv))
        return sniffXml(text);
    // safetensors: length of the header as 64 bits, then a JSON object.
    if (text.size() > 9 && text.substr(5, 5) == "\0\0\0{\""sv)
        return foreign("safetensors", kFromTorch);
    if (SniffedFormat found = sniffText(text); found.format != ModelFormat::unknown)
        return found;
    return sniffProtobuf(bytes);
}

std::string firstBytes(std::span<const std::byte> bytes)
{
    std::string text;
    for (const std::byte byte : bytes.first(std::min<std::size_t>(bytes.size(), 8)))
        text += fmt::format("{}{:02x}", text.empty() ? "" : " ", std::to_integer<unsigned>(byte));
    return text;
}

} // namespace tenbin
