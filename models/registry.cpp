// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/registry.h"

#include <vector>

#if __has_include("models/stacked_sensor_dsp.h")
#include "models/stacked_sensor_dsp.h"
#endif
#if __has_include("models/cartesian_mac_array.h")
#include "models/cartesian_mac_array.h"
#endif
#if __has_include("models/ethos_u.h")
#include "models/ethos_u.h"
#endif
#if __has_include("models/neural_art.h")
#include "models/neural_art.h"
#endif
#if __has_include("models/neural_decision_processor.h")
#include "models/neural_decision_processor.h"
#endif
#if __has_include("models/max7800x.h")
#include "models/max7800x.h"
#endif
#if __has_include("models/neupro_nano.h")
#include "models/neupro_nano.h"
#endif
#if __has_include("models/microcontroller.h")
#include "models/microcontroller.h"
#endif

namespace tenbin {

std::span<const CostModel* const> costModels()
{
    static const std::vector<const CostModel*> models{
#if __has_include("models/stacked_sensor_dsp.h")
        &stackedSensorDspCostModel(),
#endif
#if __has_include("models/cartesian_mac_array.h")
        &cartesianMacArrayCostModel(),
#endif
#if __has_include("models/ethos_u.h")
        &ethosUCostModel(),
#endif
#if __has_include("models/neural_art.h")
        &neuralArtCostModel(),
#endif
#if __has_include("models/neural_decision_processor.h")
        &neuralDecisionProcessorCostModel(),
#endif
#if __has_include("models/max7800x.h")
        &max7800xCostModel(),
#endif
#if __has_include("models/neupro_nano.h")
        &neuproNanoCostModel(),
#endif
#if __has_include("models/microcontroller.h")
        &microcontrollerCostModel(),
#endif
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
        return fail(ErrorCode::presetArchitecture, {target.architecture}, {.file = target.file, .element = "architecture"});
    return estimate(*model, graph, target, configuration, variants);
}

} // namespace tenbin
