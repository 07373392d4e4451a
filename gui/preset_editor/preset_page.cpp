// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/preset_editor/preset_page.h"

#include <QAction>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"
#include "gui/look/theme_colors.h"
#include "gui/preset_editor/duplicate_dialog.h"
#include "gui/preset_editor/live_result.h"
#include "gui/preset_editor/preset_form.h"
#include "gui/preset_editor/preset_list.h"
#include "gui/preset_editor/preset_session.h"
#include "gui/preset_editor/toml_view.h"
#include "gui/preset_editor/ui_preset_page.h"
#include "models/registry.h"

namespace tenbin {

PresetPage::PresetPage(Workspace& workspace, PresetSession& session, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_session(session), m_list(new PresetList(session, this)),
      m_form(new PresetForm(session, this)), m_text(new TomlView(session, this)),
      m_result(new LiveResult(workspace, session, this)), m_ui(std::make_unique<Ui::PresetPage>()),
      m_toBoard(new QAction(this)), m_export(new QAction(this)), m_delete(new QAction(this)), m_newMenu(new QMenu(this))
{
    setObjectName(QStringLiteral("presetPage"));
    setAttribute(Qt::WA_StyledBackground);
    m_ui->setupUi(this);
    build();
    connectAll();
    retranslate();
}

PresetPage::~PresetPage() = default;

/// Puts what knows the session into the places that the form leaves for it, and sizes what follows the font.
void PresetPage::build()
{
    const int letter = fontMetrics().averageCharWidth();
    m_ui->leftParts->insertWidget(0, m_list, 1);
    m_ui->editors->addWidget(m_form);
    m_ui->editors->addWidget(m_text);
    m_ui->editors->setStretchFactor(0, 1);
    m_ui->editors->setStretchFactor(1, 1);
    m_ui->editors->setSizes({letter * 90, letter * 50});
    m_ui->centreParts->addWidget(m_result);
    m_ui->columns->setStretchFactor(1, 1);
    m_ui->columns->setSizes({letter * 30, 1000});
    QFont font = m_ui->pageTitle->font();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    font.setWeight(QFont::DemiBold);
    m_ui->pageTitle->setFont(font);
    m_ui->state->setForegroundRole(QPalette::PlaceholderText);
    m_ui->presetNotice->setContentsMargins(16, 4, 16, 4);
    m_ui->presetErrors->setMaximumHeight(fontMetrics().height() * 6);
    m_ui->presetNew->setMenu(m_newMenu);
    auto* menu = new QMenu(m_ui->more);
    menu->addActions({m_toBoard, m_export, m_delete});
    m_ui->more->setMenu(menu);
}

void PresetPage::connectAll()
{
    connect(m_list, &PresetList::chosen, this, [this](const QString& id) {
        // Later: the list is in the middle of its own change.
        QMetaObject::invokeMethod(
            this, [this, id] { open(id); }, Qt::QueuedConnection);
    });
    connect(m_list, &PresetList::menuRequested, this, &PresetPage::showListMenu);
    connect(m_newMenu, &QMenu::aboutToShow, this, &PresetPage::fillNewMenu);
    connect(m_ui->importButton, &QToolButton::clicked, this, &PresetPage::importPreset);
    connect(m_ui->presetSave, &QPushButton::clicked, this, [this] {
        m_text->flush();
        if (m_session.save())
            say({});
    });
    connect(m_ui->revert, &QPushButton::clicked, &m_session, &PresetSession::revert);
    connect(m_ui->presetDuplicate, &QPushButton::clicked, this, [this] {
        if (const QString made = duplicate(QString::fromStdString(m_session.id())); !made.isEmpty())
            open(made);
    });
    connect(m_export, &QAction::triggered, this, &PresetPage::exportPreset);
    connect(m_delete, &QAction::triggered, this, [this] { removePreset(QString::fromStdString(m_session.id())); });
    connect(m_toBoard, &QAction::triggered, this,
            [this] { Q_EMIT boardRequested(QString::fromStdString(m_session.id())); });
    connect(m_ui->showText, &QPushButton::toggled, m_text, &QWidget::setVisible);
    auto* save = new QShortcut(QKeySequence::Save, this);
    save->setContext(Qt::WidgetWithChildrenShortcut);
    connect(save, &QShortcut::activated, m_ui->presetSave, &QPushButton::click);
    connect(m_form, &PresetForm::refused, this, &PresetPage::say);
    connect(m_ui->presetErrors, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
        const auto& errors = m_session.outline().errors;
        const auto index = static_cast<std::size_t>(item->data(Qt::UserRole).toInt());
        if (index >= errors.size())
            return;
        if (m_text->isVisible())
            m_text->goToLine(errors[index].where.line.value_or(1));
        else
            m_form->reveal(errors[index]);
    });
    connect(m_ui->presetErrors, &QListWidget::itemClicked, m_ui->presetErrors, &QListWidget::itemActivated);
    connect(&m_session, &PresetSession::documentChanged, this, [this] { say({}); });
    connect(&m_session, &PresetSession::textChanged, this, [this] {
        refreshHead();
        refreshErrors();
    });
    connect(&m_session, &PresetSession::savedChanged, this, &PresetPage::refreshHead);
}

QUndoStack* PresetPage::undoStack() { return m_session.undoStack(); }

bool PresetPage::mayLeave()
{
    m_text->flush();
    if (!m_session.modified())
        return true;
    QMessageBox box(
        QMessageBox::Question, tr("Changes are not saved"),
        tr("%1 has changes that are not saved.").arg(QString::fromStdString(m_session.outline().draft.name)),
        QMessageBox::NoButton, this);
    QPushButton* save = box.addButton(tr("Save"), QMessageBox::AcceptRole);
    QPushButton* discard = box.addButton(tr("Discard changes"), QMessageBox::DestructiveRole);
    QPushButton* stay = box.addButton(tr("Cancel"), QMessageBox::RejectRole);
    box.setDefaultButton(save);
    box.setEscapeButton(stay);
    box.exec();
    if (box.clickedButton() == save)
        return m_session.save();
    if (box.clickedButton() != discard)
        return false;
    m_session.open(m_session.id());
    return true;
}

bool PresetPage::open(const QString& id)
{
    if (id.toStdString() == m_session.id())
        return true;
    if (!mayLeave()) {
        m_list->select(QString::fromStdString(m_session.id()));
        return false;
    }
    m_session.open(id.toStdString());
    return true;
}

QString PresetPage::duplicate(const QString& id)
{
    m_text->flush();
    const Target* original = m_workspace.target(id.toStdString());
    if (!original) {
        say(tr("A preset with errors cannot be duplicated; mend it first."));
        return {};
    }
    DuplicateDialog dialog(*original, m_session.store(), window());
    if (dialog.exec() != QDialog::Accepted)
        return {};
    const auto made = m_session.duplicate(id.toStdString(), dialog.request(), dialog.id());
    return textOf(made, QString::fromStdString);
}

void PresetPage::fillNewMenu()
{
    m_newMenu->clear();
    for (const CostModel* model : costModels()) {
        const std::string architecture = model->schema().architecture;
        const Target* example = exampleOf(m_workspace.targets(), architecture);
        if (!example)
            continue;
        m_newMenu->addAction(
            tr("As %1 (%2)").arg(QString::fromStdString(example->name), QString::fromStdString(architecture)), this,
            [this, architecture] {
                const QString name =
                    QInputDialog::getText(this, tr("New target"), tr("Name"), QLineEdit::Normal, tr("My target"));
                if (name.trimmed().isEmpty() || !mayLeave())
                    return;
                if (const auto made = m_session.createFromTemplate(architecture, name.trimmed()))
                    m_session.open(*made);
            });
    }
}

void PresetPage::showListMenu(const QString& id, const QPoint& at)
{
    QMenu menu(this);
    menu.addAction(tr("Open"), this, [this, id] { open(id); });
    menu.addAction(tr("Duplicate…"), this, [this, id] {
        if (const QString made = duplicate(id); !made.isEmpty())
            open(made);
    });
    if (m_session.store().isUsers(id.toStdString()))
        menu.addAction(tr("Delete…"), this, [this, id] { removePreset(id); });
    menu.exec(at);
}

void PresetPage::importPreset()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Import a preset"), {}, tr("Presets (%1)").arg(QStringLiteral("*.toml")));
    if (path.isEmpty() || !mayLeave())
        return;
    if (const auto made = m_session.importFile(path))
        m_session.open(*made);
}

void PresetPage::exportPreset()
{
    m_text->flush();
    const QString name = QString::fromStdString(m_session.id()) + QStringLiteral(".toml");
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the preset"), name,
                                                      tr("Presets (%1)").arg(QStringLiteral("*.toml")));
    if (!path.isEmpty() && m_session.exportTo(path))
        say(tr("Exported to %1").arg(path));
}

void PresetPage::removePreset(const QString& id)
{
    QMessageBox box(QMessageBox::Question, tr("Delete the preset"),
                    tr("%1 will be deleted. This cannot be undone.").arg(id + QStringLiteral(".toml")),
                    QMessageBox::NoButton, this);
    QPushButton* remove = box.addButton(tr("Delete"), QMessageBox::DestructiveRole);
    box.setEscapeButton(box.addButton(tr("Cancel"), QMessageBox::RejectRole));
    box.exec();
    if (box.clickedButton() == remove)
        m_session.remove(id.toStdString());
}

void PresetPage::say(const QString& text)
{
    m_ui->presetNotice->setText(text);
    m_ui->presetNotice->setVisible(!text.isEmpty());
}

void PresetPage::refreshHead()
{
    const bool open = m_session.isOpen();
    const bool mine = open && !m_session.readOnly();
    for (QWidget* widget : {static_cast<QWidget*>(m_ui->editors), m_ui->head, static_cast<QWidget*>(m_result)})
        widget->setVisible(open);
    m_ui->empty->setVisible(!open);
    m_text->setVisible(m_ui->showText->isChecked());
    m_ui->presetSave->setVisible(mine);
    m_ui->revert->setVisible(mine);
    m_delete->setEnabled(mine);
    m_ui->presetSave->setEnabled(m_session.modified());
    m_ui->revert->setEnabled(m_session.modified());
    m_toBoard->setEnabled(m_workspace.target(m_session.id()));
    m_ui->presetDuplicate->setEnabled(m_workspace.target(m_session.id()));
    if (!open)
        return;
    const QString name =
        textOr(QString::fromStdString(m_session.outline().draft.name), QString::fromStdString(m_session.id()));
    m_ui->pageTitle->setText(name);
    m_ui->pageTitle->setToolTip(name);
    const QString file = QString::fromStdString(m_session.id()) + QStringLiteral(".toml");
    QString state = tr("%1 · saved").arg(file);
    if (m_session.readOnly())
        state = tr("%1 · shipped: duplicate it to change numbers").arg(file);
    else if (m_session.modified())
        state = tr("%1 · changes are not saved").arg(file);
    m_ui->state->setText(state);
    m_ui->state->setToolTip(QString::fromStdString(m_session.outline().draft.file));
}

void PresetPage::refreshErrors()
{
    m_ui->presetErrors->clear();
    const PresetOutline& outline = m_session.outline();
    for (std::size_t i = 0; i < outline.errors.size(); ++i) {
        const Error& error = outline.errors[i];
        QString place = placeText(error.where);
        if (error.where.file == outline.draft.file)
            place = tr("Line %1").arg(error.where.line.value_or(1));
        auto* item =
            new QListWidgetItem(QStringLiteral("✕ %1: %2").arg(place, sentenceText(error)), m_ui->presetErrors);
        item->setData(Qt::UserRole, static_cast<int>(i));
        item->setToolTip(QString::fromStdString(error.where.element));
        item->setForeground(themeColors(palette()).of(VerdictKind::doesNotFit));
    }
    m_ui->presetErrors->setVisible(m_session.isOpen() && m_ui->presetErrors->count() > 0);
}

void PresetPage::retranslate()
{
    m_ui->retranslateUi(this);
    m_ui->more->setText(tr("More") + QStringLiteral(" ▾"));
    m_ui->presetNew->setText(tr("New from template") + QStringLiteral(" ▾"));
    m_export->setText(tr("Export…"));
    m_delete->setText(tr("Delete…"));
    m_toBoard->setText(tr("Show on the board"));
    m_text->setAccessibleName(tr("The preset as text"));
    refreshHead();
    refreshErrors();
}

void PresetPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        QMetaObject::invokeMethod(this, &PresetPage::refreshErrors, Qt::QueuedConnection);
}

} // namespace tenbin
