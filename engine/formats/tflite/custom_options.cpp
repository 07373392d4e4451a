// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/custom_options.h"

#include <algorithm>

#include <flatbuffers/flexbuffers.h>

#include "engine/core/bounded.h"

namespace tenbin {

namespace {

void put(flexbuffers::Builder& builder, const AxisAttributes& a)
{
    builder.Vector("axes", [&] {
        for (const int axis : a.axes)
            builder.Int(axis);
    });
    builder.Bool("keep_dims", a.keepDims);
}

void put(flexbuffers::Builder& builder, const ScalarAttributes& a)
{
    builder.Float("alpha", a.alpha);
    builder.Float("lowest", a.lowest);
    builder.Float("highest", a.highest);
}

void put(flexbuffers::Builder& builder, const RecurrentAttributes& a)
{
    builder.Int("units", a.units);
    builder.Bool("time_major", a.timeMajor);
    builder.Int("activation", static_cast<int>(a.activation));
}

constexpr const char* kMacs = "tenbin_macs";

void put(flexbuffers::Builder& builder, const CustomAttributes& a) { builder.Int(kMacs, a.macs); }

Activation toActivation(std::int64_t code)
{
    constexpr auto last = static_cast<std::int64_t>(Activation::leakyRelu);
    if (code >= 0 && code <= last)
        return static_cast<Activation>(code);
    return Activation::none;
}

} // namespace

std::vector<std::uint8_t> writeCustomOptions(const Attributes& attributes)
{
    flexbuffers::Builder builder;
    bool any = false;
    builder.Map([&] {
        std::visit(
            [&](const auto& a) {
                if constexpr (requires { put(builder, a); }) {
                    put(builder, a);
                    any = true;
                }
            },
            attributes);
    });
    builder.Finish();
    if (any)
        return builder.GetBuffer();
    return std::vector<std::uint8_t>{};
}

Attributes readCustomOptions(std::span<const std::uint8_t> bytes)
{
    if (bytes.empty() || !flexbuffers::VerifyBuffer(bytes.data(), bytes.size()))
        return {};
    const auto root = flexbuffers::GetRoot(bytes.data(), bytes.size());
    if (!root.IsMap())
        return {};
    const auto map = root.AsMap();
    if (map[kMacs].IsIntOrUint())
        return CustomAttributes{std::clamp<std::int64_t>(map[kMacs].AsInt64(), 0, kMostCount)};
    if (map["units"].IsIntOrUint())
        return RecurrentAttributes{.units = map["units"].AsInt32(),
                                   .timeMajor = map["time_major"].AsBool(),
                                   .activation = toActivation(map["activation"].AsInt64())};
    if (map["axes"].IsVector() || map["axes"].IsTypedVector()) {
        AxisAttributes a{.axes = {}, .keepDims = map["keep_dims"].AsBool()};
        const auto read = [&](const auto& axes) {
            for (std::size_t i = 0; i < axes.size(); ++i)
                a.axes.push_back(axes[i].AsInt32());
        };
        if (map["axes"].IsTypedVector())
            read(map["axes"].AsTypedVector());
        else
            read(map["axes"].AsVector());
        return a;
    }
    if (map["alpha"].IsFloat())
        return ScalarAttributes{map["alpha"].AsFloat(), map["lowest"].AsFloat(), map["highest"].AsFloat()};
    return {};
}

} // namespace tenbin
