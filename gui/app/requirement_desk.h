// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include <QObject>

#include "engine/requirements/choice.h"
#include "gui/app/job.h"
#include "gui/app/project_part.h"
#include "gui/app/workspace_state.h"

namespace tenbin {

class Workspace;

/// What the user asks of the chips on the board, kept in the project, and what the engine says of it. Choices are found
/// beside the GUI thread whenever the board was answered; changes of the requirements are steps of the workspace's undo.
class RequirementDesk final : public QObject, public ProjectPart {
    Q_OBJECT
public:
    explicit RequirementDesk(Workspace& workspace, QObject* parent = nullptr);

    const Requirements& requirements() const { return m_requirements; }
    /// Something is asked.
    bool active() const { return !m_requirements.empty(); }
    /// Of this target: its family is among those allowed, or nothing is asked.
    bool asks(const Target& target) const;
    /// A step of undo.
    void ask(const Requirements& requirements);

    /// Newest answer about the present requirements; null: nothing is asked, or it is not known yet.
    std::shared_ptr<const Choices> choices() const { return m_choices; }
    bool computing() const { return m_job.running(); }
    /// What is to be said of a card: from the newest choices where they are about just that answer, else judged at once
    /// without looking for what would mend it. Nothing where nothing is asked or the target's family is not allowed.
    std::optional<Choice> choiceOf(const Target& target, const Answer& answer) const;
    /// Place of a target in the ranking, from 0; nothing: not ranked.
    std::optional<std::size_t> rankOf(std::string_view target) const;

    QString partName() const override { return QStringLiteral("requirements"); }
    QByteArray savePart() const override;
    bool restorePart(const QByteArray& json) override;

Q_SIGNALS:
    void requirementsChanged();
    void choicesChanged(); ///< choices(); also when they are known no longer

private:
    void take(const Requirements& requirements);
    void compute();
    void publish(std::shared_ptr<const Choices> choices);
    std::vector<Pairing> pairings() const;

    Workspace& m_workspace;
    Requirements m_requirements;
    std::shared_ptr<const Choices> m_choices;
    std::map<std::string, std::size_t, std::less<>> m_ranks; ///< of targets in m_choices
    Job<std::shared_ptr<const Choices>> m_job;               // last: its destructor joins the thread first
};

} // namespace tenbin
