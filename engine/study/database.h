// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "engine/core/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace tenbin {

/// A prepared statement. Parameters and columns count as SQLite counts: from 1 and from 0.
class Statement {
public:
    Statement() = default;
    explicit Statement(sqlite3_stmt* statement) : m_statement(statement, &finalize) {}

    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, double value); ///< NaN is stored as NULL
    Statement& bind(int parameter, std::string_view text);
    Statement& bindBlob(int parameter, std::string_view bytes);

    /// True: a row is there. False: done, or failed; see failed().
    bool step();
    bool failed() const { return m_failed; }
    /// Runs to the end and makes it ready for the next values. False if that failed.
    bool run();

    std::int64_t integer(int column) const;
    double real(int column) const; ///< NaN for NULL
    std::string text(int column) const;
    std::string blob(int column) const;

private:
    static void finalize(sqlite3_stmt* statement);

    std::unique_ptr<sqlite3_stmt, decltype(&finalize)> m_statement{nullptr, &finalize};
    bool m_failed = false;
};

/// A connection to an SQLite file; one thread at a time.
class Database {
public:
    /// How long a statement waits for another process before it fails with studyBusy: another window commits in
    /// a fraction of this.
    static constexpr std::chrono::milliseconds kPatience{20'000};

    /// `frozen`: on a medium that nobody writes to; no lock and no file beside it is needed.
    enum class Mode : std::uint8_t { frozen, readOnly, readWrite, create };

    /// Errors: fileNotFound, fileUnreadable.
    static Result<Database> open(const std::filesystem::path& file, Mode mode,
                                 std::chrono::milliseconds patience = kPatience);

    const std::string& path() const { return m_path; }
    bool execute(const std::string& sql);
    Statement prepare(std::string_view sql);
    /// The last failure as an error: studyCorrupt where the file is damaged, studyBusy where another process
    /// holds it, else fileUnwritable.
    Error lastError() const;
    std::int64_t lastRowId() const;
    std::int64_t changes() const;

private:
    static void close(sqlite3* connection);

    std::unique_ptr<sqlite3, decltype(&close)> m_connection{nullptr, &close};
    std::string m_path;
};

/// Rolls back what was not committed. Takes the write lock at once, so that two processes wait for each
/// other instead of failing half-way.
class Transaction {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    bool begun() const { return m_open; }
    bool commit();

private:
    Database& m_database;
    bool m_open;
};

} // namespace tenbin
