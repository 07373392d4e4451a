// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/formats/keras/hdf5_file.h"

namespace tenbin {

/// Where a layer's weights lie: by the names of the layer and the networks around it (.h5), and by the
/// groups of a .keras file, which are named after classes.
struct KerasPlace {
    std::vector<std::string> names;  ///< outermost first, {"mobilenet", "conv1"}
    std::vector<std::string> groups; ///< {"layers", "functional", "layers", "conv2d"}
    std::string part;                ///< of a layer that has several: "query", "forward"; else empty
};

/// One weight of a layer.
struct KerasRole {
    std::vector<std::string> names; ///< what files call it, {"depthwise_kernel", "kernel"}
    std::size_t position = 0;       ///< among the weights of its layer or part
};

/// The weights of a file, found by layer and role.
class KerasWeights {
public:
    explicit KerasWeights(const Hdf5Content& content);

    /// Null where the file has none.
    const Hdf5Dataset* find(const KerasPlace& place, const KerasRole& role) const;
    /// All weights of a layer of which nothing else is known.
    std::vector<const Hdf5Dataset*> all(const KerasPlace& place) const;

private:
    struct Named {
        std::vector<std::string> parts; ///< of its name, {"conv1", "kernel"}
        const Hdf5Dataset* dataset = nullptr;
    };
    void addLayer(const Hdf5Content& content, const std::string& group);
    bool lies(const Named& weight, const KerasPlace& place) const;

    /// Calls `use(parts below the layer's group, data set)` for what lies in it, until that says true.
    template <class Use>
    void below(const KerasPlace& place, Use use) const;

    std::map<std::string, std::vector<Named>> m_layers; ///< .h5: by the outermost layer
    std::map<std::string, const Hdf5Dataset*> m_groups; ///< .keras: by their paths
};

/// The name of a class as .keras files write it: "DepthwiseConv2D" is "depthwise_conv2d".
std::string snakeCase(const std::string& className);

} // namespace tenbin
