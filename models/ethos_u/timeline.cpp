// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/timeline.h"

#include <algorithm>
#include <array>

namespace tenbin::ethos_u {

namespace {

double all(double value, double /*kind*/) { return value; }
Lanes all(double value, const Lanes& /*kind*/) { return Lanes::Constant(value); }
double larger(double a, double b) { return std::max(a, b); }
Lanes larger(const Lanes& a, const Lanes& b) { return a.max(b); }

/// Bytes of a pass by memory, and how long the memories need for them.
template <class T>
class PassTraffic {
public:
    PassTraffic(const Pass& pass, const PassCost& cost, const Arena& arena, std::size_t index,
                const TimelineOptionsOf<T>& options)
        : m_staged(arena.staged[index])
    {
        m_time.total = m_time.overhead = all(0.0, T());
        const auto in = [&](TensorId id) { return !id.valid() || arena.inSram[id.index]; };
        const auto runs = static_cast<double>(pass.repeats);
        const bool chained = pass.kind != PassKind::elementwise; // a sum on the way out reads as much as it writes
        double second = 0.0;
        if (pass.secondTensor.valid())
            second = chained ? cost.outputBytes : cost.inputBytes / 2.0;
        addRead(chained ? cost.inputBytes : cost.inputBytes - second, in(pass.inTensor));
        addRead(second, in(pass.secondTensor));
        addWrite(cost.outputBytes, in(pass.outTensor));
        m_mapsOutside = m_time.externalRead;
        const double weights = pass.encodedBytes * cost.weightReads;
        if (m_staged) {
            m_time.sramRead += weights;
            m_time.sramWritten += pass.encodedBytes;
        } else if (options.weightsInSram) {
            m_time.sramRead += weights;
        } else {
            m_weightsOutside = weights;
            m_time.externalRead += weights;
        }
        const bool scalesOutside = !options.weightsInSram;
        const double scales =
            pass.usesWeights() ? kScaleBytes * static_cast<double>(pass.out.c) * cost.weightReads : 0.0;
        (scalesOutside ? m_time.externalRead : m_time.sramRead) += scales;
        for (double* bytes : {&m_time.sramRead, &m_time.sramWritten, &m_time.externalRead, &m_time.externalWritten})
            *bytes *= runs;
        m_time.pipe = cost.pipeCycles * runs;
        const T external = cycles(options.external, m_time.externalRead, m_time.externalWritten);
        const T weightTime = m_weightsOutside * runs / options.external.weights;
        const T mapTime = m_mapsOutside * runs / options.external.inputs;
        const T scaleTime = scales * runs / (scalesOutside ? options.external : options.sram).scales;
        m_time.memory = larger(cycles(options.sram, m_time.sramRead, m_time.sramWritten),
                               larger(larger(external, weightTime), larger(mapTime, scaleTime)));
        if (pass.plainOutput && pass.outTensor.valid())
            m_time.memory = larger(m_time.memory, m_time.externalWritten / options.external.plainWrites);
    }

    const PassTimeOf<T>& time() const { return m_time; }
    bool staged() const { return m_staged; }

private:
    static T cycles(const MemoryRatesOf<T>& rates, double read, double written)
    {
        const T together = (read + written) / rates.together;
        const T oneWay = larger(read / rates.oneWay, written / rates.oneWay);
        return larger(together, oneWay);
    }
    void addRead(double bytes, bool inSram) { (inSram ? m_time.sramRead : m_time.externalRead) += bytes; }
    void addWrite(double bytes, bool inSram) { (inSram ? m_time.sramWritten : m_time.externalWritten) += bytes; }

    bool m_staged;
    double m_mapsOutside = 0.0, m_weightsOutside = 0.0;
    PassTimeOf<T> m_time;
};

/// The command stream's clock: kernels and copies are issued in order.
template <class T>
class CommandStream {
public:
    CommandStream(const TimelineOptionsOf<T>& options) : m_options(options) {}

    const T& end() const { return m_kernelEnd; }
    /// The processor has the word: nothing is under way.
    void drain() { m_issue = m_kernelEnd = larger(m_kernelEnd, m_copyEnd.back()); }

    void runKernel(const T& cycles)
    {
        m_issue = larger(m_issue, m_previousKernelEnd); // a queue of two
        m_previousKernelEnd = m_kernelEnd;
        m_kernelEnd = larger(m_issue, m_kernelEnd) + cycles;
    }

    /// A kernel in as many slices as its weights are fetched in; the copy of the next slice runs beside it.
    void runSliced(const T& cycles, double bytes, std::int64_t slices)
    {
        const auto count = static_cast<double>(slices);
        const T copyCycles = m_options.external.latency + bytes / count / m_options.external.copies;
        const T sliceCycles = cycles / count;
        m_copied[0] = m_copied[1] = m_sliceEnds[0] = m_sliceEnds[1] = all(0.0, T());
        for (std::int64_t slice = 0; slice < slices; ++slice) {
            if (slice == kSlicesToSteadyState && slices - slice > 2 * kPeriod)
                slice += skip((slices - slice) / kPeriod - 1);
            for (std::int64_t next = slice == 0 ? 0 : slice + 1; next <= slice + 1 && next < slices; ++next)
                m_copied[next & 1] = copy(copyCycles, m_sliceEnds[next & 1]); // the buffer of the slice before last
            m_issue = larger(m_issue, m_copied[slice & 1]);
            runKernel(sliceCycles);
            m_sliceEnds[slice & 1] = m_kernelEnd;
            if (slice == kSlicesToSteadyState - 1 - kPeriod)
                m_before = m_kernelEnd;
        }
    }

private:
    /// Starts a copy once its buffer is free; waits while as many as allowed are under way.
    T copy(const T& cycles, const T& bufferFree)
    {
        m_issue =
            larger(larger(m_issue, bufferFree), m_options.outstandingCopies > 1 ? m_copyEnd.front() : m_copyEnd.back());
        const T finished = larger(m_issue, m_copyEnd.back()) + cycles;
        m_copyEnd.front() = m_copyEnd.back();
        m_copyEnd.back() = finished;
        return finished;
    }

    /// Two buffers and two copies under way settle to a rhythm of at most two slices: `periods` of them pass at once.
    std::int64_t skip(std::int64_t periods)
    {
        const T passed = (m_kernelEnd - m_before) * static_cast<double>(periods);
        for (T* time : {&m_issue, &m_kernelEnd, &m_previousKernelEnd, m_copyEnd.data(), &m_copyEnd[1], m_copied.data(),
                        &m_copied[1], m_sliceEnds.data(), &m_sliceEnds[1]})
            *time += passed;
        return periods * kPeriod;
    }

    static constexpr std::int64_t kSlicesToSteadyState = 256, kPeriod = 2;

    const TimelineOptionsOf<T>& m_options;
    T m_before = all(0.0, T());
    T m_issue = all(0.0, T()), m_kernelEnd = m_issue, m_previousKernelEnd = m_issue;
    std::array<T, 2> m_copyEnd{m_issue, m_issue};
    std::array<T, 2> m_sliceEnds{m_issue, m_issue}, m_copied{m_issue, m_issue}; ///< of even and odd slices
};

bool processorBetween(const Program& program, OperatorId before, OperatorId after)
{
    for (std::uint32_t i = before.index + 1; i < after.index; ++i)
        if (program.places[i] == Place::cpu)
            return true;
    return false;
}

} // namespace

template <class T>
std::vector<PassTimeOf<T>> runTimeline(const Program& program, const std::vector<PassCost>& costs, const Arena& arena,
                                       const TimelineOptionsOf<T>& options)
{
    std::vector<PassTimeOf<T>> times;
    times.reserve(program.passes.size());
    CommandStream<T> stream(options);
    for (std::size_t i = 0; i < program.passes.size(); ++i) {
        const Pass& pass = program.passes[i];
        if (i > 0 && processorBetween(program, program.passes[i - 1].op, pass.op))
            stream.drain();
        const PassTraffic<T> traffic(pass, costs[i], arena, i, options);
        PassTimeOf<T> time = traffic.time();
        const std::int64_t slices = traffic.staged() ? arena.slices[i] : 1;
        const T work = larger(all(time.pipe, T()), time.memory);
        const double waits = pass.usesWeights() ? options.externalReads : options.commandReads;
        time.overhead = static_cast<double>(pass.repeats)
                        * (static_cast<double>(slices) * options.passCycles + waits * options.external.latency);
        const T cycles = work + time.overhead;
        const T before = stream.end();
        if (traffic.staged())
            stream.runSliced(cycles, pass.encodedBytes, slices);
        else
            stream.runKernel(cycles);
        if (traffic.staged()) {
            time.externalRead += pass.encodedBytes;
            time.memory = larger(time.memory, pass.encodedBytes / options.external.copies);
        }
        time.total = stream.end() - before;
        times.push_back(time);
    }
    return times;
}

template std::vector<PassTimeOf<double>> runTimeline(const Program&, const std::vector<PassCost>&, const Arena&,
                                                     const TimelineOptionsOf<double>&);
template std::vector<PassTimeOf<Lanes>> runTimeline(const Program&, const std::vector<PassCost>&, const Arena&,
                                                    const TimelineOptionsOf<Lanes>&);

} // namespace tenbin::ethos_u
