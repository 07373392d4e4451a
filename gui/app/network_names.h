// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMimeData>
#include <QString>
#include <QStringList>

#include "gui/app/workspace_state.h"

namespace tenbin {

/// "zoo:" + spec, the id of a built-in network.
NetworkId zooNetworkId(std::string_view spec);
/// The id of a file; the path is made absolute.
NetworkId fileNetworkId(const QString& path);
bool isZooNetwork(const NetworkId& id);
/// Path of a "file:" id; empty for built-in networks.
QString networkPath(const NetworkId& id);

/// "MobileNet v1 α 0.25 · 96", "kws_ref_model.tflite".
QString networkTitle(const NetworkId& id);
/// Only what differs from the family's defaults, "α 0.25 · 96"; empty for files.
QString networkVariantText(const NetworkId& id);

/// A project file, not a model.
bool isProjectPath(const QString& path);

/// Form in which shelf and cards exchange a network during a drag.
inline constexpr char kNetworkMime[] = "application/x-tenbin-network";
/// Local files of a drag, in order.
QStringList localFiles(const QMimeData& data);

} // namespace tenbin
