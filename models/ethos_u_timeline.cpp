// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u_timeline.h"

#include <algorithm>
#include <array>

namespace tenbin::ethos_u {

namespace {

/// Bytes of a pass by memory, and how long the memories need for them.
class PassTraffic {
public:
    PassTraffic(const Pass& pass, const PassCost& cost, const Arena& arena, std::size_t index, const TimelineOptions& options)
        : m_staged(arena.staged[index])
    {
        const auto in = [&](TensorId id) { return !id.valid() || arena.inSram[id.index]; };
        const double runs = pass.repeats;
        const bool chained = pass.kind != PassKind::elementwise;  // a sum on the way out reads as much as it writes
        const double second = !pass.secondTensor.valid() ? 0.0 : (chained ? cost.outputBytes : cost.inputBytes / 2.0);
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
        const double scales = pass.usesWeights() ? kScaleBytes * static_cast<double>(pass.out.c) * cost.weightReads : 0.0;
        (scalesOutside ? m_time.externalRead : m_time.sramRead) += scales;
        for (double* bytes : {&m_time.sramRead, &m_time.sramWritten, &m_time.externalRead, &m_time.externalWritten})
            *bytes *= runs;
        m_time.pipe = cost.pipeCycles * runs;
        m_time.memory = std::max(cycles(options.sram, m_time.sramRead, m_time.sramWritten),
                                 std::max({cycles(options.external, m_time.externalRead, m_time.externalWritten),
                                           m_weightsOutside * runs / options.external.weights, m_mapsOutside * runs / options.external.inputs,
                                           pass.plainOutput && pass.outTensor.valid() ? m_time.externalWritten / options.external.plainWrites : 0.0,
                                           scales * runs / (scalesOutside ? options.external : options.sram).scales}));
    }

    PassTime time() const { return m_time; }
    bool staged() const { return m_staged; }

private:
    static double cycles(const MemoryRates& rates, double read, double written)
    {
        return std::max({(read + written) / rates.together, read / rates.oneWay, written / rates.oneWay});
    }
    void addRead(double bytes, bool inSram) { (inSram ? m_time.sramRead : m_time.externalRead) += bytes; }
    void addWrite(double bytes, bool inSram) { (inSram ? m_time.sramWritten : m_time.externalWritten) += bytes; }

    bool m_staged;
    double m_mapsOutside = 0.0, m_weightsOutside = 0.0;
    PassTime m_time;
};

/// The command stream's clock: kernels and copies are issued in order.
class CommandStream {
public:
    CommandStream(const TimelineOptions& options) : m_options(options) {}

    double end() const { return m_kernelEnd; }
    /// The processor has the word: nothing is under way.
    void drain() { m_issue = m_kernelEnd = std::max(m_kernelEnd, m_copyEnd.back()); }

    void runKernel(double cycles)
    {
        m_issue = std::max(m_issue, m_previousKernelEnd);  // a queue of two
        m_previousKernelEnd = m_kernelEnd;
        m_kernelEnd = std::max(m_issue, m_kernelEnd) + cycles;
    }

    /// A kernel in as many slices as its weights are fetched in; the copy of the next slice runs beside it.
    void runSliced(double cycles, double bytes, int slices)
    {
        const double copyCycles = m_options.external.latency + bytes / slices / m_options.external.copies;
        m_sliceEnds.clear();
        std::vector<double>& copied = m_copied;
        copied.clear();
        for (int slice = 0; slice < slices; ++slice) {
            for (int next = slice == 0 ? 0 : slice + 1; next <= slice + 1 && next < slices; ++next)
                copied.push_back(copy(copyCycles, next >= 2 ? m_sliceEnds[static_cast<std::size_t>(next - 2)] : 0.0));
            m_issue = std::max(m_issue, copied[static_cast<std::size_t>(slice)]);
            runKernel(cycles / slices);
            m_sliceEnds.push_back(m_kernelEnd);
        }
    }

private:
    /// Starts a copy once its buffer is free; waits while as many as allowed are under way.
    double copy(double cycles, double bufferFree)
    {
        m_issue = std::max({m_issue, bufferFree, m_options.outstandingCopies > 1 ? m_copyEnd.front() : m_copyEnd.back()});
        const double finished = std::max(m_issue, m_copyEnd.back()) + cycles;
        m_copyEnd = {m_copyEnd.back(), finished};
        return finished;
    }

    const TimelineOptions& m_options;
    double m_issue = 0.0, m_kernelEnd = 0.0, m_previousKernelEnd = 0.0;
    std::array<double, 2> m_copyEnd{};
    std::vector<double> m_sliceEnds, m_copied;
};

bool processorBetween(const Program& program, OperatorId before, OperatorId after)
{
    for (std::uint32_t i = before.index + 1; i < after.index; ++i)
        if (program.places[i] == Place::cpu)
            return true;
    return false;
}

} // namespace

std::vector<PassTime> runTimeline(const Program& program, const std::vector<PassCost>& costs, const Arena& arena,
                                  const TimelineOptions& options)
{
    std::vector<PassTime> times;
    times.reserve(program.passes.size());
    CommandStream stream(options);
    for (std::size_t i = 0; i < program.passes.size(); ++i) {
        const Pass& pass = program.passes[i];
        if (i > 0 && processorBetween(program, program.passes[i - 1].op, pass.op))
            stream.drain();
        const PassTraffic traffic(pass, costs[i], arena, i, options);
        PassTime time = traffic.time();
        const int slices = traffic.staged() ? arena.slices[i] : 1;
        const double work = std::max(time.pipe, time.memory);
        const double waits = pass.usesWeights() ? options.externalReads : options.commandReads;
        time.overhead = pass.repeats * (slices * options.passCycles + waits * options.external.latency);
        const double cycles = work + time.overhead;
        const double before = stream.end();
        if (traffic.staged())
            stream.runSliced(cycles, pass.encodedBytes, slices);
        else
            stream.runKernel(cycles);
        if (traffic.staged()) {
            time.externalRead += pass.encodedBytes;
            time.memory = std::max(time.memory, pass.encodedBytes / options.external.copies);
        }
        time.total = stream.end() - before;
        times.push_back(time);
    }
    return times;
}

} // namespace tenbin::ethos_u
