// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include <gmock/gmock.h>

#include "engine/compression/layer_sparsity.h"
#include "engine/formats/importer.h"
#include "engine/formats/tflite/writer.h"
#include "engine/sparsity/published_curves.h"
#include "engine/sparsity/target_gain.h"
#include "engine/targets/target_file.h"
#include "engine/training/sparsity_sweep.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin {
namespace {

namespace fs = std::filesystem;

std::shared_ptr<const Graph> reference()
{
    const auto graph = importNetwork(fs::path(TENBIN_SOURCE_DIR) / "resources" / "fashion_mnist_reference.tflite");
    EXPECT_TRUE(graph);
    return graph ? *graph : nullptr;
}

/// The reference network with `elements` of nine coordinates left, as int8.
std::shared_ptr<const Graph> pruned(int elements)
{
    auto real = floatGraph(*reference());
    EXPECT_TRUE(real);
    const auto network = std::make_shared<const Graph>(std::move(*real));
    Values values;
    for (const auto& [id, mask] :
         pruningMasks({.method = PruningMethod::coordinate, .remaining = elements / 9.0}, *network)) {
        values[id] = *realValues(network->tensor(TensorId{id}));
        for (std::size_t i = 0; i < mask.size(); ++i)
            values[id][i] *= static_cast<float>(mask[i]);
    }
    auto changed = withValues(*network, values);
    EXPECT_TRUE(changed);
    DataSet grey{.name = "grey", .shape = {28, 28, 1}, .bytes = {}, .labels = {0, 1}, .classes = 10};
    grey.bytes.assign(2 * 28 * 28, 128);
    auto small = quantizedGraph(std::make_shared<const Graph>(std::move(*changed)), grey, 8);
    EXPECT_TRUE(small);
    return std::make_shared<const Graph>(std::move(*small));
}

PrunedFigures figuresOf(const Graph& graph, const Target& target)
{
    const auto figures = prunedFigures(graph, target, 8, sharedEstimate);
    EXPECT_TRUE(figures);
    return figures.value_or(PrunedFigures{});
}

TEST(TargetGain, TheCartesianArraySkipsZerosAndTheImx500DoesNot)
{
    const TargetLibrary library = loadTargets({std::string(TENBIN_SOURCE_DIR) + "/presets"}, findSchema);
    const auto dense = pruned(9), sparse = pruned(3);
    const Target &array = *library.find("cartesian_mac_array"), &sensor = *library.find("imx500");
    const SparsityGain gain = gainOver(figuresOf(*dense, array), figuresOf(*sparse, array));
    ASSERT_TRUE(gain.speed && gain.energy);
    EXPECT_GT(*gain.speed, 2.0);
    EXPECT_LT(*gain.speed, 3.0) << "the first convolution and the classifier stay dense";
    EXPECT_FALSE(gain.none());
    EXPECT_TRUE(gainOver(figuresOf(*dense, sensor), figuresOf(*sparse, sensor)).none()) << "it ignores zeros";
    const auto efficiency = figuresOf(*sparse, array).topsPerWatt();
    ASSERT_TRUE(efficiency);
    EXPECT_GT(*efficiency, *figuresOf(*dense, array).topsPerWatt());
}

/// What `estimate`, the board and comparisons say of a file: nothing is set.
Estimate asOpened(const Graph& graph, const Target& target, const Configuration& configuration = {})
{
    auto answer = estimate(graph, target, configuration);
    EXPECT_TRUE(answer);
    return answer.value_or(Estimate{});
}

TEST(TargetGain, AnOpenedFileCostsOnEveryTargetWhatASweepMeasures)
{
    const TargetLibrary library = loadTargets({std::string(TENBIN_SOURCE_DIR) + "/presets"}, findSchema);
    const fs::path file = fs::temp_directory_path() / ("pruned" + std::to_string(getpid()) + ".tflite");
    ASSERT_TRUE(saveTflite(*pruned(2), file));
    const auto opened = importNetwork(file);
    fs::remove(file);
    ASSERT_TRUE(opened);
    for (const Target& target : library.targets) {
        const Estimate e = asOpened(**opened, target);
        const PrunedFigures measured = figuresOf(**opened, target);
        EXPECT_EQ(e.weightBytes + e.peakActivationBytes, measured.memory) << target.id;
        EXPECT_EQ(e.latency ? std::optional(e.latency->value) : std::nullopt, measured.latency) << target.id;
        EXPECT_EQ(e.energy ? std::optional(e.energy->value) : std::nullopt, measured.energy) << target.id;
    }
    const Target& array = *library.find("cartesian_mac_array");
    const double factor = asOpened(*pruned(9), array).latency->value / asOpened(**opened, array).latency->value;
    EXPECT_GT(factor, 2.5) << "two of nine coordinates are left";
}

TEST(TargetGain, WithoutZerosInTheFileNothingChanges)
{
    const TargetLibrary library = loadTargets({std::string(TENBIN_SOURCE_DIR) + "/presets"}, findSchema);
    const Target& array = *library.find("cartesian_mac_array");
    const auto zoo = buildNetwork("resnet8");
    ASSERT_TRUE(zoo);
    const auto with = [&](const char* elements, const char* structure) {
        const auto chosen = withOption(array, {}, "elements", elements);
        return asOpened(**zoo, array, withOption(array, *chosen, "sparsity_structure", structure).value());
    };
    EXPECT_EQ(asOpened(**zoo, array).latency->value, with("9", "aligned").latency->value);
    EXPECT_EQ(with("4", "auto").latency->value, with("4", "aligned").latency->value)
        << "a number that was chosen counts";
    const auto sparse = pruned(3);
    const auto four = withOption(array, {}, "elements", "4").value();
    EXPECT_EQ(
        asOpened(*sparse, array, four).latency->value,
        asOpened(*sparse, array, withOption(array, four, "sparsity_structure", "aligned").value()).latency->value);
}

TEST(TargetGain, FloatingPointWeightsAreReadAsWell)
{
    const TargetLibrary library = loadTargets({std::string(TENBIN_SOURCE_DIR) + "/presets"}, findSchema);
    const Target& array = *library.find("cartesian_mac_array");
    const auto real = floatGraph(*pruned(3));
    ASSERT_TRUE(real);
    EXPECT_EQ(asOpened(*real, array).latency->value, asOpened(*pruned(3), array).latency->value);
}

TEST(TargetGain, FrontOverAccuracyAndEnergy)
{
    const std::vector<AccuracyEnergy> points{{0.90, 4.0}, {0.89, 2.0}, {0.88, 3.0}, {0.80, 1.0}, {0.95, std::nan("")}};
    EXPECT_THAT(accuracyEnergyFront(points), testing::ElementsAre(0, 1, 3));
}

TEST(TargetGain, OptionsAreSetOnlyWhereATargetHasThem)
{
    const TargetLibrary library = loadTargets({std::string(TENBIN_SOURCE_DIR) + "/presets"}, findSchema);
    EXPECT_EQ(toString(prunedConfiguration(*library.find("cartesian_mac_array"), 4).values.at("sparsity_structure")),
              "as_in_file");
    EXPECT_EQ(toString(prunedConfiguration(*library.find("stm32n6"), 4).values.at("weight_bits")), "4");
    EXPECT_TRUE(prunedConfiguration(*library.find("ethos_u55_128"), 4).empty())
        << "no 4-bit weights, no reading of zeros to switch on";
}

TEST(PublishedCurves, AreReadWithTheirSourcesAndNotExtended)
{
    const auto curves = readPublishedCurves(fs::path(TENBIN_SOURCE_DIR) / "presets" / "published_sparsity.csv");
    ASSERT_TRUE(curves);
    EXPECT_GE(curves->size(), 30u);
    std::size_t points = 0;
    for (const PublishedCurve& curve : *curves) {
        points += curve.points.size();
        EXPECT_FALSE(curve.points.empty());
        for (std::size_t i = 0; i < curve.points.size(); ++i) {
            EXPECT_FALSE(curve.points[i].source.empty());
            EXPECT_EQ(curve.points[i].source.find("memory"), std::string::npos) << "nothing that nobody can look up";
            EXPECT_TRUE(curve.points[i].accuracy || curve.points[i].difference);
            EXPECT_TRUE(i == 0 || curve.points[i - 1].removed <= curve.points[i].removed);
        }
    }
    EXPECT_EQ(points, 100u);
}

TEST(PublishedCurves, ABadLineIsNamed)
{
    const fs::path file = fs::temp_directory_path() / ("published" + std::to_string(getpid()) + ".csv");
    std::ofstream(file)
        << "network,data\nresnet50,ImageNet,residual,magnitude,STR,as published,weights removed,110,67,,,somewhere\n";
    const auto curves = readPublishedCurves(file);
    fs::remove(file);
    ASSERT_FALSE(curves);
    EXPECT_EQ(curves.error().code, ErrorCode::dataFormat);
    EXPECT_EQ(curves.error().where.line, 2);
    EXPECT_EQ(readPublishedCurves(file).error().code, ErrorCode::fileNotFound);
}

TEST(LayerSparsity, LayersAndKernels)
{
    const auto sparse = pruned(3);
    const auto layers = layerSparsities(*sparse);
    ASSERT_EQ(layers.size(), 5u);
    EXPECT_LT(layers[0].zeroFraction(), 0.1) << "the first convolution stays dense";
    EXPECT_NEAR(layers[2].zeroFraction(), 2.0 / 3.0, 0.02);
    const KernelShares kernels = kernelShares(*sparse, layers[3].op, 32);
    EXPECT_EQ(kernels.groups, 2);
    EXPECT_EQ(kernels.inputChannels, 32);
    EXPECT_NEAR(kernels.remainingCoordinates(), 3.0, 0.05);
    EXPECT_TRUE(kernelShares(*sparse, layers[4].op, 32).empty()) << "fully connected";
    EXPECT_NEAR(kernelShares(*pruned(9), layers[3].op, 32).remainingCoordinates(), 9.0, 1e-6);
}

} // namespace
} // namespace tenbin
