// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/validation/target_measurements.h"

#include "engine/validation/network_of_row.h"

namespace tenbin {

std::vector<ScoredRow> measurementsOfTargets(const TargetLibrary& library, const std::set<std::string>& ids,
                                             const MeasurementPlaces& places, std::stop_token stop)
{
    const auto rules = findMappingRules(places.presetFolders);
    if (!rules)
        return {};
    TargetLibrary only;
    for (const Target& target : library.targets)
        if (ids.contains(target.id))
            only.targets.push_back(target);
    std::vector<Measurement> rows;
    for (const std::filesystem::path& file : measurementTables(places.presetFolders, places.ownFolder))
        if (auto table = readMeasurements(file))
            rows.insert(rows.end(), table->begin(), table->end());
    const ValidationContext context{.targets = only,
                                    .rules = *rules,
                                    .network = [&](const MappedRow& mapped) -> Result<std::shared_ptr<const Graph>> {
                                        // What is refused is not estimated, so that a stopped request ends at once.
                                        return stop.stop_requested() ? fail(ErrorCode::networkUnknown)
                                                                     : networkOfRow(mapped, {});
                                    },
                                    .estimate = places.estimate};
    auto scored = validate(rows, context).scored;
    return stop.stop_requested() ? std::vector<ScoredRow>() : std::move(scored);
}

} // namespace tenbin
