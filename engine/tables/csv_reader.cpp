// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tables/csv_reader.h"

#include "engine/tables/csv_field.h"

namespace tenbin {

namespace {

class CsvParser {
public:
    explicit CsvParser(std::string_view text) : m_text(text) {}

    std::vector<CsvRecord> parse()
    {
        for (m_at = 0; m_at < m_text.size(); ++m_at)
            m_quoted ? quoted(m_text[m_at]) : plain(m_text[m_at]);
        endRecord();
        return std::move(m_records);
    }

private:
    void quoted(char c)
    {
        if (c == '\n')
            ++m_line;
        if (c != '"') {
            m_field += c;
        } else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == '"') {
            m_field += '"';
            ++m_at;
        } else {
            m_quoted = false;
        }
    }

    void plain(char c)
    {
        switch (c) {
        case '"':
            m_quoted = true;
            break;
        case ',':
            endField();
            break;
        case '\r':
            break;
        case '\n':
            endRecord();
            ++m_line;
            m_record.line = m_line;
            break;
        default:
            m_field += c;
        }
    }

    void endField()
    {
        m_record.fields.emplace_back(withoutFormulaGuard(m_field));
        m_field.clear();
    }

    void endRecord()
    {
        if (m_record.fields.empty() && m_field.empty())
            return;
        endField();
        m_records.push_back(std::move(m_record));
        m_record = {};
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_line = 1;
    bool m_quoted = false;
    std::string m_field;
    CsvRecord m_record;
    std::vector<CsvRecord> m_records;
};

} // namespace

std::vector<CsvRecord> parseCsv(std::string_view text) { return CsvParser(text).parse(); }

} // namespace tenbin
