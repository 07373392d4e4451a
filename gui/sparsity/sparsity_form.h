// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "gui/sparsity/sparsity_session.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QSpinBox;
class QDoubleSpinBox;
class QToolButton;

namespace tenbin {

class RunBox;

/// What is swept: network, data, methods, steps, bits, retraining, targets; and the run's buttons.
class SparsityForm final : public QWidget {
    Q_OBJECT
public:
    explicit SparsityForm(SparsitySession& session, QWidget* parent = nullptr);

    /// Takes over the session's question.
    void fill();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    QWidget* buildTraining();
    void retranslate();
    void fillNetworks();
    void fillTargets();
    void changed();
    QString problemOf(const SparsityQuestion& question) const;
    void refreshEditors();
    void browseData();
    void browseNetwork();

    SparsitySession& m_session;
    bool m_filling = false;
    std::vector<QLabel*> m_titles;
    QComboBox* m_network;
    QLineEdit *m_data, *m_elements;
    QToolButton* m_browse;
    QListWidget *m_methods, *m_targets;
    std::vector<QCheckBox*> m_bits;
    QCheckBox *m_retrained, *m_untrained;
    QLabel *m_epochsLabel, *m_samplesLabel, *m_rateLabel, *m_seedLabel;
    QSpinBox *m_epochs, *m_samples, *m_seed;
    QDoubleSpinBox* m_rate;
    RunBox* m_run;
};

} // namespace tenbin
