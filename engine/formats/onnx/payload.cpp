// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/payload.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/formats/common/protobuf_walk.h"

namespace tenbin {

namespace {

constexpr std::size_t kLargeTensor = 4096;               // bytes from which values stay in the file
constexpr std::size_t kLargeText = std::size_t{1} << 24; // documentation and the like beyond it is left out
constexpr std::size_t kMaxMessage = std::size_t{1} << 29;
constexpr int kMaxDepth = 100; // protobuf's own limit
const std::string kMark = "\x01payload";

enum class Message { other, model, graph, node, attribute, tensor, sparseTensor, function };

/// The message that field `number` of `parent` holds (onnx.proto3).
Message childOf(Message parent, std::uint32_t number)
{
    struct Child {
        Message parent;
        std::uint32_t number;
        Message child;
    };
    static constexpr std::array kChildren{Child{Message::model, 7, Message::graph},
                                          Child{Message::model, 25, Message::function},
                                          Child{Message::graph, 1, Message::node},
                                          Child{Message::graph, 5, Message::tensor},
                                          Child{Message::graph, 15, Message::sparseTensor},
                                          Child{Message::function, 7, Message::node},
                                          Child{Message::function, 11, Message::attribute},
                                          Child{Message::node, 5, Message::attribute},
                                          Child{Message::attribute, 5, Message::tensor},
                                          Child{Message::attribute, 6, Message::graph},
                                          Child{Message::attribute, 10, Message::tensor},
                                          Child{Message::attribute, 11, Message::graph},
                                          Child{Message::attribute, 22, Message::sparseTensor},
                                          Child{Message::attribute, 23, Message::sparseTensor},
                                          Child{Message::sparseTensor, 1, Message::tensor},
                                          Child{Message::sparseTensor, 2, Message::tensor}};
    for (const Child& entry : kChildren)
        if (entry.parent == parent && entry.number == number)
            return entry.child;
    return Message::other;
}

bool holdsValues(std::uint32_t number)
{
    return number == 4 || number == 5 || number == 7 || number == 9 || number == 10 || number == 11;
}

void addVarint(std::string& out, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        out += static_cast<char>((value & 0x7f) | 0x80);
    out += static_cast<char>(value);
}

void addField(std::string& out, std::uint32_t number, std::string_view content)
{
    addVarint(out, std::uint64_t{number} << 3 | 2);
    addVarint(out, content.size());
    out += content;
}

/// One copy of a file without its large values.
class Stripping {
public:
    explicit Stripping(std::span<const std::byte> file)
        : m_maxFields(std::clamp<std::size_t>(file.size() / 8, 1'000'000, 3'000'000))
    {
    }

    /// False when a limit is exceeded.
    bool copy(Message kind, std::span<const std::byte> message, std::string& out, int depth)
    {
        std::array<int, 12> uses{};
        if (kind == Message::tensor)
            countUses(message, uses);
        ProtobufWalk walk(message);
        std::size_t begin = 0;
        while (const auto field = walk.next()) {
            const std::size_t end = walk.position();
            const auto whole = message.subspan(begin, end - begin);
            begin = end;
            if (field->wireType != 2 || field->truncated) {
                append(out, whole);
                continue;
            }
            if (++m_fields > m_maxFields || out.size() > kMaxMessage || depth > kMaxDepth)
                return false;
            const auto content = message.subspan(field->offset, static_cast<std::size_t>(field->value));
            const Message child = childOf(kind, field->number);
            if (child != Message::other) {
                std::string inner;
                if (!copy(child, content, inner, depth + 1))
                    return false;
                addField(out, field->number, inner);
            } else if (kind == Message::tensor && holdsValues(field->number) && content.size() >= kLargeTensor
                       && uses[field->number] == 1) {
                addMark(out, *field, content);
            } else if (content.size() < kLargeText || kind == Message::tensor) {
                append(out, whole);
            }
        }
        append(out, message.subspan(begin)); // what is no field: the parser says what is wrong
        return true;
    }

    std::vector<TensorPayload> payloads;

private:
    static void append(std::string& out, std::span<const std::byte> bytes)
    {
        out.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }

    /// Values may come in pieces; then protobuf puts them together.
    static void countUses(std::span<const std::byte> tensor, std::array<int, 12>& uses)
    {
        ProtobufWalk walk(tensor);
        while (const auto field = walk.next())
            if (field->number < uses.size())
                ++uses[field->number];
    }

    /// In place of the values: an entry of `external_data` that tells where they are.
    void addMark(std::string& out, const ProtobufField& field, std::span<const std::byte> content)
    {
        std::string entry;
        addField(entry, 1, kMark);
        addField(entry, 2, std::to_string(payloads.size()));
        addField(out, 13, entry);
        payloads.push_back({static_cast<int>(field.number), content});
    }

    std::size_t m_fields = 0, m_maxFields;
};

} // namespace

Result<OnnxSkeleton> takeOutPayloads(std::span<const std::byte> file)
{
    Stripping stripping(file);
    OnnxSkeleton skeleton;
    if (!stripping.copy(Message::model, file, skeleton.message, 0) || skeleton.message.size() > kMaxMessage)
        return fail(ErrorCode::modelTooLarge,
                    {"graph", std::to_string(file.size()) + " bytes of structure", std::to_string(kMaxMessage)});
    skeleton.payloads = std::move(stripping.payloads);
    return skeleton;
}

std::optional<std::size_t> payloadOf(const onnx::TensorProto& tensor)
{
    for (const auto& entry : tensor.external_data()) {
        if (entry.key() != kMark)
            continue;
        std::size_t index = 0;
        const std::string& text = entry.value();
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), index);
        if (problem == std::errc{} && end == text.data() + text.size())
            return index;
    }
    return std::nullopt;
}

std::optional<std::vector<std::byte>> decodeVarints(std::span<const std::byte> bytes, std::size_t count,
                                                    std::size_t width)
{
    if (count > bytes.size()) // each takes a byte at least
        return std::nullopt;
    std::vector<std::byte> values;
    values.reserve(count * width);
    std::uint64_t value = 0;
    int shift = 0;
    for (const std::byte byte : bytes) {
        const auto bits = std::to_integer<std::uint64_t>(byte);
        if (shift < 64)
            value |= (bits & 0x7f) << shift;
        shift += 7;
        if ((bits & 0x80) != 0)
            continue;
        if (values.size() == count * width)
            return std::nullopt;
        for (std::size_t i = 0; i < width; ++i)
            values.push_back(static_cast<std::byte>(value >> (8 * i) & 0xff));
        value = 0;
        shift = 0;
    }
    if (values.size() != count * width)
        return std::nullopt;
    return values;
}

} // namespace tenbin
