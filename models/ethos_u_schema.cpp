// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u_schema.h"

#include "models/microcontroller.h"

namespace tenbin::ethos_u {

const ArchitectureSchema& ethosUSchema()
{
    static const ArchitectureSchema schema = [] {
        ArchitectureSchema s{
            .architecture = "ethos_u",
            .parameters = {
                {.key = "clock_hz", .unit = "Hz", .required = true, .lowest = 1e6, .highest = 5e9, .meaning = "NPU clock"},
                {.key = "bus.efficiency", .unit = "1", .required = true, .lowest = 0.05, .highest = 1.0, .meaning = "share of a port's width that reads, or writes, reach"},
                {.key = "bus.together_efficiency", .unit = "1", .required = true, .lowest = 0.05, .highest = 1.0, .meaning = "share of memory.sram.bytes_per_cycle that reads and writes reach together"},
                {.key = "bus.external_efficiency", .unit = "1", .required = true, .lowest = 0.05, .highest = 1.0, .meaning = "share of memory.external.bandwidth_bytes_per_s that transfers reach"},
                {.key = "bus.outstanding_efficiency", .unit = "1", .lowest = 0.05, .highest = 4.0, .meaning = "bytes that a read channel has on its way, over its buffer as Vela gives it (default 1)"},
                {.key = "memory.external.write_latency_s", .unit = "s", .highest = 1e-3, .meaning = "until a written burst is answered; absent: writes are limited by the bandwidth alone"},
                {.key = "memory.external.outstanding_writes", .unit = "1", .highest = 1024, .meaning = "written bursts that wait for their answer at once"},
                {.key = "arena.cache_bytes", .unit = "B", .meaning = "SRAM that the compiler stays below if cascades allow; absent: all there is"},
                {.key = "command.pass_cycles", .unit = "cycle", .required = true, .highest = 1e5, .meaning = "between two kernel commands: registers written, pipeline drained"},
                {.key = "command.external_reads", .unit = "1", .required = true, .highest = 100, .meaning = "latencies of the external memory that a kernel with weights waits for: commands, scales, first weights"},
                {.key = "command.plain_external_reads", .unit = "1", .highest = 100, .meaning = "the same for a kernel without weights"},
                {.key = "invoke.external_reads", .unit = "1", .highest = 1000, .meaning = "latencies of the external memory at the start and end of the command stream"},
                {.key = "invoke_cycles", .unit = "cycle", .required = true, .highest = 1e7, .meaning = "NPU cycles once a stretch of operators: start and end of the command stream"},
                {.key = "runtime.invoke_s", .unit = "s", .highest = 1.0, .meaning = "the processor's part of starting the NPU once: driver, caches, interrupt"},
                {.key = "sparsity", .unit = "1", .highest = 1.0, .meaning = "share of zeros among weights whose values are not known: they compress better"},
                {.key = "energy.mac_j", .unit = "J", .highest = 1e-6, .meaning = "energy of an 8-bit MAC; absent: no energy is estimated"},
                {.key = "energy.static_w", .unit = "W", .highest = 100, .meaning = "power that flows while the NPU is on"},
                {.key = "cpu.power_w", .unit = "W", .highest = 100, .meaning = "power of the processor while it runs an operator"},
            },
            .options = {"clock_hz", "system", "memory_mode", "toolchain", "mode", "weights_in", "sparsity", "sparsity_structure", "activation_bits"},
            .traits = {"accelerator"},
            // the eight networks that Arm ran on its virtual platform
            .measuredOperators = {"CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED", "AVERAGE_POOL_2D", "MAX_POOL_2D", "MEAN", "ADD", "SUB",
                                  "MUL", "RELU", "RELU6", "LEAKY_RELU", "LOGISTIC", "TANH", "SOFTMAX", "PAD", "RESHAPE", "SQUEEZE",
                                  "CONCATENATION", "SPLIT", "PACK", "UNPACK", "RESIZE_NEAREST_NEIGHBOR", "QUANTIZE", "DEQUANTIZE"},
        };
        const auto processor = microcontrollerKernelParameters("cpu.");
        s.parameters.insert(s.parameters.end(), processor.begin(), processor.end());
        return s;
    }();
    return schema;
}

} // namespace tenbin::ethos_u
