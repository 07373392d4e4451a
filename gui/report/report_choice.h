// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "engine/report_document/report_request.h"

namespace tenbin {

/// What can be reported now, and how files about it are called.
struct ReportChoice {
    QString text;     ///< "MobileNet v2 on Sony IMX500"
    QString fileName; ///< without folder and ending
    ReportRequest request;
};

/// A name that is good in every file system: letters and digits of any script, what else there is becomes '-'.
QString reportFileName(const QString& text);

} // namespace tenbin
