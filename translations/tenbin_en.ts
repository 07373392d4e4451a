<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Card</name>
    <message>
        <source>fps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>*</source>
        <comment>mark of a figure that rests on assumed inputs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no figures published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a network here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the truth should lie between %2 and %3 four times out of five.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: only a bound from the data sheet exists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody published what the latency on this target depends on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy per inference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody published what the energy on this target depends on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames per second, one inference a frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Rests on %n number(s) that nobody published:</source>
        <translation>
            <numerusform>Rests on %n number that nobody published:</numerusform>
            <numerusform>Rests on %n numbers that nobody published:</numerusform>
        </translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: no network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: computing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 frames per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>latency %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>energy %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size never published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this target has was never published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: no interval is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with changes</source>
        <comment>short for: fits with changes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slowest: %1 · %2 %</source>
        <comment>layer, share of the time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slowest layer: %1, bound by %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>upper bound</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Explore</name>
    <message>
        <source>%1 (log)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FrameStage</name>
    <message>
        <source>Readout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Glossary</name>
    <message>
        <source>Arena</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One block of memory in which all intermediate results of a network find their places; buffers that are never needed at the same time share theirs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>im2col</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying the input windows of a convolution into the rows of a matrix, so that the convolution becomes a matrix product. It costs memory and time for the copies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roofline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A chart of speed over arithmetic intensity. The roof is what the hardware can do: slanted where memory bandwidth limits, flat where the arithmetic units do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arithmetic intensity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operations for each byte that is moved to or from memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hypervolume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the space of objectives a Pareto front dominates, seen from a reference point. It grows as a search finds better designs and stands still when it finds no more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The designs that no other design beats in every objective at once. All others can be left aside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Knee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The point of a Pareto front after which a little more of one objective costs much of another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MACs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiply-accumulate operations: one multiplication and one addition, the unit of work of a neural network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of the hardware&apos;s multiply-accumulate units that do useful work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storing weights and intermediate results in few bits, most often 8, with a scale and a zero point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pruning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting weights to zero so that hardware can leave them out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of weights or values that are zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depthwise convolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A convolution that filters each channel by itself. Few operations, but each byte is used little.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An intermediate result of a network: height, width and channels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time from the start of one inference to its result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neural processing unit: hardware made for the layers of neural networks, beside a processor that does the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patch-based inference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing the first layers piece by piece, so that only a part of the large feature maps is in memory at a time. The overlaps are computed twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Design space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All designs that arise when each free choice takes each of its values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits, fits with changes, does not fit, or cannot be said: whether a network runs on a chip as it is configured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file that describes one chip: every number with its unit, its source and the kind of that source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Toolchain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compiler and kernel library that turn a network into a program for a chip. Other versions give other speeds.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GlossaryPage</name>
    <message>
        <source>Glossary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contents</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Lane</name>
    <message>
        <source>MAC array</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vector unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overhead</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkParameter</name>
    <message>
        <source>Width α</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minimalistic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Post-processing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patch side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaky rectifiers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stride</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Padding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outputs a cell</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkSummary</name>
    <message>
        <source>%1 MAC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 par.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OperatorCategory</name>
    <message>
        <source>Convolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depthwise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Option</name>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OptionText</name>
    <message>
        <source>the place of layer %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Perspectives</name>
    <message>
        <source>Board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Published</name>
    <message>
        <source>residual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>depthwise separable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>magnitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n_of_m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stripe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 times the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 times the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 times the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>50 times the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 times the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best of several settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of several settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>parameters removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>operations removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as in the source</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sparsity</name>
    <message>
        <source>Single weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N of 4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stripes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel coordinates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of 9 remain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 remain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 bits · retrained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 bits · not retrained</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Validation</name>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microcontrollers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ESP32 and RP2040</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arm Ethos-U55</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arm Ethos-U65</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arm Ethos-U85</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sony IMX500</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ADI MAX7800x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Syntiant NDP120</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ST Neural-ART</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>There is no file %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a model file that Tenbin knows (it begins with %1). Tenbin reads TensorFlow Lite, ONNX and Keras.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a file of the kind %1. Tenbin reads TensorFlow Lite, ONNX and Keras: export the model to one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file ends too early, in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has version %1; Tenbin reads %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has no operators.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is too large: %2, the limit is %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file points to %1 %2, but there are only %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is not a network that can be executed in order: %1 depends on its own output, or writes what is already written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shapes of %1 do not agree: expected %2, found %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shape of %1 cannot be derived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has an impossible %2: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lacks %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no built-in network %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s %1 cannot be %2; allowed: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset is not valid TOML: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset has an unknown key: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset lacks %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be %2; allowed: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs a value, a kind and a source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no cost model for the architecture %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 appears twice in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table lacks the column %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in column %2 is not a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no target %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%2 has no option %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 too little (needs %3, has %4).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: its size was never published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not supported (%2 times).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 runs on the CPU (%2 times).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 is %3, the limit is %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 %3 is not supported; supported: %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has the data type %2; supported: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 layers, the limit is %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is %1; estimated as if it were quantised to 8 bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has published a measurement: the latency is a lower bound from the data sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not map to this hardware; nearest form: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lies outside what was measured: the interval is wider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has an open batch size: taken as 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values of %1 are not in the file: shapes and costs only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The operator %1 is unknown: no target supports it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 quantiser nodes became data types of their tensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 further subgraphs are ignored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 operators on constants were computed at import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fits with changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAC array</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vector unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DMA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unsupported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MACs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on-chip memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>external memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>static</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sensor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>derived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>assumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensors with inference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAC arrays for pruned networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microcontrollers with NPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neural processors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microcontrollers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operating point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensor mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input persistency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Toolchain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activations in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparsity structure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elements per kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aligner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight compression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight sparsity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patches per side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimise for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the smaller network %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>byte %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All latencies are multiplied by %1, from your own measurements on this board.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>working memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run-time library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be run, only estimated: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data do not fit the network: expected %1, found %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data set is damaged: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The labels are missing: there is no %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The label %1 is outside the network&apos;s %2 classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be trained: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss became infinite or not a number in epoch %1, step %2: take a lower learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question cannot be read: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A question has no key %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question&apos;s %1 is missing or not allowed; allowed: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no study %1 in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The study %1 cannot be continued: %2 has changed since it was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy per inference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fullest memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Package</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error of the latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 of %3 fit as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fastest: %1, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least energy: %1, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(The intervals of others reach it.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures side by side. A star marks the best; ± is the interval that should hold the truth four times out of five; ≥ and ≤ mark bounds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Design</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences against %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Way out: %1%2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What one should know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency, with intervals. Pale: does not run as it is. Vertical lines mark powers of ten on a logarithmic axis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy per inference, with intervals. Pale: does not run as it is. Vertical lines mark powers of ten on a logarithmic axis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparison: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which of %1 targets suits %2: what fits, how fast does it run, what does it take?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does %1 fit on %2 (%3), how fast does it run and what does it take?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on %2: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency %1, %2, energy per inference %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer in figures; in brackets the interval that should hold the truth four times out of five.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each memory of the target holds at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How full the memories are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every operator in execution order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bound by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the time goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The operators that take longest, as shares of the latency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the energy goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody published what this target takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy of one inference by component.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Component</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does %1 run on %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every option as it stood. A star marks what differs from the target&apos;s default.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Option</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers that nobody published, and why they stand at this value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assumptions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None: every number was published, measured or derived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An interval should hold the truth four times out of five. ± is its relative half-width: v lies between v/(1+r) and v·(1+r).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it rests on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wider than the target&apos;s own ±%1, because the network lies outside what was measured. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error intervals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured values of these targets, and what the same estimate says of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measurements behind them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has published measurements of these targets that could be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 measured latencies: median error %2, nine out of ten within %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many numbers each target has of each kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every number that the estimates were made from, by kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources of the numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equal hashes mean equal input: FNV-1a, 64 bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions and hashes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make this report again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured on test samples; in brackets the 95 % interval of the share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights that remain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy before retraining</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy after retraining</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy against the weights that remain, with the 95 % intervals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparsity sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many weights can go before the network is wrong more often?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sweep has no points yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of the weights can be zero (%2, %3 bits) at an accuracy of %4, whose interval touches that of the best point, %5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy and sparsity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>knee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Designs that no other beats in every objective. A star marks the knee, the best bargain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Design space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which designs of %1 (%2 networks, %3 targets, %4 points) are best by %5?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 designs are on the Pareto front, of %2 evaluated and %3 within the constraints.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best bargain (knee): %1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hypervolume %1: the share of the box between the best and the worst values that the front dominates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluated designs (pale) and the front.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table shows the first %1 of %2 designs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question as it was asked (TOML).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 is damaged (%2). It was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds neither a project nor studies of Tenbin. It was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 was written by a newer Tenbin (version %2; this one understands up to %3). It was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in use by another program or another window of Tenbin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question as it was asked (JSON).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N of 4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stripes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel coordinates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is %1; estimated as it is, with floating-point kernels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%3 has no kernel for %1 (%2 times).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 runs by a plain C kernel of %3 (%2 times).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Float networks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::BoardPage</name>
    <message>
        <source>Family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n fit(s)</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>%n fits</numerusform>
            <numerusform>%n fit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with changes</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>%n with changes</numerusform>
            <numerusform>%n with changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n do(es) not fit</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>%n does not fit</numerusform>
            <numerusform>%n do not fit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>%n unknown</numerusform>
            <numerusform>%n unknown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n target(s)</source>
        <translation>
            <numerusform>%n target</numerusform>
            <numerusform>%n targets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 on %n target(s)</source>
        <translation>
            <numerusform>%1 on %n target</numerusform>
            <numerusform>%1 on %n targets</numerusform>
        </translation>
    </message>
    <message>
        <source>No targets were found. Presets are read from share/tenbin/presets and from your own preset folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No target matches the filter. Clear it to see all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a network from the shelf onto a card, or onto the board for all targets. Drop your own .tflite, .onnx, .h5 and .keras files anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n near the limit</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>%n near the limit</numerusform>
            <numerusform>%n near the limit</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::ChartView</name>
    <message>
        <source>Copy image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as SVG or PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.svg *.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a command, a target or a network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command, target or network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found commands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::CompareModel</name>
    <message>
        <source>reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is unknown: nobody published what it depends on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The truth should lie between %1 and %2 four times out of five.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a bound: nobody published a measurement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured: %1 (estimate %2), %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>★ Best of the row: its interval lies apart from the others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>☆ Best value of the row, but the intervals of others reach it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw value: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dots on a logarithmic axis from %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bars from zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The others are measured against this column. Click: no differences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click: differences against this column. Drag: move it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, reference</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ComparePage</name>
    <message>
        <source>No differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences against this column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename column…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show on the board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer by layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy selected cells</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy table for spreadsheets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename comparison…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove all columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the board: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on another target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another network on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same column again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heading (empty: network and target)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>A comparison holds %n column(s): remove one first.</source>
        <translation>
            <numerusform>A comparison holds %n column: remove one first.</numerusform>
            <numerusform>A comparison holds %n columns: remove one first.</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparison %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
    <message>
        <source>Estimating…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put designs side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A column is a network on a target. Drag cards from the board onto “Compare” in the bar on the left, drag networks from the shelf or designs from Explore, or choose “Add to comparison” in their menus. Click a heading to see the others as differences against it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show an example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the card selected on the board</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::CompareSession</name>
    <message>
        <source>Add %1 to the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Add %n column(s)</source>
        <translation>
            <numerusform>Add %n column</numerusform>
            <numerusform>Add %n columns</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove all columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpin %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences against %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the comparison</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ConfigurationForm</name>
    <message>
        <source>Reset to the target&apos;s default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::CurveChart</name>
    <message>
        <source>Published, not measured here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy against sparsity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first point is being measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be measured: this network has no labelled data that fits. Published curves can be laid in for orientation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start measures the network dense and at every step, on all labelled test samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 zeros</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right: %1 of %2, 95 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before retraining %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zeros among the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>against the dense network, points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right answers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::DesignTableModel</name>
    <message>
        <source>Design</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::DetailsPanel</name>
    <message>
        <source>lower bound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no network on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a network onto this card, or press Enter on one in the shelf.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has published what it takes to estimate the latency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy per inference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 J</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has published what this target consumes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>Feature maps, peak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MACs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The size of this memory was never published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How sure is this?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a bound from the data sheet: no measurement on a public network exists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The true latency should lie between %1 and %2 four times out of five.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a card to configure its target, and to see why a network fits or not and what would help.

Arrow keys move between cards; Enter comes here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy everything in this panel as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset every option to the target&apos;s default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimating…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network takes of this memory cannot be told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds feature maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frames overlap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set by the sensor or the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 frames per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the true latency may be off is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n reference(s)</source>
        <translation>
            <numerusform>%n reference</numerusform>
            <numerusform>%n references</numerusform>
        </translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller network: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, the same time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MACs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show layer %1 in the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>(%n more)</source>
        <translation>
            <numerusform>(%n more)</numerusform>
            <numerusform>(%n more)</numerusform>
        </translation>
    </message>
    <message>
        <source>Does not fit because:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the target&apos;s options makes it fit, and no smaller variant of this network does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes it fit:</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n assumed input(s)</source>
        <translation>
            <numerusform>%n assumed input</numerusform>
            <numerusform>%n assumed inputs</numerusform>
        </translation>
    </message>
    <message>
        <source>Published figures beside their estimates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the measurements of this target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the selected target</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::DuplicateDialog</name>
    <message>
        <source>Duplicate %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (mine)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of its file in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody published it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, not on the chip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no number. Examples: 640 KiB, 262.5 MHz, 1.5e-3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must lie between %2 and %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The target needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The target needs an id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An id has at most 64 of these: a to z, 0 to 9, _ and -.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A shipped preset has the id %1; shipped presets are never replaced here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another preset of yours has the id %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::EnergyChart</name>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 an inference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of it beside the layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) unknown</source>
        <translation>
            <numerusform>%n layer unknown</numerusform>
            <numerusform>%n layers unknown</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody has published what this target consumes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>operators in execution order; last: beside the layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beside the layers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ErrorPlot</name>
    <message>
        <source>Estimated against measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No measurement matches. Choose another family or figure, or clear the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimating what was measured…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ExplorePage</name>
    <message>
        <source>Export points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 breaks a constraint of the question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is on the front: nothing is better in every objective.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is dominated by %2. %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>front %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hypervolume %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brushed: %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a point to pin it: what is better than it is said here. A double click puts it on the board.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No design keeps all constraints with known objectives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n design(s)</source>
        <translation>
            <numerusform>%n design</numerusform>
            <numerusform>%n designs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n target(s)</source>
        <translation>
            <numerusform>%n target</numerusform>
            <numerusform>%n targets</numerusform>
        </translation>
    </message>
    <message>
        <source>best %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 of %3 points)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File of studies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Studies (*.tenbin *.db)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Studies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parallel coordinates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned designs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why not this one?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show on the board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the pinned designs side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Designs as points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 — a sparsity sweep, opens in Sparsity</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ExploreSession</name>
    <message>
        <source>Design from the study</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::FrameChart</name>
    <message>
        <source>Frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set by the sensor&apos;s frame rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set by: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3; light to result %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has published what it takes to estimate the latency of this target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frame %1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::GainChart</name>
    <message>
        <source>Accuracy against latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy against memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy against energy, with the Pareto front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beside every measured accuracy stands here what the network then costs on each chosen target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No target is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The targets are being asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the chosen targets has this figure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>latency of one inference (log)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>energy of one inference (log)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights and peak of the feature maps (log)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the front over accuracy and energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gains nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 as fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 less energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 smaller</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::GraphChart</name>
    <message>
        <source>Graph, heat by latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graph, heat by energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graph, heat by live memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2, brighter is more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2, darker is more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::GuideWindow</name>
    <message>
        <source>This page is not installed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tenbin user guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find on this page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User guide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::InspectionChart</name>
    <message>
        <source>Select a card with a network on it to look inside.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::InspectorPanel</name>
    <message>
        <source>Timing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roofline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Views of the selected target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this state in every view, to see what a change does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this chart as SVG or PNG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live bytes against the limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heat by latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heat by energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heat by live memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the chart shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heat by access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold repeated blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inferences a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>latency %1 → %2 (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>energy %1 → %2 (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature maps %1 → %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned: %1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on average, battery lasts %2 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sensor is the target: readout and frame rate are options.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> inferences/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capacity of the battery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> mAh at 3 V</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power asleep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> µW asleep</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::KernelView</name>
    <message>
        <source>%1: %2 of %3 coordinates left in a kernel, on average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kernels of the chosen layer are drawn here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This layer has no kernels: only ordinary convolutions have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input channels: %1 · groups of %2 output channels: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; the first %2 of %3 kernels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input channel %1, group %2: %3 of %4 coordinates left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::LayerComparePanel</name>
    <message>
        <source>Choose two columns that have an answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These networks have too little in common to be compared layer by layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The right takes %1 longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The right takes %1 less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest difference: %1 %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The networks differ: operators are aligned by kind and order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer by layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap both sides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers of two columns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::LayerPairModel</name>
    <message>
        <source>Operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right against left, in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right minus left: what the pair adds to the whole difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::LayerTableModel</name>
    <message>
        <source>Nobody has published what this target&apos;s operators consume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This operator does not use the multipliers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cycles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MACs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bound by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This operator cannot run on this target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has published what it takes to estimate the latency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither a clock nor cycles were published for this unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many multipliers this unit has is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 J</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slowest layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the whole latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplications done, of those the unit could have done in this time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes read and written, all memories together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, by hand</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::LayersPanel</name>
    <message>
        <source>Filter layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers of the selected target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a card to see what each layer of its network costs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected layers with their raw values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save all layers with their raw values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save layers as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All operators</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n layer(s)</source>
        <translation>
            <numerusform>%1 of %n layer</numerusform>
            <numerusform>%1 of %n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Whole inference, %n layer(s)</source>
        <translation>
            <numerusform>Whole inference, %n layer</numerusform>
            <numerusform>Whole inference, %n layers</numerusform>
        </translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pass before, between and after the layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 are spent there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave to the compiler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run on the processor</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::LiveResult</name>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a network on the board to see what it does on this design.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset has errors: no result until they are mended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, before the errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on this design</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This design</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How full it is</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::LossChart</name>
    <message>
        <source>Loss while retraining (cross-entropy, mean of the epoch so far)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is drawn here while a point is retrained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch %1: loss %2, %3 of the training samples right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epochs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::MainWindow</name>
    <message>
        <source>Open model files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimating…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 estimated on %n target(s) in %2</source>
        <translation>
            <numerusform>%1 estimated on %n target in %2</numerusform>
            <numerusform>%1 estimated on %n targets in %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 on %n target(s)</source>
        <translation>
            <numerusform>%1 on %n target</numerusform>
            <numerusform>%1 on %n targets</numerusform>
        </translation>
    </message>
    <message>
        <source>No recent files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put on all targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put on target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from shelf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Tenbin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;h3&gt;Tenbin %1&lt;/h3&gt;&lt;p&gt;Estimates latency, memory and energy of neural networks on edge-AI chips, layer by layer, from published facts.&lt;/p&gt;&lt;p&gt;GNU General Public License, version 3 or later. Uses Qt %2.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open model files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy card as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put on selected target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shelf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perspectives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show on the board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (and %n more)</numerusform>
            <numerusform>%1 (and %n more)</numerusform>
        </translation>
    </message>
    <message>
        <source>Exploring %1 designs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show its numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate target…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the target&apos;s numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspection: %1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Comparison: %n column(s)</source>
        <translation>
            <numerusform>Comparison: %n column</numerusform>
            <numerusform>Comparison: %n columns</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparison: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparsity sweep</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::MeasurementDialog</name>
    <message>
        <source>Add a measurement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Board, firmware, date: how was it measured?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configured as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the preset says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value above zero and its source are needed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::MemoryChart</name>
    <message>
        <source>The memory of this target was never published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in place %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>peak %1 at %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 between blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>available %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pinned peak %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>operators in execution order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2, %3 from address %4, operators %5 to %6, touched by %7</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seldom touched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>touched at every step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::MessageStrip</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more message(s)</source>
        <translation>
            <numerusform>%n more message</numerusform>
            <numerusform>%n more messages</numerusform>
        </translation>
    </message>
    <message>
        <source>Dismiss all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::NotesPanel</name>
    <message>
        <source>Change notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes about this project: why this target, what was measured, what is still open.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::NumberEditor</name>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::NumberRow</name>
    <message>
        <source>This architecture does not know the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, slider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, kind of source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no number. Examples: 640 KiB, 262.5 MHz, 1.5e-3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ParallelPlot</name>
    <message>
        <source>Drag along an axis to keep designs in that range; click it to keep all.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::PreprocessingPanel</name>
    <message>
        <source>mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>divisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bytes are the network&apos;s input as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stored value x becomes (x − mean) ÷ divisor: 0 … 255 becomes %1 … %2. Layout: height, width, channels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 samples for training, %3 for testing, %4 classes, each %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is right on %1 of these %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::PresetForm</name>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Section of the board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory: %1, not on the chip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give its capacity, which nobody published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options and what they begin with</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 brings %n number(s)</source>
        <translation>
            <numerusform>%1: %2 brings %n number</numerusform>
            <numerusform>%1: %2 brings %n numbers</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a number…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (needed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset gives every number that this cost model knows.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::PresetList</name>
    <message>
        <source>Stands on the board in the place of the shipped preset of this id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, has errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate a shipped target, or start from a template.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::PresetPage</name>
    <message>
        <source>Changes are not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A preset with errors cannot be duplicated; mend it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 will be deleted. This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · shipped: duplicate it to change numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · changes are not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New from template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show on the board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TOML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the preset as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong with the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a target on the left to see every number that its estimates rest on.

Duplicate one, or start from a template, to design a chip that does not exist: drag array size, memory, bandwidth and clock, and watch what the network on the board makes of it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::PresetSession</name>
    <message>
        <source>Revert to the saved preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ProjectController</name>
    <message>
        <source>Save project as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tenbin projects (*.tenbin)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save project as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (read-only)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tenbin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the board and the notes as a project?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the changes to %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is not saved is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ProjectSession</name>
    <message>
        <source>Return to the saved project</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::QuestionForm</name>
    <message>
        <source>A list: 8, 4, 2. A range: 100M .. 1G x 20. A logarithmic range: 100M .. 1G log 20.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers of the hardware</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some field cannot be read, or there is no target or objective.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 points, about %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>building the networks …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 points a second, %2 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done, all points are stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 points are stored; start continues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Axes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Constraints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objectives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add axis …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frames a second, at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>millijoules, at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NSGA-II (for very large spaces)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::RecoveryStrip</name>
    <message>
        <source>Work from %1 was not saved as a project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has changes from %2 that were not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written to. Changes are kept, but not in this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was moved or removed. Changes are kept, but not in this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save project as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This part of the project is not understood and was left as it is: %1. The rest is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes from %1 that were not saved are open again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return to the saved project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ReportDialog</name>
    <message>
        <source>Writing file %1 of %2 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled. Files that were finished are there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to report yet. Select a card on the board, compare designs, run a study or a sparsity sweep first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a language.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files need a name without “/”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of these names will be replaced.</source>
        <translation>
            <numerusform>%n file of these names will be replaced.</numerusform>
            <numerusform>%n files of these names will be replaced.</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written to %1</source>
        <translation>
            <numerusform>%n file written to %1</numerusform>
            <numerusform>%n files written to %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Author</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logo (PNG)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Languages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own remarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the logo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its first lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ReportExport</name>
    <message>
        <source>Writing the report: %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::RooflineChart</name>
    <message>
        <source>Roofline: each layer under what binds it</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) without counted traffic</source>
        <translation>
            <numerusform>%n layer without counted traffic</numerusform>
            <numerusform>%n layers without counted traffic</numerusform>
        </translation>
    </message>
    <message>
        <source>its bandwidth is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) fetched ahead</source>
        <translation>
            <numerusform>%n layer fetched ahead</numerusform>
            <numerusform>%n layers fetched ahead</numerusform>
        </translation>
    </message>
    <message>
        <source>The model of this target does not count the bytes that its layers move.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1MAC/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MACs a byte moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>peak %1MAC/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MACs a byte, %2MAC/s, %3 of the latency, held back by %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::SampleStrip</name>
    <message>
        <source>Test samples as decoded: class → answer of the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test samples as decoded, with their class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the data …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw tensors are no pictures: they go into the network byte for byte.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ScatterPlot</name>
    <message>
        <source>Choose networks, targets and axes on the left, then start: every design appears here as a point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>knee: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>grey: outside the constraints</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::SensitivityPanel</name>
    <message>
        <source>Prune each layer alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a layer may cost, points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propose plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the step says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dense %1; no retraining; the first method and width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows which layers bear pruning, and proposes what each keeps at least.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A plan is set; the next sweep follows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::SheetLabel</name>
    <message>
        <source>Copy selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy this</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ShelfModel</name>
    <message>
        <source>Your models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counting…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ShelfPanel</name>
    <message>
        <source>Filter models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put on all targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or drag the model onto one card, or onto the board for all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open model files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or drop .tflite, .onnx, .h5 and .keras files anywhere in the window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ShortcutsWindow</name>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter commands or keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::SparsityForm</name>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labelled data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pruning methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps: elements of nine that remain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bits of the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retraining</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder with IDX files (MNIST, Fashion-MNIST), CIFAR-10 binaries, pictures in a folder a class, NumPy arrays, or raw tensors with y_labels.csv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Falling numbers from 9 to 1. Methods other than kernel coordinates keep the same share of their weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measure without retraining</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measure with retraining</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epochs a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference (Fashion-MNIST)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a method.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps are falling numbers from 9 to 1, as 9, 6, 4, 2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose how many bits the weights have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose with or without retraining.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder with labelled data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::SparsityPage</name>
    <message>
        <source>Difference to dense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published curves …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walks along the curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show on the board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save network …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparsity against accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 test samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) measured</source>
        <translation>
            <numerusform>%n point measured</numerusform>
            <numerusform>%n points measured</numerusform>
        </translation>
    </message>
    <message>
        <source>Not measured: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost, share of all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dead channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TOPS/W, dense operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Against the first point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is the first point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Networks: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured networks in detail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels with the elements that remain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy against sparsity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy against what a target gains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Studies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 — a design space, opens in Explore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 of %3 points)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File of studies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Studies (*.tenbin *.db)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export points</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::SparsitySession</name>
    <message>
        <source>Done. Every point is kept: the same question is answered at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading network and data …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pruning each layer alone: %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point %1 of %2: %3, %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch %1 of %2, loss %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::TimingChart</name>
    <message>
        <source>One inference: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One inference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has published what it takes to estimate the latency of this target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start and end of an inference: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computing %1, memory %2, set-up %3 cycles; counted %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MACs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>multipliers used to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held back by %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::TomlView</name>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::Tour</name>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End tour</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ValidatePage</name>
    <message>
        <source>Estimated against measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add measurement…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A CSV table with the columns model, target, metric, value and kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show on the board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recalibrate this board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measurements, worst first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not scored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All families</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimating what was measured…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No measurement matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n measurement(s)</source>
        <translation>
            <numerusform>%n measurement</numerusform>
            <numerusform>%n measurements</numerusform>
        </translation>
    </message>
    <message>
        <source>median error %1, nine of ten within %2, bias %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rank correlation %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 inside the stated range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every row could be scored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a dot or a row to see what was measured, where it was published, and the estimate of the same thing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>range %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a table of measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::ValidationModel</name>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::WindowHelp</name>
    <message>
        <source>Command palette…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network: put on all targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Networks are on the shelf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag one onto the board to ask all chips, or onto one card to ask that chip. Your own .tflite, .onnx, .h5 and .keras files can be dropped anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each card is a chip with its verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark, word and colour say whether the network fits. The large number is frames per second; an em dash is a number nobody published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details: configure the selected chip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change clock, memory or toolchain and read the answer at once; Ctrl+Z takes it back. Below stand the reasons and what would help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The inspector says where the time goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer by layer: timing, memory, energy, roofline. A layer selected in one view is selected in all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perspectives, and a way to everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These buttons lead to the other views: search designs, compare, check against measurements. Ctrl+K finds every command, chip and network; F1 lists the keys.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tenbin::Workspace</name>
    <message>
        <source>Open %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Open %n files</source>
        <translation>
            <numerusform>Open %n file</numerusform>
            <numerusform>Open %n files</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put %1 on all targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put %1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
