// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sparsity/sparsity_json.h"

#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/hash.h"
#include "engine/sparsity/sparsity_study.h"

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

Json trainingJson(const TrainingOptions& t)
{
    return {{"epochs", t.epochs},
            {"batch", t.batch},
            {"learning_rate", t.learningRate},
            {"optimizer", t.optimizer == Optimizer::adam ? "adam" : "sgd"},
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
    t.optimizer = json.at("optimizer").get<std::string>() == "sgd" ? Optimizer::sgd : Optimizer::adam;
    t.momentum = json.at("momentum").get<double>();
    t.weightDecay = json.at("weight_decay").get<double>();
    t.mirror = json.at("mirror").get<bool>();
    t.seed = json.at("seed").get<std::uint64_t>();
    return t;
}

SparsityStudyQuestion questionOf(const Json& json)
{
    SparsityStudyQuestion q;
    q.network = json.at("network").at("source").get<std::string>();
    const auto hash = json.at("network").at("hash").get<std::string>();
    std::from_chars(hash.data(), hash.data() + hash.size(), q.networkHash, 16);
    const Json& data = json.at("data");
    q.data = data.at("source").get<std::string>();
    q.dataName = data.at("name").get<std::string>();
    q.trainSamples = data.at("train_samples").get<std::uint64_t>();
    q.testSamples = data.at("test_samples").get<std::uint64_t>();
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
    return q;
}

} // namespace

std::uint64_t SparsityStudyQuestion::hash() const
{
    Hash64 hash;
    hash.add(networkHash);
    hash.add(dataName);
    for (const std::uint64_t count :
         {trainSamples, testSamples, static_cast<std::uint64_t>(samples), static_cast<std::uint64_t>(group)})
        hash.add(count);
    hash.add(fmt::format("{} {}", preprocessing.mean, preprocessing.scale));
    hash.add(trainingJson(training).dump());
    for (const auto& [layer, floor] : floors)
        hash.add(fmt::format("{} {:.4f}", layer, floor));
    return hash.value();
}

SparsityStudyQuestion sparsityStudyQuestion(const SweepRequest& request, const DataSet& train, const DataSet& test)
{
    SparsityStudyQuestion q;
    q.networkHash = request.network->hash();
    q.dataName = train.name;
    q.trainSamples = train.size();
    q.testSamples = test.size();
    q.preprocessing = test.preprocessing;
    q.methods = request.methods;
    q.levels = request.levels;
    q.bits = request.bits;
    q.group = request.group;
    q.floors = request.floors;
    q.training = request.retraining;
    return q;
}

std::string toJson(const SparsityStudyQuestion& q)
{
    Json methods = Json::array();
    for (const PruningMethod method : q.methods)
        methods.push_back(std::string(toString(method)));
    const Json json{{"network", {{"source", q.network}, {"hash", toHex(q.networkHash)}}},
                    {"data",
                     {{"source", q.data},
                      {"name", q.dataName},
                      {"train_samples", q.trainSamples},
                      {"test_samples", q.testSamples},
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

Result<SparsityStudyQuestion> parseSparsityStudyQuestion(const std::string& json, const std::string& label)
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
