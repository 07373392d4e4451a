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

/// "alpha" reads best as its value alone, as papers write it; other keys keep their name.
QString parameterText(const std::string& key, const std::string& value)
{
    if (key == "alpha" || key == "input" || key == "size")
        return QString::fromStdString(value);
    return QString::fromStdString(key + " " + value);
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

QStringList localFiles(const QMimeData& data)
{
    QStringList files;
    for (const QUrl& url : data.urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    return files;
}

} // namespace tenbin
