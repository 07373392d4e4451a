// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/validation_service.h"

#include <algorithm>
#include <utility>

#include <QCoreApplication>

#include "engine/targets/preset_folders.h"
#include "engine/validation/measurement_writer.h"
#include "engine/validation/network_of_row.h"
#include "gui/app/workspace.h"
#include "models/registry.h"

namespace tenbin {

namespace {

constexpr int kRestMilliseconds = 400; ///< a slider in the preset editor rests

bool sameAnswers(const TargetLibrary& before, const TargetLibrary& after)
{
    const auto same = [](const Target& a, const Target& b) { return a.id == b.id && a.hash == b.hash; };
    return std::equal(before.targets.begin(), before.targets.end(), after.targets.begin(), after.targets.end(), same);
}

} // namespace

ValidationService::ValidationService(Workspace& workspace, std::filesystem::path ownFolder, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_targets(workspace.targetLibrary()), m_ownFolder(std::move(ownFolder))
{
    connect(&workspace, &Workspace::targetsChanged, this, &ValidationService::takeTargets);
    m_restart.setSingleShot(true);
    m_restart.setInterval(kRestMilliseconds);
    connect(&m_restart, &QTimer::timeout, this, &ValidationService::start);
}

void ValidationService::takeTargets()
{
    const auto before = std::exchange(m_targets, m_workspace.targetLibrary());
    if (sameAnswers(*before, *m_targets) || (!m_report && !running()))
        return;
    m_job.stop();
    m_report.reset();
    Q_EMIT reportChanged();
    m_restart.start();
}

ValidationService::Outcome ValidationService::scoreAll(const TargetLibrary& targets,
                                                       const std::filesystem::path& ownFolder)
{
    Outcome outcome;
    const auto folders = presetFolders(QCoreApplication::applicationFilePath().toStdString(), {});
    const auto rules = findMappingRules(folders);
    if (!rules)
        outcome.errors.push_back(rules.error());
    std::vector<Measurement> rows;
    for (const auto& table : measurementTables(folders, ownFolder)) {
        if (auto read = readMeasurements(table))
            rows.insert(rows.end(), read->begin(), read->end());
        else
            outcome.errors.push_back(read.error());
    }
    const MappingRules none;
    outcome.report = std::make_shared<const ValidationReport>(validate(
        rows, {.targets = targets,
               .rules = rules.value_or(none),
               .network = [](const MappedRow& row) { return networkOfRow(row, {}); },
               .estimate = [](const Graph& graph, const Target& target,
                              const Configuration& configuration) { return estimate(graph, target, configuration); }}));
    return outcome;
}

void ValidationService::start()
{
    m_restart.stop();
    m_job.start(
        [targets = m_targets, folder = m_ownFolder](const std::stop_token&) { return scoreAll(*targets, folder); },
        [this](Outcome outcome) {
            m_report = std::move(outcome.report);
            for (const Error& error : outcome.errors)
                m_workspace.report(error);
            Q_EMIT reportChanged();
        });
}

Result<void> ValidationService::add(const Measurement& row)
{
    auto done = appendMeasurement(m_ownFolder / "own.csv", row);
    if (done)
        start();
    return done;
}

Result<void> ValidationService::importTable(const std::filesystem::path& file)
{
    if (const auto rows = readMeasurements(file); !rows)
        return tl::make_unexpected(rows.error());
    std::error_code error;
    std::filesystem::create_directories(m_ownFolder, error);
    if (!error)
        std::filesystem::copy_file(file, m_ownFolder / file.filename(),
                                   std::filesystem::copy_options::overwrite_existing, error);
    if (error)
        return fail(ErrorCode::fileUnwritable, {(m_ownFolder / file.filename()).string(), error.message()},
                    {.file = m_ownFolder.string()});
    start();
    return {};
}

} // namespace tenbin
