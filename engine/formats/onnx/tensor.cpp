// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/tensor.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/payload.h"

namespace tenbin {

std::optional<DataType> onnxDataType(int elementType)
{
    using T = onnx::TensorProto;
    using Kind = DataType::Kind;
    switch (elementType) {
    case T::FLOAT:
        return DataType::float32();
    case T::UINT8:
        return DataType::uint8();
    case T::INT8:
        return DataType::int8();
    case T::UINT16:
        return DataType{Kind::unsignedInteger, 16};
    case T::INT16:
        return DataType::int16();
    case T::INT32:
        return DataType::int32();
    case T::INT64:
        return DataType::int64();
    case T::STRING:
        return DataType{Kind::other, 8};
    case T::BOOL:
        return DataType::boolean();
    case T::FLOAT16:
        return DataType::float16();
    case T::DOUBLE:
        return DataType{Kind::floatingPoint, 64};
    case T::UINT32:
        return DataType{Kind::unsignedInteger, 32};
    case T::UINT64:
        return DataType{Kind::unsignedInteger, 64};
    case T::COMPLEX64:
        return DataType{Kind::other, 64};
    case T::COMPLEX128:
        return DataType{Kind::other, 128};
    case T::BFLOAT16:
        return DataType{Kind::other, 16};
    // Later than the library's headers: float8 in four variants, then uint4 and int4.
    case 17:
    case 18:
    case 19:
    case 20:
        return DataType{Kind::floatingPoint, 8};
    case 21:
        return DataType{Kind::unsignedInteger, 4};
    case 22:
        return DataType::int4();
    default:
        return std::nullopt;
    }
}

namespace {

/// Values kept as one varint or float each, cut to the width of the type.
template <class Stored, class Field>
std::vector<std::byte> pack(const Field& field)
{
    std::vector<Stored> values;
    values.reserve(static_cast<std::size_t>(field.size()));
    for (const auto value : field)
        values.push_back(static_cast<Stored>(value));
    return toBytes(values);
}

std::vector<std::byte> packedValues(const onnx::TensorProto& proto, DataType type)
{
    if (proto.float_data_size() > 0)
        return pack<float>(proto.float_data());
    if (proto.double_data_size() > 0)
        return pack<double>(proto.double_data());
    if (proto.int64_data_size() > 0)
        return pack<std::int64_t>(proto.int64_data());
    if (proto.uint64_data_size() > 0)
        return type.bits == 32 ? pack<std::uint32_t>(proto.uint64_data()) : pack<std::uint64_t>(proto.uint64_data());
    switch (type.bits) {
    case 4:
    case 8:
        return pack<std::uint8_t>(proto.int32_data());
    case 16:
        return pack<std::uint16_t>(proto.int32_data());
    default:
        return pack<std::int32_t>(proto.int32_data());
    }
}

/// Values that lie in the file: raw bytes and packed floats as they are, varints decoded.
Result<OnnxConstant> addPayload(DraftGraph& draft, Tensor tensor, const TensorPayload& payload)
{
    constexpr std::int64_t kMaxDecoded = std::int64_t{1} << 26;
    const auto expected = static_cast<std::size_t>(tensor.sizeBytes().count());
    const auto corrupt = [&] {
        return fail(ErrorCode::modelCorrupt, {fmt::format("{}: {} / {}", tensor.name, payload.bytes.size(), expected)});
    };
    const bool varints = payload.field == 5 || payload.field == 7 || payload.field == 11;
    if (!varints) {
        if (payload.bytes.size() != expected)
            return corrupt();
        tensor.data = payload.bytes;
        return OnnxConstant{draft.addTensor(std::move(tensor)), false};
    }
    if (tensor.elements() > kMaxDecoded) {
        tensor.data = draft.emptyBuffer();
        return OnnxConstant{draft.addTensor(std::move(tensor)), true};
    }
    // Elements of less than 8 bits are packed: one varint holds a whole byte.
    const std::size_t width = std::max<std::size_t>(tensor.type.bits / 8u, 1);
    if (width > sizeof(std::uint64_t))
        return corrupt();
    auto values = decodeVarints(payload.bytes, expected / width, width);
    if (!values)
        return corrupt();
    return OnnxConstant{draft.addConstant(std::move(tensor), std::move(*values)), false};
}

} // namespace

Result<OnnxConstant> addOnnxConstant(DraftGraph& draft, const onnx::TensorProto& proto, const std::string& name)
{
    const auto type = onnxDataType(proto.data_type());
    if (!type)
        return fail(ErrorCode::attributeInvalid, {name, "data_type", std::to_string(proto.data_type())});
    Tensor tensor{.name = name, .shape = {proto.dims().begin(), proto.dims().end()}, .type = *type, .constant = true};
    if (std::any_of(tensor.shape.begin(), tensor.shape.end(), [](std::int64_t d) { return d < 0; }))
        return fail(ErrorCode::shapeUnknown, {name});
    if (!checkedElements(tensor.shape))
        return fail(ErrorCode::modelTooLarge, {name, toString(tensor.shape), std::to_string(std::int64_t{1} << 40)});
    const auto expected = static_cast<std::size_t>(tensor.sizeBytes().count());
    if (const auto payload = payloadOf(proto); payload && *payload < draft.payloads.size())
        return addPayload(draft, std::move(tensor), draft.payloads[*payload]);
    const bool external = proto.data_location() == onnx::TensorProto::EXTERNAL;
    if (!external && !proto.raw_data().empty()) {
        tensor.data = std::as_bytes(std::span(proto.raw_data().data(), proto.raw_data().size()));
        if (tensor.data.size() != expected)
            return fail(ErrorCode::modelCorrupt, {fmt::format("{}: {} / {}", name, tensor.data.size(), expected)});
        return OnnxConstant{draft.addTensor(std::move(tensor)), false};
    }
    std::vector<std::byte> values = external ? std::vector<std::byte>{} : packedValues(proto, *type);
    if (values.empty() && expected > 0) {
        tensor.data = draft.emptyBuffer();
        return OnnxConstant{draft.addTensor(std::move(tensor)), true};
    }
    if (values.size() != expected)
        return fail(ErrorCode::modelCorrupt, {fmt::format("{}: {} / {}", name, values.size(), expected)});
    return OnnxConstant{draft.addConstant(std::move(tensor), std::move(values)), false};
}

} // namespace tenbin
