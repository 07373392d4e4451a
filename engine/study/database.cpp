// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/database.h"

#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>
#include <sqlite3.h>

namespace tenbin {

namespace {

constexpr int kStepsBetweenLooks = 1000; // of a budget

/// The URI by which SQLite opens a file without locks; sqlite.org/uri.html names what must be escaped.
std::string frozenUri(const std::string& path)
{
    std::string uri = "file:";
    for (const char c : path) {
        if (c == '?' || c == '#' || c == '%')
            uri += fmt::format("%{:02x}", static_cast<unsigned char>(c));
        else
            uri += c;
    }
    return uri + "?immutable=1";
}

} // namespace

/// One connection, so one thread at a time.
class Statement::Idle {
public:
    sqlite3_stmt* take(std::string_view sql)
    {
        const auto found = m_statements.find(sql);
        if (found == m_statements.end())
            return nullptr;
        sqlite3_stmt* statement = found->second.release();
        m_statements.erase(found);
        return statement;
    }
    void keep(Handle statement)
    {
        const char* sql = sqlite3_sql(statement.get());
        if (sql && m_statements.size() < kMost)
            m_statements.try_emplace(sql, std::move(statement));
    }

private:
    static constexpr std::size_t kMost = 50; // more than there are texts

    std::map<std::string, Handle, std::less<>> m_statements;
};

Statement::Statement(sqlite3_stmt* statement, const std::shared_ptr<Idle>& idle)
    : m_statement(statement, &finalize), m_idle(idle)
{
}

Statement::~Statement()
{
    const auto idle = m_idle.lock();
    if (!m_statement || !idle)
        return;
    sqlite3_reset(m_statement.get());
    sqlite3_clear_bindings(m_statement.get());
    idle->keep(std::move(m_statement));
}

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
    int code = SQLITE_MISUSE;
    if (m_statement)
        code = sqlite3_step(m_statement.get());
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
    if (!data)
        return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

std::string Statement::blob(int column) const
{
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement.get(), column));
    if (!data)
        return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

namespace {

int accessFlags(Database::Mode mode)
{
    switch (mode) {
    case Database::Mode::frozen:
        return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    case Database::Mode::create:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Database::Mode::readOnly:
        return SQLITE_OPEN_READONLY;
    case Database::Mode::readWrite:
        break;
    }
    return SQLITE_OPEN_READWRITE;
}

} // namespace

void Database::close(sqlite3* connection) { sqlite3_close_v2(connection); }

Result<Database> Database::open(const std::filesystem::path& file, Mode mode, std::chrono::milliseconds patience)
{
    Database database;
    database.m_path = file.string();
    std::error_code missing;
    if (mode != Mode::create && !std::filesystem::exists(file, missing))
        return fail(ErrorCode::fileNotFound, {database.m_path});
    sqlite3* connection = nullptr;
    std::string name = database.m_path;
    if (mode == Mode::frozen)
        name = frozenUri(name);
    const int code = sqlite3_open_v2(name.c_str(), &connection, SQLITE_OPEN_NOMUTEX | accessFlags(mode), nullptr);
    database.m_connection.reset(connection);
    if (code != SQLITE_OK)
        return fail(ErrorCode::fileUnreadable, {database.m_path, sqlite3_errstr(code)});
    database.m_readOnly = mode == Mode::frozen || mode == Mode::readOnly;
    database.harden(patience);
    return database;
}

Result<Database> Database::inMemory()
{
    Database database;
    database.m_path = ":memory:";
    sqlite3* connection = nullptr;
    const int code = sqlite3_open_v2(":memory:", &connection, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, nullptr);
    database.m_connection.reset(connection);
    if (code != SQLITE_OK)
        return fail(ErrorCode::fileUnreadable, {database.m_path, sqlite3_errstr(code)});
    database.harden(kPatience);
    return database;
}

Result<Database> Database::inMemory(Database& from, const std::filesystem::path& path)
{
    auto copy = inMemory();
    if (!copy)
        return copy;
    copy->m_path = path.string();
    sqlite3_backup* backup = sqlite3_backup_init(copy->m_connection.get(), "main", from.m_connection.get(), "main");
    if (!backup)
        return tl::make_unexpected(copy->lastError());
    constexpr int kAllPages = -1;
    const int code = sqlite3_backup_step(backup, kAllPages);
    sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE)
        return tl::make_unexpected(copy->lastError());
    return copy;
}

/// sqlite.org/security.html, "Untrusted SQLite Database Files".
void Database::harden(std::chrono::milliseconds patience)
{
    m_idle = std::make_shared<Statement::Idle>();
    sqlite3* connection = m_connection.get();
    sqlite3_busy_timeout(connection, static_cast<int>(patience.count()));
    sqlite3_extended_result_codes(connection, 1);
    for (const auto& [setting, value] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                         {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                         {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                         {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                                         {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}})
        sqlite3_db_config(connection, setting, value, nullptr);
    // What our own statements need, and little more. VACUUM attaches its target.
    for (const auto& [limit, value] : {std::pair{SQLITE_LIMIT_SQL_LENGTH, 100'000},
                                       {SQLITE_LIMIT_COLUMN, 100},
                                       {SQLITE_LIMIT_EXPR_DEPTH, 50},
                                       {SQLITE_LIMIT_COMPOUND_SELECT, 10},
                                       {SQLITE_LIMIT_VDBE_OP, 25'000},
                                       {SQLITE_LIMIT_FUNCTION_ARG, 8},
                                       {SQLITE_LIMIT_ATTACHED, 1},
                                       {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100},
                                       {SQLITE_LIMIT_VARIABLE_NUMBER, 100},
                                       {SQLITE_LIMIT_TRIGGER_DEPTH, 10},
                                       {SQLITE_LIMIT_WORKER_THREADS, 0}})
        sqlite3_limit(connection, limit, value);
}

bool Database::forbidWriting()
{
    m_readOnly = true;
    return execute("PRAGMA query_only = ON");
}

bool Database::copyInto(const std::filesystem::path& file)
{
    if (m_readOnly && !execute("PRAGMA query_only = OFF")) // which forbids even this
        return false;
    Statement copy = prepare("VACUUM INTO ?");
    const bool done = copy.bind(1, std::string_view(file.string())).run();
    if (!done)
        return false; // the error is that of the copy
    return !m_readOnly || forbidWriting();
}

bool Database::moved() const
{
    int moved = 0;
    sqlite3_file_control(m_connection.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved != 0;
}

void Database::foldJournal()
{
    if (!execute("PRAGMA wal_checkpoint(TRUNCATE)"))
        return;
    std::error_code none;
    if (std::filesystem::exists(m_path, none)) // another file lies there now, and the journals may be its own
        return;
    std::filesystem::remove(m_path + "-wal", none);
    std::filesystem::remove(m_path + "-shm", none);
}

StepBudget::StepBudget(Database& database, std::int64_t steps)
    : m_connection(database.m_connection.get()), m_left(steps)
{
    sqlite3_progress_handler(m_connection, kStepsBetweenLooks, &spend, this);
}

StepBudget::~StepBudget() { sqlite3_progress_handler(m_connection, 0, nullptr, nullptr); }

int StepBudget::spend(void* budget)
{
    auto& left = static_cast<StepBudget*>(budget)->m_left;
    left -= kStepsBetweenLooks;
    return static_cast<int>(left < 0);
}

bool Database::execute(const std::string& sql)
{
    return sqlite3_exec(m_connection.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

Statement Database::prepare(std::string_view sql)
{
    sqlite3_stmt* statement = m_idle->take(sql);
    if (!statement)
        sqlite3_prepare_v3(m_connection.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr);
    return {statement, m_idle};
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
        || code == SQLITE_TOOBIG || code == SQLITE_NOMEM || code == SQLITE_FORMAT || code == SQLITE_INTERRUPT;
    if (damaged)
        return {ErrorCode::studyCorrupt, {m_path, message}, {}};
    return {ErrorCode::fileUnwritable, {m_path, message}, {}};
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

Snapshot::Snapshot(Database& database) : m_database(database), m_open(database.execute("SAVEPOINT look")) {}

Snapshot::~Snapshot()
{
    if (m_open)
        m_database.execute("RELEASE look");
}

} // namespace tenbin
