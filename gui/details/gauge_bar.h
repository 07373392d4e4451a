// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

namespace tenbin {

/// A thin bar that shows how full a memory is; red when it is over its limit.
class GaugeBar : public QWidget {
    Q_OBJECT
public:
    explicit GaugeBar(std::optional<double> fraction, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {80, 8}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<double> m_fraction; ///< used / available; absent: cannot be told
};

} // namespace tenbin
