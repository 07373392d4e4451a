// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/sparsity_question.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "gui/look/text.h"

namespace tenbin {

namespace {

constexpr double kNinths = 9.0;

QJsonArray toArray(const std::vector<int>& values)
{
    QJsonArray array;
    for (const int value : values)
        array << value;
    return array;
}

/// Values within a range; `fallback` where none is.
std::vector<int> numbers(const QJsonValue& json, int low, int high, const std::vector<int>& fallback)
{
    std::vector<int> result;
    const QJsonArray values = json.toArray();
    for (const auto& value : values)
        if (const int number = value.toInt(low - 1); number >= low && number <= high)
            result.push_back(number);
    return result.empty() ? fallback : result;
}

} // namespace

QByteArray toJson(const SparsityQuestion& q)
{
    QJsonArray methods;
    QJsonArray targets;
    for (const PruningMethod method : q.methods)
        methods << QString::fromUtf8(toString(method).data(), static_cast<qsizetype>(toString(method).size()));
    for (const std::string& target : q.targets)
        targets << QString::fromStdString(target);
    QJsonObject floors;
    for (const auto& [layer, share] : q.floors)
        floors.insert(QString::fromStdString(layer), share);
    const QJsonObject object{{QStringLiteral("network"), q.network},
                             {QStringLiteral("data"), q.data},
                             {QStringLiteral("mean"), static_cast<double>(q.preprocessing.mean)},
                             {QStringLiteral("scale"), static_cast<double>(q.preprocessing.scale)},
                             {QStringLiteral("methods"), methods},
                             {QStringLiteral("elements"), toArray(q.elements)},
                             {QStringLiteral("bits"), toArray(q.bits)},
                             {QStringLiteral("retrained"), q.retrained},
                             {QStringLiteral("untrained"), q.untrained},
                             {QStringLiteral("epochs"), q.epochs},
                             {QStringLiteral("samples"), q.samples},
                             {QStringLiteral("rate"), q.rate},
                             {QStringLiteral("seed"), static_cast<qint64>(q.seed)},
                             {QStringLiteral("group"), q.group},
                             {QStringLiteral("floors"), floors},
                             {QStringLiteral("targets"), targets}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

SparsityQuestion sparsityQuestionFromJson(const QByteArray& json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    SparsityQuestion q;
    const auto at = [&](const char* key) { return object.value(QLatin1String(key)); };
    q.network = at("network").toString(q.network);
    q.data = at("data").toString(q.data);
    q.preprocessing.mean = static_cast<float>(at("mean").toDouble(static_cast<double>(q.preprocessing.mean)));
    q.preprocessing.scale = static_cast<float>(at("scale").toDouble(static_cast<double>(q.preprocessing.scale)));
    std::vector<PruningMethod> methods;
    const QJsonArray names = at("methods").toArray();
    for (const auto& value : names)
        if (const auto method = pruningMethodFromString(value.toString().toStdString()))
            methods.push_back(*method);
    if (!methods.empty())
        q.methods = methods;
    q.elements = numbers(at("elements"), 1, 9, q.elements);
    q.bits = numbers(at("bits"), 1, 8, q.bits);
    q.retrained = at("retrained").toBool(q.retrained);
    q.untrained = at("untrained").toBool(q.untrained);
    q.epochs = std::clamp(at("epochs").toInt(q.epochs), 1, 1000);
    q.samples = std::max(0, at("samples").toInt(q.samples));
    q.rate = at("rate").toDouble(q.rate);
    q.seed = static_cast<std::uint64_t>(at("seed").toInteger(static_cast<qint64>(q.seed)));
    q.group = std::clamp(at("group").toInt(q.group), 1, 4096);
    const QJsonObject floors = at("floors").toObject();
    for (auto floor = floors.begin(); floor != floors.end(); ++floor)
        q.floors[floor.key().toStdString()] = std::clamp(floor.value().toDouble(1.0), 0.0, 1.0);
    if (at("targets").isArray()) {
        q.targets.clear();
        const QJsonArray targets = at("targets").toArray();
        for (const auto& value : targets)
            q.targets.push_back(value.toString().toStdString());
    }
    return q;
}

SparsityStudyQuestion studyQuestion(const SparsityQuestion& q, const SweepRequest& request, const DataSet& train,
                                    const DataSet& test)
{
    SparsityStudyQuestion study = sparsityStudyQuestion(request, train, test);
    study.network = q.network.toStdString();
    study.data = q.data.toStdString();
    study.samples = q.samples;
    study.untrained = q.untrained;
    return study;
}

SparsityQuestion sparsityQuestion(const SparsityStudyQuestion& study, const SparsityQuestion& before)
{
    SparsityQuestion q = before;
    q.network = QString::fromStdString(study.network);
    q.data = QString::fromStdString(study.data);
    q.preprocessing = study.preprocessing;
    q.methods = study.methods;
    q.elements.clear();
    for (const double level : study.levels)
        q.elements.push_back(std::clamp(static_cast<int>(std::lround(level * kNinths)), 1, 9));
    q.elements.erase(std::unique(q.elements.begin(), q.elements.end()), q.elements.end());
    q.bits = study.bits;
    q.retrained = study.training.epochs > 0;
    q.untrained = study.untrained || !q.retrained;
    q.epochs = std::max(1, study.training.epochs);
    q.samples = study.samples;
    q.rate = study.training.learningRate;
    q.seed = study.training.seed;
    q.group = study.group;
    q.floors = study.floors;
    return q;
}

SweepRequest sweepRequest(const SparsityQuestion& q, std::shared_ptr<const Graph> network, bool retrain, int threads)
{
    SweepRequest request{
        .network = std::move(network),
        .methods = q.methods,
        .levels = {},
        .bits = q.bits,
        .group = q.group,
        .floors = q.floors,
        .retraining = {.epochs = retrain ? q.epochs : 0, .learningRate = q.rate, .seed = q.seed, .threads = threads},
        .threads = threads};
    for (const int elements : q.elements)
        request.levels.push_back(elements / kNinths);
    return request;
}

std::vector<int> elementsFromText(const QString& text)
{
    std::vector<int> result;
    for (const QString& part : text.split(u',')) {
        bool good = false;
        const int value = part.trimmed().toInt(&good);
        if (!good || value < 1 || value > 9 || (!result.empty() && value >= result.back()))
            return {};
        result.push_back(value);
    }
    return result;
}

QString elementsText(const std::vector<int>& elements)
{
    QStringList parts;
    for (const int value : elements)
        parts << QString::number(value);
    return parts.join(QStringLiteral(", "));
}

QString methodText(PruningMethod method)
{
    switch (method) {
    case PruningMethod::magnitude:
        return QCoreApplication::translate("Sparsity", "Single weights");
    case PruningMethod::nOfM:
        return QCoreApplication::translate("Sparsity", "N of 4");
    case PruningMethod::filter:
        return QCoreApplication::translate("Sparsity", "Filters");
    case PruningMethod::channel:
        return QCoreApplication::translate("Sparsity", "Channels");
    case PruningMethod::stripe:
        return QCoreApplication::translate("Sparsity", "Stripes");
    case PruningMethod::coordinate:
        break;
    }
    return QCoreApplication::translate("Sparsity", "Kernel coordinates");
}

QString remainingText(double share)
{
    const double ninths = share * kNinths;
    if (std::abs(ninths - std::round(ninths)) < 1e-3)
        return QCoreApplication::translate("Sparsity", "%1 of 9 remain")
            .arg(wholeText(static_cast<std::int64_t>(std::round(ninths))));
    return QCoreApplication::translate("Sparsity", "%1 remain").arg(percentText(share));
}

QString prunedNetworkName(const QString& network, const SparsityPoint& point)
{
    QString dense = QCoreApplication::translate("Sparsity", "Reference", "name of the reference network");
    if (!network.isEmpty())
        dense = QFileInfo(network).completeBaseName();
    QString name = QCoreApplication::translate("Sparsity", "%1 · %2, %3 · %4 bit · %5", "network, method, share, width")
                       .arg(dense, methodText(point.method), remainingText(point.remaining),
                            wholeText(point.weightBits), percentText(point.retrained.value()));
    return name.replace(u'/', u'-').replace(u'\\', u'-');
}

QString accuracyText(const Accuracy& a)
{
    return QStringLiteral("%1 (%2 … %3)")
        .arg(percentText(a.value(), 2), numberText(100.0 * a.low(), 2), percentText(a.high(), 2));
}

QString seriesText(PruningMethod method, int bits, bool retrained)
{
    const QString parts = retrained ? QCoreApplication::translate("Sparsity", "%1 · %2 bits · retrained")
                                    : QCoreApplication::translate("Sparsity", "%1 · %2 bits · not retrained");
    return parts.arg(methodText(method), wholeText(bits));
}

} // namespace tenbin
