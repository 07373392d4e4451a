// SPDX-License-Identifier: GPL-3.0-or-later
// Build step: the engine's words out of a Qt translation file, as rows of a C++ table, so that programs without
// Qt speak the same language from the same place. Usage: translation_catalogue FILE.ts OUTPUT.inc
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

namespace {

/// Text of the first <tag …>…</tag> of `xml` from `at` on; moves `at` behind it. Empty if there is none.
std::string element(const std::string& xml, const std::string& tag, std::size_t& at)
{
    std::size_t open = xml.find("<" + tag, at);
    if (open == std::string::npos)
        return {};
    open = xml.find('>', open) + 1;
    const std::size_t close = xml.find("</" + tag + ">", open);
    if (close == std::string::npos)
        return {};
    at = close;
    return xml.substr(open, close - open);
}

std::string plain(std::string text)
{
    const std::pair<const char*, const char*> entities[] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}};
    for (const auto& [entity, character] : entities)
        for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; ++at)
            text.replace(at, std::string(entity).size(), character);
    return text;
}

std::map<std::string, std::string> wordsOf(const std::string& xml)
{
    std::map<std::string, std::string> words;
    for (std::size_t at = 0;;) {
        const std::string context = element(xml, "context", at);
        if (context.empty())
            return words;
        std::size_t inside = 0;
        if (element(context, "name", inside) != "Words")
            continue;
        for (;;) {
            const std::string message = element(context, "message", inside);
            if (message.empty())
                break;
            std::size_t m = 0;
            const std::string source = element(message, "source", m), translation = element(message, "translation", m);
            if (!source.empty() && !translation.empty())
                words[plain(source)] = plain(translation);
        }
    }
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::cerr << "usage: translation_catalogue FILE.ts OUTPUT.inc\n";
        return 2;
    }
    std::ifstream in(argv[1], std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    std::ofstream out(argv[2], std::ios::binary);
    for (const auto& [source, translation] : wordsOf(text.str()))
        out << "{R\"words(" << source << ")words\", R\"words(" << translation << ")words\"},\n";
    return in && out ? 0 : 1;
}
