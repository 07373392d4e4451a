// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/preset_editor/preset_list.h"

#include <algorithm>
#include <map>

#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"
#include "gui/look/theme_colors.h"
#include "gui/preset_editor/preset_session.h"

namespace tenbin {

PresetList::PresetList(PresetSession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_search(new QLineEdit(this)), m_tree(new QTreeWidget(this))
{
    m_search->setClearButtonEnabled(true);
    m_tree->setObjectName(QStringLiteral("presetTree"));
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(12);
    m_tree->setRootIsDecorated(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setUniformRowHeights(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_search);
    layout->addWidget(m_tree, 1);
    connect(m_search, &QLineEdit::textChanged, this, &PresetList::filter);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this] {
        if (!m_filling && !current().isEmpty())
            Q_EMIT chosen(current());
    });
    connect(m_tree, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        if (const QTreeWidgetItem* item = m_tree->itemAt(at); item && !item->data(0, Qt::UserRole).toString().isEmpty())
            Q_EMIT menuRequested(item->data(0, Qt::UserRole).toString(), m_tree->viewport()->mapToGlobal(at));
    });
    connect(&session, &PresetSession::entriesChanged, this, &PresetList::fill);
    connect(&session, &PresetSession::savedChanged, this, &PresetList::fill);
    connect(&session, &PresetSession::documentChanged, this,
            [this] { select(QString::fromStdString(m_session.id())); });
    retranslate();
}

QString PresetList::current() const
{
    if (const QTreeWidgetItem* item = m_tree->currentItem())
        return item->data(0, Qt::UserRole).toString();
    return {};
}

void PresetList::select(const QString& id)
{
    m_filling = true;
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it)
        if ((*it)->data(0, Qt::UserRole).toString() == id && !id.isEmpty()) {
            m_tree->setCurrentItem(*it);
            if ((*it)->parent())
                m_tree->scrollToItem((*it)->parent()); // with the heading, where both fit
            m_tree->scrollToItem(*it);
            break;
        }
    m_filling = false;
}

QTreeWidgetItem* PresetList::section(const QString& title)
{
    auto* item = new QTreeWidgetItem(m_tree, {title});
    QFont font = m_tree->font();
    font.setWeight(QFont::DemiBold);
    item->setFont(0, font);
    item->setFlags(Qt::ItemIsEnabled);
    item->setForeground(0, themeColors(palette()).mutedText);
    return item;
}

void PresetList::fill()
{
    const QString id = QString::fromStdString(m_session.id());
    m_filling = true;
    m_tree->clear();
    const auto add = [this](QTreeWidgetItem* parent, const PresetEntry& entry) {
        const bool draft = entry.id == m_session.id() && m_session.modified();
        const QString name = textOr(QString::fromStdString(entry.name), QString::fromStdString(entry.id));
        QString shown = name;
        QString spoken = name;
        if (entry.error) {
            shown = QStringLiteral("✕ ") + name;
            spoken = tr("%1, has errors").arg(name);
        } else if (draft) {
            shown = name + QStringLiteral(" •");
            spoken = tr("%1, not saved").arg(name);
        }
        auto* item = new QTreeWidgetItem(parent, {shown});
        item->setData(0, Qt::UserRole, QString::fromStdString(entry.id));
        QString hint = QString::fromStdString(entry.id);
        if (entry.overrides)
            hint += QLatin1Char('\n') + tr("Stands on the board in the place of the shipped preset of this id.");
        if (entry.error) {
            hint += QLatin1Char('\n') + sentenceText(*entry.error) + QLatin1Char('\n') + placeText(entry.error->where);
            item->setForeground(0, themeColors(palette()).of(VerdictKind::doesNotFit));
        }
        item->setToolTip(0, hint);
        item->setData(0, Qt::AccessibleTextRole, spoken);
    };
    const auto& entries = m_session.entries();
    QTreeWidgetItem* own = section(tr("Your presets"));
    for (const PresetEntry& entry : entries)
        if (!entry.shipped)
            add(own, entry);
    if (own->childCount() == 0) {
        auto* none = new QTreeWidgetItem(own, {tr("None yet")});
        none->setToolTip(0, tr("Duplicate a shipped target, or start from a template."));
        none->setFlags(Qt::NoItemFlags);
    }
    for (const std::string& group : groupsOf(m_session.workspace().targets())) {
        QTreeWidgetItem* shipped = section(groupText(group));
        for (const PresetEntry& entry : entries)
            if (entry.shipped && entry.group == group)
                add(shipped, entry);
        if (shipped->childCount() == 0)
            delete shipped;
    }
    m_tree->expandAll();
    m_filling = false;
    filter();
    select(id);
}

void PresetList::filter()
{
    const QString wanted = m_search->text().trimmed();
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem* top = m_tree->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < top->childCount(); ++j) {
            QTreeWidgetItem* item = top->child(j);
            const bool matches = wanted.isEmpty() || item->text(0).contains(wanted, Qt::CaseInsensitive)
                                 || item->data(0, Qt::UserRole).toString().contains(wanted, Qt::CaseInsensitive);
            item->setHidden(!matches);
            any = any || matches;
        }
        top->setHidden(!any);
    }
}

void PresetList::retranslate()
{
    m_search->setPlaceholderText(tr("Filter presets"));
    m_search->setAccessibleName(tr("Filter presets"));
    m_tree->setAccessibleName(tr("Presets"));
    fill();
}

void PresetList::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        QMetaObject::invokeMethod(this, &PresetList::fill, Qt::QueuedConnection);
}

} // namespace tenbin
