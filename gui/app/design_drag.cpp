// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/design_drag.h"

#include <QPainter>
#include <QWidget>

#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

std::unique_ptr<QMimeData> designData(const std::vector<ComparisonColumn>& designs)
{
    auto data = std::make_unique<QMimeData>();
    ComparisonQuestion question;
    question.columns = designs;
    question.columns.resize(std::min(designs.size(), kMostComparisonColumns));
    data->setData(QLatin1String(kDesignMime), QByteArray::fromStdString(toJson(question)));
    return data;
}

std::vector<ComparisonColumn> designsOf(const QMimeData& data)
{
    const auto question = parseComparisonQuestion(data.data(QLatin1String(kDesignMime)).toStdString(), {});
    if (!question)
        return {};
    return question->columns;
}

std::optional<ComparisonColumn> designOn(const Workspace& workspace, std::string_view target)
{
    const NetworkId network = workspace.networkOn(target);
    if (network.empty() || !workspace.target(target))
        return std::nullopt;
    ComparisonColumn design;
    design.network = networkSource(network);
    design.target = target;
    design.configuration = workspace.configuration(target);
    return design;
}

std::string networkSource(const NetworkId& id)
{
    if (isZooNetwork(id))
        return id;
    return networkReference(id).toStdString();
}

NetworkId networkIdOf(const std::string& source)
{
    if (isZooNetwork(source))
        return source;
    return fileNetworkId(QString::fromStdString(source));
}

QPixmap dragPixmap(const QWidget& widget, const QString& title)
{
    const ThemeColors& colors = themeColors(widget.palette());
    const QFontMetrics metrics(widget.font());
    const QSize size(metrics.horizontalAdvance(title) + 24, metrics.height() + 12);
    QPixmap pixmap(size * widget.devicePixelRatioF());
    pixmap.setDevicePixelRatio(widget.devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.accent);
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), 6, 6);
    painter.setPen(colors.text);
    painter.setFont(widget.font());
    painter.drawText(QRect(QPoint(), size), Qt::AlignCenter, title);
    return pixmap;
}

} // namespace tenbin
