// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/zoo/network_builder.h"
#include "engine/zoo/zoo.h"

namespace tenbin {

/// Image or feature map at a network's entrance.
struct InputSize {
    std::int64_t h = 0, w = 0, c = 0;
};

/// The parameters of one network, checked and complete.
class NetworkValues {
public:
    /// Values as `normalValue` writes them, one a parameter of the family.
    explicit NetworkValues(std::map<std::string, std::string> values) : m_values(std::move(values)) {}
    double number(const std::string& key) const;
    std::int64_t integer(const std::string& key) const;
    const std::string& text(const std::string& key) const { return m_values.at(key); }
    bool flag(const std::string& key) const { return m_values.at(key) == "yes"; }
    InputSize input() const; ///< of "input": always "HxWxC" here

private:
    std::map<std::string, std::string> m_values;
};

/// A family with the function that builds it. Returns the graph's outputs.
struct ZooEntry {
    NetworkFamily family;
    std::function<std::vector<TensorId>(NetworkBuilder&, const NetworkValues&)> build;
};

/// Parameters in the words of the shelf.
NetworkParameter widthParameter(std::string value, std::vector<std::string> choices);
/// Sides are whole multiples of `multiple`: 32 where maps are halved five times and joined again.
NetworkParameter inputParameter(std::string value, std::vector<std::string> choices, int lowest = 32,
                                int highest = 1024, int multiple = 1);
NetworkParameter classesParameter(int value);
NetworkParameter choiceParameter(std::string key, std::string value, std::vector<std::string> choices);
/// Named sizes, smallest first.
NetworkParameter sizeParameter(std::string value, std::vector<std::string> choices);
NetworkParameter integerParameter(std::string key, int value, int lowest, int highest,
                                  std::vector<std::string> choices = {});

/// The value in the one way the builders read it ("96" -> "96x96x3", "1e3" -> "1000",
/// "0.50" -> "0.5"), or nothing if it is not allowed. Locales play no part.
std::optional<std::string> normalValue(const NetworkParameter& parameter, std::string_view text);
/// What `parameter` allows, for an error: "0.05 … 4", "64, 96 … 1024" or "S, M, L".
std::string allowedValues(const NetworkParameter& parameter);
/// Smaller choices than `present` (a normal value), nearest first. Inputs keep their aspect and channels.
std::vector<std::string> smallerValues(const NetworkParameter& parameter, const std::string& present);

/// Nearest multiple of 8 that does not lose more than a tenth (the rule of the MobileNet papers' code).
inline std::int64_t makeDivisible(double channels, std::int64_t divisor = 8)
{
    const auto rounded =
        std::max(divisor, static_cast<std::int64_t>(channels + static_cast<double>(divisor) / 2) / divisor * divisor);
    return static_cast<double>(rounded) < 0.9 * channels ? rounded + divisor : rounded;
}

/// The whole zoo, family groups in the order of the shelf.
const std::vector<ZooEntry>& zooEntries();
std::vector<ZooEntry> mobileNetEntries();
std::vector<ZooEntry> residualEntries();
std::vector<ZooEntry> imageEntries();
std::vector<ZooEntry> tinyEntries();
std::vector<ZooEntry> mcuNetEntries();
std::vector<ZooEntry> detectionEntries();
std::vector<ZooEntry> sequenceEntries();
std::vector<ZooEntry> microNetEntries();
std::vector<ZooEntry> ai8xEntries();
std::vector<ZooEntry> singleLayerEntries();

/// Channels behind a layer and the steps it takes.
struct SeparableBlock {
    std::int64_t channels;
    Window stride;
};
/// A first convolution, then depthwise separable blocks, mean and classifier without softmax. Reads "input" and "classes".
TensorId separableStack(NetworkBuilder& n, const NetworkValues& v, Window kernel, const SeparableBlock& first,
                        const std::vector<SeparableBlock>& blocks);

/// The 16-channel ResNet-8 of MLPerf Tiny. Reads "input" and "classes".
std::vector<TensorId> resNet8(NetworkBuilder& n, const NetworkValues& v);

/// Squeeze and excite: channel means through two layers, the first of `reduced`
/// channels, scale the map by a hard sigmoid.
TensorId squeezeExcite(NetworkBuilder& n, TensorId x, std::int64_t reduced);

/// Maps of MobileNet trunks that detectors stand on.
struct Pyramid {
    TensorId stride8, stride16, stride32;
    TensorId
        expanded16; ///< v2: the last map of stride 16, expanded (layer_15/expansion_output in TensorFlow's detectors)
};
/// Who pads a map before depthwise windows of stride 2.
enum class StridePadding {
    fused,       ///< the convolution itself, as TensorFlow's SAME
    ownOperator, ///< an operator before it, as networks of Keras and PyTorch are exported
};
/// What the parameter "padding" says.
StridePadding stridePadding(const NetworkValues& values);
NetworkParameter paddingParameter();
Pyramid mobileNetV1Trunk(NetworkBuilder& n, TensorId x, double alpha, StridePadding padding = StridePadding::fused);
Pyramid mobileNetV2Trunk(NetworkBuilder& n, TensorId x, double alpha, StridePadding padding = StridePadding::fused);

} // namespace tenbin
