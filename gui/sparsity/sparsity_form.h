// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QWidget>

#include "gui/sparsity/sparsity_session.h"

class QCheckBox;

namespace tenbin {

namespace Ui {
class SparsityForm;
}

class RunBox;

/// What is swept: network, data, methods, steps, bits, retraining, targets; and the run's buttons.
class SparsityForm final : public QWidget {
    Q_OBJECT
public:
    explicit SparsityForm(SparsitySession& session, QWidget* parent = nullptr);
    ~SparsityForm() override;

    /// Takes over the session's question.
    void fill();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Bits {
        int width;
        QCheckBox* box;
    };

    void build();
    void listen();
    void retranslate();
    void fillNetworks();
    void changed();
    QString problemOf(const SparsityQuestion& question) const;
    void refreshEditors();
    void browseData();
    void browseNetwork();

    SparsitySession& m_session;
    bool m_filling = false;
    std::unique_ptr<Ui::SparsityForm> m_ui;
    std::vector<Bits> m_bits;
    RunBox* m_run;
};

} // namespace tenbin
