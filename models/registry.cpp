// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/registry.h"

#include <array>

#include "models/cartesian_mac_array/cartesian_mac_array.h"
#include "models/ethos_u/ethos_u.h"
#include "models/max7800x/max7800x.h"
#include "models/microcontroller/microcontroller.h"
#include "models/neupro_nano/neupro_nano.h"
#include "models/neural_art/neural_art.h"
#include "models/neural_decision_processor/neural_decision_processor.h"
#include "models/reference_class/reference_class.h"
#include "models/stacked_sensor_dsp/stacked_sensor_dsp.h"

namespace tenbin {

std::span<const CostModel* const> costModels()
{
    static const std::array<const CostModel*, 9> models{
        &stackedSensorDspCostModel(), &cartesianMacArrayCostModel(),       &ethosUCostModel(),
        &neuralArtCostModel(),        &neuralDecisionProcessorCostModel(), &max7800xCostModel(),
        &neuproNanoCostModel(),       &microcontrollerCostModel(),         &referenceClassCostModel(),
    };
    return models;
}

const CostModel* findCostModel(std::string_view architecture)
{
    for (const CostModel* model : costModels())
        if (model->schema().architecture == architecture)
            return model;
    return nullptr;
}

const ArchitectureSchema* findSchema(std::string_view architecture)
{
    const CostModel* model = findCostModel(architecture);
    return model ? &model->schema() : nullptr;
}

Result<Estimate> estimate(const Graph& graph, const Target& target, const Configuration& configuration,
                          const VariantSource& variants)
{
    const CostModel* model = findCostModel(target.architecture);
    if (!model)
        return fail(ErrorCode::presetArchitecture, {target.architecture},
                    {.file = target.file, .element = "architecture"});
    return estimate(*model, graph, target, configuration, variants);
}

SharedEstimate sharedEstimate(const Graph& graph, const Target& target, const Configuration& configuration)
{
    return shared(estimate(graph, target, configuration));
}

} // namespace tenbin
