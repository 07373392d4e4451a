// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

QColor rgb(unsigned int value) { return QColor::fromRgb(value); }

ThemeColors makeLight()
{
    ThemeColors colors;
    colors.window = rgb(0xf3f4f6);
    colors.surface = rgb(0xffffff);
    colors.text = rgb(0x1c2430);
    colors.mutedText = rgb(0x596273);
    colors.line = rgb(0xdde1e7);
    colors.accent = rgb(0x2563eb);
    colors.accentSoft = rgb(0xe6eefd);
    colors.onAccent = rgb(0xffffff);
    colors.track = rgb(0xe6e9ee);
    colors.alarm = rgb(0xc02f25);
    colors.verdict = {rgb(0x14602f), rgb(0x7d4a00), rgb(0xa8211a), rgb(0x4b5563)};
    colors.verdictSoft = {rgb(0xdff3e5), rgb(0xfdeecb), rgb(0xfde5e3), rgb(0xebedf1)};
    return colors;
}

ThemeColors makeDark()
{
    ThemeColors colors;
    colors.dark = true;
    colors.window = rgb(0x15171b);
    colors.surface = rgb(0x1f2227);
    colors.text = rgb(0xe7e9ec);
    colors.mutedText = rgb(0xa3abb7);
    colors.line = rgb(0x353a42);
    colors.accent = rgb(0x78a6ff);
    colors.accentSoft = rgb(0x243450);
    colors.onAccent = rgb(0x0d1626);
    colors.track = rgb(0x373d46);
    colors.alarm = rgb(0xff7d72);
    colors.verdict = {rgb(0x83dda0), rgb(0xf3c469), rgb(0xffa49b), rgb(0xbcc3cd)};
    colors.verdictSoft = {rgb(0x17351f), rgb(0x3b2d10), rgb(0x471e1b), rgb(0x30353d)};
    return colors;
}

} // namespace

const ThemeColors& themeColors(bool dark)
{
    static const ThemeColors light = makeLight();
    static const ThemeColors night = makeDark();
    if (dark)
        return night;
    return light;
}

const ThemeColors& themeColors(const QPalette& palette)
{
    return themeColors(palette.color(QPalette::Window).lightness() < 128);
}

QColor categoryColor(int index, bool dark)
{
    // Okabe and Ito, "Color Universal Design" (2008). Black gives way to light grey on dark ground.
    static const std::array<QColor, kCategoryColors> colors{rgb(0x0072b2), rgb(0x56b4e9), rgb(0xe69f00), rgb(0x009e73),
                                                            rgb(0xd55e00), rgb(0xcc79a7), rgb(0xf0e442), rgb(0x000000)};
    const int wrapped = ((index % kCategoryColors) + kCategoryColors) % kCategoryColors;
    if (dark && wrapped == kCategoryColors - 1)
        return rgb(0xd0d4da);
    return colors[static_cast<std::size_t>(wrapped)];
}

} // namespace tenbin
