// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/database.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <sqlite3.h>

namespace tenbin {

namespace {

/// The URI by which SQLite opens a file without locks; sqlite.org/uri.html names what must be escaped.
std::string frozenUri(const std::string& path)
{
    std::string uri = "file:";
    for (const char c : path)
        uri += c == '?' || c == '#' || c == '%' ? fmt::format("%{:02x}", static_cast<unsigned char>(c))
                                                : std::string(1, c);
    return uri + "?immutable=1";
}

} // namespace

void Statement::finalize(sqlite3_stmt* statement) { sqlite3_finalize(statement); }

Statement& Statement::bind(int parameter, std::int64_t value)
{
    sqlite3_bind_int64(m_statement.get(), parameter, value);
    return *this;
}

Statement& Statement::bind(int parameter, double value)
{
    if (std::isnan(value))
        sqlite3_bind_null(m_statement.get(), parameter);
    else
        sqlite3_bind_double(m_statement.get(), parameter, value);
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view text)
{
    sqlite3_bind_text(m_statement.get(), parameter, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::bindBlob(int parameter, std::string_view bytes)
{
    sqlite3_bind_blob64(m_statement.get(), parameter, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
    return *this;
}

bool Statement::step()
{
    const int code = m_statement ? sqlite3_step(m_statement.get()) : SQLITE_MISUSE;
    m_failed = code != SQLITE_ROW && code != SQLITE_DONE;
    return code == SQLITE_ROW;
}

bool Statement::run()
{
    while (step()) {
    }
    if (m_statement)
        sqlite3_reset(m_statement.get());
    return !m_failed;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_statement.get(), column); }

double Statement::real(int column) const
{
    if (sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL)
        return std::numeric_limits<double>::quiet_NaN();
    return sqlite3_column_double(m_statement.get(), column);
}

std::string Statement::text(int column) const
{
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
    return data ? std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column)))
                : std::string();
}

std::string Statement::blob(int column) const
{
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement.get(), column));
    return data ? std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column)))
                : std::string();
}

void Database::close(sqlite3* connection) { sqlite3_close_v2(connection); }

Result<Database> Database::open(const std::filesystem::path& file, Mode mode, std::chrono::milliseconds patience)
{
    Database database;
    database.m_path = file.string();
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY;
    if (mode == Mode::frozen)
        flags |= SQLITE_OPEN_URI;
    else if (mode != Mode::readOnly)
        flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | (mode == Mode::create ? SQLITE_OPEN_CREATE : 0);
    std::error_code missing;
    if (mode != Mode::create && !std::filesystem::exists(file, missing))
        return fail(ErrorCode::fileNotFound, {database.m_path});
    sqlite3* connection = nullptr;
    const std::string name = mode == Mode::frozen ? frozenUri(database.m_path) : database.m_path;
    const int code = sqlite3_open_v2(name.c_str(), &connection, flags, nullptr);
    database.m_connection.reset(connection);
    if (code != SQLITE_OK)
        return fail(ErrorCode::fileUnreadable, {database.m_path, sqlite3_errstr(code)});
    sqlite3_busy_timeout(connection, static_cast<int>(patience.count()));
    sqlite3_extended_result_codes(connection, 1);
    return database;
}

bool Database::execute(const std::string& sql)
{
    return sqlite3_exec(m_connection.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

Statement Database::prepare(std::string_view sql)
{
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(m_connection.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    return Statement(statement);
}

Error Database::lastError() const
{
    const int code = sqlite3_errcode(m_connection.get()) & 0xff;
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return {ErrorCode::studyBusy, {m_path}, {}};
    const std::string message = sqlite3_errmsg(m_connection.get());
    const int whole = sqlite3_extended_errcode(m_connection.get());
    const bool damaged =
        code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE // no answer where there must be one
        || code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR || whole == SQLITE_IOERR_SHORT_READ
        || code == SQLITE_TOOBIG || code == SQLITE_NOMEM || code == SQLITE_FORMAT;
    return {damaged ? ErrorCode::studyCorrupt : ErrorCode::fileUnwritable, {m_path, message}, {}};
}

std::int64_t Database::lastRowId() const { return sqlite3_last_insert_rowid(m_connection.get()); }
std::int64_t Database::changes() const { return sqlite3_changes64(m_connection.get()); }

Transaction::Transaction(Database& database) : m_database(database), m_open(database.execute("BEGIN IMMEDIATE")) {}

Transaction::~Transaction()
{
    if (m_open)
        m_database.execute("ROLLBACK");
}

bool Transaction::commit()
{
    if (!m_open || !m_database.execute("COMMIT"))
        return false;
    m_open = false;
    return true;
}

} // namespace tenbin
