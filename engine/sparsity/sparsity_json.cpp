// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sparsity/sparsity_json.h"

#include <algorithm>
#include <charconv>
#include <ranges>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/hash.h"
#include "engine/sparsity/sparsity_question.h"

namespace tenbin {

namespace {

using Json = nlohmann::ordered_json;

Json accuracyJson(const Accuracy& a)
{
    return {{"correct", a.correct}, {"samples", a.samples}, {"share", a.value()}, {"low", a.low()}, {"high", a.high()}};
}

Accuracy accuracyOf(const Json& json)
{
    return {json.at("correct").get<std::int64_t>(), json.at("samples").get<std::int64_t>()};
}

PruningMethod methodOf(const Json& json)
{
    const auto method = pruningMethodFromString(json.get<std::string>());
    if (!method)
        throw std::invalid_argument("method");
    return *method;
}

const char* nameOf(Optimizer optimizer)
{
    if (optimizer == Optimizer::adam)
        return "adam";
    return "sgd";
}

Json trainingJson(const TrainingOptions& t)
{
    return {{"epochs", t.epochs},
            {"batch", t.batch},
            {"learning_rate", t.learningRate},
            {"optimizer", nameOf(t.optimizer)},
            {"momentum", t.momentum},
            {"weight_decay", t.weightDecay},
            {"mirror", t.mirror},
            {"seed", t.seed}};
}

TrainingOptions trainingOf(const Json& json)
{
    TrainingOptions t;
    t.epochs = json.at("epochs").get<int>();
    t.batch = json.at("batch").get<int>();
    t.learningRate = json.at("learning_rate").get<double>();
    t.optimizer = Optimizer::adam;
    if (json.at("optimizer").get<std::string>() == "sgd")
        t.optimizer = Optimizer::sgd;
    t.momentum = json.at("momentum").get<double>();
    t.weightDecay = json.at("weight_decay").get<double>();
    t.mirror = json.at("mirror").get<bool>();
    t.seed = json.at("seed").get<std::uint64_t>();
    return t;
}

/// Files of others may hold any number: what no command would take is no question.
void require(bool good)
{
    if (!good)
        throw std::invalid_argument("range");
}

template <class Values, class Number>
bool allWithin(const Values& values, Number low, Number high)
{
    return std::ranges::all_of(values, [=](Number value) { return value >= low && value <= high; });
}

void checkRanges(const SparsityQuestion& q)
{
    require(!q.methods.empty() && !q.levels.empty() && !q.bits.empty());
    require(allWithin(q.levels, 0.0, 1.0) && allWithin(q.bits, 1, 8)
            && allWithin(std::views::values(q.floors), 0.0, 1.0));
    require(q.group >= 1 && q.group <= 4096);
    require(q.training.epochs >= 0 && q.training.epochs <= 10'000);
    require(q.training.batch >= 1 && q.training.batch <= 65'536);
}

SparsityQuestion questionOf(const Json& json)
{
    SparsityQuestion q;
    q.methods.clear();
    q.network = json.at("network").at("source").get<std::string>();
    const auto hash = json.at("network").at("hash").get<std::string>();
    std::from_chars(hash.data(), hash.data() + hash.size(), q.found.networkHash, 16);
    const Json& data = json.at("data");
    q.data = data.at("source").get<std::string>();
    q.found.dataName = data.at("name").get<std::string>();
    q.found.trainSamples = data.at("train_samples").get<std::uint64_t>();
    q.found.testSamples = data.at("test_samples").get<std::uint64_t>();
    q.samples = data.at("samples").get<int>();
    q.preprocessing = {data.at("mean").get<float>(), data.at("scale").get<float>()};
    for (const Json& method : json.at("methods"))
        q.methods.push_back(methodOf(method));
    q.levels = json.at("remaining").get<std::vector<double>>();
    q.bits = json.at("weight_bits").get<std::vector<int>>();
    q.untrained = json.at("untrained").get<bool>();
    q.group = json.at("group").get<int>();
    q.floors = json.at("floors").get<std::map<std::string, double>>();
    q.training = trainingOf(json.at("training"));
    checkRanges(q);
    return q;
}

} // namespace

std::uint64_t SparsityQuestion::hash() const
{
    Hash64 hash;
    hash.add(found.networkHash);
    hash.add(found.dataName);
    for (const std::uint64_t count : {found.trainSamples, found.testSamples, static_cast<std::uint64_t>(samples),
                                      static_cast<std::uint64_t>(group)})
        hash.add(count);
    hash.add(fmt::format("{} {}", preprocessing.mean, preprocessing.scale));
    hash.add(trainingJson(training).dump());
    for (const auto& [layer, floor] : floors)
        hash.add(fmt::format("{} {:.4f}", layer, floor));
    return hash.value();
}

SweepRequest sweepRequest(const SparsityQuestion& q, std::shared_ptr<const Graph> network, bool retrain, int threads)
{
    SweepRequest request{.network = std::move(network),
                         .methods = q.methods,
                         .levels = q.levels,
                         .bits = q.bits,
                         .group = q.group,
                         .floors = q.floors,
                         .retraining = q.training,
                         .threads = threads};
    request.retraining.threads = threads;
    if (!retrain)
        request.retraining.epochs = 0;
    return request;
}

std::string toJson(const SparsityQuestion& q)
{
    Json methods = Json::array();
    for (const PruningMethod method : q.methods)
        methods.push_back(std::string(toString(method)));
    const Json json{{"network", {{"source", q.network}, {"hash", toHex(q.found.networkHash)}}},
                    {"data",
                     {{"source", q.data},
                      {"name", q.found.dataName},
                      {"train_samples", q.found.trainSamples},
                      {"test_samples", q.found.testSamples},
                      {"samples", q.samples},
                      {"mean", q.preprocessing.mean},
                      {"scale", q.preprocessing.scale}}},
                    {"methods", methods},
                    {"remaining", q.levels},
                    {"weight_bits", q.bits},
                    {"untrained", q.untrained},
                    {"group", q.group},
                    {"floors", q.floors},
                    {"training", trainingJson(q.training)}};
    return json.dump();
}

Result<SparsityQuestion> parseSparsityQuestion(const std::string& json, const std::string& label)
{
    try {
        return questionOf(Json::parse(json));
    } catch (const std::exception&) { // also what the methods' names may lack
        return fail(ErrorCode::studyCorrupt, {label, "question"});
    }
}

std::string toJson(const SparsityPoint& p)
{
    Json losses = Json::array();
    for (const EpochLoss& epoch : p.losses)
        losses.push_back({{"loss", epoch.loss}, {"accuracy", epoch.accuracy}});
    const Json json{{"method", std::string(toString(p.method))},
                    {"remaining", p.remaining},
                    {"weight_bits", p.weightBits},
                    {"group", p.group},
                    {"epochs", p.epochs},
                    {"seed", p.seed},
                    {"sparsity", p.sparsity},
                    {"pruned", accuracyJson(p.pruned)},
                    {"retrained", accuracyJson(p.retrained)},
                    {"losses", losses},
                    {"seconds", p.seconds}};
    return json.dump();
}

std::optional<SparsityPoint> sparsityPointFromJson(const std::string& text)
{
    try {
        const Json json = Json::parse(text);
        SparsityPoint p;
        p.method = methodOf(json.at("method"));
        p.remaining = json.at("remaining").get<double>();
        p.weightBits = json.at("weight_bits").get<int>();
        p.group = json.at("group").get<int>();
        p.epochs = json.at("epochs").get<int>();
        p.seed = json.at("seed").get<std::uint64_t>();
        p.sparsity = json.at("sparsity").get<double>();
        p.pruned = accuracyOf(json.at("pruned"));
        p.retrained = accuracyOf(json.at("retrained"));
        for (const Json& epoch : json.at("losses"))
            p.losses.push_back({epoch.at("loss").get<double>(), epoch.at("accuracy").get<double>()});
        p.seconds = json.at("seconds").get<double>();
        return p;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

} // namespace tenbin
