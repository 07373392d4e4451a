// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/accuracy.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>

#include "engine/core/parallel.h"

namespace tenbin {

double Accuracy::bound(double sign) const
{
    if (samples == 0)
        return sign < 0 ? 0.0 : 1.0;
    constexpr double z = 1.959964; // 95 %
    const auto n = static_cast<double>(samples);
    const double p = value();
    const double centre = p + z * z / (2.0 * n);
    const double half = z * std::sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
    return std::clamp((centre + sign * half) / (1.0 + z * z / n), 0.0, 1.0);
}

namespace {

/// What one thread has counted.
struct Count {
    InferenceBuffers workspace;
    std::vector<float> values;
    std::vector<std::vector<std::int64_t>> confusion;
};

Result<void> check(const Executor& executor, const DataSet& data, std::size_t classes)
{
    const Tensor& input = executor.graph().tensor(executor.graph().inputs()[0]);
    if (data.raw ? input.sizeBytes().count() != elementCount(data.shape) : !data.fits(input.shape))
        return fail(ErrorCode::dataShape, {toString(input.shape), toString(data.shape)}, {.element = data.name});
    for (const int label : data.labels)
        if (label < 0 || static_cast<std::size_t>(label) >= classes)
            return fail(ErrorCode::labelRange, {std::to_string(label), std::to_string(classes)},
                        {.element = data.name});
    return {};
}

std::size_t answer(const Executor& executor, const DataSet& data, std::size_t i, Count& count)
{
    if (data.raw) {
        (void)executor.setInput(count.workspace, std::as_bytes(std::span(data.sample(i), data.sampleBytes())));
    } else {
        data.values(i, count.values.data());
        (void)executor.setInput(count.workspace, std::span<const float>(count.values));
    }
    executor.run(count.workspace);
    const std::vector<float> output = executor.outputValues(count.workspace);
    return static_cast<std::size_t>(std::max_element(output.begin(), output.end()) - output.begin());
}

} // namespace

Result<AccuracyReport> measureAccuracy(const Executor& executor, const DataSet& data, int threads,
                                       const RunControl& control)
{
    const auto classes = static_cast<std::size_t>(executor.graph().tensor(executor.graph().outputs()[0]).elements());
    if (auto checked = check(executor, data, classes); !checked)
        return tl::make_unexpected(checked.error());
    const auto start = std::chrono::steady_clock::now();
    const std::vector<std::vector<std::int64_t>> empty(classes, std::vector<std::int64_t>(classes, 0));
    // Each worker takes the next few samples until there are none; room is made for those that get any.
    constexpr std::size_t kAtOnce = 16;
    std::vector<std::optional<Count>> counts(static_cast<std::size_t>(threadCount(threads)));
    std::vector<std::optional<std::size_t>> answers(data.size());
    std::atomic<std::size_t> next{0};
    parallelFor(counts.size(), threads, [&](std::size_t worker) {
        std::optional<Count>& count = counts[worker];
        for (std::size_t first = next.fetch_add(kAtOnce); first < data.size(); first = next.fetch_add(kAtOnce)) {
            if (!count)
                count = Count{executor.workspace(), std::vector<float>(data.sampleBytes()), empty};
            for (std::size_t i = first; i < std::min(data.size(), first + kAtOnce) && control.goOn(); ++i) {
                answers[i] = answer(executor, data, i, *count);
                ++count->confusion[static_cast<std::size_t>(data.labels[i])][*answers[i]];
            }
        }
    });
    AccuracyReport report{.accuracy = {}, .seconds = 0.0, .confusion = empty, .answers = std::move(answers)};
    for (const std::optional<Count>& count : counts)
        for (std::size_t label = 0; count && label < classes; ++label)
            for (std::size_t given = 0; given < classes; ++given) {
                const std::int64_t n = count->confusion[label][given];
                report.confusion[label][given] += n;
                report.accuracy.samples += n;
                report.accuracy.correct += label == given ? n : 0;
            }
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return report;
}

} // namespace tenbin
