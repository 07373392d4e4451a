// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/palette/command_palette.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include "gui/palette/command_delegate.h"
#include "gui/palette/command_list_model.h"

namespace tenbin {

namespace {

constexpr int kMostRows = 12;

} // namespace

CommandPalette::CommandPalette(Source source, QWidget* window)
    : QFrame(window), m_source(std::move(source)), m_field(new QLineEdit(this)), m_list(new QListView(this)),
      m_model(new CommandListModel(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAutoFillBackground(true);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    retranslate();
    hide();
}

void CommandPalette::open()
{
    if (!isVisible())
        m_focusBefore = QApplication::focusWidget();
    m_model->setCommands(m_source());
    m_field->clear();
    search({});
    show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
}

QStringList CommandPalette::offered() const
{
    QStringList texts;
    for (int row = 0; row < m_model->rowCount(); ++row)
        texts << m_model->at(row).text;
    return texts;
}

void CommandPalette::search(const QString& typed)
{
    m_model->search(typed);
    m_list->setCurrentIndex(m_model->index(0));
    m_list->scrollToTop();
    place();
}

/// In the upper middle of the window, as high as what it offers.
void CommandPalette::place()
{
    const QWidget& window = *parentWidget();
    const int unit = fontMetrics().averageCharWidth();
    const int width = std::min(unit * 90, window.width() - 32);
    const int rows = std::clamp(m_model->rowCount(), 1, kMostRows);
    const int row = fontMetrics().height() + 12;
    const int height = std::min(m_field->sizeHint().height() + rows * row + 24, window.height() - 64);
    setGeometry((window.width() - width) / 2, std::min(64, (window.height() - height) / 2), width, height);
}

void CommandPalette::leave()
{
    if (!isVisible())
        return;
    const bool mine = m_field->hasFocus();
    hide();
    if (mine && m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::runCurrent()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || !m_model->at(index.row()).enabled)
        return;
    const auto run = m_model->at(index.row()).run;
    leave(); // what runs may ask for the focus, or open the palette's window again
    run();
}

bool CommandPalette::keyPressed(int key)
{
    const int rows = m_model->rowCount();
    const int row = m_list->currentIndex().row();
    const auto choose = [&](int next) {
        if (rows > 0)
            m_list->setCurrentIndex(m_model->index((next + rows) % rows));
        return true;
    };
    switch (key) {
    case Qt::Key_Escape:
        leave();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    case Qt::Key_Up:
        return choose(row - 1);
    case Qt::Key_Down:
        return choose(row + 1);
    case Qt::Key_PageUp:
        return choose(std::max(0, row - kMostRows));
    case Qt::Key_PageDown:
        return choose(std::min(rows - 1, row + kMostRows));
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true; // the focus stays here while it is open
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field) {
        if (event->type() == QEvent::FocusOut
            && static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason)
            leave();
        if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
            event->accept();
            return true;
        }
        return event->type() == QEvent::KeyPress && keyPressed(static_cast<QKeyEvent*>(event)->key());
    }
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void CommandPalette::retranslate()
{
    setAccessibleName(tr("Command palette"));
    m_field->setPlaceholderText(tr("Type a command, a target or a network"));
    m_field->setAccessibleName(tr("Command, target or network"));
    m_list->setAccessibleName(tr("Found commands"));
}

} // namespace tenbin
