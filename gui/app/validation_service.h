// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include <QObject>
#include <QTimer>

#include "engine/validation/validation.h"
#include "gui/app/job.h"

namespace tenbin {

class Workspace;

/// Scores the published measurements and the user's own beside the GUI thread,
/// when first asked and after the user has added some.
class ValidationService final : public QObject {
    Q_OBJECT
public:
    /// Scores the workspace's targets; what cannot be read becomes a message of it. `ownFolder` holds the user's
    /// tables.
    ValidationService(Workspace& workspace, std::filesystem::path ownFolder, QObject* parent = nullptr);

    /// Null until the first answer, and while targets that were edited are asked again.
    std::shared_ptr<const ValidationReport> report() const { return m_report; }
    bool running() const { return m_job.running() || m_restart.isActive(); }
    void start();

    /// Adds one measurement to the user's table. Errors: those of appendMeasurement().
    Result<void> add(const Measurement& row);
    /// Copies a table into the user's folder once it has been read whole.
    /// Errors: those of readMeasurements(), fileUnwritable.
    Result<void> importTable(const std::filesystem::path& file);
    const std::filesystem::path& ownFolder() const { return m_ownFolder; }

Q_SIGNALS:
    void reportChanged();

private:
    struct Outcome {
        std::shared_ptr<const ValidationReport> report;
        std::vector<Error> errors;
    };
    /// Scores about targets that say something else now are gone at once, and made again when edits rest.
    void takeTargets();
    static Outcome scoreAll(const TargetLibrary& targets, const std::filesystem::path& ownFolder);

    Workspace& m_workspace;
    std::shared_ptr<const TargetLibrary> m_targets;
    std::filesystem::path m_ownFolder;
    std::shared_ptr<const ValidationReport> m_report;
    Job<Outcome> m_job;
    QTimer m_restart;
};

} // namespace tenbin
