// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/reference_network.h"

#include <span>

#include <QByteArray>
#include <QFile>

#include "engine/formats/importer.h"
#include "engine/networks/network_source.h"

namespace tenbin {

namespace {

constexpr const char* kReference = ":/tenbin/fashion_mnist_reference.tflite";

} // namespace

Result<std::shared_ptr<const Graph>> loadNetworkOrReference(const std::string& path)
{
    if (!path.empty())
        return networkOf(path);
    QFile file(QString::fromLatin1(kReference));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::fileNotFound, {kReference}, {.file = kReference});
    const auto bytes = std::make_shared<const QByteArray>(file.readAll());
    return importNetwork(std::as_bytes(std::span(bytes->constData(), static_cast<std::size_t>(bytes->size()))),
                         "fashion_mnist_reference.tflite", bytes);
}

} // namespace tenbin
