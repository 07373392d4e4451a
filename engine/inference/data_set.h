// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/graph/tensor.h"

namespace tenbin {

/// What is done to stored numbers before a network sees them: (x - mean) * scale.
struct Preprocessing {
    float mean = 0.0f;
    float scale = 1.0f / 255.0f;
    bool operator==(const Preprocessing&) const = default;
};

/// Labelled samples of one shape, in memory.
struct DataSet {
    std::string name;
    Shape shape;                     ///< of one sample, H x W x C; raw tensors: bytes
    bool raw = false;                ///< samples are the network's own input bytes: no preprocessing
    bool decoded = false;            ///< made of raw tensors: mean and scale are those of the network's input
    std::vector<std::uint8_t> bytes; ///< all samples, one after the other
    std::vector<int> labels;
    int classes = 0;
    Preprocessing preprocessing;

    std::size_t size() const { return labels.size(); }
    std::size_t sampleBytes() const { return static_cast<std::size_t>(elementCount(shape)); }
    const std::uint8_t* sample(std::size_t i) const { return bytes.data() + i * sampleBytes(); }
    /// Preprocessed values of sample `i` into `to` (sampleBytes() of them). Not for raw tensors.
    void values(std::size_t i, float* to) const;
    /// Whether a network's input of this shape takes the samples: the same sizes in the same order, those of 1 left out;
    /// a network that takes a plain vector takes any order. Raw tensors are counted in bytes elsewhere.
    bool fits(const Shape& input) const;
    /// The first `count` samples after shuffling with `seed`; all in order where `count` is not smaller.
    DataSet subset(std::size_t count, std::uint64_t seed) const;
};

enum class Split { train, test };

/// Reads labelled data; the kind is told by what lies in the folder:
/// - IDX as MNIST and Fashion-MNIST (train-images-idx3-ubyte, t10k-…, also .gz),
/// - CIFAR-10 binaries (data_batch_1.bin … 5, test_batch.bin),
/// - raw tensors with y_labels.csv (file, classes, class); no split,
/// - NumPy arrays of bytes, N x H x W (x C) or N x values: x_train, y_train, x_test, y_test (.npy, or in one .npz, which may also be given itself),
/// - pictures in a folder a class (data_files.h).
/// `input` is the shape of the network's input, where it is known: what is far larger is refused by its header, before
/// it is unpacked. Memory follows what the files hold, not what their headers claim.
/// Errors, with file and place: fileNotFound, fileUnreadable, dataFormat, labelsMissing, labelRange, dataShape.
Result<DataSet> loadDataSet(const std::filesystem::path& folder, Split split, const Shape& input = {});

/// Where Debian's dataset-fashion-mnist puts its files.
std::filesystem::path fashionMnistFolder();

} // namespace tenbin
