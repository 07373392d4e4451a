// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the user guide's charts: guide_pictures FOLDER writes inspector_<target>.png, six views of three networks each.
#include <array>
#include <cstdio>

#include <QApplication>
#include <QImage>
#include <QPainter>

#include "engine/inspection/frame_timing.h"
#include "engine/zoo/zoo.h"
#include "gui/app/workspace.h"
#include "gui/inspect/energy_chart.h"
#include "gui/inspect/frame_chart.h"
#include "gui/inspect/graph_chart.h"
#include "gui/inspect/memory_chart.h"
#include "gui/inspect/roofline_chart.h"
#include "gui/inspect/timing_chart.h"
#include "gui/look/theme.h"
#include "models/registry.h"

namespace {

using namespace tenbin;

constexpr QSize kChart(640, 230);
constexpr int kGap = 8, kHead = 28;
constexpr std::array kNetworks{"mobilenet_v2", "resnet8", "ssd_mobilenet_v2_fpnlite"};
constexpr std::array kTargets{"imx500", "ethos_u55_128", "max78002", "ndp120", "stm32h743"};

class Sheet {
public:
    Sheet()
        : m_workspace(loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema)),
          m_cameras(readCameras(TENBIN_SOURCE_DIR "/presets/cameras.toml").value())
    {
    }

    QImage draw(const char* id)
    {
        const Target& target = *m_workspace.target(id);
        QImage sheet(static_cast<int>(kNetworks.size()) * (kChart.width() + kGap) - kGap,
                     kHead + 6 * (kChart.height() + kGap) - kGap, QImage::Format_RGB32);
        sheet.fill(Qt::white);
        QPainter painter(&sheet);
        int x = 0;
        for (const char* network : kNetworks) {
            const auto answer = answerOf(target, network);
            painter.drawText(QRect(x, 0, kChart.width(), kHead), Qt::AlignCenter,
                             QStringLiteral("%1 · %2").arg(QString::fromStdString(answer->estimate->model),
                                                           QString::fromStdString(target.name)));
            drawColumn(painter, x, inspect(answer, target), target);
            x += kChart.width() + kGap;
        }
        return sheet;
    }

private:
    static std::shared_ptr<const Answer> answerOf(const Target& target, const char* network)
    {
        auto answer = std::make_shared<Answer>();
        answer->target = target.id;
        answer->graph = buildNetwork(network).value();
        answer->estimate = std::make_shared<const Estimate>(estimate(*answer->graph, target, {}).value());
        return answer;
    }

    void drawColumn(QPainter& painter, int x, const InspectionPtr& inspection, const Target& target)
    {
        TimingChart timing(m_workspace);
        MemoryChart memory(m_workspace);
        EnergyChart energy(m_workspace);
        RooflineChart roofline(m_workspace);
        GraphChart graph(m_workspace);
        FrameChart frames(m_workspace);
        int y = kHead;
        for (InspectionChart* chart :
             std::initializer_list<InspectionChart*>{&timing, &memory, &energy, &roofline, &graph, &frames}) {
            chart->resize(kChart);
            chart->show(inspection, nullptr);
            if (chart == &frames)
                setFrames(frames, *inspection, target);
            QImage image(kChart, QImage::Format_RGB32);
            QPainter inner(&image);
            chart->render(inner, kChart);
            inner.end();
            painter.drawImage(x, y, image);
            y += kChart.height() + kGap;
        }
    }

    void setFrames(FrameChart& chart, const Inspection& inspection, const Target& target)
    {
        const Settings settings = Settings::resolve(target, {}).value();
        const auto own = ownCamera(settings);
        const Camera& camera = own ? *own : m_cameras.front();
        chart.setTiming(frameTiming(inspection.estimate(), camera, resultOutput(settings, inspection.graph()), 3),
                        QString::fromStdString(camera.name));
    }

    Workspace m_workspace;
    std::vector<Camera> m_cameras;
};

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    if (argc != 2) {
        std::fputs("guide_pictures FOLDER\n", stderr);
        return 2;
    }
    Theme theme;
    theme.setChoice(themeChoiceFromString(QStringLiteral("light")));
    Sheet sheet;
    for (const char* target : kTargets) {
        const QString path =
            QStringLiteral("%1/inspector_%2.png").arg(QString::fromLocal8Bit(argv[1]), QLatin1String(target));
        if (!sheet.draw(target).save(path)) {
            std::fprintf(stderr, "cannot write %s\n", path.toLocal8Bit().constData());
            return 1;
        }
    }
    return 0;
}
