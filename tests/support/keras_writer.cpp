// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/keras_writer.h"

#include <map>
#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <hdf5.h>

#include "tests/support/zip_writer.h"

namespace tenbin::fixtures {

namespace {

void writeTexts(hid_t object, const char* name, const std::vector<std::string>& texts, bool list)
{
    const hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, H5T_VARIABLE);
    const hsize_t count = texts.size();
    const hid_t space = list ? H5Screate_simple(1, &count, nullptr) : H5Screate(H5S_SCALAR);
    const hid_t attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    std::vector<const char*> pointers;
    for (const std::string& text : texts)
        pointers.push_back(text.c_str());
    H5Awrite(attribute, type, pointers.data());
    H5Aclose(attribute);
    H5Sclose(space);
    H5Tclose(type);
}

void writeArray(hid_t file, const std::string& path, const Shape& shape, const std::vector<float>& values, bool packed)
{
    const std::vector<hsize_t> sizes(shape.begin(), shape.end());
    const hid_t space = H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr);
    const hid_t links = H5Pcreate(H5P_LINK_CREATE), plan = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_create_intermediate_group(links, 1);
    if (packed && !sizes.empty()) {
        H5Pset_chunk(plan, static_cast<int>(sizes.size()), sizes.data());
        H5Pset_shuffle(plan);
        H5Pset_deflate(plan, 6);
    }
    const hid_t set = H5Dcreate2(file, path.c_str(), H5T_IEEE_F32LE, space, links, plan, H5P_DEFAULT);
    H5Dwrite(set, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
    H5Dclose(set);
    H5Pclose(plan);
    H5Pclose(links);
    H5Sclose(space);
}

} // namespace

KerasFile& KerasFile::weight(const std::string& layer, const std::string& name, Shape shape, std::vector<float> values)
{
    if (values.empty()) {
        values.resize(static_cast<std::size_t>(elementCount(shape)));
        std::iota(values.begin(), values.end(), 1.0f);
    }
    m_weights.push_back({layer, name, std::move(shape), std::move(values)});
    return *this;
}

KerasFile& KerasFile::variable(const std::string& path, Shape shape, std::vector<float> values)
{
    return weight({}, path, std::move(shape), std::move(values));
}

KerasFile& KerasFile::packed()
{
    m_packed = true;
    return *this;
}

KerasFile& KerasFile::version(std::string version)
{
    m_version = std::move(version);
    return *this;
}

std::string KerasFile::hdf5(bool withConfig) const
{
    const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_fapl_core(access, 4096, false);
    const hid_t file = H5Fcreate("fixture.h5", H5F_ACC_TRUNC, H5P_DEFAULT, access);
    std::map<std::string, std::vector<std::string>> names;
    for (const Weight& weight : m_weights) {
        const std::string group = weight.layer.empty() ? std::string() : "/model_weights/" + weight.layer + "/";
        writeArray(file, group + weight.name, weight.shape, weight.values, m_packed);
        if (!weight.layer.empty())
            names[weight.layer].push_back(weight.name);
    }
    if (withConfig) {
        writeTexts(file, "keras_version", {m_version}, false);
        if (!m_config.empty())
            writeTexts(file, "model_config", {m_config}, false);
    }
    for (const auto& [layer, list] : names) {
        const hid_t group = H5Gopen2(file, ("/model_weights/" + layer).c_str(), H5P_DEFAULT);
        writeTexts(group, "weight_names", list, true);
        H5Gclose(group);
    }
    H5Fflush(file, H5F_SCOPE_GLOBAL);
    std::string bytes(static_cast<std::size_t>(H5Fget_file_image(file, nullptr, 0)), '\0');
    H5Fget_file_image(file, bytes.data(), bytes.size());
    H5Fclose(file);
    H5Pclose(access);
    return bytes;
}

std::string KerasFile::h5() const { return hdf5(true); }

std::string KerasFile::archive(bool deflate) const
{
    return zipArchive({{"metadata.json", "{\"keras_version\": \"" + m_version + "\"}"},
                       {"config.json", m_config},
                       {"model.weights.h5", hdf5(false)}},
                      deflate);
}

std::string kerasLayer(const std::string& className, const std::string& name, const std::string& config,
                       const std::string& calls)
{
    const std::string more = config.empty() ? std::string() : ", " + config;
    return fmt::format(
        R"({{"class_name": "{0}", "name": "{1}", "config": {{"name": "{1}"{2}}}, "inbound_nodes": {3}}})", className,
        name, more, calls);
}

std::string kerasSequential(const std::vector<std::string>& layers)
{
    return fmt::format(R"({{"class_name": "Sequential", "config": {{"name": "net", "layers": [{}]}}}})",
                       fmt::join(layers, ", "));
}

std::string kerasFunctional(const std::vector<std::string>& layers, const std::string& inputs,
                            const std::string& outputs)
{
    return fmt::format(
        R"({{"class_name": "Functional", "config": {{"name": "net", "layers": [{}], "input_layers": {}, "output_layers": {}}}}})",
        fmt::join(layers, ", "), inputs, outputs);
}

} // namespace tenbin::fixtures
