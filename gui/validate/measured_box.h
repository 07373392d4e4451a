// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

namespace tenbin {

/// A field for a measured figure: shows the digits that were typed, and takes point and comma as the decimal sign
/// whatever the system writes. Digits are never grouped, so neither can mean anything else.
class MeasuredBox final : public QDoubleSpinBox {
    Q_OBJECT
public:
    explicit MeasuredBox(QWidget* parent = nullptr);

    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;

private:
    QString plain(const QString& text) const;
};

} // namespace tenbin
