// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileInfo>

#include "gui/app/design_drag.h"
#include "gui/app/network_names.h"
#include "gui/app/option_names.h"
#include "gui/app/target_name.h"
#include "gui/app/workspace.h"
#include "gui/compare/compare_session.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

/// The engine writes a point; people read their system's decimal sign.
QString localised(const std::string& number)
{
    return QString::fromStdString(number).replace(u'.', numberText(0.5, 1).at(1));
}

QString configurationText(const Target* target, const Configuration& configuration)
{
    QStringList parts;
    for (const auto& [key, value] : configuration.values) {
        QString text = QString::fromStdString(toString(value));
        if (target)
            if (const OptionSpec* option = target->findOption(key))
                text = optionValueText(*target, *option, configuration);
        parts << optionText(target, key) + u' ' + text;
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

QString comparedLabel(ComparedFigure figure) { return QString::fromStdString(figureLabel(figure, wording())); }
QString comparedText(ComparedFigure figure, double value) { return localised(figureText(figure, value)); }
QString comparedDifference(double difference) { return localised(differenceText(difference)); }

QString ColumnHeading::line() const
{
    if (!caption.isEmpty())
        return caption;
    const QString dot = QStringLiteral(" · ");
    return joined(network + dot + target, dot, configuration);
}

ColumnHeading headingOf(const ComparisonColumn& column, const Workspace& workspace)
{
    const Target* target = workspace.target(column.target);
    const NetworkId id = networkIdOf(column.network);
    QString family = QFileInfo(networkPath(id)).fileName();
    if (isZooNetwork(id))
        family = networkTitle(id.substr(0, id.find('?')));
    return {.network = networkTitle(id),
            .target = targetName(target, column.target),
            .configuration = configurationText(target, column.configuration),
            .family = family,
            .variant = networkVariantText(id),
            .caption = QString::fromStdString(column.caption)};
}

} // namespace tenbin
