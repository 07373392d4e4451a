// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/importer.h"

#include "engine/formats/common/mapped_file.h"
#include "engine/formats/format_sniffer.h"
#include "engine/formats/keras/reader.h"
#include "engine/formats/onnx/reader.h"
#include "engine/formats/tflite/reader.h"

namespace tenbin {

namespace {

Result<std::shared_ptr<const Graph>> importFile(const ModelFile& file, const ImportOptions& options)
{
    if (file.bytes.empty())
        return fail(ErrorCode::fileEmpty, {file.label}, {.file = file.label});
    const SniffedFormat sniffed = sniffFormat(file.bytes);
    switch (sniffed.format) {
    case ModelFormat::tflite:
        return readTflite(file, options);
    case ModelFormat::onnx:
        return readOnnx(file, options);
    case ModelFormat::keras:
        return readKeras(file, options);
    case ModelFormat::other:
        if (!sniffed.instead.empty())
            return fail(ErrorCode::formatForeign, {sniffed.name, sniffed.instead}, {.file = file.label});
        return fail(ErrorCode::formatNotSupported, {sniffed.name}, {.file = file.label});
    case ModelFormat::unknown:
        break;
    }
    return fail(ErrorCode::formatUnknown, {firstBytes(file.bytes)}, {.file = file.label});
}

} // namespace

Result<std::shared_ptr<const Graph>> importNetwork(const std::filesystem::path& path, const ImportOptions& options)
{
    auto file = MappedFile::open(path);
    if (!file)
        return tl::make_unexpected(file.error());
    const auto bytes = (*file)->bytes();
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    return importFile({bytes, path.string(), std::move(*file), folder}, options);
}

Result<std::shared_ptr<const Graph>> importNetwork(std::span<const std::byte> bytes, const std::string& label,
                                                   std::shared_ptr<const void> storage, const ImportOptions& options)
{
    return importFile({bytes, label, std::move(storage), {}}, options);
}

std::vector<std::string> importableExtensions() { return {"tflite", "onnx", "h5", "hdf5", "keras"}; }

} // namespace tenbin
