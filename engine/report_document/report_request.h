// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "engine/report_document/report_builder.h"
#include "engine/validation/target_measurements.h"

namespace tenbin {

/// One network on one target.
struct InspectionRequest {
    ComparisonColumn column;
    bool operator==(const InspectionRequest&) const = default;
};
/// Comparisons one after the other, usually one a network.
struct ComparisonRequest {
    std::vector<ComparisonQuestion> questions;
    bool operator==(const ComparisonRequest&) const = default;
};
/// A study in a file; an empty name means the newest.
struct StudyRequest {
    std::string file, study;
    bool operator==(const StudyRequest&) const = default;
};
/// Every point of a sparsity sweep in a file; an empty name means the newest.
struct SparsityRequest {
    std::string file, study;
    bool operator==(const SparsityRequest&) const = default;
};
/// What a report is about: the command line and the window ask by this and get equal bytes for equal requests.
using ReportRequest = std::variant<InspectionRequest, ComparisonRequest, StudyRequest, SparsityRequest>;

/// How a report reaches what lies above it.
struct ReportSources {
    const TargetLibrary& targets;
    NetworkLoader network;
    EstimateFunction estimate;
    SchemaLookup schemas;
    MeasurementPlaces measurements = {}; ///< without folders none are shown, which is quick
};

using ReportMaker = std::function<ReportDocument(const ReportFrame&)>;

/// Finds everything that the report says, once; what it gives back makes the document in any language and needs
/// `sources` no more. Errors: those of networks, estimates, studies and stores; for comparisons they stand in
/// their columns instead. Stopped, it gives an empty function.
Result<ReportMaker> prepareReport(const ReportRequest& request, const ReportSources& sources,
                                  std::stop_token stop = {});

/// Files of one report.
struct ReportOrder {
    std::string title, author, date, notes;
    std::string logo;                         ///< path of a PNG file; empty: none
    std::vector<std::string> languages{"en"}; ///< several: each file once a language, "report.ja.pdf"
    Paper paper = Paper::a4;
    std::vector<std::string> outputs; ///< files; their endings say the format
};

/// The command that makes the report again, an option a line. Outputs are named without their folders.
std::string reportCommand(const ReportRequest& request, const ReportOrder& order, const TargetLibrary& library);
/// Every file that the order writes.
std::vector<std::string> filesOf(const ReportOrder& order);
/// Writes them, in the order of filesOf(); `written` hears of each. Stopping leaves out what is not begun.
/// Errors: fileNotFound and formatNotSupported (the logo), formatUnknown (an ending), fileUnwritable.
Result<void> writeReports(const ReportMaker& maker, const std::string& command, const ReportOrder& order,
                          const std::function<void(const std::string& path)>& written = {}, std::stop_token stop = {});

} // namespace tenbin
