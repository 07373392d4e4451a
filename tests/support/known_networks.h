// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/network_sketch.h"

namespace tenbin::test {

struct MobilenetV2 {
    std::shared_ptr<const Graph> graph;
    std::uint32_t block4 = 0; ///< last operator of the block that yields 28x28x32 at 224
};

/// MobileNetV2 1.0 (arXiv:1801.04381, table 2).
inline MobilenetV2 mobilenetV2(std::int64_t side)
{
    struct Stage {
        int expansion, channels, repeats, stride;
    };
    NetworkSketch net;
    MobilenetV2 result;
    TensorId x = net.conv(net.input({1, side, side, 3}), 32, 3, 2);
    int blocks = 0;
    for (const Stage s : {Stage{1, 16, 1, 1},
                          {6, 24, 2, 2},
                          {6, 32, 3, 2},
                          {6, 64, 4, 2},
                          {6, 96, 3, 1},
                          {6, 160, 3, 2},
                          {6, 320, 1, 1}})
        for (int i = 0; i < s.repeats; ++i) {
            const TensorId in = x;
            const std::int64_t width = net.nhwc(in).c * s.expansion;
            if (s.expansion != 1)
                x = net.conv(x, width, 1);
            x = net.conv(net.depthwise(x, 3, i == 0 ? s.stride : 1), s.channels, 1);
            if (i > 0)
                x = net.add(in, x);
            if (++blocks == 4)
                result.block4 = static_cast<std::uint32_t>(net.builder().operators().size() - 1);
        }
    x = net.averagePool(net.conv(x, 1280, 1), static_cast<int>(ceilDiv(side, 32)));
    result.graph = net.finish(net.fullyConnected(x, 1001), "mobilenet_v2");
    return result;
}

/// MobileNetV1 1.0 (arXiv:1704.04861, table 1).
inline std::shared_ptr<const Graph> mobilenetV1(std::int64_t side)
{
    struct Block {
        int channels, stride;
    };
    NetworkSketch net;
    TensorId x = net.conv(net.input({1, side, side, 3}), 32, 3, 2);
    for (const Block b : {Block{64, 1},
                          {128, 2},
                          {128, 1},
                          {256, 2},
                          {256, 1},
                          {512, 2},
                          {512, 1},
                          {512, 1},
                          {512, 1},
                          {512, 1},
                          {512, 1},
                          {1024, 2},
                          {1024, 1}})
        x = net.conv(net.depthwise(x, 3, b.stride), b.channels, 1);
    x = net.averagePool(x, static_cast<int>(ceilDiv(side, 32)));
    return net.finish(net.conv(x, 1001, 1), "mobilenet_v1");
}

} // namespace tenbin::test
