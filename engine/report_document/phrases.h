// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report_document/report_builder.h"

// Qt's lupdate collects the marked texts; the engine itself needs no Qt.
#define QT_TRANSLATE_NOOP(context, text) text

namespace tenbin {

/// The English text in the report's language, %1, %2 … replaced.
std::string phrase(const Wording& wording, std::string_view english, const std::vector<std::string>& arguments = {});

/// A document with the words that every report has.
ReportDocument begunReport(const char* kind, const ReportFrame& frame, std::string title);

/// "4.64 ms (4.38 ms … 4.92 ms)", "≥ 3.1 ms", "—".
TableCell latencyCell(const Estimate& estimate, const Wording& wording);
TableCell energyCell(const Estimate& estimate, const Wording& wording);
TableCell rateCell(const Estimate& estimate);
TableCell bytesCell(const std::optional<Bytes>& bytes);
TableCell countCell(double value);
TableCell percentCell(const std::optional<double>& share);
TableCell plainCell(double value);
/// "fits", "probably fits (4 of 5)": in the tone of what is not certain where the limit lies within the error.
TableCell verdictCell(VerdictKind verdict, std::optional<double> fitsProbability, const Wording& wording);
/// "≈ 4.64 ms": of a cell of a comparison.
TableCell figureCell(ComparedFigure figure, const ComparedCell& cell, const Wording& wording);
TableCell textCell(std::string text, Tone tone = Tone::plain);

/// "MobileNet v1 (alpha=0.25, input=96x96x3)": as it was asked for; the file's name where there is no answer.
std::string networkLabel(const ComparedColumn& column);
/// "alpha=0.25, input=96x96x3", of what stands behind a network's question mark.
std::string variantText(std::string_view query);
/// "Way out: set weight bits to 4 (3.1 ms)." of what `graph` was refused.
std::string wayOut(const Remedy& remedy, const Graph& graph, const Wording& wording);
/// "Author · date", as far as there is either.
std::string byLine(const ReportDocument& document);
/// Sentences one behind the other as the language has them.
void addSentence(std::string& text, const std::string& sentence);
/// "Clock 262.5 MHz, Memory mode …": whatever the configuration sets; "defaults" if nothing.
std::string settingsText(const Target& target, const Configuration& configuration, const Wording& wording);
/// A parameter's value with its unit: "262 MHz", "0.06".
std::string valueText(double value, std::string_view unit);

/// The sections that prove the answers of `columns`: configuration, assumptions, intervals with the
/// measurements behind them, sources, versions and hashes, the command.
void addProof(ReportDocument& document, std::span<const ComparedColumn* const> columns, const ReportFrame& frame,
              const ReportEvidence& evidence);
/// Versions and the command, for reports without estimates of their own.
void addVersions(ReportDocument& document, std::vector<std::vector<TableCell>> rows, const ReportFrame& frame);

} // namespace tenbin
