// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report_document/report_request.h"

#include <set>

#include "engine/exploration/question.h"
#include "engine/sparsity/sparsity_study.h"

namespace tenbin {

namespace {

/// What the maker of a comparison or an inspection holds.
struct ComparedFacts {
    std::vector<Comparison> comparisons;
    std::vector<ScoredRow> measurements;
    SchemaLookup schemas;

    ReportEvidence evidence() const { return {.schemas = schemas, .measurements = measurements}; }
};

struct Preparing {
    const ReportSources& sources;
    std::stop_token stop;

    Result<ReportMaker> operator()(const InspectionRequest& request) const;
    Result<ReportMaker> operator()(const ComparisonRequest& request) const;
    Result<ReportMaker> operator()(const StudyRequest& request) const;
    Result<ReportMaker> operator()(const SparsityRequest& request) const;
    std::shared_ptr<const ComparedFacts> answered(const std::vector<ComparisonQuestion>& questions) const;
};

/// Null where it was stopped.
std::shared_ptr<const ComparedFacts> Preparing::answered(const std::vector<ComparisonQuestion>& questions) const
{
    auto facts = std::make_shared<ComparedFacts>();
    facts->schemas = sources.schemas;
    std::set<std::string> ids;
    for (const ComparisonQuestion& question : questions)
        for (const ComparisonColumn& column : question.columns)
            ids.insert(column.target);
    if (!sources.measurements.presetFolders.empty())
        facts->measurements = measurementsOfTargets(sources.targets, ids, sources.measurements, stop);
    const ComparisonContext context{
        .targets = sources.targets, .network = sources.network, .estimate = sources.estimate};
    for (const ComparisonQuestion& question : questions) {
        std::vector<ComparedColumn> columns;
        for (const ComparisonColumn& column : question.columns) {
            if (stop.stop_requested())
                return nullptr;
            columns.push_back(compareColumn(column, context));
        }
        facts->comparisons.push_back(
            arrange(question.name, question.reference, std::move(columns), facts->measurements));
    }
    if (stop.stop_requested())
        return nullptr;
    return facts;
}

Result<ReportMaker> Preparing::operator()(const InspectionRequest& request) const
{
    const auto facts = answered({ComparisonQuestion{.name = {}, .columns = {request.column}, .reference = {}}});
    if (!facts)
        return ReportMaker();
    if (const auto& error = facts->comparisons.front().columns.front().error)
        return tl::make_unexpected(*error);
    return ReportMaker([facts](const ReportFrame& frame) {
        return inspectionReport(facts->comparisons.front().columns.front(), frame, facts->evidence());
    });
}

Result<ReportMaker> Preparing::operator()(const ComparisonRequest& request) const
{
    const auto facts = answered(request.questions);
    if (!facts)
        return ReportMaker();
    return ReportMaker(
        [facts](const ReportFrame& frame) { return comparisonReport(facts->comparisons, frame, facts->evidence()); });
}

Result<ReportMaker> Preparing::operator()(const StudyRequest& request) const
{
    auto content = StudyFile::openExisting(request.file).and_then([&](const auto& file) {
        return file->find(request.study, StudyKind::space).and_then([&](const StudyInfo& info) {
            return file->read(info.id);
        });
    });
    if (!content)
        return tl::make_unexpected(content.error());
    const auto question = parseQuestion(content->info.question, request.file);
    if (!question)
        return tl::make_unexpected(question.error());
    return ReportMaker([study = std::make_shared<const StudyContent>(std::move(*content)), question = *question](
                           const ReportFrame& frame) { return studyReport(*study, question, frame); });
}

Result<ReportMaker> Preparing::operator()(const SparsityRequest& request) const
{
    const auto study = StudyFile::openExisting(request.file).and_then([&](const auto& file) {
        return SparsityStudy::open(file, request.study);
    });
    if (!study)
        return tl::make_unexpected(study.error());
    return ReportMaker([points = (*study)->points(), info = (*study)->info()](const ReportFrame& frame) {
        return sparsityReport(points, frame, &info);
    });
}

} // namespace

Result<ReportMaker> prepareReport(const ReportRequest& request, const ReportSources& sources, std::stop_token stop)
{
    return std::visit(Preparing{sources, std::move(stop)}, request);
}

} // namespace tenbin
