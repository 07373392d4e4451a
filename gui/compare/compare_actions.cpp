// SPDX-License-Identifier: GPL-3.0-or-later
// What one can do with a column and with the table: by menu, key and button alike.
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QInputDialog>
#include <QMenu>
#include <QToolButton>

#include "engine/comparison/comparison_export.h"
#include "engine/tables/csv.h"
#include "engine/zoo/zoo.h"
#include "gui/app/design_drag.h"
#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/compare/compare_model.h"
#include "gui/compare/compare_page.h"
#include "gui/compare/compare_table.h"
#include "gui/compare/layer_compare_panel.h"
#include "gui/compare/ui_compare_page.h"
#include "gui/look/text.h"

namespace tenbin {

int ComparePage::current() const
{
    const int column = m_table->currentColumn();
    if (column >= static_cast<int>(m_session.question().columns.size()))
        return -1;
    return column;
}

void ComparePage::buildActions()
{
    const auto action = [this](QAction*& pointer, const QKeySequence& keys, auto&& does) {
        pointer = new QAction(this);
        pointer->setShortcut(keys);
        pointer->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(pointer, &QAction::triggered, this, does);
        m_all.push_back(pointer);
        m_table->addAction(pointer);
    };
    const auto column = [this] { return static_cast<std::size_t>(current()); };
    action(m_reference, Qt::Key_R, [this, column] { m_session.toggleReference(column()); });
    action(m_pin, Qt::Key_P, [this, column] {
        const bool pinned = m_session.question().columns[column()].pinned;
        m_session.setPinned(column(), !pinned);
    });
    action(m_moveLeft, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Left), [this] { moveCurrent(-1); });
    action(m_moveRight, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Right), [this] { moveCurrent(1); });
    action(m_rename, Qt::Key_F2, [this] { renameCurrent(); });
    action(m_remove, Qt::Key_Delete, [this, column] { m_session.remove(column()); });
    action(m_toBoard, Qt::Key_Return, [this, column] {
        const ComparisonColumn& asked = m_session.question().columns[column()];
        m_session.workspace().placeDesign(asked.target, networkIdOf(asked.network), asked.configuration);
        Q_EMIT boardRequested();
    });
    action(m_compareLayers, QKeySequence(Qt::CTRL | Qt::Key_L), [this] { setLayersVisible(!m_layers->isVisible()); });
    action(m_copyCells, QKeySequence::Copy, [this] { copySelection(); });
    action(m_copyTable, {}, [this] {
        QApplication::clipboard()->setText(QString::fromStdString(toTsv(figureTable(m_session.comparison()))));
    });
    action(m_copyText, {}, [this] { QApplication::clipboard()->setText(m_model->spoken()); });
    action(m_new, {}, [this] { m_session.addComparison(); });
    action(m_renameBook, {}, [this] { renameComparison(); });
    action(m_removeBook, {}, [this] { m_session.removeComparison(); });
    action(m_clear, {}, [this] { m_session.clear(); });

    auto* copies = new QMenu(this);
    copies->addActions({m_copyTable, m_copyText, m_copyCells});
    m_ui->copy->setMenu(copies);
    auto* more = new QMenu(this);
    more->addActions({m_new, m_renameBook, m_removeBook});
    more->addSeparator();
    more->addAction(m_clear);
    m_ui->more->setMenu(more);
    connect(m_addMenu, &QMenu::aboutToShow, this, &ComparePage::fillAddMenu);
}

void ComparePage::refreshActions()
{
    const int column = current();
    for (QAction* action : {m_reference, m_pin, m_moveLeft, m_moveRight, m_rename, m_remove, m_toBoard, m_copyCells})
        action->setEnabled(column >= 0);
    const auto& question = m_session.question();
    const bool any = !question.columns.empty();
    for (QAction* action : {m_copyTable, m_copyText, m_clear})
        action->setEnabled(any);
    m_compareLayers->setEnabled(question.columns.size() > 1);
    m_ui->layerByLayer->setEnabled(question.columns.size() > 1);
    m_ui->copy->setEnabled(any);
    m_ui->add->setEnabled(!m_session.full());
    if (column >= 0) {
        const auto index = static_cast<std::size_t>(column);
        m_reference->setText(tr("Differences against this column"));
        if (question.reference == index)
            m_reference->setText(tr("No differences"));
        m_pin->setText(tr("Pin"));
        if (question.columns[index].pinned)
            m_pin->setText(tr("Unpin"));
        m_moveLeft->setEnabled(index > 0 && allowedPosition(question, index, index - 1) != index);
        m_moveRight->setEnabled(allowedPosition(question, index, index + 1) != index);
    }
}

void ComparePage::retranslateActions()
{
    const std::pair<QAction*, QString> texts[] = {{m_reference, tr("Differences against this column")},
                                                  {m_pin, tr("Pin")},
                                                  {m_moveLeft, tr("Move to the left")},
                                                  {m_moveRight, tr("Move to the right")},
                                                  {m_rename, tr("Rename column…")},
                                                  {m_remove, tr("Remove column")},
                                                  {m_toBoard, tr("Show on the board")},
                                                  {m_compareLayers, tr("Layer by layer")},
                                                  {m_copyCells, tr("Copy selected cells")},
                                                  {m_copyTable, tr("Copy table for spreadsheets")},
                                                  {m_copyText, tr("Copy as text")},
                                                  {m_new, tr("New comparison")},
                                                  {m_renameBook, tr("Rename comparison…")},
                                                  {m_removeBook, tr("Remove comparison")},
                                                  {m_clear, tr("Remove all columns")}};
    for (const auto& [action, text] : texts)
        action->setText(text);
}

void ComparePage::showMenu(int column, const QPoint& at)
{
    if (column >= 0 && column != current())
        m_table->setCurrentIndex(m_model->index(std::max(0, m_table->currentIndex().row()), column));
    QMenu menu(this);
    if (current() >= 0) {
        menu.addActions({m_reference, m_pin, m_moveLeft, m_moveRight, m_rename, m_remove});
        menu.addSeparator();
        menu.addActions({m_toBoard, m_compareLayers, m_copyCells});
        menu.addSeparator();
    }
    fillAddMenu();
    m_addMenu->setTitle(tr("Add column"));
    menu.addMenu(m_addMenu);
    menu.addActions({m_copyTable, m_copyText});
    menu.exec(at);
}

void ComparePage::fillTargets(QMenu& menu, const std::string& network)
{
    const TargetLibrary& library = m_session.workspace().targets();
    for (const std::string& group : groupsOf(library)) {
        QMenu* section = menu.addMenu(groupText(group));
        for (const Target& target : library.targets)
            if (target.group == group)
                section->addAction(QString::fromStdString(target.name), this, [this, network, id = target.id] {
                    ComparisonColumn design;
                    design.network = network;
                    design.target = id;
                    add({design});
                });
    }
}

void ComparePage::fillNetworks(QMenu& menu, const std::string& target)
{
    const auto entry = [&](const NetworkId& id) {
        menu.addAction(networkTitle(id), this, [this, target, id] {
            ComparisonColumn design;
            design.network = networkSource(id);
            design.target = target;
            add({design});
        });
    };
    for (const OpenedNetwork& opened : m_session.workspace().state().opened)
        entry(opened.id);
    menu.addSeparator();
    for (const NetworkFamily& family : networkFamilies())
        entry(zooNetworkId(family.id));
}

void ComparePage::fillAddMenu()
{
    m_addMenu->clear();
    const Workspace& workspace = m_session.workspace();
    const int column = current();
    const auto& columns = m_session.question().columns;
    const ComparisonColumn* base = nullptr;
    if (column >= 0)
        base = &columns[static_cast<std::size_t>(column)];
    else if (!columns.empty())
        base = &columns.back();
    if (const auto design = designOn(workspace, workspace.selectedTarget()))
        m_addMenu->addAction(tr("From the board: %1").arg(headingOf(*design, workspace).line()), this,
                             [this, design = *design] { add({design}); });
    std::string network = networkSource(workspace.state().network);
    std::string target = workspace.selectedTarget();
    if (base) {
        network = base->network;
        target = base->target;
    }
    if (!network.empty())
        fillTargets(*m_addMenu->addMenu(tr("%1 on another target").arg(networkTitle(networkIdOf(network)))), network);
    if (const Target* known = workspace.target(target))
        fillNetworks(*m_addMenu->addMenu(tr("Another network on %1").arg(QString::fromStdString(known->name))), target);
    if (base)
        m_addMenu->addAction(tr("The same column again"), this, [this, copy = *base] { add({copy}); });
}

void ComparePage::moveCurrent(int by)
{
    const int from = current();
    const int to = from + by;
    const auto column = static_cast<std::size_t>(from);
    const std::size_t position = allowedPosition(m_session.question(), column, static_cast<std::size_t>(to));
    const int row = m_table->currentIndex().row();
    m_session.move(column, position);
    m_table->setCurrentIndex(m_model->index(row, static_cast<int>(position)));
}

void ComparePage::renameCurrent()
{
    const auto column = static_cast<std::size_t>(current());
    bool good = false;
    const QString caption =
        QInputDialog::getText(this, tr("Rename column"), tr("Heading (empty: network and target)"), QLineEdit::Normal,
                              QString::fromStdString(m_session.question().columns[column].caption), &good);
    if (good)
        m_session.setCaption(column, caption);
}

void ComparePage::renameComparison()
{
    bool good = false;
    const QString name = QInputDialog::getText(this, tr("Rename comparison"), tr("Name"), QLineEdit::Normal,
                                               QString::fromStdString(m_session.question().name), &good);
    if (good)
        m_session.setName(name);
}

void ComparePage::copySelection()
{
    // Raw numbers, so that a spreadsheet can go on with them.
    QModelIndexList cells = m_table->selectionModel()->selectedIndexes();
    if (cells.isEmpty())
        cells << m_table->currentIndex();
    std::sort(cells.begin(), cells.end());
    RecordWriter records(kTsv);
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0 && cells[i].row() != cells[i - 1].row())
            records.endRecord();
        const QVariant raw = cells[i].data(CompareModel::RawRole);
        if (raw.typeId() == QMetaType::Double)
            records.number(raw.toDouble());
        else
            records.text(raw.toString().toStdString());
    }
    QApplication::clipboard()->setText(QString::fromStdString(records.take()));
}

} // namespace tenbin
