// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/project_part.h"

namespace tenbin {

ProjectPart::~ProjectPart()
{
    if (m_registry)
        std::erase(m_registry->m_parts, this);
}

void ProjectPart::notifyChanged()
{
    if (m_registry)
        Q_EMIT m_registry->changed();
}

QString ProjectPart::projectFolder() const
{
    if (!m_registry)
        return {};
    return m_registry->folder();
}

ProjectParts::~ProjectParts()
{
    for (ProjectPart* part : m_parts)
        part->m_registry = nullptr;
}

void ProjectParts::add(ProjectPart& part)
{
    if (part.m_registry == this)
        return;
    m_parts.push_back(&part);
    part.m_registry = this;
}

} // namespace tenbin
