// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/compare_header.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

#include "gui/compare/compare_model.h"
#include "gui/look/ink.h"
#include "gui/look/remark_mark.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr int kLines = 4;

void drawPin(QPainter& painter, const QRectF& at, const QColor& color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4));
    painter.setBrush(color);
    const double w = at.width();
    painter.drawRect(QRectF(at.left() + w * 0.3, at.top(), w * 0.4, w * 0.45));
    painter.drawLine(QPointF(at.left() + w * 0.1, at.top() + w * 0.5),
                     QPointF(at.left() + w * 0.9, at.top() + w * 0.5));
    painter.drawLine(QPointF(at.center().x(), at.top() + w * 0.5), QPointF(at.center().x(), at.bottom()));
    painter.restore();
}

} // namespace

CompareHeader::CompareHeader(const CompareModel& model, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent), m_model(model)
{
    setSectionsClickable(true);
    setSectionsMovable(false);
    setSectionResizeMode(QHeaderView::Fixed);
    setHighlightSections(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
}

QSize CompareHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), fontMetrics().height() * kLines + 16};
}

void CompareHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    if (section >= m_model.columnCount())
        return;
    const ThemeColors& colors = themeColors(palette());
    const CompareSession& session = m_model.session();
    const ComparisonColumn& asked = m_model.column(section).asked;
    const ColumnHeading heading = headingOf(asked, const_cast<CompareSession&>(session).workspace());
    const bool reference = session.question().reference == static_cast<std::size_t>(section);
    painter->save();
    painter->fillRect(rect, backgroundInk(colors, reference));
    const int line = fontMetrics().height();
    QRect room = rect.adjusted(8, 6, -8, 0);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    // The end of a target's name tells it from its neighbours: "Ethos-U55-256".
    const auto write = [&](const QString& text, const QFont& face, const QColor& color, int right,
                           Qt::TextElideMode elide = Qt::ElideRight) {
        painter->setFont(face);
        painter->setPen(color);
        const QRect place(room.left(), room.top(), room.width() - right, line);
        painter->drawText(place, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter),
                          QFontMetrics(face).elidedText(text, elide, place.width()));
        room.setTop(room.top() + line);
    };
    int pin = 0;
    if (asked.pinned) {
        drawPin(*painter, QRectF(rect.right() - 8 - line * 0.7, rect.top() + 8, line * 0.7, line * 0.8), colors.accent);
        pin = line;
    }
    const auto& estimate = m_model.column(section).estimate;
    if (estimate && needsRemarkMark(estimate->remarks)) {
        drawRemarkMark(*painter, QRectF(rect.left(), rect.top() + 7, rect.width() - 8 - pin, line), colors.mutedText);
        pin += line + 2;
    }
    if (heading.caption.isEmpty()) {
        write(heading.family, strong, colors.text, pin);
        write(heading.target, font(), colors.text, 0, Qt::ElideMiddle);
    } else {
        write(heading.caption, strong, colors.text, pin);
        write(heading.network + QStringLiteral(" · ") + heading.target, font(), colors.text, 0, Qt::ElideMiddle);
    }
    QStringList rest{heading.variant, heading.configuration};
    rest.removeAll(QString());
    write(rest.join(QStringLiteral(" · ")), font(), colors.mutedText, 0);
    QPen below(colors.line, 1);
    if (reference) {
        write(CompareModel::tr("reference"), font(), colors.accent, 0);
        below = QPen(colors.accent, 3);
    }
    painter->setPen(below);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    painter->restore();
}

void CompareHeader::mousePressEvent(QMouseEvent* event)
{
    m_pressed = -1;
    if (event->button() == Qt::LeftButton)
        m_pressed = logicalIndexAt(event->position().toPoint());
    m_pressedAt = event->position().toPoint();
    event->accept();
}

void CompareHeader::mouseMoveEvent(QMouseEvent* event)
{
    if (m_pressed < 0 || !event->buttons().testFlag(Qt::LeftButton))
        return QHeaderView::mouseMoveEvent(event);
    if ((event->position().toPoint() - m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    const int column = m_pressed;
    m_pressed = -1;
    Q_EMIT dragRequested(column);
}

void CompareHeader::mouseReleaseEvent(QMouseEvent* event)
{
    const int column = logicalIndexAt(event->position().toPoint());
    if (m_pressed >= 0 && column == m_pressed)
        Q_EMIT headingClicked(column);
    m_pressed = -1;
}

} // namespace tenbin
