// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>
#include <QStringList>

#include "gui/app/project_part.h"
#include "gui/app/workspace_state.h"

namespace tenbin {

class Workspace;

/// The board in a project: networks on the cards, configurations, model files on the shelf. Model files are
/// named, not copied: by their path and by their place relative to the project, so that both may move together, and
/// with the sizes that were given for what they leave open.
class BoardPart final : public QObject, public ProjectPart {
    Q_OBJECT
public:
    /// A new project's board is the workspace's as it is now.
    explicit BoardPart(Workspace& workspace, QObject* parent = nullptr);

    QString partName() const override { return QStringLiteral("board"); }
    QByteArray savePart() const override;
    bool restorePart(const QByteArray& json) override;

private:
    struct Board {
        WorkspaceState state; ///< without graphs
        QStringList files;    ///< of the shelf, with the sizes given for them
    };
    Board current() const;
    QByteArray text(const Board& board) const;
    std::optional<Board> read(const QByteArray& json) const;

    Workspace& m_workspace;
    QStringList m_missing;         ///< files that the project names and that could not be read: kept
    std::optional<Board> m_coming; ///< being read
    int m_restores = 0;
    const Board m_initial; // after what current() looks at
};

} // namespace tenbin
