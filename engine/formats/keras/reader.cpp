// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/reader.h"

#include <memory>
#include <new>

#include "engine/core/zip_archive.h"
#include "engine/formats/common/model_reference.h"
#include "engine/formats/draft/fusion.h"
#include "engine/formats/keras/affine.h"
#include "engine/formats/keras/inputs.h"
#include "engine/formats/keras/network.h"

namespace tenbin {

namespace {

constexpr std::uint64_t kMaxConfig = std::uint64_t{32} << 20; // bytes; the largest of keras.applications has 1 MiB
constexpr const char* kConfigMember = "config.json";
constexpr const char* kMetadataMember = "metadata.json";
constexpr const char* kWeightsMember = "model.weights.h5";

/// The parts of a model, whichever way they are packed.
struct Parts {
    std::string config;  ///< JSON
    std::string version; ///< of Keras
    std::shared_ptr<const Hdf5Content> content;
    std::span<const std::byte> weights;  ///< the HDF5 file
    std::shared_ptr<const void> storage; ///< owner of `weights`
};

/// A failure of the archive as one of the model.
tl::unexpected<Error> ofArchive(Error error)
{
    if (error.code == ErrorCode::dataFormat || error.code == ErrorCode::fileNotFound)
        error.code = ErrorCode::modelCorrupt;
    return tl::make_unexpected(std::move(error));
}

Result<std::string> textMember(std::span<const std::uint8_t> archive, const char* name)
{
    const auto member = findZipMember(archive, name);
    if (!member)
        return ofArchive(member.error());
    if (member->size > kMaxConfig)
        return fail(ErrorCode::modelTooLarge, {name, std::to_string(member->size), std::to_string(kMaxConfig)});
    const auto bytes = member->all();
    if (!bytes)
        return ofArchive(bytes.error());
    return std::string(bytes->begin(), bytes->end());
}

Result<Parts> openArchive(const ModelFile& file)
{
    const std::span archive(reinterpret_cast<const std::uint8_t*>(file.bytes.data()), file.bytes.size());
    auto config = textMember(archive, kConfigMember);
    if (!config)
        return tl::make_unexpected(config.error());
    Parts parts{.config = std::move(*config), .version = "3", .content = {}, .weights = {}, .storage = file.storage};
    if (const auto metadata = textMember(archive, kMetadataMember))
        if (const auto json = parsePythonJson(*metadata))
            parts.version = KerasConfig(&*json).text("keras_version", "3");
    const auto member = findZipMember(archive, kWeightsMember);
    if (!member)
        return ofArchive(member.error());
    if (member->stored) { // as Keras writes it
        parts.weights = std::as_bytes(member->packed);
    } else {
        auto bytes = member->all();
        if (!bytes)
            return ofArchive(bytes.error());
        const auto owned = std::make_shared<const std::vector<std::uint8_t>>(std::move(*bytes));
        parts.weights = std::as_bytes(std::span(*owned));
        parts.storage = owned;
    }
    auto content = readHdf5(parts.weights);
    if (!content)
        return tl::make_unexpected(content.error());
    parts.content = std::make_shared<const Hdf5Content>(std::move(*content));
    return parts;
}

/// Weights that were saved alone, by any version.
bool holdsKerasWeights(const Hdf5Content& content)
{
    const auto layers = content.datasets.lower_bound("layers/");
    return content.text("@layer_names") || content.text("@keras_version")
           || (layers != content.datasets.end() && layers->first.starts_with("layers/"));
}

Result<Parts> openHdf5(const ModelFile& file)
{
    Parts parts{.config = {}, .version = {}, .content = {}, .weights = file.bytes, .storage = file.storage};
    auto content = readHdf5(file.bytes);
    if (!content)
        return tl::make_unexpected(content.error());
    parts.content = std::make_shared<const Hdf5Content>(std::move(*content));
    const std::string* config = parts.content->text("@model_config");
    if (!config && holdsKerasWeights(*parts.content))
        return fail(ErrorCode::formatForeign,
                    {"Keras (weights without a network: save_weights)", "the whole model (model.save)"});
    if (!config)
        return fail(ErrorCode::formatForeign, {"HDF5 (no Keras network)", "the whole model (model.save)"});
    if (config->size() > kMaxConfig)
        return fail(ErrorCode::modelTooLarge,
                    {"model_config", std::to_string(config->size()), std::to_string(kMaxConfig)});
    parts.config = *config;
    if (const std::string* version = parts.content->text("@keras_version"))
        parts.version = *version;
    return parts;
}

bool isArchive(std::span<const std::byte> bytes) { return bytes.size() > 2 && bytes[0] == std::byte{'P'}; }

Result<Parts> openParts(const ModelFile& file) { return isArchive(file.bytes) ? openArchive(file) : openHdf5(file); }

/// A network with what it refers to.
struct OpenedNetwork {
    Parts parts;
    std::unique_ptr<const nlohmann::json> config; ///< the network's layers point into it
    KerasNetwork network;
};

Result<OpenedNetwork> openNetwork(const ModelFile& file)
{
    auto parts = openParts(file);
    if (!parts)
        return tl::make_unexpected(parts.error());
    auto json = parsePythonJson(parts->config);
    if (!json)
        return fail(ErrorCode::modelCorrupt, {kConfigMember});
    auto config = std::make_unique<const nlohmann::json>(std::move(*json));
    const auto layer = readKerasLayer(*config);
    if (!layer)
        return tl::make_unexpected(layer.error());
    auto network = readKerasNetwork(*layer);
    if (!network)
        return tl::make_unexpected(network.error());
    return OpenedNetwork{std::move(*parts), std::move(config), std::move(*network)};
}

Result<std::vector<DeclaredTensor>> inputsChecked(const ModelFile& file)
{
    const auto opened = openNetwork(file);
    if (!opened)
        return tl::make_unexpected(opened.error());
    return kerasInputs(opened->network);
}

Result<std::shared_ptr<const Graph>> readChecked(const ModelFile& file, const ImportOptions& options)
{
    const auto opened = openNetwork(file);
    if (!opened)
        return tl::make_unexpected(opened.error());
    const auto& [parts, config, network] = *opened;
    DraftGraph draft;
    draft.storage = {parts.storage, parts.content};
    KerasLowering lowering({parts.weights, *parts.content, parts.version.starts_with('3')}, draft, options);
    if (auto done = lowerNetwork(lowering, network); !done)
        return tl::make_unexpected(std::move(done.error()));
    draft.removeOperators({});
    fuseOperators(draft);
    lowerBatchNormalizations(draft);
    fuseOperators(draft);
    if (lowering.tally.skipped > 0)
        draft.remarks.push_back({ImportNote::operatorsSkipped, std::to_string(lowering.tally.skipped)});
    GraphOrigin origin{.path = file.label, .format = "Keras", .producer = {}};
    if (!parts.version.empty())
        origin.producer = "Keras " + parts.version;
    origin.innerName = network.name;
    return finishDraft(std::move(draft), networkName(file.label) + toQuery(options), std::move(origin));
}

/// Does `read`, and names the file in what goes wrong.
template <class Read>
auto guarded(const ModelFile& file, Read read) -> decltype(read())
{
    try {
        auto result = read();
        if (!result)
            result.error().where.file = file.label;
        return result;
    } catch (const std::bad_alloc&) { // under a limit of memory the program must live on
        return fail(ErrorCode::modelTooLarge, {"file", std::to_string(file.bytes.size()), "free memory"},
                    {.file = file.label});
    }
}

} // namespace

Result<std::shared_ptr<const Graph>> readKeras(const ModelFile& file, const ImportOptions& options)
{
    return guarded(file, [&] { return readChecked(file, options); });
}

Result<std::vector<DeclaredTensor>> readKerasInputs(const ModelFile& file)
{
    return guarded(file, [&] { return inputsChecked(file); });
}

} // namespace tenbin
