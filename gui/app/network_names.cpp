// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/network_names.h"

#include <algorithm>

#include <QFileInfo>
#include <QUrl>

#include "engine/zoo/zoo.h"

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
    return square ? sides[0] : sides.join(QStringLiteral("×"));
}

} // namespace

NetworkId zooNetworkId(std::string_view spec) { return std::string(kZoo) + std::string(spec); }

NetworkId fileNetworkId(const QString& path)
{
    return std::string(kFile) + QFileInfo(path).absoluteFilePath().toStdString();
}

bool isZooNetwork(const NetworkId& id) { return id.starts_with(kZoo); }

QString networkPath(const NetworkId& id)
{
    return id.starts_with(kFile) ? QString::fromStdString(id.substr(kFile.size())) : QString();
}

QString networkVariantText(const NetworkId& id)
{
    const auto spec = isZooNetwork(id) ? parseNetworkSpec(id) : fail(ErrorCode::networkUnknown);
    if (!spec)
        return {};
    QStringList parts;
    for (const auto& [key, value] : spec->values)
        parts << parameterText(key, value);
    return parts.join(QStringLiteral(" · "));
}

QString networkTitle(const NetworkId& id)
{
    if (!isZooNetwork(id))
        return QFileInfo(networkPath(id)).fileName();
    const auto spec = parseNetworkSpec(id);
    const NetworkFamily* family = spec ? findFamily(spec->family) : nullptr;
    if (!family)
        return QString::fromStdString(id);
    const QString variant = networkVariantText(id);
    const QString name = QString::fromStdString(family->name);
    return variant.isEmpty() ? name : name + QLatin1Char(' ') + variant;
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
