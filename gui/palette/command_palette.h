// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QFrame>
#include <QPointer>
#include <QString>

class QLineEdit;
class QListView;

namespace tenbin {

class CommandListModel;

/// Something that the palette offers.
struct PaletteCommand {
    QString text;     ///< "Put on all targets", "Sony IMX500"
    QString group;    ///< "Board", "Target", "Network"
    QString shortcut; ///< as the platform writes it; may be empty
    std::function<void()> run;
    bool enabled = true;
};

/// A field over the window that finds commands by a few letters. It asks for the
/// commands each time it opens and knows nothing about them.
class CommandPalette final : public QFrame {
    Q_OBJECT
public:
    using Source = std::function<std::vector<PaletteCommand>()>;

    CommandPalette(Source source, QWidget* window);

    void open();
    QLineEdit& field() { return *m_field; }
    /// What is offered for the letters in the field, best first.
    QStringList offered() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    bool keyPressed(int key);
    void leave();
    void runCurrent();
    void search(const QString& typed);
    void place();
    void retranslate();

    Source m_source;
    QLineEdit* m_field;
    QListView* m_list;
    CommandListModel* m_model;
    QPointer<QWidget> m_focusBefore;
};

} // namespace tenbin
