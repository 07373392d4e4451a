// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <functional>
#include <map>
#include <string>
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
    explicit NetworkValues(std::map<std::string, std::string> values) : m_values(std::move(values)) {}
    double number(const std::string& key) const { return std::stod(m_values.at(key)); }
    std::int64_t integer(const std::string& key) const { return std::stoll(m_values.at(key)); }
    const std::string& text(const std::string& key) const { return m_values.at(key); }
    bool flag(const std::string& key) const { return m_values.at(key) == "yes"; }
    InputSize input() const;  ///< of "input": always "HxWxC" here

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
NetworkParameter inputParameter(std::string value, std::vector<std::string> choices, double lowest = 32, double highest = 1024);
NetworkParameter classesParameter(int value);
NetworkParameter choiceParameter(std::string key, std::string value, std::vector<std::string> choices);
NetworkParameter integerParameter(std::string key, int value, int lowest, int highest);

/// Nearest multiple of 8 that does not lose more than a tenth (the rule of the MobileNet papers' code).
inline std::int64_t makeDivisible(double channels, std::int64_t divisor = 8)
{
    const auto rounded = std::max(divisor, static_cast<std::int64_t>(channels + static_cast<double>(divisor) / 2) / divisor * divisor);
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

/// MobileNet trunks that detectors stand on; each returns the maps of strides 16 and 32 (and 8 where asked).
struct Pyramid {
    TensorId stride8, stride16, stride32;
};
Pyramid mobileNetV1Trunk(NetworkBuilder& n, TensorId x, double alpha);
Pyramid mobileNetV2Trunk(NetworkBuilder& n, TensorId x, double alpha);

} // namespace tenbin
