// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QByteArray>
#include <QObject>
#include <QString>

namespace tenbin {

class ProjectParts;

/// Something whose state a project keeps: the board, a comparison, the notes. Whoever implements it is
/// registered once with the main window's ProjectParts and calls notifyChanged() whenever savePart() would
/// give other bytes. What the user changes goes through the workspace's undo stack as everywhere else.
class ProjectPart {
public:
    ProjectPart() = default;
    virtual ~ProjectPart();
    ProjectPart(const ProjectPart&) = delete;
    ProjectPart& operator=(const ProjectPart&) = delete;

    /// Fixed identifier, the name of its document in the file: "board", "comparison", "notes".
    virtual QString partName() const = 0;
    /// The state as a JSON object in UTF-8. Equal states give equal bytes: a project is modified where these
    /// differ from what was saved.
    virtual QByteArray savePart() const = 0;
    /// Takes over what savePart() gave, also in an older version; empty: the state of a new project. Pushes
    /// nothing onto the undo stack. False: not understood, and the state is as it was.
    virtual bool restorePart(const QByteArray& json) = 0;

protected:
    void notifyChanged();
    /// Where the project's file lies, for paths beside it; empty: it has none yet.
    QString projectFolder() const;

private:
    friend class ProjectParts;
    ProjectParts* m_registry = nullptr;
};

/// Every part of the window's project, in the order of registration. Parts and registry may die in any order.
class ProjectParts final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~ProjectParts() override;

    void add(ProjectPart& part);
    const std::vector<ProjectPart*>& all() const { return m_parts; }
    QString folder() const { return m_folder; }
    void setFolder(const QString& folder) { m_folder = folder; }

Q_SIGNALS:
    void changed(); ///< a part has another state than before

private:
    friend class ProjectPart;
    std::vector<ProjectPart*> m_parts;
    QString m_folder;
};

} // namespace tenbin
