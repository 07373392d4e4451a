// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/validate/validate_perspective.h"

#include "gui/validate/validate_page.h"

namespace tenbin {

Perspective validatePerspective(const PerspectiveContext& context)
{
    auto* page = new ValidatePage(context.workspace, context.validation, context.parent);
    QObject::connect(page, &ValidatePage::boardRequested, page, context.showBoard);
    Perspective validate{QStringLiteral("validate"), QT_TRANSLATE_NOOP("Perspectives", "Validate"), page};
    validate.showMeasurements = [page](const QString& target) { page->showTarget(target); };
    return validate;
}

} // namespace tenbin
