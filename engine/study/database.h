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
    /// Statements that nobody uses now, by their text: compiling one takes longer than a short one runs.
    class Idle;

    /// Goes back to the idle ones in the end.
    Statement(sqlite3_stmt* statement, const std::shared_ptr<Idle>& idle);
    ~Statement();
    Statement(Statement&&) noexcept = default;
    Statement& operator=(Statement&&) = delete;

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
    using Handle = std::unique_ptr<sqlite3_stmt, decltype(&finalize)>;

    Handle m_statement{nullptr, &finalize};
    std::weak_ptr<Idle> m_idle;
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

    /// No SQL of the file's own acts: neither triggers nor views nor functions in its schema.
    /// Errors: fileNotFound, fileUnreadable.
    static Result<Database> open(const std::filesystem::path& file, Mode mode,
                                 std::chrono::milliseconds patience = kPatience);

    /// An empty one that ends with its connection.
    static Result<Database> inMemory();
    /// A copy of another one, which goes by the name `path` in messages. Errors: studyCorrupt, studyBusy.
    static Result<Database> inMemory(Database& from, const std::filesystem::path& path);

    const std::string& path() const { return m_path; }
    bool readOnly() const { return m_readOnly; }
    /// From here on statements that write fail with fileUnwritable. False if that failed.
    bool forbidWriting();
    /// Writes a copy of all that is in it into a file that is empty or not there. False if that failed.
    bool copyInto(const std::filesystem::path& file);
    /// Whether the file that is open is no longer the one at path(): deleted, moved or replaced.
    bool moved() const;
    /// For a file that was moved: brings what is in its journal into it and removes the journal, which stayed behind.
    void foldJournal();
    bool execute(const std::string& sql);
    Statement prepare(std::string_view sql);
    /// The last failure as an error: studyCorrupt where the file is damaged, studyBusy where another process
    /// holds it, else fileUnwritable.
    Error lastError() const;
    std::int64_t lastRowId() const;
    std::int64_t changes() const;

private:
    friend class StepBudget;
    static void close(sqlite3* connection);
    void harden(std::chrono::milliseconds patience);

    std::unique_ptr<sqlite3, decltype(&close)> m_connection{nullptr, &close};
    std::shared_ptr<Statement::Idle> m_idle; ///< ends before the connection
    std::string m_path;
    bool m_readOnly = false;
};

/// Statements of a database fail with studyCorrupt when they have taken more steps of SQLite's machine than this, as
/// long as the budget lives. The database must stay where it is meanwhile.
class StepBudget {
public:
    StepBudget(Database& database, std::int64_t steps);
    ~StepBudget();
    StepBudget(const StepBudget&) = delete;
    StepBudget& operator=(const StepBudget&) = delete;

private:
    static int spend(void* budget);

    sqlite3* m_connection;
    std::int64_t m_left;
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

/// What is read while it lives is one state of the file, whoever writes to it meanwhile; inside a transaction too.
class Snapshot {
public:
    explicit Snapshot(Database& database);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Database& m_database;
    bool m_open;
};

} // namespace tenbin
