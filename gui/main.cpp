// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdio>
#include <string_view>

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QStandardPaths>

#include "engine/targets/preset_folders.h"
#include "engine/targets/preset_version.h"
#include "gui/app/network_names.h"
#include "gui/app/settings_store.h"
#include "gui/app/workspace.h"
#include "gui/help/window_help.h"
#include "gui/look/language.h"
#include "gui/look/text_pieces.h"
#include "gui/look/theme.h"
#include "gui/window/main_window.h"
#include "gui/window/startup_time.h"
#include "gui/window/termination.h"
#include "models/registry.h"

namespace {

// Shows every kind of verdict on the shipped targets.
constexpr char kFirstNetwork[] = "mobilenet_v1?alpha=0.25&input=96x96x3";

/// Asked for on machines without a display too: answered before there is a window system.
bool asksFor(int argc, char** argv, std::string_view shortName, std::string_view longName)
{
    return std::any_of(argv + 1, argv + argc,
                       [&](std::string_view argument) { return argument == shortName || argument == longName; });
}

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
           || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

struct Options {
    QStringList files;
    QString theme, language;
    bool startupTime = false;
};

Options parseArguments(const QApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Drop a neural network on a board of edge-AI chips and read the verdict."));
    parser.addHelpOption();
    parser.addOption({{QStringLiteral("v"), QStringLiteral("version")},
                      QStringLiteral("print the versions of program, engine and presets")});
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("system, light or dark"),
                                   QStringLiteral("name"));
    const QCommandLineOption language(QStringLiteral("language"), QStringLiteral("en or ja"), QStringLiteral("code"));
    const QCommandLineOption time(
        QStringLiteral("startup-time"),
        QStringLiteral("print milliseconds from process start to the first estimate on the screen, and end"));
    parser.addOptions({theme, language, time});
    parser.addPositionalArgument(QStringLiteral("files"), QStringLiteral("model files and a project to open"),
                                 QStringLiteral("[files…]"));
    parser.process(application);
    return {parser.positionalArguments(), parser.value(theme), parser.value(language), parser.isSet(time)};
}

std::filesystem::path userPresets()
{
    return (QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/presets"))
        .toStdString();
}

} // namespace

int main(int argc, char** argv)
{
    using namespace tenbin;
    if (asksFor(argc, argv, "-v", "--version")) {
        std::puts(
            versionText("tenbin " TENBIN_VERSION, presetFolders(executablePath(argv[0]), userPresetFolder())).c_str());
        return 0;
    }
    if (!hasDisplay()) {
        std::fputs("tenbin needs a display; tenbin-cli answers without one.\n", stderr);
        return 2;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("tenbin"));
    QApplication::setApplicationVersion(QStringLiteral(TENBIN_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("tenbin"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/tenbin/icons/tenbin.svg")));
    const Options options = parseArguments(application);

    SettingsStore settings;
    Language language;
    language.setChoice(textOr(options.language, settings.language()));
    Theme theme;
    theme.setChoice(themeChoiceFromString(textOr(options.theme, settings.theme())));

    const auto folders = presetFolders(QApplication::applicationFilePath().toStdString(), userPresets());
    Workspace workspace(loadTargets(folders, findSchema));
    workspace.placeOnAll(zooNetworkId(kFirstNetwork)); // estimated while the window is built
    workspace.undoStack()->clear();
    MainWindow window(workspace, settings, theme, language);
    const Termination termination;
    QObject::connect(&termination, &Termination::asked, &window, [&window] {
        window.leaveAtOnce();
        QApplication::quit();
    });
    if (options.startupTime)
        printStartupTime(workspace, window);
    window.show();
    window.beginProject();
    if (!options.startupTime && options.files.isEmpty())
        window.help().offerTour();
    workspace.openFiles(options.files, {OpenDestination::Kind::board, {}});
    return QApplication::exec();
}
