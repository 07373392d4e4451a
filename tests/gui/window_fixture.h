// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include <QMimeData>
#include <QPoint>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <gtest/gtest.h>

class QWidget;

namespace tenbin {

class Language;
class MainWindow;
class SettingsStore;
class Theme;
class Workspace;
struct Card;
struct TargetLibrary;

TargetLibrary shippedTargets();
/// As a preset that was edited: one number of one target has another value.
TargetLibrary withParameter(TargetLibrary library, const std::string& target, const std::string& key, double value);

/// A whole window on the shipped targets, with settings in a folder of its own.
class WindowFixture : public testing::Test {
public:
    WindowFixture();
    ~WindowFixture() override;

protected:
    void SetUp() override;

    /// Runs the event loop until the workspace is at rest.
    void settle();
    /// Writes a built-in network as .tflite and returns the path.
    QString writeModel(const std::string& spec, const QString& name);
    QString writeBytes(const QByteArray& bytes, const QString& name);

    const Card& card(const std::string& target) const;
    /// Centre of a card, in the viewport of the board.
    QPoint cardCentre(const std::string& target) const;
    /// A point of the board that is on no card.
    QPoint besideCards() const;
    QWidget* boardViewport() const;

    /// Enter, move, drop, as a file manager or the shelf would send them.
    void drop(QWidget* widget, QPoint at, const QMimeData& data);
    static std::unique_ptr<QMimeData> networkData(const std::string& id);
    static std::unique_ptr<QMimeData> fileData(const QStringList& paths);

    QTemporaryDir m_folder;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
};

inline constexpr char kSmall[] = "zoo:mobilenet_v1?alpha=0.25&input=96x96x3";
inline constexpr char kLarge[] = "zoo:resnet50";

} // namespace tenbin
