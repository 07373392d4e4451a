// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/importer.h"

#include "engine/formats/format_sniffer.h"
#include "engine/formats/mapped_file.h"
#include "engine/formats/onnx_reader.h"
#include "engine/formats/tflite_reader.h"

namespace tenbin {

Result<std::shared_ptr<const Graph>> importNetwork(const std::filesystem::path& path, const ImportOptions& options)
{
    auto file = MappedFile::open(path);
    if (!file)
        return tl::make_unexpected(file.error());
    const auto bytes = (*file)->bytes();
    return importNetwork(bytes, path.string(), std::move(*file), options);
}

Result<std::shared_ptr<const Graph>> importNetwork(std::span<const std::byte> bytes, const std::string& label,
                                                   std::shared_ptr<const void> storage, const ImportOptions& options)
{
    if (bytes.empty())
        return fail(ErrorCode::fileEmpty, {label}, {.file = label});
    const SniffedFormat sniffed = sniffFormat(bytes);
    const ModelFile file{bytes, label, std::move(storage)};
    switch (sniffed.format) {
    case ModelFormat::tflite:
        return readTflite(file, options);
    case ModelFormat::onnx:
        return readOnnx(file, options);
    case ModelFormat::other:
        return fail(ErrorCode::formatNotSupported, {sniffed.name}, {.file = label});
    case ModelFormat::unknown:
        break;
    }
    return fail(ErrorCode::formatUnknown, {firstBytes(bytes)}, {.file = label});
}

std::vector<std::string> importableExtensions() { return {"tflite", "onnx"}; }

} // namespace tenbin
