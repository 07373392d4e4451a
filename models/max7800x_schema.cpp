// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/max7800x_schema.h"

namespace tenbin {

ArchitectureSchema max7800xSchema()
{
    return {
        .architecture = "max7800x",
        .parameters = {
            {.key = "clock_hz", .unit = "Hz", .required = true, .lowest = 1.0, .meaning = "clock of the convolution processors"},
            {.key = "clock.unpipelined_max_hz", .unit = "Hz", .required = true, .lowest = 1.0,
             .meaning = "highest clock without the pipeline"},
            {.key = "pipeline.pixel_cycles", .unit = "cycle", .meaning =
                 "what the pipeline adds a pooled pixel and layer; absent: no pipeline"},
            {.key = "overhead_s", .unit = "s", .required = true, .meaning = "start, interrupt and timer, once an inference"},
            {.key = "input.word_s", .unit = "s", .required = true, .meaning = "writing one 32-bit input word into data memory"},
            {.key = "input.fifo_word_s", .unit = "s", .required = true, .meaning = "the same through the FIFO, while layers stream"},
            {.key = "input.load_w", .unit = "W", .meaning = "power above idle while the input is written"},
            {.key = "weights.load_s_per_byte", .unit = "s", .required = true, .meaning = "time to load one byte of weights"},
            {.key = "weights.load_j_per_byte", .unit = "J/B", .meaning = "energy to load one byte of weights"},
            {.key = "host.clock_hz", .unit = "Hz", .required = true, .lowest = 1.0, .meaning = "clock of the Cortex-M4"},
            {.key = "host.cycles_per_element", .unit = "cycle", .required = true,
             .meaning = "softmax and the like on the Cortex-M4, an element"},
            {.key = "energy.cycle_j", .unit = "J", .meaning = "energy above idle of a busy clock cycle"},
            {.key = "energy.kernel_j", .unit = "J", .meaning = "energy of reading one kernel and convolving it at one pixel"},
            {.key = "energy.static_w", .unit = "W", .meaning = "power above idle while the accelerator is on"},
            {.key = "limit.layers", .unit = "1", .required = true, .meaning = "hardware layers of a network"},
            {.key = "limit.channels", .unit = "1", .required = true, .meaning = "input or output channels of a layer"},
            {.key = "limit.rows", .unit = "1", .required = true, .meaning = "rows or columns of a feature map"},
            {.key = "limit.biased_channels", .unit = "1", .required = true, .meaning = "output channels of a layer with bias"},
            {.key = "limit.line_buffer_entries", .unit = "1", .required = true,
             .meaning = "pixels of a row, padding included, that a processor's line buffer holds for a streamed network"},
            {.key = "accuracy.streaming_latency", .unit = "1", .meaning =
                 "as accuracy.latency, for networks that stream their input"},
            {.key = "accuracy.rewritten", .unit = "1", .meaning =
                 "as accuracy.latency and accuracy.energy, for networks estimated in the nearest form the hardware has"},
        },
        .options = {"clock_hz", "pipeline", "operating_point", "weight_bits", "host_core", "input_load", "weight_load"},
        .traits = {"depthwise", "emulates_multipass"},
    };
}

} // namespace tenbin
