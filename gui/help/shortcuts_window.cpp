// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/help/shortcuts_window.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "gui/look/focus_ring.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

QString shortcutsOf(const QAction& action)
{
    QStringList texts;
    for (const QKeySequence& shortcut : action.shortcuts())
        texts << shortcut.toString(QKeySequence::NativeText);
    texts.removeDuplicates();
    return texts.join(QStringLiteral(", "));
}

} // namespace

ShortcutsWindow::ShortcutsWindow(QWidget* parent)
    : QDialog(parent), m_filter(new QLineEdit(this)), m_list(new QTreeWidget(this))
{
    setObjectName(QStringLiteral("shortcutsWindow"));
    m_list->setColumnCount(2);
    m_list->setRootIsDecorated(false);
    m_list->setAlternatingRowColors(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(false);
    m_filter->setClearButtonEnabled(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutsWindow::filter);
    const int unit = fontMetrics().averageCharWidth();
    resize(unit * 76, unit * 84);
    new FocusRing(this);
    retranslate();
}

void ShortcutsWindow::setActions(const std::vector<ListedAction>& actions)
{
    m_list->clear();
    QTreeWidgetItem* section = nullptr;
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    for (const ListedAction& listed : actions) {
        if (!listed.action || listed.action->shortcut().isEmpty())
            continue;
        if (!section || section->data(0, Qt::UserRole).toString() != listed.menu) {
            section = new QTreeWidgetItem(m_list, {textOr(listed.menu, tr("Everywhere"))});
            section->setData(0, Qt::UserRole, listed.menu);
            section->setFont(0, bold);
            section->setFlags(Qt::ItemIsEnabled);
        }
        new QTreeWidgetItem(section, {listed.text, shortcutsOf(*listed.action)});
    }
    m_list->expandAll();
    filter(m_filter->text());
}

void ShortcutsWindow::filter(const QString& typed)
{
    for (int s = 0; s < m_list->topLevelItemCount(); ++s) {
        QTreeWidgetItem* section = m_list->topLevelItem(s);
        const bool all = section->text(0).contains(typed, Qt::CaseInsensitive);
        bool any = false;
        for (int i = 0; i < section->childCount(); ++i) {
            QTreeWidgetItem* item = section->child(i);
            const bool found = all || item->text(0).contains(typed, Qt::CaseInsensitive)
                               || item->text(1).contains(typed, Qt::CaseInsensitive);
            item->setHidden(!found);
            any |= found;
        }
        section->setHidden(!any);
    }
}

void ShortcutsWindow::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ShortcutsWindow::retranslate()
{
    setWindowTitle(tr("Keyboard shortcuts"));
    m_filter->setPlaceholderText(tr("Filter commands or keys"));
    m_filter->setAccessibleName(tr("Filter commands or keys"));
    m_list->setAccessibleName(tr("Keyboard shortcuts"));
    m_list->setHeaderLabels({tr("Command"), tr("Keys")});
}

} // namespace tenbin
