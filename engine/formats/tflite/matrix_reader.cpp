// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/common/first_error.h"
#include "engine/formats/tflite/operator_site.h"

namespace tenbin {

// Products of matrices and recurrent cells.

namespace {

using K = OperatorKind;

Result<void> batchMatMul(TfliteSite& site)
{
    const auto* table = site.options<tflite::BatchMatMulOptions>();
    site.op.attributes = MatMulAttributes{table && table->adj_x(), table && table->adj_y()};
    return {};
}

Result<void> svdf(TfliteSite& site)
{
    const auto* table = site.options<tflite::SVDFOptions>();
    if (!table)
        return site.missing("options");
    const auto fused = site.activation(table->fused_activation_function());
    if (!fused)
        return firstError(fused);
    site.op.attributes = SvdfAttributes{table->rank(), *fused};
    return {};
}

Result<void> fullyConnected(TfliteSite& site)
{
    auto code = tflite::ActivationFunctionType::NONE;
    if (const auto* table = site.options<tflite::FullyConnectedOptions>())
        code = table->fused_activation_function();
    const auto fused = site.activation(code);
    if (!fused)
        return firstError(fused);
    site.op.attributes = FullyConnectedAttributes{*fused};
    if (site.op.inputs.size() > 2 && !site.op.inputs.back().valid())
        site.op.inputs.pop_back(); // an absent bias is written as -1 by some converters and left out by others
    return {};
}

Result<void> recurrent(TfliteSite& site)
{
    RecurrentAttributes a;
    tflite::ActivationFunctionType code = tflite::ActivationFunctionType::TANH;
    const auto take = [&](const auto* table) {
        if constexpr (requires { table->time_major(); })
            a.timeMajor = table->time_major();
        code = table->fused_activation_function();
    };
    if (const auto* lstm = site.options<tflite::UnidirectionalSequenceLSTMOptions>())
        take(lstm);
    else if (const auto* both = site.options<tflite::BidirectionalSequenceLSTMOptions>())
        take(both);
    else if (const auto* step = site.options<tflite::LSTMOptions>())
        take(step);
    else if (const auto* sequence = site.options<tflite::SequenceRNNOptions>())
        take(sequence);
    else if (const auto* bothRnn = site.options<tflite::BidirectionalSequenceRNNOptions>())
        take(bothRnn);
    else if (const auto* rnn = site.options<tflite::RNNOptions>())
        take(rnn);
    const auto fused = site.activation(code);
    if (!fused)
        return firstError(fused);
    a.activation = *fused;
    if (const Shape& out = site.output().shape; !out.empty())
        a.units = static_cast<int>(out.back());
    site.op.attributes = a;
    return {};
}

constexpr TfliteEntry kEntries[] = {
    {K::fullyConnected, fullyConnected},
    {K::batchMatMul, batchMatMul},
    {K::svdf, svdf},
    {K::lstm, recurrent},
    {K::rnn, recurrent},
};

} // namespace

std::span<const TfliteEntry> tfliteMatrices() { return kEntries; }

} // namespace tenbin
