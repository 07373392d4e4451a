// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMimeData>
#include <QString>
#include <QStringList>

#include "engine/formats/common/import_options.h"
#include "gui/app/workspace_state.h"

namespace tenbin {

/// "zoo:" + spec, the id of a built-in network.
NetworkId zooNetworkId(std::string_view spec);
/// The id of a file, also with sizes for what it leaves open ("net.onnx?input=1x3x64x64"); the path is made absolute.
NetworkId fileNetworkId(const QString& reference);
bool isZooNetwork(const NetworkId& id);
/// Path of a "file:" id, without sizes; empty for built-in networks.
QString networkPath(const NetworkId& id);
/// The same with the sizes that the user gave, as fileNetworkId() takes it.
QString networkReference(const NetworkId& id);
/// Sizes that the user gave for a file.
ImportOptions givenSizes(const NetworkId& id);

/// "MobileNet v1 α 0.25 · 96", "kws_ref_model.tflite", "open.onnx 1×3×64×64".
QString networkTitle(const NetworkId& id);
/// Only what differs from the family's defaults, "α 0.25 · 96", or from the file, "1×3×64×64".
QString networkVariantText(const NetworkId& id);

/// A project file, not a model.
/// "*.tflite", "*.onnx" …: files that hold a network, for open dialogs.
QStringList modelFilePatterns();
bool isProjectPath(const QString& path);

/// Form in which shelf and cards exchange a network during a drag.
inline constexpr char kNetworkMime[] = "application/x-tenbin-network";
/// Local files of a drag, in order.
QStringList localFiles(const QMimeData& data);

} // namespace tenbin
