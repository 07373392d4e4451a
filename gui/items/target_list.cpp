// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/items/target_list.h"

#include <algorithm>

#include <QSignalBlocker>

#include "engine/targets/target_file.h"
#include "gui/look/button_looks.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

std::string idOf(const QListWidgetItem& item) { return item.data(Qt::UserRole).toString().toStdString(); }

} // namespace

TargetList::TargetList(QWidget* parent) : QListWidget(parent)
{
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // long names end in "…"
    setSpacing(1);
}

void TargetList::setTargets(const TargetLibrary& library)
{
    const std::vector<std::string> kept = checked();
    const QSignalBlocker blocker(this);
    clear();
    for (const std::string& group : groupsOf(library))
        for (const Target& target : library.targets)
            if (target.group == group) {
                auto* item = new QListWidgetItem(QString::fromStdString(target.name), this);
                item->setData(Qt::UserRole, QString::fromStdString(target.id));
                item->setToolTip(groupText(group));
            }
    check([&](const std::string& id) { return std::find(kept.begin(), kept.end(), id) != kept.end(); });
}

std::vector<std::string> TargetList::checked() const
{
    std::vector<std::string> ids;
    for (int i = 0; i < count(); ++i)
        if (item(i)->checkState() == Qt::Checked)
            ids.push_back(idOf(*item(i)));
    return ids;
}

void TargetList::check(const std::function<bool(const std::string& id)>& wanted)
{
    for (int i = 0; i < count(); ++i)
        item(i)->setCheckState(checkStateOf(wanted(idOf(*item(i)))));
}

} // namespace tenbin
