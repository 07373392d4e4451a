// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stacked_sensor_dsp_schema.h"

namespace tenbin::stacked_sensor {
namespace {

const ArchitectureSchema kSchema{
    .architecture = "stacked_sensor_dsp",
    .parameters = {
        {.key = "clock_hz", .unit = "Hz", .required = true, .lowest = 1e6, .highest = 5e9, .meaning = "clock of the processor"},
        {.key = "core.total_macs", .unit = "1", .required = true, .lowest = 1, .highest = 1e6,
         .meaning = "multiply-accumulate units of all cores"},
        {.key = "core.macs_per_cycle", .unit = "1", .required = true, .lowest = 1, .highest = 1e6,
         .meaning = "multiply-accumulates a cycle of the convolution core on full units"},
        {.key = "core.depthwise_macs_per_cycle", .unit = "1", .required = true, .lowest = 1, .highest = 1e6,
         .meaning = "the same for depthwise convolutions"},
        {.key = "core.in_channels", .unit = "1", .required = true, .lowest = 1, .highest = 4096,
         .meaning = "input channels worked on at a time"},
        {.key = "core.out_channels", .unit = "1", .required = true, .lowest = 1, .highest = 4096,
         .meaning = "output channels worked on at a time"},
        {.key = "core.row_pixels", .unit = "pixel", .required = true, .lowest = 1, .highest = 4096,
         .meaning = "pixels of one row worked on at a time"},
        {.key = "core.depthwise_channels", .unit = "1", .required = true, .lowest = 1, .highest = 4096,
         .meaning = "channels of a depthwise convolution worked on at a time"},
        {.key = "core.kernel_positions_per_pass", .unit = "1", .required = true, .lowest = 1, .highest = 4096,
         .meaning = "kernel elements in one pass; larger kernels take several"},
        {.key = "compiler.channel_multiple", .unit = "1", .required = true, .lowest = 1, .highest = 4096,
         .meaning = "channels of stored maps are padded to a multiple"},
        {.key = "compiler.narrow_channels", .unit = "1", .required = true, .lowest = 1, .highest = 4096,
         .meaning = "maps of at most so many channels are padded to just that"},
        {.key = "compiler.coefficient_row_bytes", .unit = "B", .required = true, .lowest = 1, .highest = 4096,
         .meaning = "weights of neighbouring output channels in one row"},
        {.key = "compiler.output_channel_bytes", .unit = "B", .required = true, .lowest = 1, .highest = 4096,
         .meaning = "bias and scale of an output channel"},
        {.key = "compiler.depthwise_tap_multiple", .unit = "1", .required = true, .lowest = 1, .highest = 4096,
         .meaning = "kernel elements of a depthwise channel are padded to a multiple"},
        {.key = "compiler.fully_connected_bytes", .unit = "B", .required = true, .lowest = 1, .highest = 1e6,
         .meaning = "descriptor of a fully connected layer"},
        {.key = "compiler.transform_bytes", .unit = "B", .required = true, .lowest = 1, .highest = 1e6,
         .meaning = "descriptor of an addition or of flattening a map"},
        {.key = "compiler.persistent_input_bytes", .unit = "B", .required = true, .lowest = 1, .highest = 1e9,
         .meaning = "beside an input tensor that stays in memory"},
        {.key = "input.side_min", .unit = "pixel", .lowest = 1, .highest = 1e6, .meaning = "smallest documented input side"},
        {.key = "input.side_max", .unit = "pixel", .lowest = 1, .highest = 1e6, .meaning = "largest input side"},
        {.key = "sensor.readout_s", .unit = "s", .required = true, .lowest = 0, .highest = 10,
         .meaning = "readout of a frame with image processing"},
        {.key = "frame_rate_hz", .unit = "Hz", .required = true, .lowest = 0.01, .highest = 1000,
         .meaning = "frame rate the sensor is set to"},
        {.key = "output.bits_per_s", .unit = "bit/s", .highest = 1e12, .meaning = "interface that carries the result alone"},
        {.key = "energy.mac_j", .unit = "J", .required = true, .meaning = "energy of a multiply-accumulate with its memory accesses"},
        {.key = "power.active_w", .unit = "W", .required = true, .meaning = "processor power while it runs, beside the MACs"},
        {.key = "power.sensor_w", .unit = "W", .meaning = "pixels, converters, sensor logic and image processing"},
        {.key = "power.interface_w", .unit = "W", .meaning = "camera interface"},
        {.key = "power.idle_w", .unit = "W", .meaning = "idle power of the logic"},
        {.key = "power.camera_w", .unit = "W", .meaning = "everything but the processor, where no split is published"},
        {.key = "accuracy.latency_outside", .unit = "1", .required = true, .highest = 100,
         .meaning = "accuracy.latency where the network lies outside what was measured"},
        {.key = "accuracy.side_max", .unit = "pixel", .required = true, .lowest = 1, .highest = 1e6,
         .meaning = "largest input side among the measured networks"},
    },
    .options = {"clock_hz", "mode", "frame_rate_hz", "output", "weight_bits", "input_persistency", "energy_scope"},
    .traits = {},
};

} // namespace

const ArchitectureSchema& stackedSensorSchema() { return kSchema; }

} // namespace tenbin::stacked_sensor
