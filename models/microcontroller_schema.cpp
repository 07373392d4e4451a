// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/microcontroller.h"
#include "models/microcontroller_schema.h"

namespace tenbin {

std::vector<ParameterSpec> microcontrollerKernelParameters(const std::string& prefix)
{
    std::vector<ParameterSpec> specs{
        {.key = "clock_hz", .unit = "Hz", .required = true, .lowest = 1e3, .highest = 5e9, .meaning = "processor clock"},
        {.key = "kernel.vector_macs", .unit = "1", .lowest = 1, .highest = 256, .meaning = "reduction elements of one vector step; reductions are split into full steps and a tail"},
        {.key = "kernel.mac_cycles", .unit = "cycle", .highest = 1e3, .meaning = "convolution as matrix product: a MAC in full vectors"},
        {.key = "kernel.tail_mac_cycles", .unit = "cycle", .highest = 1e3, .meaning = "a MAC behind the last full vector (default: mac_cycles)"},
        {.key = "kernel.gather_cycles", .unit = "cycle", .highest = 1e3, .meaning = "an element copied into a column (im2col); 1x1 convolutions of stride 1 have none"},
        {.key = "kernel.output_cycles", .unit = "cycle", .highest = 1e4, .meaning = "an output rescaled, clamped and stored, with the loop around it"},
        {.key = "kernel.depthwise_mac_cycles", .unit = "cycle", .highest = 1e3, .meaning = "a MAC of a depthwise convolution"},
        {.key = "kernel.depthwise_output_cycles", .unit = "cycle", .highest = 1e4, .meaning = "an output of a depthwise convolution (default: output_cycles)"},
        {.key = "kernel.depthwise_scalar_mac_cycles", .unit = "cycle", .highest = 1e3, .meaning = "a MAC of a depthwise convolution with several outputs a channel"},
        {.key = "kernel.dense_mac_cycles", .unit = "cycle", .highest = 1e3, .meaning = "a MAC of a fully connected or recurrent layer, its weight read once from where weights lie by default"},
        {.key = "kernel.dense_output_cycles", .unit = "cycle", .highest = 1e4, .meaning = "an output of such a layer (default: output_cycles)"},
        {.key = "kernel.element_cycles", .unit = "cycle", .highest = 1e4, .meaning = "an output of an element-wise operator"},
        {.key = "kernel.window_element_cycles", .unit = "cycle", .highest = 1e4, .meaning = "an element that pooling or a reduction reads"},
        {.key = "kernel.function_cycles", .unit = "cycle", .highest = 1e5, .meaning = "an element through softmax, logistic or the like"},
        {.key = "kernel.copy_cycles", .unit = "cycle", .highest = 1e4, .meaning = "an element moved without arithmetic"},
        {.key = "kernel.operator_cycles", .unit = "cycle", .highest = 1e7, .meaning = "set-up of one operator"},
        {.key = "kernel.float_mac_cycles", .unit = "cycle", .highest = 1e4, .meaning = "a floating-point MAC; absent: the library has no such kernels and the network is taken as if quantised"},
        {.key = "kernel.float_depthwise_mac_cycles", .unit = "cycle", .highest = 1e4, .meaning = "the same in depthwise convolutions (default: float_mac_cycles)"},
        {.key = "kernel.float_dense_mac_cycles", .unit = "cycle", .highest = 1e4, .meaning = "the same in fully connected and recurrent layers (default: float_mac_cycles)"},
        {.key = "kernel.float_element_cycles", .unit = "cycle", .highest = 1e4, .meaning = "a floating-point element or output (default: float_mac_cycles)"},
        {.key = "kernel.wait_factor", .unit = "1", .lowest = 0.1, .highest = 100, .meaning = "all kernel cycles of this chip over those of the boards that the kernels were fitted on: flash wait states and caches"},
    };
    for (ParameterSpec& spec : specs)
        spec.key.insert(0, prefix);
    return specs;
}

const ArchitectureSchema& microcontrollerSchema()
{
    static const ArchitectureSchema schema = [] {
        ArchitectureSchema s{.architecture = "microcontroller",
                             .parameters = microcontrollerKernelParameters(),
                             .options = {"toolchain", "clock_hz", "weight_bits", "patches", "cores", "weights_in",
                                         "activations_in", "operating_point"},
                             .traits = {"core", "planner", "scratch", "dead_filters", "convolution"},
                             // MLPerf Tiny, the model zoos of ST and Espressif, MicroNets, TinyMaix
                             .measuredOperators = {"CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED", "AVERAGE_POOL_2D", "MAX_POOL_2D", "MEAN",
                                                   "ADD", "MUL", "RELU", "RELU6", "HARD_SWISH", "LOGISTIC", "SOFTMAX", "PAD", "RESHAPE",
                                                   "SQUEEZE", "EXPAND_DIMS", "CONCATENATION", "QUANTIZE", "DEQUANTIZE"}};
        const std::vector<ParameterSpec> own{
            {.key = "kernel.four_bit_factor", .unit = "1", .lowest = 0.1, .highest = 10, .meaning = "MAC cycles at 4-bit weights over those at 8 bits: unpacking"},
            {.key = "kernel.invoke_cycles", .unit = "cycle", .highest = 1e8, .meaning = "once an inference"},
            {.key = "parallel.matrix_speedup", .unit = "1", .lowest = 1, .highest = 64, .meaning = "matrix kernels on several cores over one"},
            {.key = "parallel.depthwise_speedup", .unit = "1", .lowest = 1, .highest = 64, .meaning = "depthwise kernels on several cores over one"},
            {.key = "runtime.ram_bytes", .unit = "B", .meaning = "RAM of the run-time library beside feature maps"},
            {.key = "runtime.ram_bytes_per_tensor", .unit = "B", .highest = 1e6, .meaning = "the same, a tensor of the network"},
            {.key = "runtime.ram_bytes_per_operator", .unit = "B", .highest = 1e6, .meaning = "the same, an operator"},
            {.key = "runtime.ram_bytes_per_channel", .unit = "B", .highest = 1e6, .meaning = "the same, an output channel of a convolution"},
            {.key = "runtime.scratch_bytes", .unit = "B", .meaning = "working memory on top of the planned feature maps"},
            {.key = "runtime.flash_bytes", .unit = "B", .meaning = "code of the run-time library"},
            {.key = "runtime.flash_bytes_per_operator", .unit = "B", .highest = 1e6, .meaning = "description of an operator"},
            {.key = "runtime.flash_bytes_per_tensor", .unit = "B", .highest = 1e6, .meaning = "description of a tensor"},
            {.key = "runtime.flash_bytes_per_channel", .unit = "B", .highest = 1e6, .meaning = "quantisation of an output channel of a convolution"},
            {.key = "power_w", .unit = "W", .highest = 100, .meaning = "power while an inference runs; absent: nobody published it"},
            {.key = "power_clock_hz", .unit = "Hz", .highest = 5e9, .meaning = "clock at which power_w was measured; dynamic power follows the clock"},
        };
        s.parameters.insert(s.parameters.end(), own.begin(), own.end());
        return s;
    }();
    return schema;
}

} // namespace tenbin
