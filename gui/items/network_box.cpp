// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/items/network_box.h"

#include <algorithm>

#include "engine/zoo/zoo.h"
#include "gui/app/network_names.h"
#include "gui/app/workspace.h"

namespace tenbin {

void NetworkBox::offer(const QString& title, const QString& id)
{
    if (findData(id) < 0)
        addItem(title, id);
}

void NetworkBox::offerAll(const Workspace& workspace)
{
    for (const OpenedNetwork& opened : workspace.state().opened)
        offer(networkTitle(opened.id), QString::fromStdString(opened.id));
    for (const NetworkFamily& family : networkFamilies())
        offer(QString::fromStdString(family.name), QString::fromStdString(zooNetworkId(family.id)));
}

void NetworkBox::choose(const QString& id) { setCurrentIndex(std::max(0, findData(id))); }

} // namespace tenbin
