// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/sample_strip.h"

#include <algorithm>

#include <QImage>
#include <QPainter>

#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr int kLargest = 72, kGap = 8;

/// Samples of one or three channels as pictures, in the order in which they lie in memory (HWC).
QImage imageOf(const DataSet& data, std::size_t index)
{
    const auto h = static_cast<int>(data.shape[0]);
    const auto w = static_cast<int>(data.shape[1]);
    const auto c = static_cast<int>(data.shape[2]);
    QImage image(w, h, QImage::Format_RGB32);
    const std::uint8_t* bytes = data.sample(index);
    for (int y = 0; y < h; ++y)
        for (int x = 0; x < w; ++x) {
            const std::uint8_t* pixel = bytes + (static_cast<std::ptrdiff_t>(y) * w + x) * c;
            image.setPixel(x, y, c == 3 ? qRgb(pixel[0], pixel[1], pixel[2]) : qRgb(pixel[0], pixel[0], pixel[0]));
        }
    return image;
}

} // namespace

SampleStrip::SampleStrip(SparsitySession& session, QWidget* parent) : ChartView(parent), m_session(session)
{
    setObjectName(QStringLiteral("sparsitySamples"));
    connect(&session, &SparsitySession::glanceChanged, this, &SampleStrip::rebuild);
}

void SampleStrip::rebuild()
{
    m_images.clear();
    const DataGlance* glance = m_session.glance();
    const bool picture = glance && !glance->error && !glance->few.raw && glance->few.shape.size() == 3
                         && (glance->few.shape[2] == 1 || glance->few.shape[2] == 3);
    for (std::size_t i = 0; picture && i < glance->few.size() && i < 24; ++i)
        m_images.push_back(imageOf(glance->few, i));
    recompose();
}

QString SampleStrip::title() const
{
    const DataGlance* glance = m_session.glance();
    return glance && !glance->answers.empty() ? tr("Test samples as decoded: class → answer of the network")
                                              : tr("Test samples as decoded, with their class");
}

QString SampleStrip::emptyText() const
{
    const DataGlance* glance = m_session.glance();
    if (!glance)
        return tr("Reading the data …");
    if (glance->error)
        return sentenceText(*glance->error);
    return m_images.empty() ? tr("Raw tensors are no pictures: they go into the network byte for byte.") : QString();
}

void SampleStrip::drawAbove(QPainter& painter)
{
    const QRectF area = this->area();
    const ThemeColors& colours = themeColors(palette());
    const DataGlance& glance = *m_session.glance();
    const int caption = fontMetrics().height() + 2;
    const int side = std::clamp(static_cast<int>(area.height()) / 2 - caption - kGap, 28, kLargest);
    const int across = std::max(1, (static_cast<int>(area.width()) + kGap) / (side + kGap));
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    for (std::size_t i = 0; i < m_images.size(); ++i) {
        const int row = static_cast<int>(i) / across;
        const int column = static_cast<int>(i) % across;
        const QPointF at = area.topLeft() + QPointF(column * (side + kGap), row * (side + caption + 4));
        if (at.y() + side + caption > area.bottom() + 4)
            break;
        painter.drawImage(QRectF(at, QSizeF(side, side)), m_images[i]);
        const QString label = wholeText(glance.few.labels[i]);
        const QString answer = i < glance.answers.size() ? QString::fromStdString(glance.answers[i]) : QString();
        const bool wrong = !answer.isEmpty() && answer.toInt() != glance.few.labels[i];
        painter.setPen(wrong ? colours.of(VerdictKind::doesNotFit) : colours.text);
        QString text = label;
        if (!answer.isEmpty())
            text += (wrong ? QStringLiteral(" → %1 ✗") : QStringLiteral(" → %1")).arg(answer);
        painter.drawText(QRectF(at.x() - kGap / 2.0, at.y() + side, side + kGap, caption), Qt::AlignCenter, text);
    }
}

} // namespace tenbin
