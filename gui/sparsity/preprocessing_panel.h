// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "gui/sparsity/sparsity_session.h"

class QLabel;
class QLineEdit;

namespace tenbin {

class SampleStrip;

/// What is in the data and what is done to it before the network sees it.
class PreprocessingPanel final : public QWidget {
    Q_OBJECT
public:
    PreprocessingPanel(SparsitySession& session, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refresh();
    void changed();

    SparsitySession& m_session;
    SampleStrip* m_strip;
    QLabel *m_facts, *m_meanLabel, *m_divisorLabel, *m_formula;
    QLineEdit *m_mean, *m_divisor;
};

} // namespace tenbin
