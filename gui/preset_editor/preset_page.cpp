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
#include "gui/look/theme_colors.h"
#include "gui/preset_editor/duplicate_dialog.h"
#include "gui/preset_editor/live_result.h"
#include "gui/preset_editor/preset_form.h"
#include "gui/preset_editor/preset_list.h"
#include "gui/preset_editor/preset_session.h"
#include "gui/preset_editor/toml_view.h"
#include "models/registry.h"

namespace tenbin {

PresetPage::PresetPage(Workspace& workspace, PresetSession& session, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_session(session), m_list(new PresetList(session, this)),
      m_form(new PresetForm(session, this)), m_text(new TomlView(session, this)),
      m_result(new LiveResult(workspace, session, this)), m_title(new QLabel(this)), m_state(new QLabel(this)),
      m_notice(new QLabel(this)), m_empty(new QLabel(this)), m_errors(new QListWidget(this)),
      m_columns(new QSplitter(Qt::Horizontal, this)), m_editors(new QSplitter(Qt::Horizontal, this)),
      m_new(new QToolButton(this)), m_import(new QToolButton(this)), m_more(new QToolButton(this)),
      m_save(new QPushButton(this)), m_revert(new QPushButton(this)), m_duplicate(new QPushButton(this)),
      m_showText(new QPushButton(this)), m_toBoard(new QAction(this)), m_export(new QAction(this)),
      m_delete(new QAction(this)), m_head(buildHead()), m_newMenu(new QMenu(this))
{
    setObjectName(QStringLiteral("presetPage"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    connectAll();
    retranslate();
}

QWidget* PresetPage::buildHead()
{
    auto* head = new QWidget(this);
    m_title->setObjectName(QStringLiteral("pageTitle"));
    m_title->setTextFormat(Qt::PlainText);
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_save->setObjectName(QStringLiteral("presetSave"));
    m_duplicate->setObjectName(QStringLiteral("presetDuplicate"));
    m_showText->setCheckable(true);
    m_showText->setChecked(true);
    auto* titles = new QVBoxLayout;
    titles->setSpacing(0);
    titles->addWidget(m_title);
    titles->addWidget(m_state);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(16, 12, 16, 4);
    layout->setSpacing(8);
    layout->addLayout(titles, 1);
    auto* menu = new QMenu(m_more);
    menu->addActions({m_toBoard, m_export, m_delete});
    m_more->setMenu(menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    for (QWidget* button :
         {static_cast<QWidget*>(m_save), static_cast<QWidget*>(m_revert), static_cast<QWidget*>(m_duplicate),
          static_cast<QWidget*>(m_showText), static_cast<QWidget*>(m_more)}) {
        button->setFocusPolicy(Qt::StrongFocus);
        layout->addWidget(button);
    }
    return head;
}

void PresetPage::build()
{
    m_notice->setObjectName(QStringLiteral("presetNotice"));
    m_notice->setWordWrap(true);
    m_notice->setContentsMargins(16, 4, 16, 4);
    m_notice->hide();
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(48);
    m_errors->setObjectName(QStringLiteral("presetErrors"));
    m_errors->setFrameShape(QFrame::NoFrame);
    m_errors->setMaximumHeight(fontMetrics().height() * 6);
    m_errors->setWordWrap(true);
    m_errors->hide();
    m_new->setPopupMode(QToolButton::InstantPopup);
    m_new->setMenu(m_newMenu);
    m_new->setObjectName(QStringLiteral("presetNew"));

    auto* left = new QWidget(this);
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 8);
    leftLayout->addWidget(m_list, 1);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 0, 8, 0);
    bar->addWidget(m_new);
    bar->addWidget(m_import);
    bar->addStretch(1);
    leftLayout->addLayout(bar);

    m_editors->addWidget(m_form);
    m_editors->addWidget(m_text);
    m_editors->setStretchFactor(0, 1);
    m_editors->setStretchFactor(1, 1);
    m_editors->setSizes({fontMetrics().averageCharWidth() * 90, fontMetrics().averageCharWidth() * 50});
    m_editors->setChildrenCollapsible(false);
    auto* centre = new QWidget(this);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_notice);
    layout->addWidget(m_editors, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_errors);
    layout->addWidget(m_result);
    m_columns->addWidget(left);
    m_columns->addWidget(centre);
    m_columns->setStretchFactor(1, 1);
    m_columns->setChildrenCollapsible(false);
    m_columns->setSizes({fontMetrics().averageCharWidth() * 30, 1000});
    auto* page = new QHBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(m_columns);
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
    connect(m_import, &QToolButton::clicked, this, &PresetPage::importPreset);
    connect(m_save, &QPushButton::clicked, this, [this] {
        m_text->flush();
        if (m_session.save())
            say({});
    });
    connect(m_revert, &QPushButton::clicked, &m_session, &PresetSession::revert);
    connect(m_duplicate, &QPushButton::clicked, this, [this] {
        if (const QString made = duplicate(QString::fromStdString(m_session.id())); !made.isEmpty())
            open(made);
    });
    connect(m_export, &QAction::triggered, this, &PresetPage::exportPreset);
    connect(m_delete, &QAction::triggered, this, [this] { removePreset(QString::fromStdString(m_session.id())); });
    connect(m_toBoard, &QAction::triggered, this,
            [this] { Q_EMIT boardRequested(QString::fromStdString(m_session.id())); });
    connect(m_showText, &QPushButton::toggled, m_text, &QWidget::setVisible);
    auto* save = new QShortcut(QKeySequence::Save, this);
    save->setContext(Qt::WidgetWithChildrenShortcut);
    connect(save, &QShortcut::activated, m_save, &QPushButton::click);
    connect(m_form, &PresetForm::refused, this, &PresetPage::say);
    connect(m_errors, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
        const auto& errors = m_session.outline().errors;
        const auto index = static_cast<std::size_t>(item->data(Qt::UserRole).toInt());
        if (index >= errors.size())
            return;
        if (m_text->isVisible())
            m_text->goToLine(errors[index].where.line.value_or(1));
        else
            m_form->reveal(errors[index]);
    });
    connect(m_errors, &QListWidget::itemClicked, m_errors, &QListWidget::itemActivated);
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
    return made ? QString::fromStdString(*made) : QString();
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
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
}

void PresetPage::refreshHead()
{
    const bool open = m_session.isOpen();
    const bool mine = open && !m_session.readOnly();
    for (QWidget* widget : {static_cast<QWidget*>(m_editors), m_head, static_cast<QWidget*>(m_result)})
        widget->setVisible(open);
    m_empty->setVisible(!open);
    m_text->setVisible(m_showText->isChecked());
    m_save->setVisible(mine);
    m_revert->setVisible(mine);
    m_delete->setEnabled(mine);
    m_save->setEnabled(m_session.modified());
    m_revert->setEnabled(m_session.modified());
    m_toBoard->setEnabled(m_workspace.target(m_session.id()));
    m_duplicate->setEnabled(m_workspace.target(m_session.id()));
    if (!open)
        return;
    const QString name = QString::fromStdString(
        m_session.outline().draft.name.empty() ? m_session.id() : m_session.outline().draft.name);
    m_title->setText(name);
    m_title->setToolTip(name);
    const QString file = QString::fromStdString(m_session.id()) + QStringLiteral(".toml");
    QString state = tr("%1 · saved").arg(file);
    if (m_session.readOnly())
        state = tr("%1 · shipped: duplicate it to change numbers").arg(file);
    else if (m_session.modified())
        state = tr("%1 · changes are not saved").arg(file);
    m_state->setText(state);
    m_state->setToolTip(QString::fromStdString(m_session.outline().draft.file));
}

void PresetPage::refreshErrors()
{
    m_errors->clear();
    const PresetOutline& outline = m_session.outline();
    for (std::size_t i = 0; i < outline.errors.size(); ++i) {
        const Error& error = outline.errors[i];
        const bool here = error.where.file == outline.draft.file;
        const QString place = here ? tr("Line %1").arg(error.where.line.value_or(1)) : placeText(error.where);
        auto* item = new QListWidgetItem(QStringLiteral("✕ %1: %2").arg(place, sentenceText(error)), m_errors);
        item->setData(Qt::UserRole, static_cast<int>(i));
        item->setToolTip(QString::fromStdString(error.where.element));
        item->setForeground(themeColors(palette()).of(VerdictKind::doesNotFit));
    }
    m_errors->setVisible(m_session.isOpen() && m_errors->count() > 0);
}

void PresetPage::retranslate()
{
    m_more->setText(tr("More") + QStringLiteral(" ▾"));
    m_new->setText(tr("New from template") + QStringLiteral(" ▾"));
    m_import->setText(tr("Import…"));
    m_save->setText(tr("Save"));
    m_revert->setText(tr("Revert"));
    m_duplicate->setText(tr("Duplicate…"));
    m_export->setText(tr("Export…"));
    m_delete->setText(tr("Delete…"));
    m_toBoard->setText(tr("Show on the board"));
    m_showText->setText(tr("TOML"));
    m_showText->setToolTip(tr("Show the preset as text"));
    m_text->setAccessibleName(tr("The preset as text"));
    m_errors->setAccessibleName(tr("What is wrong with the preset"));
    m_empty->setText(
        tr("Choose a target on the left to see every number that its estimates rest on.\n\n"
           "Duplicate one, or start from a template, to design a chip that does not exist: "
           "drag array size, memory, bandwidth and clock, and watch what the network on the board makes of it."));
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
