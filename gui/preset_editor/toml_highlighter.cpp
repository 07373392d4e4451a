// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/preset_editor/toml_highlighter.h"

#include <algorithm>

#include "gui/look/theme_colors.h"

namespace tenbin {

void TomlHighlighter::setDark(bool dark)
{
    if (dark == m_dark)
        return;
    m_dark = dark;
    rehighlight();
}

void TomlHighlighter::highlightBlock(const QString& text)
{
    const ThemeColors& colors = themeColors(m_dark);
    QTextCharFormat comment;
    QTextCharFormat heading;
    QTextCharFormat quoted;
    QTextCharFormat key;
    comment.setForeground(colors.mutedText);
    comment.setFontItalic(true);
    heading.setForeground(colors.accent);
    heading.setFontWeight(QFont::DemiBold);
    quoted.setForeground(colors.of(VerdictKind::fits));
    key.setForeground(colors.accent);

    const QString trimmed = text.trimmed();
    if (trimmed.startsWith(u'[') && trimmed.endsWith(u']') && !trimmed.contains(u'=')) {
        setFormat(0, int(text.size()), heading);
        return;
    }
    int keyStart = 0;
    for (int i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'"' || c == u'\'') {
            const int start = i++;
            for (; i < text.size() && text[i] != c; ++i)
                if (c == u'"' && text[i] == u'\\') // the next one is escaped
                    ++i;
            setFormat(start, std::min(i, int(text.size()) - 1) - start + 1, quoted);
        } else if (c == u'#') {
            setFormat(i, int(text.size()) - i, comment);
            return;
        } else if (c == u'=') {
            setFormat(keyStart, i - keyStart, key);
        } else if (c == u'{' || c == u',' || c == u'[') {
            keyStart = i + 1;
        }
    }
}

} // namespace tenbin
