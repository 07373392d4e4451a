// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/theme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFile>
#include <QPainter>
#include <QStyle>
#include <QStyleFactory>
#include <QSvgRenderer>

namespace tenbin {

namespace {

// The desktop's wish, as the XDG desktop portal publishes it: 1 is "prefer dark".
constexpr char kPortal[] = "org.freedesktop.portal.Desktop";
constexpr char kPortalPath[] = "/org/freedesktop/portal/desktop";
constexpr char kPortalSettings[] = "org.freedesktop.portal.Settings";
constexpr char kAppearance[] = "org.freedesktop.appearance";
constexpr char kColorScheme[] = "color-scheme";
constexpr uint kPreferDark = 1;
constexpr char kInterface[] = "org.gnome.desktop.interface";
constexpr char kTextScale[] = "text-scaling-factor";

QPalette makePalette(const ThemeColors& colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.surface);
    palette.setColor(QPalette::AlternateBase, colors.window);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.mutedText);
    palette.setColor(QPalette::Button, colors.surface);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.alarm);
    palette.setColor(QPalette::Highlight, colors.accent);
    palette.setColor(QPalette::HighlightedText, colors.onAccent);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::LinkVisited, colors.accent);
    palette.setColor(QPalette::ToolTipBase, colors.surface);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::Light, colors.surface);
    palette.setColor(QPalette::Midlight, colors.line);
    palette.setColor(QPalette::Mid, colors.line);
    palette.setColor(QPalette::Dark, colors.mutedText);
    palette.setColor(QPalette::Shadow, colors.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        QColor faint = colors.mutedText;
        faint.setAlphaF(0.6f);
        palette.setColor(QPalette::Disabled, role, faint);
    }
    return palette;
}

/// The style sheet names colours as @text, @line …
QString styleSheet(const ThemeColors& colors)
{
    QFile file(QStringLiteral(":/tenbin/style.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    // Longer names first: @accentSoft before @accent.
    const std::pair<const char*, QColor> tokens[] = {{"@accentSoft", colors.accentSoft},
                                                     {"@accent", colors.accent},
                                                     {"@mutedText", colors.mutedText},
                                                     {"@onAccent", colors.onAccent},
                                                     {"@surface", colors.surface},
                                                     {"@window", colors.window},
                                                     {"@track", colors.track},
                                                     {"@alarmSoft", colors.softOf(VerdictKind::doesNotFit)},
                                                     {"@alarmText", colors.of(VerdictKind::doesNotFit)},
                                                     {"@text", colors.text},
                                                     {"@line", colors.line}};
    for (const auto& [name, color] : tokens)
        sheet.replace(QLatin1String(name), color.name());
    QString tick = QStringLiteral(":/tenbin/icons/tick_light.svg");
    if (colors.dark)
        tick = QStringLiteral(":/tenbin/icons/tick_dark.svg");
    return sheet.replace(QLatin1String("@tick"), tick);
}

QPixmap drawSvg(const QByteArray& svg, const QColor& color, int size)
{
    QByteArray coloured = svg;
    coloured.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(coloured);
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    return pixmap;
}

} // namespace

ThemeChoice themeChoiceFromString(const QString& text)
{
    if (text == QLatin1String("light"))
        return ThemeChoice::light;
    if (text == QLatin1String("dark"))
        return ThemeChoice::dark;
    return ThemeChoice::system;
}

QString toString(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::light:
        return QStringLiteral("light");
    case ThemeChoice::dark:
        return QStringLiteral("dark");
    case ThemeChoice::system:
        break;
    }
    return QStringLiteral("system");
}

Theme::Theme(QObject* parent) : QObject(parent)
{
    // Before anything of ours is set, the palette is the desktop's.
    m_systemFont = QApplication::font();
    m_systemDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    qApp->setStyleSheet({}); // Qt keeps a dangling base style if the style changes below a style sheet
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply();
    askDesktop();
}

bool Theme::dark() const
{
    if (m_choice == ThemeChoice::system)
        return m_systemDark;
    return m_choice == ThemeChoice::dark;
}

void Theme::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

void Theme::askDesktop()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(QLatin1String(kPortal), QLatin1String(kPortalPath), QLatin1String(kPortalSettings),
                QStringLiteral("SettingChanged"), this, SLOT(onPortalSetting(QString, QString, QDBusVariant)));
    askDesktop(kAppearance, kColorScheme);
    askDesktop(kInterface, kTextScale);
}

void Theme::askDesktop(const char* group, const char* key)
{
    QDBusMessage ask = QDBusMessage::createMethodCall(QLatin1String(kPortal), QLatin1String(kPortalPath),
                                                      QLatin1String(kPortalSettings), QStringLiteral("Read"));
    ask << QString::fromLatin1(group) << QString::fromLatin1(key);
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(ask), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, group, key](QDBusPendingCallWatcher* finished) {
        finished->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *finished;
        if (!reply.isError())
            onPortalSetting(QString::fromLatin1(group), QString::fromLatin1(key), reply.value());
    });
}

void Theme::onPortalSetting(const QString& group, const QString& key, const QDBusVariant& value)
{
    QVariant inner = value.variant();
    if (inner.canConvert<QDBusVariant>()) // Read() wraps the value twice
        inner = inner.value<QDBusVariant>().variant();
    if (group == QLatin1String(kAppearance) && key == QLatin1String(kColorScheme))
        setSystemDark(inner.toUInt() == kPreferDark);
    // Under X11 the desktop puts the text's scale into the screen's resolution, which Qt follows.
    else if (group == QLatin1String(kInterface) && key == QLatin1String(kTextScale)
             && QGuiApplication::platformName().startsWith(QLatin1String("wayland")))
        setTextScale(inner.toDouble());
}

void Theme::setTextScale(double scale)
{
    if (scale < 0.5 || scale > 3.0)
        return;
    QFont font = m_systemFont;
    font.setPointSizeF(m_systemFont.pointSizeF() * scale);
    QApplication::setFont(font);
    Q_EMIT changed();
}

void Theme::setSystemDark(bool dark)
{
    if (dark == m_systemDark)
        return;
    m_systemDark = dark;
    if (m_choice == ThemeChoice::system)
        apply();
}

void Theme::apply()
{
    const ThemeColors& colors = themeColors(dark());
    QApplication::setPalette(makePalette(colors));
    qApp->setStyleSheet(styleSheet(colors));
    Q_EMIT changed();
}

QIcon themedIcon(const QString& name, const QPalette& palette)
{
    QFile file(QStringLiteral(":/tenbin/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray svg = file.readAll();
    const ThemeColors& colors = themeColors(palette);
    QIcon icon;
    for (const int size : {16, 24, 32, 48}) {
        icon.addPixmap(drawSvg(svg, colors.mutedText, size), QIcon::Normal, QIcon::Off);
        icon.addPixmap(drawSvg(svg, colors.accent, size), QIcon::Normal, QIcon::On);
    }
    return icon;
}

} // namespace tenbin
