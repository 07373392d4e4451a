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

std::vector<double> sharesOf(const std::vector<int>& elements)
{
    std::vector<double> shares;
    for (const int count : elements)
        shares.push_back(count / kNinths);
    return shares;
}

/// Values within a range; `fallback` where none is.
std::vector<int> numbers(const QJsonValue& json, int low, int high, const std::vector<int>& fallback)
{
    std::vector<int> result;
    const QJsonArray values = json.toArray();
    for (const auto& value : values)
        if (const int number = value.toInt(low - 1); number >= low && number <= high)
            result.push_back(number);
    if (result.empty())
        return fallback;
    return result;
}

/// Those of a first visit where none are named.
std::vector<std::string> targetsOf(const QJsonValue& json)
{
    if (!json.isArray())
        return SparsityPageQuestion().targets;
    std::vector<std::string> targets;
    const QJsonArray ids = json.toArray();
    for (const auto& id : ids)
        targets.push_back(id.toString().toStdString());
    return targets;
}

/// What projects and settings held before they held the engine's question.
SparsityPageQuestion firstVersion(const QJsonObject& object)
{
    SparsityPageQuestion q;
    const auto at = [&](const char* key) { return object.value(QLatin1String(key)); };
    q.network = at("network").toString().toStdString();
    q.data = at("data").toString(QString::fromStdString(q.data)).toStdString();
    q.preprocessing.mean = static_cast<float>(at("mean").toDouble(static_cast<double>(q.preprocessing.mean)));
    q.preprocessing.scale = static_cast<float>(at("scale").toDouble(static_cast<double>(q.preprocessing.scale)));
    std::vector<PruningMethod> methods;
    const QJsonArray names = at("methods").toArray();
    for (const auto& value : names)
        if (const auto method = pruningMethodFromString(value.toString().toStdString()))
            methods.push_back(*method);
    if (!methods.empty())
        q.methods = methods;
    q.levels = sharesOf(numbers(at("elements"), 1, 9, {9, 6, 4, 3, 2, 1}));
    q.bits = numbers(at("bits"), 1, 8, q.bits);
    q.untrained = at("untrained").toBool(q.untrained);
    q.training.epochs = std::clamp(at("epochs").toInt(q.training.epochs), 1, 1000);
    if (!at("retrained").toBool(true))
        q.training.epochs = 0;
    q.samples = std::max(0, at("samples").toInt(q.samples));
    q.training.learningRate = at("rate").toDouble(q.training.learningRate);
    q.training.seed = static_cast<std::uint64_t>(at("seed").toInteger(static_cast<qint64>(q.training.seed)));
    q.group = std::clamp(at("group").toInt(q.group), 1, 4096);
    const QJsonObject floors = at("floors").toObject();
    for (auto floor = floors.begin(); floor != floors.end(); ++floor)
        q.floors[floor.key().toStdString()] = std::clamp(floor.value().toDouble(1.0), 0.0, 1.0);
    return q;
}

} // namespace

SparsityPageQuestion::SparsityPageQuestion() : targets{"cartesian_mac_array", "imx500", "ethos_u55_128", "stm32n6"}
{
    data = fashionMnistFolder();
    samples = 12'000;
    levels = sharesOf({9, 6, 4, 3, 2, 1});
    untrained = true;
    training.epochs = 1;
}

SparsityPageQuestion::SparsityPageQuestion(SparsityQuestion question, std::vector<std::string> ids)
    : SparsityQuestion(std::move(question)), targets(std::move(ids))
{
}

QByteArray toJson(const SparsityPageQuestion& q)
{
    QJsonArray targets;
    for (const std::string& target : q.targets)
        targets << QString::fromStdString(target);
    const SparsityQuestion& asked = q;
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), 2},
                                     {QStringLiteral("question"), QString::fromStdString(toJson(asked))},
                                     {QStringLiteral("targets"), targets}})
        .toJson(QJsonDocument::Compact);
}

SparsityPageQuestion sparsityQuestionFromJson(const QByteArray& json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QString text = object.value(QStringLiteral("question")).toString();
    const auto asked = parseSparsityQuestion(text.toStdString(), {});
    SparsityPageQuestion question = firstVersion(object);
    if (asked)
        question = SparsityPageQuestion(*asked, {});
    question.targets = targetsOf(object.value(QStringLiteral("targets")));
    return question;
}

std::vector<double> levelsFromText(const QString& text)
{
    std::vector<int> elements;
    for (const QString& part : text.split(u',')) {
        bool good = false;
        const int value = part.trimmed().toInt(&good);
        if (!good || value < 1 || value > 9 || (!elements.empty() && value >= elements.back()))
            return {};
        elements.push_back(value);
    }
    return sharesOf(elements);
}

QString levelsText(const std::vector<double>& levels)
{
    QStringList parts;
    for (const double level : levels)
        parts << QString::number(std::clamp(static_cast<int>(std::lround(level * kNinths)), 1, 9));
    parts.removeDuplicates(); // shares of other programs may lie between ninths
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
    QString parts = QCoreApplication::translate("Sparsity", "%1 · %2 bits · not retrained");
    if (retrained)
        parts = QCoreApplication::translate("Sparsity", "%1 · %2 bits · retrained");
    return parts.arg(methodText(method), wholeText(bits));
}

} // namespace tenbin
