<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Card</name>
    <message numerus="yes">
        <source>Rests on %n number(s) that nobody published:</source>
        <translation>
            <numerusform>Rests on %n number that nobody published:</numerusform>
            <numerusform>Rests on %n numbers that nobody published:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::BoardPage</name>
    <message numerus="yes">
        <source>%n with another network</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>%n with another network</numerusform>
            <numerusform>%n with another network</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>%n near the limit</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>%n near the limit</numerusform>
            <numerusform>%n near the limit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n keep(s) it</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>%n keeps it</numerusform>
            <numerusform>%n keep it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n miss(es)</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>%n misses</numerusform>
            <numerusform>%n miss</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::ComparePage</name>
    <message numerus="yes">
        <source>A comparison holds %n column(s): remove one first.</source>
        <translation>
            <numerusform>A comparison holds %n column: remove one first.</numerusform>
            <numerusform>A comparison holds %n columns: remove one first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Comparison: %n column(s)</source>
        <translation>
            <numerusform>Comparison: %n column</numerusform>
            <numerusform>Comparison: %n columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::CompareSession</name>
    <message numerus="yes">
        <source>Add %n column(s)</source>
        <translation>
            <numerusform>Add %n column</numerusform>
            <numerusform>Add %n columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::DetailsPanel</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reference(s)</source>
        <translation>
            <numerusform>%n reference</numerusform>
            <numerusform>%n references</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(%n more)</source>
        <translation>
            <numerusform>(%n more)</numerusform>
            <numerusform>(%n more)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n assumed input(s)</source>
        <translation>
            <numerusform>%n assumed input</numerusform>
            <numerusform>%n assumed inputs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::EnergyChart</name>
    <message numerus="yes">
        <source>%n layer(s) unknown</source>
        <translation>
            <numerusform>%n layer unknown</numerusform>
            <numerusform>%n layers unknown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::ErrorBoxes</name>
    <message numerus="yes">
        <source>%n measurement(s)</source>
        <translation>
            <numerusform>%n measurement</numerusform>
            <numerusform>%n measurements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::ExplorePage</name>
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
</context>
<context>
    <name>tenbin::LayersPanel</name>
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
</context>
<context>
    <name>tenbin::MessageStrip</name>
    <message numerus="yes">
        <source>%n more message(s)</source>
        <translation>
            <numerusform>%n more message</numerusform>
            <numerusform>%n more messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::PresetForm</name>
    <message numerus="yes">
        <source>%1: %2 brings %n number(s)</source>
        <translation>
            <numerusform>%1: %2 brings %n number</numerusform>
            <numerusform>%1: %2 brings %n numbers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::ReportDialog</name>
    <message numerus="yes">
        <source>%n file(s) of these names will be replaced.</source>
        <translation>
            <numerusform>%n file of these names will be replaced.</numerusform>
            <numerusform>%n files of these names will be replaced.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written to %1</source>
        <translation>
            <numerusform>%n file written to %1</numerusform>
            <numerusform>%n files written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::RooflineChart</name>
    <message numerus="yes">
        <source>%n layer(s) without counted traffic</source>
        <translation>
            <numerusform>%n layer without counted traffic</numerusform>
            <numerusform>%n layers without counted traffic</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) fetched ahead</source>
        <translation>
            <numerusform>%n layer fetched ahead</numerusform>
            <numerusform>%n layers fetched ahead</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s), %1 of the time, are bound by %2</source>
        <translation>
            <numerusform>%n layer, %1 of the time, is bound by %2</numerusform>
            <numerusform>%n layers, %1 of the time, are bound by %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::ScatterPlot</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::SparsityPage</name>
    <message numerus="yes">
        <source>%n point(s) measured</source>
        <translation>
            <numerusform>%n point measured</numerusform>
            <numerusform>%n points measured</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::StatusLine</name>
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
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (and %n more)</numerusform>
            <numerusform>%1 (and %n more)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::ValidatePage</name>
    <message numerus="yes">
        <source>%n measurement(s)</source>
        <translation>
            <numerusform>%n measurement</numerusform>
            <numerusform>%n measurements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::Workspace</name>
    <message numerus="yes">
        <source>Open %n files</source>
        <translation>
            <numerusform>Open %n file</numerusform>
            <numerusform>Open %n files</numerusform>
        </translation>
    </message>
</context>
</TS>
