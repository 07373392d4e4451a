// SPDX-License-Identifier: GPL-3.0-or-later
// Wav2letter (arXiv:1609.03193, layer list of ARM-software/ML-zoo) and a vision
// transformer (arXiv:2010.11929; DeiT-tiny widths of arXiv:2012.12877).
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/zoo/network_family.h"

namespace tenbin {

namespace {

using Values = NetworkValues;
constexpr int kSmallestPatch = 4, kLargestPatch = 64;

/// One-dimensional convolutions along time, written as height 1.
std::vector<TensorId> wav2letter(NetworkBuilder& n, const Values& v)
{
    const std::int64_t width = v.integer("width");
    const std::int64_t top = v.integer("top");
    // The leaky rectifiers of Arm's file are fused; TensorFlow Lite's reader sees them as operators of their own.
    const Activation leaky = v.flag("leaky") ? Activation::leakyRelu : Activation::relu;
    TensorId x = n.conv(n.input({1, 1, v.integer("frames"), v.integer("features")}), width, {1, 48}, {1, 2}, leaky);
    for (int i = 0; i < 7; ++i)
        x = n.conv(x, width, {1, 7}, 1, leaky);
    x = n.conv(n.conv(x, top, {1, 32}, 1, leaky), top, 1, 1, leaky);
    return {n.softmax(n.conv(x, v.integer("classes"), 1, 1, Activation::none))};
}

NetworkFamily wav2letterFamily(const char* id, const char* name, int width, int top)
{
    return {id,
            name,
            "speech recognition",
            "ARM-software/ML-zoo: models/speech_recognition; arXiv:1609.03193",
            {integerParameter("frames", 296, 32, 4096), integerParameter("features", 39, 1, 1024),
             integerParameter("width", width, 8, 4096), integerParameter("top", top, 8, 8192), classesParameter(29),
             choiceParameter("leaky", "no", {"no", "yes"})}};
}

/// Self-attention of `heads` heads over tokens [1, tokens, dim].
TensorId attention(NetworkBuilder& n, TensorId x, std::int64_t heads)
{
    const std::int64_t tokens = n.shape(x)[1];
    const std::int64_t dim = n.channels(x);
    std::vector<TensorId> parts = n.split(n.fullyConnected(x, 3 * dim), 3);
    for (TensorId& part : parts)
        part = n.transpose(n.reshape(part, {1, tokens, heads, dim / heads}), {0, 2, 1, 3});
    const TensorId scores = n.softmax(n.matMul(parts[0], parts[1], true));
    const TensorId mixed = n.transpose(n.matMul(scores, parts[2], false), {0, 2, 1, 3});
    return n.fullyConnected(n.reshape(mixed, {1, tokens, dim}), dim);
}

/// Patches tile the image: says which ones would, or which sides if none does.
Error patchError(const Values& v)
{
    const InputSize in = v.input();
    const std::int64_t patch = v.integer("patch");
    std::vector<std::int64_t> fitting;
    for (std::int64_t side = kSmallestPatch; side <= kLargestPatch; ++side)
        if (in.h % side == 0 && in.w % side == 0)
            fitting.push_back(side);
    if (fitting.empty())
        return {ErrorCode::networkParameter, {"input", v.text("input"), fmt::format("{}, {} …", patch, 2 * patch)}, {}};
    return {ErrorCode::networkParameter, {"patch", v.text("patch"), fmt::format("{}", fmt::join(fitting, ", "))}, {}};
}

std::vector<TensorId> visionTransformer(NetworkBuilder& n, const Values& v)
{
    const InputSize in = v.input();
    const std::int64_t patch = v.integer("patch");
    if (in.h % patch != 0 || in.w % patch != 0)
        n.refuse(patchError(v));
    const std::int64_t heads = v.integer("heads");
    const std::int64_t dim = heads * 64;
    TensorId x = n.conv(n.input({1, in.h, in.w, in.c}), dim, patch, patch, Activation::none, PaddingKind::valid);
    x = n.reshape(x, {1, n.shape(x)[1] * n.shape(x)[2], dim});
    for (std::int64_t block = 0; block < v.integer("depth"); ++block) {
        x = n.add(x, attention(n, n.layerNorm(x), heads));
        const TensorId wide = n.unary(OperatorKind::gelu, n.fullyConnected(n.layerNorm(x), 4 * dim));
        x = n.add(x, n.fullyConnected(wide, dim));
    }
    return {n.fullyConnected(n.mean(n.layerNorm(x), 1), v.integer("classes"))};
}

} // namespace

std::vector<ZooEntry> sequenceEntries()
{
    return {
        {wav2letterFamily("wav2letter", "Wav2letter", 250, 2000), wav2letter},
        {wav2letterFamily("tiny_wav2letter", "Tiny wav2letter", 100, 750), wav2letter},
        {{"vit_tiny",
          "Vision transformer (tiny)",
          "classification",
          "arXiv:2012.12877, table 1; mean over tokens instead of a class token",
          {inputParameter("224x224x3", {"96", "128", "160", "192", "224"}),
           integerParameter("patch", 16, kSmallestPatch, kLargestPatch), integerParameter("heads", 3, 1, 16),
           integerParameter("depth", 12, 1, 48), classesParameter(1000)}},
         visionTransformer},
    };
}

} // namespace tenbin
