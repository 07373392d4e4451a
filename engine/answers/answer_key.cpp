// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/answers/answer_key.h"

#include <span>
#include <string>

#include "engine/core/hash.h"

namespace tenbin {

namespace {

/// Texts one after the other, each with its end marked, hashed at once: that is much faster than one by one.
class Words {
public:
    void add(const std::string& text)
    {
        m_text += text;
        m_text += '\0';
    }
    void add(const Parameters& parameters)
    {
        for (const auto& [key, number] : parameters)
            add(number.source);
    }
    std::uint64_t hash() const { return hashBytes(std::as_bytes(std::span(m_text.data(), m_text.size()))); }

private:
    std::string m_text;
};

std::uint64_t wordsOf(const Graph& graph)
{
    Words words;
    words.add(graph.name());
    const auto& [path, zooSpec, format, producer, innerName] = graph.origin();
    for (const std::string* text : {&path, &zooSpec, &format, &producer, &innerName})
        words.add(*text);
    for (const ImportRemark& remark : graph.remarks()) {
        words.add(std::to_string(static_cast<int>(remark.note)));
        words.add(remark.argument);
    }
    for (const Operator& op : graph.operators())
        words.add(op.name);
    for (const Tensor& tensor : graph.tensors())
        words.add(tensor.name);
    return words.hash();
}

std::uint64_t wordsOf(const Target& target)
{
    Words words;
    for (const std::string* text : {&target.id, &target.name, &target.vendor, &target.group, &target.file})
        words.add(*text);
    words.add(target.parameters);
    for (const MemorySpec& memory : target.memories)
        words.add(memory.name);
    for (const OptionSpec& option : target.options) {
        words.add(option.label);
        for (const OptionChoice& choice : option.choices) {
            words.add(choice.label);
            words.add(choice.parameters);
        }
        for (const auto& [key, choices] : option.actsWith) {
            words.add(key);
            for (const std::string& choice : choices)
                words.add(choice);
        }
    }
    return words.hash();
}

} // namespace

AnswerKey answerKey(const Graph& graph, const Target& target, const Configuration& configuration)
{
    return {.graphHash = graph.hash(),
            .targetHash = target.hash,
            .graphWords = wordsOf(graph),
            .targetWords = wordsOf(target),
            .configuration = configuration};
}

} // namespace tenbin
