// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/preset_edit.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/targets/preset_writer.h"
#include "engine/targets/toml_text.h"

namespace tenbin {

namespace {

Result<toml::table> parse(std::string_view text) { return parseToml(text, {}); }

std::size_t lineStart(std::string_view text, std::size_t line)
{
    std::size_t at = 0;
    for (std::size_t i = 1; i < line && at < text.size(); ++i)
        at = std::min(text.find('\n', at), text.size() - 1) + 1;
    return at;
}

/// Byte offset of a position; columns count code points.
std::size_t offsetOf(std::string_view text, const toml::source_position& position)
{
    std::size_t at = lineStart(text, position.line);
    for (toml::source_index column = 1; column < position.column && at < text.size(); ++column)
        do
            ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u);
    return at;
}

std::string replaced(std::string_view text, const toml::source_region& region, std::string_view with)
{
    const std::size_t begin = offsetOf(text, region.begin);
    const std::size_t end = std::max(begin, offsetOf(text, region.end));
    return std::string(text.substr(0, begin)).append(with).append(text.substr(end));
}

std::string withLineAfter(std::string_view text, std::size_t line, std::string_view added)
{
    const std::size_t at = lineStart(text, line + 1);
    std::string out(text.substr(0, at));
    if (!out.empty() && out.back() != '\n')
        out += '\n';
    return out.append(added).append("\n").append(text.substr(at));
}

/// Tables are written as "[name]"; those that only dotted keys imply have no line to add to.
bool isHeader(std::string_view text, const toml::node& table)
{
    const std::size_t at = offsetOf(text, table.source().begin);
    return table.source().begin && at < text.size() && text[at] == '[' && !table.as_table()->is_inline();
}

/// "a.b" as `a.b`, `a = { b }`, `[a] b` or `"a.b"`.
const toml::node* findDotted(const toml::table* table, std::string_view key)
{
    if (!table)
        return nullptr;
    for (const auto& [name, node] : *table) {
        const std::string_view part = name.str();
        if (part == key)
            return &node;
        if (key.size() > part.size() && key.starts_with(part) && key[part.size()] == '.')
            if (const toml::node* found = findDotted(node.as_table(), key.substr(part.size() + 1)))
                return found;
    }
    return nullptr;
}

const toml::table* findEntry(const toml::node* array, std::string_view name, std::string_view value)
{
    const toml::array* entries = array ? array->as_array() : nullptr;
    const toml::table* found = nullptr;
    if (entries)
        for (const toml::node& entry : *entries)
            if (const toml::table* table = entry.as_table();
                table && (*table)[name].value_or(std::string_view()) == value)
                found = table; // the last of a name is the one that counts
    return found;
}

const toml::table* findOption(const toml::table& root, std::string_view option)
{
    return findEntry(root.get("options"), "key", option);
}

const toml::table* findChoice(const toml::table& root, std::string_view option, std::string_view choice)
{
    const toml::table* found = findOption(root, option);
    if (!found)
        return nullptr;
    return findEntry(found->get("choices"), "id", choice);
}

const toml::table* subTable(const toml::table* table, std::string_view key)
{
    const toml::node* node = table ? table->get(key) : nullptr;
    if (!node)
        return nullptr;
    return node->as_table();
}

/// The memory that "memory.<id>.<key>" belongs to, and <key>.
std::pair<const toml::table*, std::string> memoryOf(const toml::table& root, std::string_view key)
{
    const toml::node* memories = root.get("memories");
    const toml::array* array = memories ? memories->as_array() : nullptr;
    if (array && key.starts_with("memory."))
        for (const toml::node& node : *array) {
            const toml::table* table = node.as_table();
            const std::string prefix = table ? "memory." + (*table)["id"].value_or(std::string()) + "." : std::string();
            if (!prefix.empty() && key.starts_with(prefix))
                return {table, std::string(key.substr(prefix.size()))};
        }
    return {nullptr, {}};
}

const toml::node* findNumber(const toml::table& root, const NumberPlace& place)
{
    if (!place.option.empty())
        return findDotted(subTable(findChoice(root, place.option, place.choice), "parameters"), place.key);
    if (const toml::node* own = findDotted(subTable(&root, "parameters"), place.key))
        return own;
    const auto [memory, key] = memoryOf(root, place.key);
    if (!memory)
        return nullptr;
    return memory->get(key);
}

/// A number as a table of its own, "[parameters.clock_hz]": each field keeps its line.
std::string replacedFields(std::string text, const toml::table& table, const Sourced<double>& number)
{
    std::vector<std::pair<toml::source_region, std::string>> changes;
    const auto value = table.get("value");
    std::string added;
    const auto put = [&](const char* name, const std::string& with) {
        if (const toml::node* node = table.get(name))
            changes.emplace_back(node->source(), with);
        else
            added += fmt::format("\n{} = {}", name, with);
    };
    put("kind", tomlText(toString(number.kind)));
    put("source", tomlText(number.source));
    if (number.interval)
        put("interval",
            fmt::format("[{}, {}]", tomlNumber(number.interval->first), tomlNumber(number.interval->second)));
    else if (const toml::node* interval = table.get("interval")) // the range belonged to the old value
        changes.emplace_back(interval->source(), fmt::format("[{0}, {0}]", tomlNumber(number.value)));
    changes.emplace_back(value->source(), tomlNumber(number.value) + added);
    std::sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) {
        return std::pair(a.first.begin.line, a.first.begin.column)
               > std::pair(b.first.begin.line, b.first.begin.column);
    });
    for (const auto& [region, with] : changes)
        text = replaced(text, region, with);
    return text;
}

std::string addedNumber(std::string_view text, const toml::table& root, const NumberPlace& place,
                        const std::string& number)
{
    const std::string line = tomlKey(place.key) + " = " + number;
    if (!place.option.empty()) {
        const toml::table* choice = findChoice(root, place.option, place.choice);
        const toml::table* parameters = subTable(choice, "parameters");
        if (parameters && isHeader(text, *parameters))
            return withLineAfter(text, parameters->source().begin.line, line);
        if (choice && isHeader(text, *choice))
            return withLineAfter(text, choice->source().begin.line, "parameters." + line);
        return std::string(text);
    }
    if (const auto [memory, key] = memoryOf(root, place.key); memory && isHeader(text, *memory))
        return withLineAfter(text, memory->source().begin.line, tomlKey(key) + " = " + number);
    const toml::table* parameters = subTable(&root, "parameters");
    if (parameters && isHeader(text, *parameters)
        && text.substr(offsetOf(text, parameters->source().begin)).find(']') == std::string_view("[parameters").size())
        return withLineAfter(text, parameters->source().begin.line, line);
    return std::string(text) + (text.ends_with('\n') ? "\n" : "\n\n") + "[parameters]\n" + line + "\n";
}

tl::unexpected<Error> notThere(std::string_view key, std::optional<int> line = {})
{
    return fail(ErrorCode::presetUnknownKey, {std::string(key)},
                {.file = {}, .offset = {}, .line = line, .element = std::string(key)});
}

/// Replaces the value of `key` in a table, or adds a line below the table's header.
Result<std::string> withEntry(std::string_view text, const toml::table* table, std::string_view key,
                              const std::string& value)
{
    if (!table)
        return notThere(key);
    std::string out;
    if (const toml::node* node = table->get(key))
        out = replaced(text, node->source(), value);
    else if (isHeader(text, *table))
        out = withLineAfter(text, table->source().begin.line, fmt::format("{} = {}", key, value));
    else
        return notThere(key, static_cast<int>(table->source().begin.line));
    if (auto valid = parse(out); !valid)
        return tl::make_unexpected(valid.error());
    return out;
}

} // namespace

Result<std::string> withNumber(std::string_view toml, const NumberPlace& place, const Sourced<double>& number)
{
    const auto root = parse(toml);
    if (!root)
        return tl::make_unexpected(root.error());
    const toml::node* node = findNumber(*root, place);
    const toml::table* table = node ? node->as_table() : nullptr;
    std::string out;
    if (!node)
        out = addedNumber(toml, *root, place, tomlNumber(number));
    else if (table && !table->is_inline() && table->contains("value"))
        out = replacedFields(std::string(toml), *table, number);
    else if (table && !table->is_inline())
        return notThere(place.key);
    else
        out = replaced(toml, node->source(), tomlNumber(number));
    const auto after = parse(out);
    const toml::node* written = after ? findNumber(*after, place) : nullptr;
    if (written && written->is_table())
        return out;
    return notThere(place.key);
}

Result<std::string> withoutNumber(std::string_view toml, const NumberPlace& place)
{
    const auto root = parse(toml);
    if (!root)
        return tl::make_unexpected(root.error());
    const toml::node* node = findNumber(*root, place);
    if (!node || (node->as_table() && !node->as_table()->is_inline()))
        return notThere(place.key);
    const std::size_t begin = lineStart(toml, node->source().begin.line);
    const std::size_t end = lineStart(toml, node->source().end.line + 1);
    std::string out = std::string(toml.substr(0, begin)).append(toml.substr(end));
    const auto after = parse(out);
    if (after && !findNumber(*after, place))
        return out;
    return notThere(place.key);
}

Result<std::string> withHeadText(std::string_view toml, std::string_view key, std::string_view text)
{
    const auto root = parse(toml);
    if (!root)
        return tl::make_unexpected(root.error());
    if (root->contains(key))
        return withEntry(toml, &*root, key, tomlText(text));
    // Above the first entry, below the comment that the file begins with.
    std::size_t line = 0;
    for (std::size_t at = 0; at < toml.size() && toml[at] == '#'; at = lineStart(toml, ++line + 1)) {
    }
    std::string out = withLineAfter(toml, line, fmt::format("{} = {}", key, tomlText(text)));
    if (auto valid = parse(out); !valid)
        return tl::make_unexpected(valid.error());
    return out;
}

Result<std::string> withDefaultChoice(std::string_view toml, std::string_view option, std::string_view choice)
{
    return parse(toml).and_then(
        [&](const auto& root) { return withEntry(toml, findOption(root, option), "default", tomlText(choice)); });
}

Result<std::string> withChoiceLabel(std::string_view toml, std::string_view option, std::string_view choice,
                                    std::string_view label)
{
    return parse(toml).and_then(
        [&](const auto& root) { return withEntry(toml, findChoice(root, option, choice), "label", tomlText(label)); });
}

Result<std::string> withOptionRange(std::string_view toml, std::string_view option, double lowest, double highest)
{
    const std::string range = fmt::format("[{}, {}]", tomlNumber(lowest), tomlNumber(highest));
    return parse(toml).and_then(
        [&](const auto& root) { return withEntry(toml, findOption(root, option), "range", range); });
}

bool hasIncludes(std::string_view toml)
{
    const auto root = parse(toml);
    if (!root)
        return false;
    const auto including = [](const toml::table& table) {
        const toml::node* choices = table.get("choices");
        return choices && choices->as_array()
               && std::any_of(choices->as_array()->begin(), choices->as_array()->end(),
                              [](const toml::node& c) { return c.as_table() && c.as_table()->contains("include"); });
    };
    const toml::node* options = root->get("options");
    return root->contains("include")
           || (options && options->as_array()
               && std::any_of(options->as_array()->begin(), options->as_array()->end(),
                              [&](const toml::node& o) { return o.as_table() && including(*o.as_table()); }));
}

} // namespace tenbin
