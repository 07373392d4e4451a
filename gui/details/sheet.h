// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include <QLabel>
#include <QSet>
#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace tenbin {

/// Text that wraps at any width, can be selected, and offers to be copied:
/// what is selected, the whole label, and whatever an ancestor offers.
class SheetLabel : public QLabel {
    Q_OBJECT
public:
    explicit SheetLabel(const QString& text = {}, QWidget* parent = nullptr);
    /// Long words (file names, addresses) may break behind a slash.
    void setBreakableText(const QString& text);
    /// The text as it was given, without the places where it may break.
    QString plainText() const;

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
};

/// A column of titled facts that is written once from top to bottom, on the
/// screen and as plain text alike.
class Sheet : public QWidget {
    Q_OBJECT
public:
    /// `expanded`: ids of the foldable parts that are open; outlives the sheet.
    explicit Sheet(QSet<QString>& expanded, QWidget* parent = nullptr);

    void title(const QString& text);
    void paragraph(const QString& text, const QString& toolTip = {});
    /// "Inference   4.64 ms / 4.30 ms – 5.01 ms": `range` is small, below the value.
    void fact(const QString& label, const QString& value, const QString& range = {}, const QString& toolTip = {});
    /// A fact with a bar below it; `fraction` absent: cannot be told.
    void gauge(const QString& label, const QString& value, std::optional<double> fraction, const QString& toolTip = {});
    /// A sentence behind a symbol; `spoken` is what the symbol means. With `action`,
    /// a button `actionText` ends the line; `name` finds it.
    struct Action {
        QString name, text, spoken;
        std::function<void()> run;
    };
    void item(const QString& symbol, const QString& spoken, const QString& text,
              const std::optional<Action>& action = {}, const QColor& symbolColor = {});
    /// A part that opens on demand; everything until `endFold` goes into it.
    void beginFold(const QString& id, const QString& text);
    void endFold();

    QString plainText() const { return m_plain.join(u'\n'); }

private:
    QVBoxLayout* m_layout; ///< where the next line goes
    QVBoxLayout* m_outer;
    QSet<QString>& m_expanded;
    QStringList m_plain;
};

} // namespace tenbin
