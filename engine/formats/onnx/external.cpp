// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/external.h"

#include <algorithm>
#include <charconv>
#include <system_error>

#include <fmt/format.h>

namespace tenbin {

namespace {

namespace fs = std::filesystem;

std::string entry(const onnx::TensorProto& tensor, std::string_view key)
{
    for (const auto& pair : tensor.external_data())
        if (pair.key() == key)
            return pair.value();
    return {};
}

/// A whole number of bytes; `otherwise` where the key is absent, nothing where it is no number.
std::optional<std::uint64_t> bytesOf(const std::string& text, std::uint64_t otherwise)
{
    if (text.empty())
        return otherwise;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

} // namespace

std::string OnnxExternalData::location(const onnx::TensorProto& tensor) { return entry(tensor, "location"); }

/// The file inside of the folder, links followed; nothing where it lies outside.
std::optional<fs::path> OnnxExternalData::resolve(const std::string& location) const
{
    const fs::path relative(location);
    const bool climbs = std::any_of(relative.begin(), relative.end(), [](const fs::path& p) { return p == ".."; });
    if (location.empty() || location.find('\0') != std::string::npos || relative.is_absolute() || climbs)
        return std::nullopt;
    std::error_code error;
    const fs::path folder = fs::weakly_canonical(m_folder, error);
    const fs::path file = error ? fs::path{} : fs::weakly_canonical(folder / relative, error);
    if (error)
        return std::nullopt;
    const auto differs = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
    if (differs.first != folder.end())
        return std::nullopt;
    return file;
}

Result<OnnxExternalData::Values> OnnxExternalData::find(const onnx::TensorProto& tensor, std::size_t expected)
{
    const std::string where = location(tensor);
    if (m_folder.empty())
        return Values{};
    const auto path = resolve(where);
    if (!path)
        return Values{{}, nullptr, true};
    auto& file = m_files[where];
    if (!file) {
        auto opened = MappedFile::open(*path);
        if (!opened)
            return Values{};
        file = std::move(*opened);
    }
    const auto offset = bytesOf(entry(tensor, "offset"), 0);
    const auto length = bytesOf(entry(tensor, "length"), expected);
    const auto size = file->bytes().size();
    if (!offset || !length || *length != expected || *offset > size || *length > size - *offset)
        return fail(ErrorCode::modelCorrupt, {fmt::format("{}: {} + {} / {} ({})", where, entry(tensor, "offset"),
                                                          entry(tensor, "length"), size, expected)});
    return Values{file->bytes().subspan(*offset, *length), file, false};
}

} // namespace tenbin
