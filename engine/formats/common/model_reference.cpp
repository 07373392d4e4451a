// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/common/model_reference.h"

#include <charconv>
#include <vector>

#include "engine/graph/tensor.h"

namespace tenbin {

namespace {

constexpr std::string_view kFile = "file:";
constexpr const char* kAllowed = "input=1x224x224x3, batch=1, trips=10";

/// Where the query begins: behind the last name of a file that exists, else at the first question mark.
std::size_t queryStart(const std::string& text)
{
    std::error_code ignored;
    if (std::filesystem::exists(text, ignored))
        return text.size();
    for (std::size_t at = text.rfind('?'); at != std::string::npos && at > 0; at = text.rfind('?', at - 1))
        if (std::filesystem::exists(text.substr(0, at), ignored))
            return at;
    return std::min(text.find('?'), text.size());
}

/// Names of tensors may hold the signs that part a query.
std::string escaped(std::string_view name)
{
    std::string text;
    for (const char c : name)
        if (c == '%')
            text += "%25";
        else if (c == '&')
            text += "%26";
        else
            text += c;
    return text;
}

std::string unescaped(std::string_view text)
{
    std::string name;
    for (; !text.empty(); text.remove_prefix(1)) {
        const bool ampersand = text.starts_with("%26");
        if (!ampersand && !text.starts_with("%25")) {
            name += text.front();
            continue;
        }
        name += ampersand ? '&' : '%';
        text.remove_prefix(2);
    }
    return name;
}

std::optional<Error> take(std::string_view part, ImportOptions& options)
{
    // Names may hold an equals sign; sizes do not.
    const std::size_t equals = part.rfind('=');
    const std::string key = unescaped(part.substr(0, std::min(equals, part.size())));
    const std::string value(equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1));
    const auto sizes = parseSizes(value);
    if (key.empty() || !sizes)
        return Error{ErrorCode::inputSizeInvalid, {key.empty() ? std::string(part) : key, value, kAllowed}, {}};
    if (sizes->size() > 1) {
        options.inputSizes[key] = *sizes;
        return std::nullopt;
    }
    if (key == "trips")
        options.trips = sizes->front();
    else
        options.dimensions[key] = sizes->front();
    return std::nullopt;
}

} // namespace

std::optional<std::vector<std::int64_t>> parseSizes(std::string_view text)
{
    constexpr std::size_t kMaxRank = 16;
    std::vector<std::int64_t> sizes;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (sizes.size() < kMaxRank) {
        std::int64_t size = 0;
        const auto [next, failure] = std::from_chars(at, end, size);
        if (failure != std::errc() || size < 1)
            return std::nullopt;
        sizes.push_back(size);
        if (next == end)
            return sizes;
        if (*next != 'x')
            return std::nullopt;
        at = next + 1;
    }
    return std::nullopt;
}

Result<ModelReference> parseModelReference(const std::string& text)
{
    const std::string plain = text.starts_with(kFile) ? text.substr(kFile.size()) : text;
    const std::size_t start = queryStart(plain);
    ModelReference reference{.path = plain.substr(0, start), .options = {}};
    std::string_view rest = std::string_view(plain).substr(std::min(start + 1, plain.size()));
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        if (auto failure = take(rest.substr(0, end), reference.options)) {
            failure->where.file = reference.path.string();
            return tl::make_unexpected(std::move(*failure));
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return reference;
}

std::string toQuery(const ImportOptions& options)
{
    std::string query;
    const auto add = [&](const std::string& key, const std::string& value) {
        query += (query.empty() ? '?' : '&');
        query += escaped(key) + "=" + value;
    };
    for (const auto& [name, size] : options.inputSizes)
        add(name, toString(size));
    for (const auto& [name, size] : options.dimensions)
        add(name, std::to_string(size));
    if (options.trips)
        add("trips", std::to_string(*options.trips));
    return query;
}

} // namespace tenbin
