// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QWidget>

#include "engine/requirements/requirements.h"

class QLabel;
class QLayout;
class QToolButton;

namespace tenbin {

class RequirementDesk;

/// One line of what is asked of the chips, each with a button that takes it away, one that asks for more, and the answer
/// in a sentence.
class RequirementBar final : public QWidget {
    Q_OBJECT
public:
    explicit RequirementBar(RequirementDesk& desk, QWidget* parent = nullptr);

    /// Opens the popup that asks for one more.
    void add();
    /// The part that takes the focus when one comes along with Tab.
    QToolButton& addButton() { return *m_add; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void refreshSentence();
    void addChip(const QString& text, std::optional<RequiredFigure> figure,
                 std::function<void(Requirements&)> withdraw);
    void edit(std::optional<RequiredFigure> figure, QWidget* below);

    RequirementDesk& m_desk;
    QLayout* m_flow;
    QToolButton* m_add;
    QLabel* m_sentence;
    std::vector<QWidget*> m_chips;
};

} // namespace tenbin
