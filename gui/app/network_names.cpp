// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/network_names.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>

#include "engine/formats/common/model_reference.h"
#include "engine/formats/importer.h"
#include "engine/zoo/zoo.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

constexpr std::string_view kZoo = "zoo:";
constexpr std::string_view kFile = "file:";

const NetworkFamily* findFamily(std::string_view id)
{
    const auto& families = networkFamilies();
    const auto found = std::find_if(families.begin(), families.end(), [&](const auto& f) { return f.id == id; });
    return found == families.end() ? nullptr : &*found;
}

/// As papers write it: "α 0.25", "96" for 96x96x3; other keys keep their name.
QString parameterText(const std::string& key, const std::string& value)
{
    const QString text = QString::fromStdString(value);
    if (key == "alpha")
        return QStringLiteral("α ") + text;
    if (key != "input")
        return QString::fromStdString(key + " ") + text;
    const QStringList sides = text.split(QLatin1Char('x'));
    const bool square = sides.size() >= 2 && sides[0] == sides[1];
    if (square)
        return sides[0];
    return sides.join(QStringLiteral("×"));
}

/// "1×3×64×64" for the only input, "mask 1×128", "height 64 · batch 2 · loops × 10".
QString sizesText(const ImportOptions& sizes)
{
    QStringList parts;
    const auto add = [&parts](const std::string& name, QString size) {
        size.replace(QLatin1Char('x'), QStringLiteral("×"));
        if (name != "input")
            size.prepend(QString::fromStdString(name) + QLatin1Char(' '));
        parts << size;
    };
    for (const auto& [name, size] : sizes.inputSizes)
        add(name, QString::fromStdString(toString(size)));
    for (const auto& [name, size] : sizes.dimensions)
        add(name, QString::number(size));
    if (sizes.trips)
        parts << QCoreApplication::translate("NetworkNames", "loops × %1").arg(*sizes.trips);
    return parts.join(QStringLiteral(" · "));
}

/// A reference taken apart; text that is none is a path.
ModelReference partsOf(const std::string& reference)
{
    // Asking whether such a file exists is only worth while where there is a query.
    if (reference.find('?') == std::string::npos)
        return {reference, {}};
    return parseModelReference(reference).value_or(ModelReference{reference, {}});
}

} // namespace

NetworkId zooNetworkId(std::string_view spec) { return std::string(kZoo) + std::string(spec); }

NetworkId fileNetworkId(const QString& reference)
{
    const ModelReference parts = partsOf(reference.toStdString());
    const QString path = QFileInfo(QString::fromStdString(parts.path.string())).absoluteFilePath();
    return std::string(kFile) + path.toStdString() + toQuery(parts.options);
}

bool isZooNetwork(const NetworkId& id) { return id.starts_with(kZoo); }

QString networkReference(const NetworkId& id)
{
    if (!id.starts_with(kFile))
        return {};
    return QString::fromStdString(id.substr(kFile.size()));
}

QString networkPath(const NetworkId& id)
{
    return QString::fromStdString(partsOf(networkReference(id).toStdString()).path.string());
}

ImportOptions givenSizes(const NetworkId& id) { return partsOf(networkReference(id).toStdString()).options; }

QString networkVariantText(const NetworkId& id)
{
    if (!isZooNetwork(id))
        return sizesText(givenSizes(id));
    const auto spec = parseNetworkSpec(id);
    if (!spec)
        return {};
    QStringList parts;
    for (const auto& [key, value] : spec->values)
        parts << parameterText(key, value);
    return parts.join(QStringLiteral(" · "));
}

QString networkTitle(const NetworkId& id)
{
    const QString variant = networkVariantText(id);
    const auto withVariant = [&variant](const QString& name) { return joined(name, QStringLiteral(" "), variant); };
    if (!isZooNetwork(id))
        return withVariant(QFileInfo(networkPath(id)).fileName());
    if (const auto spec = parseNetworkSpec(id))
        if (const NetworkFamily* family = findFamily(spec->family))
            return withVariant(QString::fromStdString(family->name));
    return QString::fromStdString(id);
}

QStringList modelFilePatterns()
{
    QStringList patterns;
    for (const std::string& extension : importableExtensions())
        patterns << QStringLiteral("*.") + QString::fromStdString(extension);
    return patterns;
}

bool isProjectPath(const QString& path) { return path.endsWith(QLatin1String(".tenbin"), Qt::CaseInsensitive); }

QStringList localFiles(const QMimeData& data)
{
    QStringList files;
    for (const QUrl& url : data.urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    return files;
}

} // namespace tenbin
