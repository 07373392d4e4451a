// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QWidget>

#include "gui/app/estimate_service.h"
#include "gui/items/card.h"

class QGridLayout;
class QLabel;

namespace tenbin {

class PresetSession;
class Workspace;

/// What the board's network does on the design, beside what it does on the target it was made
/// from: verdict, frames, latency, weights, memory, energy and the differences. Follows a slider.
class LiveResult final : public QWidget {
    Q_OBJECT
public:
    LiveResult(Workspace& workspace, PresetSession& session, QWidget* parent = nullptr);

    /// Asks the engine about the text as it is.
    void refresh();
    /// The newest answers; null before the first, and where there is no such target.
    std::shared_ptr<const Answer> answer() const { return m_answer; }
    std::shared_ptr<const Answer> originalAnswer() const { return m_originalAnswer; }
    bool busy() const { return m_service && m_service->estimating(); }

Q_SIGNALS:
    void answered();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void show(const std::shared_ptr<const EstimateSet>& set);
    static QString whyNoResult(const NetworkId& network);
    void fill();
    void fillRow(int row, const Card& card, const QString& title);
    void fillDifferences(const Card& design, const Card& original);
    QString say(int row, int column, const QString& text, const QString& toolTip = {});

    Workspace& m_workspace;
    PresetSession& m_session;
    QLabel* m_title;
    QGridLayout* m_grid;
    std::vector<std::vector<QLabel*>> m_cells; ///< row 0: heads, 1: the design, 2: the original, 3: differences
    std::shared_ptr<const TargetLibrary> m_asked;
    std::shared_ptr<const Answer> m_answer, m_originalAnswer;
    std::unique_ptr<EstimateService> m_service;
};

} // namespace tenbin
