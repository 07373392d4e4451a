// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QSet>
#include <QWidget>

#include "gui/app/workspace.h"

class QAction;
class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace tenbin {

class ConfigurationForm;
class Sheet;
class SheetLabel;

/// Everything about the selected card: what it is, how it is configured, what
/// came out, why, what would help, and how far to trust it.
class DetailsPanel : public QWidget {
    Q_OBJECT
public:
    explicit DetailsPanel(Workspace* workspace, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {340, 600}; }

    /// All that is shown, as plain text: what the copy button gives.
    QString plainText() const;
    /// Opens what is known of the chip as a product, and scrolls to it.
    void showProduct();

Q_SIGNALS:
    /// The published figures behind the estimates of a target.
    void measurementsRequested(const QString& target);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildHead(QVBoxLayout* layout);
    void retranslate();
    void refresh();
    /// The answer on the screen; rebuilt when another one comes.
    QString focusedInSheet() const;
    void showAnswer(const Target& target, const NetworkId& network, std::shared_ptr<const Answer> answer);
    void fill(Sheet& sheet, const Target& target, const NetworkId& network, const Answer* answer);
    void orderTabs();
    void showVerdict(const Answer* answer);

    Workspace* m_workspace;
    QScrollArea* m_scroll;
    QWidget* m_content;
    SheetLabel *m_name, *m_vendor, *m_network, *m_empty;
    QLabel *m_verdict, *m_configurationTitle;
    QToolButton *m_copyButton, *m_resetButton;
    QAction* m_copyAction;
    ConfigurationForm* m_configuration;
    Sheet* m_sheet = nullptr; ///< replaced with each answer
    QSet<QString> m_expanded; ///< foldable parts that are open
    TargetId m_shownTarget;
    NetworkId m_shownNetwork;
    std::shared_ptr<const Answer> m_shown;
};

} // namespace tenbin
