// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/graph/tensor.h"

namespace tenbin::fixtures {

/// A Keras model under construction: a configuration and weights. Only keras_writer.cpp knows HDF5.
class KerasFile {
public:
    explicit KerasFile(std::string config = {}) : m_config(std::move(config)) {}

    /// A weight of a layer, "conv1/kernel:0", with the values 1, 2, 3 … where none are given.
    KerasFile& weight(const std::string& layer, const std::string& name, Shape shape, std::vector<float> values = {});
    /// A weight by its path in a .keras file, "layers/conv2d/vars/0".
    KerasFile& variable(const std::string& path, Shape shape, std::vector<float> values = {});
    /// Weights in chunks, deflated.
    KerasFile& packed();
    KerasFile& version(std::string version);

    std::string h5() const;
    std::string archive(bool deflate = false) const;

private:
    struct Weight {
        std::string layer, name; ///< `layer` is empty for a path
        Shape shape;
        std::vector<float> values;
    };
    std::string hdf5(bool withConfig) const;

    std::string m_config, m_version = "2.10.0";
    std::vector<Weight> m_weights;
    bool m_packed = false;
};

/// A layer's JSON: its class, its name and what else its configuration holds, '"units": 3'; `calls` as the file has
/// them, '[[["x", 0, 0, {}]]]'.
std::string kerasLayer(const std::string& className, const std::string& name, const std::string& config,
                       const std::string& calls = "[]");
std::string kerasSequential(const std::vector<std::string>& layers);
std::string kerasFunctional(const std::vector<std::string>& layers, const std::string& inputs,
                            const std::string& outputs);

} // namespace tenbin::fixtures
