// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/format_sniffer.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "engine/formats/protobuf_walk.h"

namespace tenbin {

namespace {

using namespace std::string_view_literals;

struct Signature {
    std::size_t offset;
    std::string_view bytes;
    std::string_view name;
};

constexpr std::array kSignatures{
    Signature{4, "TFL1"sv, "TensorFlow Lite 1"sv},
    Signature{4, "TFL2"sv, "TensorFlow Lite 2"sv},
    Signature{4, "ORTM"sv, "ONNX Runtime ORT"sv},
    Signature{4, "ET12"sv, "ExecuTorch"sv},
    Signature{0, "\x89HDF\r\n\x1a\n"sv, "HDF5 (Keras)"sv},
    Signature{0, "GGUF"sv, "GGUF"sv},
    Signature{0, "\x93NUMPY"sv, "NumPy"sv},
    Signature{0, "\x80\x02\x8a\x0al\xfc\x9c"sv, "PyTorch"sv},
    Signature{0, "7767517"sv, "ncnn"sv},
    Signature{0, "\x89PNG\r\n\x1a\n"sv, "PNG"sv},
    Signature{0, "\xff\xd8\xff"sv, "JPEG"sv},
    Signature{0, "GIF8"sv, "GIF"sv},
    Signature{0, "%PDF"sv, "PDF"sv},
    Signature{0, "\x1f\x8b"sv, "gzip"sv},
    Signature{0, "BZh"sv, "bzip2"sv},
    Signature{0,
              "\xfd"
              "7zXZ"sv,
              "xz"sv},
    Signature{0, "\x28\xb5\x2f\xfd"sv, "Zstandard"sv},
    Signature{257, "ustar"sv, "tar"sv},
    Signature{0,
              "\x7f"
              "ELF"sv,
              "ELF"sv},
    Signature{0, "MZ"sv, "PE"sv},
    Signature{0, "RIFF"sv, "RIFF (WAV)"sv},
    Signature{0, "SQLite format 3"sv, "SQLite"sv},
    Signature{0, "<?xml"sv, "XML"sv},
};

std::string_view asText(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// A zip archive is told by the entries that its kind must have.
std::string_view zipName(std::string_view text)
{
    const std::string_view head = text.substr(0, 4096);
    const std::string_view tail = text.substr(text.size() - std::min<std::size_t>(text.size(), 65536));
    const auto has = [&](std::string_view name) {
        return head.find(name) != std::string_view::npos || tail.find(name) != std::string_view::npos;
    };
    if (has("/data.pkl"))
        return "PyTorch";
    if (has("model.weights.h5"))
        return "Keras";
    if (has(".npy"))
        return "NumPy";
    if (has("saved_model.pb"))
        return "TensorFlow SavedModel (zip)";
    return "zip";
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
    bool first = true, graph = false;
    std::uint64_t version = 0;
    while (const auto field = walk.next()) {
        if (first && field->number == 1 && field->wireType == 2 && !field->truncated)
            return isTensorflowNode(bytes.subspan(field->offset, field->value))
                       ? SniffedFormat{ModelFormat::other, "TensorFlow GraphDef"}
                       : SniffedFormat{};
        if (first && (field->number > 9 || field->truncated))
            return {};
        // SavedModel: schema version 1, then nothing but meta graphs, each thousands of bytes long.
        if (version == 1 && field->number == 2 && field->wireType == 2 && field->value > 64)
            return {ModelFormat::other, "TensorFlow SavedModel"};
        if (field->number >= 100 && version > 0 && field->wireType == 2)
            return {ModelFormat::other, "Core ML"};
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
    return whole || (graph && plausible) || (plausible && !walk.broken()) ? SniffedFormat{ModelFormat::onnx, {}}
                                                                          : SniffedFormat{};
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
        return {ModelFormat::other, "JSON"};
    if (head.find("unsigned char") != std::string_view::npos || head.starts_with("#include"))
        return {ModelFormat::other, "C"};
    if (head.find("layer {") != std::string_view::npos)
        return {ModelFormat::other, "Caffe prototxt"};
    return {};
}

} // namespace

SniffedFormat sniffFormat(std::span<const std::byte> bytes)
{
    const std::string_view text = asText(bytes);
    if (bytes.size() >= 8 && text.substr(4, 4) == "TFL3")
        return {ModelFormat::tflite, {}};
    for (const Signature& signature : kSignatures)
        if (text.size() > signature.offset && text.substr(signature.offset).starts_with(signature.bytes))
            return {ModelFormat::other, std::string(signature.name)};
    if (text.starts_with("PK\x03\x04"sv) || text.starts_with("PK\x05\x06"sv))
        return {ModelFormat::other, std::string(zipName(text))};
    // safetensors: length of the header as 64 bits, then a JSON object.
    if (text.size() > 9 && text.substr(5, 5) == "\0\0\0{\""sv)
        return {ModelFormat::other, "safetensors"};
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
