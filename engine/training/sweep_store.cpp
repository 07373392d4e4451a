// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include <nlohmann/json.hpp>

#include "engine/training/sparsity_sweep.h"

namespace tenbin {

namespace {

nlohmann::json toJson(const SparsityPoint& p)
{
    return {{"key", p.key}, {"method", std::string(toString(p.method))}, {"remaining", p.remaining}, {"weight_bits", p.weightBits},
            {"epochs", p.epochs}, {"seed", p.seed}, {"sparsity", p.sparsity},
            {"pruned", {{"correct", p.pruned.correct}, {"samples", p.pruned.samples}}},
            {"retrained", {{"correct", p.retrained.correct}, {"samples", p.retrained.samples}}},
            {"seconds", p.seconds}, {"network", p.network}};
}

SparsityPoint fromJson(const nlohmann::json& json)
{
    const auto accuracy = [](const nlohmann::json& j) { return Accuracy{j.at("correct").get<std::int64_t>(), j.at("samples").get<std::int64_t>()}; };
    SparsityPoint p;
    p.key = json.at("key").get<std::string>();
    p.method = pruningMethodFromString(json.at("method").get<std::string>()).value_or(PruningMethod::magnitude);
    p.remaining = json.at("remaining").get<double>();
    p.weightBits = json.at("weight_bits").get<int>();
    p.epochs = json.at("epochs").get<int>();
    p.seed = json.at("seed").get<std::uint64_t>();
    p.sparsity = json.at("sparsity").get<double>();
    p.pruned = accuracy(json.at("pruned"));
    p.retrained = accuracy(json.at("retrained"));
    p.seconds = json.at("seconds").get<double>();
    p.network = json.at("network").get<std::string>();
    return p;
}

tl::unexpected<Error> unwritable(const std::filesystem::path& file)
{
    return fail(ErrorCode::fileUnwritable, {file.string(), std::strerror(errno)}, {.file = file.string()});
}

} // namespace

Result<SweepStore> SweepStore::open(const std::filesystem::path& folder)
{
    SweepStore store;
    store.m_folder = folder;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::fileUnwritable, {folder.string(), error.message()}, {.file = folder.string()});
    const std::filesystem::path file = folder / "points.jsonl";
    std::ifstream in(file);
    int number = 0;
    std::uintmax_t whole = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (in.eof())
            break;  // no line end: the process died while writing it
        const auto json = nlohmann::json::parse(line, nullptr, false);
        try {
            store.m_points.push_back(fromJson(json));
        } catch (const nlohmann::json::exception& wrong) {
            return fail(ErrorCode::dataFormat, {wrong.what()}, {.file = file.string(), .line = number});
        }
        whole += line.size() + 1;
    }
    in.close();
    if (std::filesystem::exists(file, error) && std::filesystem::file_size(file, error) > whole)
        std::filesystem::resize_file(file, whole, error);
    return store;
}

const SparsityPoint* SweepStore::find(const std::string& key) const
{
    for (const SparsityPoint& point : m_points)
        if (point.key == key)
            return &point;
    return nullptr;
}

Result<void> SweepStore::add(const SparsityPoint& point)
{
    const std::filesystem::path file = m_folder / "points.jsonl";
    const std::string line = toJson(point).dump() + "\n";
    const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (out < 0)
        return unwritable(file);
    const bool written = ::write(out, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(out) == 0;
    if (::close(out) != 0 || !written)
        return unwritable(file);
    m_points.push_back(point);
    return {};
}

} // namespace tenbin
