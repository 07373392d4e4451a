// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

namespace tenbin::cli {

struct Program;

// Each is a file: command_<name>.cpp holds its arguments, its help and what it does.

void addTargets(CLI::App& app, Program& program);
void addNetworks(CLI::App& app, Program& program);
void addSchema(CLI::App& app, Program& program);
void addInspect(CLI::App& app, Program& program);
void addEstimate(CLI::App& app, Program& program);
void addChoose(CLI::App& app, Program& program);
void addCompare(CLI::App& app, Program& program);
void addValidate(CLI::App& app, Program& program);
void addCalibrate(CLI::App& app, Program& program);
void addAccuracy(CLI::App& app, Program& program);
void addTrain(CLI::App& app, Program& program);
void addPrune(CLI::App& app, Program& program);
void addSparsitySweep(CLI::App& app, Program& program);
void addSensitivity(CLI::App& app, Program& program);
void addSweep(CLI::App& app, Program& program);
void addFront(CLI::App& app, Program& program);
void addMerge(CLI::App& app, Program& program);
void addStudies(CLI::App& app, Program& program);
void addDescribe(CLI::App& app, Program& program);
void addReport(CLI::App& app, Program& program);

} // namespace tenbin::cli
