// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/help/tour.h"

#include <algorithm>

#include <QAccessible>
#include <QApplication>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr int kGap = 12;  ///< between a part and its callout, and to the window's edge
constexpr int kVeil = 96; ///< of 255: what is not explained stays readable

} // namespace

Tour::Tour(std::function<std::vector<TourStep>()> steps, QWidget* window)
    : QWidget(window), m_source(std::move(steps)), m_callout(new QFrame(this)), m_title(new QLabel(m_callout)),
      m_text(new QLabel(m_callout)), m_count(new QLabel(m_callout)), m_back(new QPushButton(m_callout)),
      m_next(new QPushButton(m_callout)), m_skip(new QPushButton(m_callout))
{
    setObjectName(QStringLiteral("tour"));
    m_callout->setObjectName(QStringLiteral("callout"));
    m_title->setObjectName(QStringLiteral("pageTitle"));
    m_count->setObjectName(QStringLiteral("calloutCount"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_count);
    buttons->addStretch(1);
    for (QPushButton* button : {m_skip, m_back, m_next}) {
        buttons->addWidget(button);
        button->installEventFilter(this); // arrow keys would walk between the buttons
    }
    auto* layout = new QVBoxLayout(m_callout);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_text, 1);
    layout->addLayout(buttons);
    connect(m_back, &QPushButton::clicked, this, [this] { show(m_step - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { show(m_step + 1); });
    connect(m_skip, &QPushButton::clicked, this, &Tour::end);
    window->installEventFilter(this);
    hide();
}

void Tour::start()
{
    m_steps = m_source();
    m_focusBefore = QApplication::focusWidget();
    retranslate();
    setGeometry(parentWidget()->rect());
    QWidget::show();
    raise();
    show(0);
}

void Tour::show(int step)
{
    if (step >= count())
        return end();
    m_step = std::max(0, step);
    const TourStep& shown = m_steps[std::size_t(m_step)];
    if (shown.prepare)
        shown.prepare();
    m_title->setText(shown.title);
    m_text->setText(shown.text);
    m_count->setText(tr("%1 of %2").arg(m_step + 1).arg(count()));
    m_back->setEnabled(m_step > 0);
    m_next->setText(tr("Next"));
    if (m_step + 1 == count())
        m_next->setText(tr("Done"));
    m_callout->setAccessibleName(shown.title);
    m_callout->setAccessibleDescription(shown.text);
    m_next->setAccessibleDescription(shown.title + QStringLiteral(". ") + shown.text);
    m_next->setFocus();
    place();
    update();
}

void Tour::end()
{
    if (!isVisible())
        return;
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus();
    Q_EMIT finished();
}

QString Tour::shownTitle() const { return m_title->text(); }
QString Tour::shownText() const { return m_text->text(); }
QRect Tour::callout() const { return m_callout->geometry(); }

QRect Tour::part() const
{
    if (m_step >= count() || !m_steps[std::size_t(m_step)].part)
        return {};
    return m_steps[std::size_t(m_step)].part().intersected(rect());
}

/// Beside the part, where there is most room; over it only where there is none.
void Tour::place()
{
    const int width = std::min(fontMetrics().averageCharWidth() * 56, this->width() - 2 * kGap);
    m_callout->setFixedWidth(width);
    m_callout->layout()->activate();
    const int height = std::max(m_callout->heightForWidth(width), m_callout->minimumSizeHint().height());
    const QSize size(width, height);
    const QRect part = this->part();
    const QPoint corners[] = {{part.right() + kGap, part.top()},
                              {part.left() - kGap - size.width(), part.top()},
                              {part.left(), part.bottom() + kGap},
                              {part.left(), part.top() - kGap - size.height()},
                              part.center() - QPoint(size.width() / 2, size.height() / 2)};
    const QRect inside = rect().adjusted(kGap, kGap, -kGap, -kGap);
    QRect best;
    qint64 least = std::numeric_limits<qint64>::max();
    for (const QPoint& corner : corners) {
        QRect box(corner, size);
        box.moveLeft(std::clamp(box.left(), inside.left(), std::max(inside.left(), inside.right() - size.width())));
        box.moveTop(std::clamp(box.top(), inside.top(), std::max(inside.top(), inside.bottom() - size.height())));
        const QRect over = box.intersected(part);
        const qint64 covered = qint64(over.width()) * over.height();
        if (covered < least)
            least = covered, best = box;
    }
    m_callout->setGeometry(best);
}

void Tour::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const ThemeColors& colors = themeColors(palette());
    QPainterPath veil;
    veil.addRect(rect());
    const QRect part = this->part();
    if (!part.isEmpty()) {
        QPainterPath hole;
        hole.addRect(part);
        veil -= hole;
    }
    painter.fillPath(veil, QColor(0, 0, 0, kVeil));
    painter.setPen(QPen(colors.accent, 2));
    if (!part.isEmpty())
        painter.drawRect(part.adjusted(1, 1, -1, -1));
}

void Tour::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        return end();
    case Qt::Key_Right:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return show(m_step + 1);
    case Qt::Key_Left:
        return show(m_step - 1);
    default:
        QWidget::keyPressEvent(event);
    }
}

bool Tour::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && watched != parentWidget()) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Right)
            show(m_step + 1);
        if (key == Qt::Key_Left)
            show(m_step - 1);
        if (key == Qt::Key_Right || key == Qt::Key_Left)
            return true;
    }
    if (event->type() == QEvent::Resize && watched == parentWidget() && isVisible()) {
        setGeometry(parentWidget()->rect());
        place();
    }
    return QWidget::eventFilter(watched, event);
}

void Tour::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && isVisible()) {
        m_steps = m_source();
        retranslate();
        show(m_step);
    }
}

void Tour::retranslate()
{
    setAccessibleName(tr("Tour"));
    m_back->setText(tr("Back"));
    m_skip->setText(tr("End tour"));
}

} // namespace tenbin
