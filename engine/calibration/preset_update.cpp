// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/calibration/preset_update.h"

#include <map>

#include <fmt/format.h>

#include "engine/core/file.h"
#include "engine/targets/preset_edit.h"
#include "engine/targets/target_file.h"
#include "engine/targets/target_parser.h"

namespace tenbin {

namespace {

Sourced<double> foundNumber(const FitReport& report, const FittedNumber& number)
{
    return {presetRounding(number.found), SourceKind::fitted,
            fmt::format("fit {} of presets/calibration.toml on presets/measurements.csv; {} rows read it", report.name,
                        number.rows),
            std::pair{presetRounding(number.interval.first), presetRounding(number.interval.second)}};
}

Sourced<double> foundRange(const FittedRange& range)
{
    return {
        presetRounding(range.found), SourceKind::derived,
        fmt::format("four of five errors of {} rows ({}) with whole networks left out of the fit lie within; median "
                    "{:.1f} %",
                    range.rows, range.group, 100.0 * range.median),
        std::nullopt};
}

class FileUpdate {
public:
    static Result<FileUpdate> read(const std::filesystem::path& file)
    {
        auto text = readWhole(file, kMostPresetBytes);
        if (!text)
            return tl::make_unexpected(text.error());
        FileUpdate update;
        update.m_file = file;
        update.m_text = update.m_before = std::move(*text);
        return update;
    }

    Result<void> put(const NumberPlace& place, const Sourced<double>& number)
    {
        auto changed = withNumber(m_text, place, number);
        if (!changed)
            return tl::make_unexpected(changed.error());
        m_text = std::move(*changed);
        return {};
    }

    /// Replaces the value of one of the file's own numbers, if it has it; its kind and source stay.
    Result<void> putValue(const NumberPlace& place, double value)
    {
        const ParsedTarget parsed = parsePreset(m_text, m_file);
        const auto known = parsed.target.parameters.find(place.key);
        if (known == parsed.target.parameters.end())
            return {};
        Sourced<double> changed = known->second;
        changed.value = value;
        return put(place, changed);
    }

    /// True where anything had to be written.
    Result<bool> finish() const
    {
        if (m_text == m_before)
            return false;
        const auto written = writeWhole(m_file, m_text);
        if (!written)
            return tl::make_unexpected(written.error());
        return true;
    }

private:
    std::filesystem::path m_file;
    std::string m_text, m_before;
};

/// What one fit says of one file.
struct FileFindings {
    std::vector<std::pair<const FitReport*, const FittedNumber*>> numbers;
    std::vector<const FittedRange*> ranges;
};

Result<bool> update(const std::filesystem::path& file, const FileFindings& findings)
{
    auto changes = FileUpdate::read(file);
    if (!changes)
        return tl::make_unexpected(changes.error());
    for (const auto& [report, number] : findings.numbers) {
        if (const auto put = changes->put(number->place.place, foundNumber(*report, *number)); !put)
            return tl::make_unexpected(put.error());
        for (const TiedNumber& follower : number->followers) {
            const NumberPlace place{.option = {}, .choice = {}, .key = follower.key};
            const double value = presetRounding(presetRounding(number->found) * follower.ratio);
            if (const auto put = changes->putValue(place, value); !put)
                return tl::make_unexpected(put.error());
        }
    }
    for (const FittedRange* range : findings.ranges)
        if (const auto put = changes->put(range->place.place, foundRange(*range)); !put)
            return tl::make_unexpected(put.error());
    return changes->finish();
}

} // namespace

Result<std::vector<std::filesystem::path>> writeFound(const std::vector<FitReport>& reports,
                                                      const std::filesystem::path& presets)
{
    std::map<std::filesystem::path, FileFindings> files;
    for (const FitReport& report : reports) {
        for (const FittedNumber& number : report.numbers)
            files[number.place.file].numbers.emplace_back(&report, &number);
        for (const FittedRange& range : report.ranges)
            files[range.place.file].ranges.push_back(&range);
    }
    std::vector<std::filesystem::path> written;
    for (const auto& [file, findings] : files) {
        const auto changed = update(presets / file, findings);
        if (!changed)
            return tl::make_unexpected(changed.error());
        if (*changed)
            written.push_back(file);
    }
    return written;
}

} // namespace tenbin
