// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include <QObject>

#include "gui/app/project_part.h"
#include "gui/sparsity/sparsity_question.h"

namespace tenbin {

class SparsitySession;

/// What a project keeps of Sparsity: the question. The page is filled when it is first looked at, because that
/// reads the data; until then the question waits here.
class SparsityPart final : public QObject, public ProjectPart {
    Q_OBJECT
public:
    /// `shown`: the form takes over the session's question.
    SparsityPart(SparsitySession& session, std::function<void()> shown, QObject* parent);

    /// The page is looked at: the question that waited is the session's from here on.
    void begin();

    QString partName() const override { return QStringLiteral("sparsity"); }
    QByteArray savePart() const override;
    bool restorePart(const QByteArray& json) override;

private:
    void take(const SparsityPageQuestion& question);

    SparsitySession& m_session;
    std::function<void()> m_shown;
    SparsityPageQuestion m_first;
    std::optional<SparsityPageQuestion> m_waiting;
    bool m_fromProject = false; ///< what waits; else it is what the last session asked
};

} // namespace tenbin
