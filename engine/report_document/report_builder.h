// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "engine/comparison/comparison.h"
#include "engine/exploration/question.h"
#include "engine/report_document/document.h"
#include "engine/study/study_file.h"
#include "engine/training/sparsity_sweep.h"

namespace tenbin {

/// What the user adds to a report, and the language it speaks. Numbers keep the point as their decimal sign,
/// so that equal input gives equal bytes everywhere.
struct ReportFrame {
    std::string title; ///< empty: made of what is reported
    std::string author, date, notes;
    std::string logo; ///< bytes of a PNG file
    std::string language = "en";
    Wording wording;
    std::string command; ///< what makes this report again
};

/// Where the proof comes from.
struct ReportEvidence {
    SchemaLookup schemas; ///< units of parameters
    std::span<const ScoredRow> measurements;
};

/// One network on one target. A column without an answer gives a report that says why.
ReportDocument inspectionReport(const ComparedColumn& column, const ReportFrame& frame, const ReportEvidence& evidence);
/// Several comparisons side by side: usually one a network.
ReportDocument comparisonReport(std::span<const Comparison> comparisons, const ReportFrame& frame,
                                const ReportEvidence& evidence);
/// Front, knee and hypervolume of a study.
ReportDocument studyReport(const StudyContent& study, const Question& question, const ReportFrame& frame);
/// Accuracy against the weights that remain; `study`: where the points lie, with the question.
ReportDocument sparsityReport(std::span<const SparsityPoint> points, const ReportFrame& frame,
                              const StudyInfo* study = nullptr);

} // namespace tenbin
