// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/common/first_error.h"
#include "engine/formats/tflite/operator_site.h"

namespace tenbin {

// Element-wise work.

namespace {

using K = OperatorKind;

Result<void> elementwise(TfliteSite& site)
{
    auto code = tflite::ActivationFunctionType::NONE;
    if (const auto* add = site.options<tflite::AddOptions>())
        code = add->fused_activation_function();
    else if (const auto* sub = site.options<tflite::SubOptions>())
        code = sub->fused_activation_function();
    else if (const auto* mul = site.options<tflite::MulOptions>())
        code = mul->fused_activation_function();
    else if (const auto* div = site.options<tflite::DivOptions>())
        code = div->fused_activation_function();
    const auto fused = site.activation(code);
    if (!fused)
        return firstError(fused);
    site.op.attributes = ElementwiseAttributes{*fused};
    return {};
}

Result<void> softmax(TfliteSite& site)
{
    ScalarAttributes a{.alpha = 1.0f};
    if (const auto* table = site.options<tflite::SoftmaxOptions>())
        a.alpha = table->beta();
    site.op.attributes = a;
    return {};
}

Result<void> leakyRelu(TfliteSite& site)
{
    ScalarAttributes a{.alpha = 0.0f};
    if (const auto* table = site.options<tflite::LeakyReluOptions>())
        a.alpha = table->alpha();
    site.op.attributes = a;
    return {};
}

Result<void> elu(TfliteSite& site)
{
    site.op.attributes = ScalarAttributes{.alpha = 1.0f};
    return {};
}

constexpr TfliteEntry kEntries[] = {
    {K::add, elementwise},
    {K::sub, elementwise},
    {K::mul, elementwise},
    {K::div, elementwise},
    {K::maximum, elementwise},
    {K::minimum, elementwise},
    {K::squaredDifference, elementwise},
    {K::pow, elementwise},
    {K::floorDiv, elementwise},
    {K::floorMod, elementwise},
    {K::softmax, softmax},
    {K::leakyRelu, leakyRelu},
    {K::elu, elu},
};

} // namespace

std::span<const TfliteEntry> tfliteElementwise() { return kEntries; }

} // namespace tenbin
