// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/declared_inputs.h"

#include <set>

#include "engine/formats/common/mapped_file.h"
#include "engine/formats/common/protobuf_walk.h"
#include "engine/formats/draft/input_sizes.h"
#include "engine/formats/format_sniffer.h"
#include "engine/formats/keras/reader.h"
#include "engine/formats/onnx/sizes.h"
#include "engine/formats/tflite/tensors.h"

namespace tenbin {

namespace {

using Span = std::span<const std::byte>;

// Field numbers of onnx.proto.
constexpr std::uint32_t kGraph = 7, kInitializer = 5, kInput = 11, kTensorName = 8;

/// Payloads of the fields `number` of a message.
std::vector<Span> payloads(Span message, std::uint32_t number)
{
    constexpr int kLengthDelimited = 2;
    std::vector<Span> found;
    ProtobufWalk walk(message);
    while (const auto field = walk.next())
        if (field->number == number && field->wireType == kLengthDelimited && !field->truncated)
            found.push_back(message.subspan(field->offset, field->value));
    return found;
}

std::string textOf(Span bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

/// The graph's inputs, the values of the weights passed over.
Result<std::vector<DeclaredInput>> onnxInputs(Span model, const std::string& label)
{
    std::vector<DeclaredInput> inputs;
    for (const Span graph : payloads(model, kGraph)) {
        std::set<std::string> initializers; // before IR version 4 they are inputs too
        for (const Span tensor : payloads(graph, kInitializer))
            for (const Span name : payloads(tensor, kTensorName))
                initializers.insert(textOf(name));
        for (const Span bytes : payloads(graph, kInput)) {
            onnx::ValueInfoProto input;
            if (!input.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
                return fail(ErrorCode::modelCorrupt, {"input"}, {.file = label});
            if (!initializers.contains(input.name()))
                inputs.push_back(declaredInput(input));
        }
    }
    return inputs;
}

Result<std::vector<DeclaredInput>> tfliteInputs(const ModelFile& file)
{
    const auto opened = TfliteFile::open(file);
    if (!opened)
        return tl::make_unexpected(opened.error());
    std::vector<ImportRemark> remarks;
    const auto tensors = readTfliteTensors(*opened, 0, remarks);
    if (!tensors)
        return tl::make_unexpected(tensors.error());
    std::vector<DeclaredInput> inputs;
    if (const auto* indices = opened->subgraph(0).inputs())
        for (const std::int32_t index : *indices)
            if (index >= 0 && static_cast<std::size_t>(index) < tensors->size())
                inputs.push_back(declaredInput((*tensors)[static_cast<std::size_t>(index)]));
    return inputs;
}

Result<std::vector<DeclaredInput>> kerasFileInputs(const ModelFile& file)
{
    const auto tensors = readKerasInputs(file);
    if (!tensors)
        return tl::make_unexpected(tensors.error());
    std::vector<DeclaredInput> inputs;
    for (const DeclaredTensor& tensor : *tensors)
        inputs.push_back(declaredInput(tensor));
    return inputs;
}

} // namespace

Result<std::vector<DeclaredInput>> declaredInputs(const std::filesystem::path& path)
{
    auto file = MappedFile::open(path);
    if (!file)
        return tl::make_unexpected(file.error());
    const Span bytes = (*file)->bytes();
    switch (sniffFormat(bytes).format) {
    case ModelFormat::tflite:
        return tfliteInputs({bytes, path.string(), std::move(*file), path.parent_path()});
    case ModelFormat::onnx:
        return onnxInputs(bytes, path.string());
    case ModelFormat::keras:
        return kerasFileInputs({bytes, path.string(), std::move(*file), path.parent_path()});
    case ModelFormat::other:
    case ModelFormat::unknown:
        break;
    }
    return std::vector<DeclaredInput>();
}

} // namespace tenbin
