<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Card</name>
    <message>
        <source>fps</source>
        <translation>fps</translation>
    </message>
    <message>
        <source>*</source>
        <comment>mark of a figure that rests on assumed inputs</comment>
        <translation>*</translation>
    </message>
    <message>
        <source>no figures published</source>
        <translation>公表値なし</translation>
    </message>
    <message>
        <source>Drop a network here</source>
        <translation>ここにネットワークをドロップしてください</translation>
    </message>
    <message>
        <source>%1: the truth should lie between %2 and %3 four times out of five.</source>
        <translation>%1: 真の値は 80 % の確率で %2 から %3 の間にあります。</translation>
    </message>
    <message>
        <source>%1: only a bound from the data sheet exists.</source>
        <translation>%1: データシートから求めた限界値しかありません。</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>レイテンシ</translation>
    </message>
    <message>
        <source>Nobody published what the latency on this target depends on.</source>
        <translation>このターゲットのレイテンシを決める数値は公表されていません。</translation>
    </message>
    <message>
        <source>Energy per inference</source>
        <translation>1 推論あたりのエネルギー</translation>
    </message>
    <message>
        <source>Nobody published what the energy on this target depends on.</source>
        <translation>このターゲットの消費エネルギーを決める数値は公表されていません。</translation>
    </message>
    <message>
        <source>Frames per second, one inference a frame</source>
        <translation>フレームレート（1 フレームにつき 1 推論）</translation>
    </message>
    <message numerus="yes">
        <source>Rests on %n number(s) that nobody published:</source>
        <translation>
            <numerusform>公表されていない %n 個の仮定値にもとづきます:</numerusform>
        </translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>%1: no network</source>
        <translation>%1: ネットワークなし</translation>
    </message>
    <message>
        <source>%1: computing</source>
        <translation>%1: 計算中</translation>
    </message>
    <message>
        <source>%1 frames per second</source>
        <translation>毎秒 %1 フレーム</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>latency %1</source>
        <translation>レイテンシ %1</translation>
    </message>
    <message>
        <source>energy %1</source>
        <translation>エネルギー %1</translation>
    </message>
    <message>
        <source>size never published</source>
        <translation>容量は非公表</translation>
    </message>
    <message>
        <source>What this target has was never published.</source>
        <translation>このターゲットの容量は公表されていません。</translation>
    </message>
    <message>
        <source>%1: no interval is known.</source>
        <translation>%1: 信頼区間は不明です。</translation>
    </message>
    <message>
        <source>with changes</source>
        <comment>short for: fits with changes</comment>
        <translation>変更で収まる</translation>
    </message>
    <message>
        <source>Slowest: %1 · %2 %</source>
        <comment>layer, share of the time</comment>
        <translation>律速層: %1 · %2 %</translation>
    </message>
    <message>
        <source>Slowest layer: %1, bound by %2</source>
        <translation>最も遅い層: %1（律速: %2）</translation>
    </message>
    <message>
        <source>would be %1</source>
        <comment>a frame rate</comment>
        <translation>収まれば %1</translation>
    </message>
    <message>
        <source>probably fits</source>
        <comment>short, the chances stand below</comment>
        <translation>おそらく収まる</translation>
    </message>
    <message>
        <source>probably not</source>
        <comment>short for: probably does not fit</comment>
        <translation>おそらく不可</translation>
    </message>
    <message>
        <source>keeps it</source>
        <comment>a chip the requirements</comment>
        <translation>満たす</translation>
    </message>
    <message>
        <source>probably (%1)</source>
        <comment>keeps the requirements; of so many such cases it is so</comment>
        <translation>おそらく (%1)</translation>
    </message>
    <message>
        <source>misses</source>
        <comment>a chip the requirements</comment>
        <translation>満たさない</translation>
    </message>
    <message>
        <source>cannot say</source>
        <translation>判断不能</translation>
    </message>
</context>
<context>
    <name>Explore</name>
    <message>
        <source>Latency</source>
        <translation>レイテンシ</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>フレームレート</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>消費エネルギー</translation>
    </message>
    <message>
        <source>Activation memory</source>
        <translation>特徴メモリ</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>価格</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
</context>
<context>
    <name>FrameStage</name>
    <message>
        <source>Readout</source>
        <translation>読み出し</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>転送</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>推論</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>出力</translation>
    </message>
</context>
<context>
    <name>Glossary</name>
    <message>
        <source>Arena</source>
        <translation>アリーナ</translation>
    </message>
    <message>
        <source>One block of memory in which all intermediate results of a network find their places; buffers that are never needed at the same time share theirs.</source>
        <translation>ネットワークのすべての中間結果を置く一つのメモリ領域です。同時に必要とならないバッファは場所を共有します。</translation>
    </message>
    <message>
        <source>im2col</source>
        <translation>im2col</translation>
    </message>
    <message>
        <source>Copying the input windows of a convolution into the rows of a matrix, so that the convolution becomes a matrix product. It costs memory and time for the copies.</source>
        <translation>畳み込みの入力の窓を行列の行に複写し、畳み込みを行列積に変える方法です。複写にメモリと時間がかかります。</translation>
    </message>
    <message>
        <source>Roofline</source>
        <translation>ルーフライン</translation>
    </message>
    <message>
        <source>A chart of speed over arithmetic intensity. The roof is what the hardware can do: slanted where memory bandwidth limits, flat where the arithmetic units do.</source>
        <translation>演算強度に対する速度の図です。屋根はハードウェアの限界で、斜めの部分はメモリ帯域、平らな部分は演算器で決まります。</translation>
    </message>
    <message>
        <source>Arithmetic intensity</source>
        <translation>演算強度</translation>
    </message>
    <message>
        <source>Operations for each byte that is moved to or from memory.</source>
        <translation>メモリとの間で動かす 1 バイトあたりの演算数です。</translation>
    </message>
    <message>
        <source>Hypervolume</source>
        <translation>ハイパーボリューム</translation>
    </message>
    <message>
        <source>How much of the space of objectives a Pareto front dominates, seen from a reference point. It grows as a search finds better designs and stands still when it finds no more.</source>
        <translation>参照点から見て、パレートフロントが目的空間のどれだけを支配しているかを示す量です。よりよい設計が見つかると増え、見つからなくなると止まります。</translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation>パレートフロント</translation>
    </message>
    <message>
        <source>The designs that no other design beats in every objective at once. All others can be left aside.</source>
        <translation>すべての目的で同時に上回る設計がほかにない設計の集まりです。それ以外は考えなくて済みます。</translation>
    </message>
    <message>
        <source>Knee</source>
        <translation>ニー</translation>
    </message>
    <message>
        <source>The point of a Pareto front after which a little more of one objective costs much of another.</source>
        <translation>パレートフロントのうち、そこから先は一つの目的を少し良くするとほかの目的が大きく悪くなる点です。</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MAC 数</translation>
    </message>
    <message>
        <source>Multiply-accumulate operations: one multiplication and one addition, the unit of work of a neural network.</source>
        <translation>積和演算の数です。乗算 1 回と加算 1 回の組で、ニューラルネットワークの仕事の単位です。</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>The share of the hardware&apos;s multiply-accumulate units that do useful work.</source>
        <translation>ハードウェアの積和演算器のうち、有効な仕事をしている割合です。</translation>
    </message>
    <message>
        <source>Quantisation</source>
        <translation>量子化</translation>
    </message>
    <message>
        <source>Storing weights and intermediate results in few bits, most often 8, with a scale and a zero point.</source>
        <translation>重みと中間結果を、スケールとゼロ点を使って少ないビット数(多くは 8 ビット)で表すことです。</translation>
    </message>
    <message>
        <source>Pruning</source>
        <translation>枝刈り</translation>
    </message>
    <message>
        <source>Setting weights to zero so that hardware can leave them out.</source>
        <translation>ハードウェアが省けるように重みを 0 にすることです。</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>スパース率</translation>
    </message>
    <message>
        <source>The share of weights or values that are zero.</source>
        <translation>重みや値のうち 0 である割合です。</translation>
    </message>
    <message>
        <source>Depthwise convolution</source>
        <translation>深さ方向畳み込み</translation>
    </message>
    <message>
        <source>A convolution that filters each channel by itself. Few operations, but each byte is used little.</source>
        <translation>チャネルごとに行う畳み込みです。演算は少ないものの、1 バイトあたりの利用も少なくなります。</translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation>特徴マップ</translation>
    </message>
    <message>
        <source>An intermediate result of a network: height, width and channels.</source>
        <translation>ネットワークの中間結果です。高さ、幅、チャネルを持ちます。</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>レイテンシ</translation>
    </message>
    <message>
        <source>The time from the start of one inference to its result.</source>
        <translation>推論 1 回の開始から結果が出るまでの時間です。</translation>
    </message>
    <message>
        <source>NPU</source>
        <translation>NPU</translation>
    </message>
    <message>
        <source>Neural processing unit: hardware made for the layers of neural networks, beside a processor that does the rest.</source>
        <translation>ニューラルネットワークの層のために作られたハードウェアです。残りは隣のプロセッサが処理します。</translation>
    </message>
    <message>
        <source>Patch-based inference</source>
        <translation>パッチ分割推論</translation>
    </message>
    <message>
        <source>Computing the first layers piece by piece, so that only a part of the large feature maps is in memory at a time. The overlaps are computed twice.</source>
        <translation>最初の層を小片ごとに計算し、大きな特徴マップの一部だけをメモリに置く方法です。重なりの部分は 2 回計算します。</translation>
    </message>
    <message>
        <source>Design space</source>
        <translation>設計空間</translation>
    </message>
    <message>
        <source>All designs that arise when each free choice takes each of its values.</source>
        <translation>自由な選択肢がそれぞれの値を取ったときにできるすべての設計です。</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Fits, fits with changes, does not fit, or cannot be said: whether a network runs on a chip as it is configured.</source>
        <translation>収まる、変更すれば収まる、収まらない、判定不能、のいずれかです。ネットワークがその構成のチップで動くかどうかを示します。</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>プリセット</translation>
    </message>
    <message>
        <source>A file that describes one chip: every number with its unit, its source and the kind of that source.</source>
        <translation>チップ一つを記述するファイルです。すべての数値に単位、出典、出典の種類が付きます。</translation>
    </message>
    <message>
        <source>Toolchain</source>
        <translation>ツールチェーン</translation>
    </message>
    <message>
        <source>Compiler and kernel library that turn a network into a program for a chip. Other versions give other speeds.</source>
        <translation>ネットワークをチップのプログラムに変えるコンパイラとカーネルライブラリです。版が違えば速度も違います。</translation>
    </message>
</context>
<context>
    <name>GlossaryPage</name>
    <message>
        <source>Glossary</source>
        <translation>用語集</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目次</translation>
    </message>
</context>
<context>
    <name>Lane</name>
    <message>
        <source>MAC array</source>
        <translation>MAC アレイ</translation>
    </message>
    <message>
        <source>Vector unit</source>
        <translation>ベクトル演算器</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>プロセッサ</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>Overhead</source>
        <translation>オーバーヘッド</translation>
    </message>
</context>
<context>
    <name>NetworkNames</name>
    <message>
        <source>loops × %1</source>
        <translation>ループ × %1</translation>
    </message>
</context>
<context>
    <name>NetworkParameter</name>
    <message>
        <source>Width α</source>
        <translation>幅 α</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>クラス数</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>ビット数</translation>
    </message>
    <message>
        <source>Weight bits</source>
        <translation>重みビット数</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深さ</translation>
    </message>
    <message>
        <source>Minimalistic</source>
        <translation>簡素版</translation>
    </message>
    <message>
        <source>Post-processing</source>
        <translation>後処理</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>チャネル数</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>フレーム数</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特徴量数</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>ヘッド数</translation>
    </message>
    <message>
        <source>Patch side</source>
        <translation>パッチの辺</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>入力数</translation>
    </message>
    <message>
        <source>Code width</source>
        <translation>符号の幅</translation>
    </message>
    <message>
        <source>Top channels</source>
        <translation>最上段のチャネル数</translation>
    </message>
    <message>
        <source>Input type</source>
        <translation>入力の型</translation>
    </message>
    <message>
        <source>Leaky rectifiers</source>
        <translation>Leaky ReLU</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>フィルタ数</translation>
    </message>
    <message>
        <source>Kernel side</source>
        <translation>カーネルの辺</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>ストライド</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>パディング</translation>
    </message>
    <message>
        <source>Multiplier</source>
        <translation>倍率</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>ユニット数</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>演算子</translation>
    </message>
    <message>
        <source>Elements</source>
        <translation>要素数</translation>
    </message>
    <message>
        <source>Outputs a cell</source>
        <translation>セルあたりの出力</translation>
    </message>
</context>
<context>
    <name>NetworkSummary</name>
    <message>
        <source>%1 MAC</source>
        <translation>%1 MAC</translation>
    </message>
    <message>
        <source>%1 par.</source>
        <translation>%1 par.</translation>
    </message>
</context>
<context>
    <name>OperatorCategory</name>
    <message>
        <source>Convolution</source>
        <translation>畳み込み</translation>
    </message>
    <message>
        <source>Depthwise</source>
        <translation>深さ方向</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>行列</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>プーリング</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>算術</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>活性化</translation>
    </message>
    <message>
        <source>Data layout</source>
        <translation>データ配置</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>その他</translation>
    </message>
</context>
<context>
    <name>OptionText</name>
    <message>
        <source>the place of layer %1</source>
        <translation>層 %1 の配置</translation>
    </message>
    <message>
        <source>Memory %1</source>
        <translation>メモリ %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a memory and one of its numbers</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>Perspectives</name>
    <message>
        <source>Board</source>
        <translation>ボード</translation>
    </message>
    <message>
        <source>Validate</source>
        <translation>検証</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>スパース</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Perspectives</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Duplicate…</source>
        <translation>複製…</translation>
    </message>
    <message>
        <source>Show its numbers</source>
        <translation>数値を表示</translation>
    </message>
    <message>
        <source>Duplicate target…</source>
        <translation>ターゲットを複製…</translation>
    </message>
    <message>
        <source>Show the target&apos;s numbers</source>
        <translation>ターゲットの数値を表示</translation>
    </message>
</context>
<context>
    <name>Published</name>
    <message>
        <source>residual</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>depthwise separable</source>
        <translation>深さ方向分離</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>直列</translation>
    </message>
    <message>
        <source>inception</source>
        <translation>Inception</translation>
    </message>
    <message>
        <source>magnitude</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>n_of_m</source>
        <translation>N:M</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>フィルター</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>チャネル</translation>
    </message>
    <message>
        <source>stripe</source>
        <translation>ストライプ</translation>
    </message>
    <message>
        <source>block</source>
        <translation>ブロック</translation>
    </message>
    <message>
        <source>random</source>
        <translation>無作為</translation>
    </message>
    <message>
        <source>as published</source>
        <translation>公表のまま</translation>
    </message>
    <message>
        <source>1 times the training</source>
        <translation>学習量 1 倍</translation>
    </message>
    <message>
        <source>5 times the training</source>
        <translation>学習量 5 倍</translation>
    </message>
    <message>
        <source>10 times the training</source>
        <translation>学習量 10 倍</translation>
    </message>
    <message>
        <source>50 times the training</source>
        <translation>学習量 50 倍</translation>
    </message>
    <message>
        <source>100 times the training</source>
        <translation>学習量 100 倍</translation>
    </message>
    <message>
        <source>best of several settings</source>
        <translation>複数設定の最良</translation>
    </message>
    <message>
        <source>mean of several settings</source>
        <translation>複数設定の平均</translation>
    </message>
    <message>
        <source>weights removed</source>
        <translation>削除した重み</translation>
    </message>
    <message>
        <source>parameters removed</source>
        <translation>削除したパラメーター</translation>
    </message>
    <message>
        <source>operations removed</source>
        <translation>削減した演算</translation>
    </message>
    <message>
        <source>as in the source</source>
        <translation>出典のまま</translation>
    </message>
</context>
<context>
    <name>RemarkMark</name>
    <message>
        <source>About the file:</source>
        <translation>ファイルについて:</translation>
    </message>
</context>
<context>
    <name>RemedyText</name>
    <message>
        <source>Smaller network: %1</source>
        <translation>小さいネットワーク: %1</translation>
    </message>
    <message>
        <source>%1, the same time</source>
        <translation>%1、時間は同じ</translation>
    </message>
    <message>
        <source>%1 MACs</source>
        <translation>%1 MAC</translation>
    </message>
</context>
<context>
    <name>Sparsity</name>
    <message>
        <source>Single weights</source>
        <translation>個々の重み</translation>
    </message>
    <message>
        <source>N of 4</source>
        <translation>4 個中 N 個</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>フィルター</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>チャネル</translation>
    </message>
    <message>
        <source>Stripes</source>
        <translation>ストライプ</translation>
    </message>
    <message>
        <source>Kernel coordinates</source>
        <translation>カーネル座標</translation>
    </message>
    <message>
        <source>%1 of 9 remain</source>
        <translation>9 要素中 %1 を残す</translation>
    </message>
    <message>
        <source>%1 remain</source>
        <translation>%1 を残す</translation>
    </message>
    <message>
        <source>%1 · %2 bits · retrained</source>
        <translation>%1 · %2 ビット · 再学習あり</translation>
    </message>
    <message>
        <source>%1 · %2 bits · not retrained</source>
        <translation>%1 · %2 ビット · 再学習なし</translation>
    </message>
    <message>
        <source>Reference</source>
        <comment>name of the reference network</comment>
        <translation>参照ネット</translation>
    </message>
    <message>
        <source>%1 · %2, %3 · %4 bit · %5</source>
        <comment>network, method, share, width</comment>
        <translation>%1 · %2、%3 · %4 ビット · %5</translation>
    </message>
</context>
<context>
    <name>Validation</name>
    <message>
        <source>Latency</source>
        <translation>レイテンシ</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>サイクル数</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>エネルギー</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>特徴マップ</translation>
    </message>
    <message>
        <source>RAM</source>
        <translation>RAM</translation>
    </message>
    <message>
        <source>Microcontrollers</source>
        <translation>マイコン</translation>
    </message>
    <message>
        <source>ESP32 and RP2040</source>
        <translation>ESP32 と RP2040</translation>
    </message>
    <message>
        <source>Arm Ethos-U55</source>
        <translation>Arm Ethos-U55</translation>
    </message>
    <message>
        <source>Arm Ethos-U65</source>
        <translation>Arm Ethos-U65</translation>
    </message>
    <message>
        <source>Arm Ethos-U85</source>
        <translation>Arm Ethos-U85</translation>
    </message>
    <message>
        <source>Sony IMX500</source>
        <translation>Sony IMX500</translation>
    </message>
    <message>
        <source>ADI MAX7800x</source>
        <translation>ADI MAX7800x</translation>
    </message>
    <message>
        <source>Syntiant NDP120</source>
        <translation>Syntiant NDP120</translation>
    </message>
    <message>
        <source>ST Neural-ART</source>
        <translation>ST Neural-ART</translation>
    </message>
    <message>
        <source>Arm Ethos-U</source>
        <translation>Arm Ethos-U</translation>
    </message>
    <message>
        <source>Cartesian-product array</source>
        <translation>直積型アレイ</translation>
    </message>
    <message>
        <source>Sensors with a DSP</source>
        <translation>DSP 内蔵センサ</translation>
    </message>
    <message>
        <source>Neural decision processors</source>
        <translation>ニューラル判定プロセッサ</translation>
    </message>
    <message>
        <source>Ceva NeuPro-Nano</source>
        <translation>Ceva NeuPro-Nano</translation>
    </message>
    <message>
        <source>Reference classes</source>
        <translation>参考クラス</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>There is no file %1.</source>
        <translation>ファイル %1 がありません。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 を読み込めません: %2。</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1 は空です。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 に書き込めません: %2。</translation>
    </message>
    <message>
        <source>This is not a model file that Tenbin knows (it begins with %1). Tenbin reads TensorFlow Lite, ONNX and Keras.</source>
        <translation>Tenbin が扱えるモデルファイルではありません（先頭は %1 です）。TensorFlow Lite、ONNX、Keras を読み込めます。</translation>
    </message>
    <message>
        <source>This is a file of the kind %1. Tenbin reads TensorFlow Lite, ONNX and Keras: export the model to one of them.</source>
        <translation>これは %1 形式のファイルです。Tenbin は TensorFlow Lite、ONNX、Keras を読み込みます。いずれかの形式に書き出してください。</translation>
    </message>
    <message>
        <source>The file ends too early, in %1.</source>
        <translation>ファイルが %1 の途中で終わっています。</translation>
    </message>
    <message>
        <source>The file is damaged: %1.</source>
        <translation>ファイルが壊れています: %1。</translation>
    </message>
    <message>
        <source>The file has version %1; Tenbin reads %2.</source>
        <translation>ファイルのバージョンは %1 です。Tenbin は %2 を読み込みます。</translation>
    </message>
    <message>
        <source>The model has no operators.</source>
        <translation>モデルに演算子がありません。</translation>
    </message>
    <message>
        <source>%1 is too large: %2, the limit is %3.</source>
        <translation>%1 が大きすぎます: %2（上限 %3）。</translation>
    </message>
    <message>
        <source>The file points to %1 %2, but there are only %3.</source>
        <translation>ファイルが %1 %2 を参照していますが、%3 個しかありません。</translation>
    </message>
    <message>
        <source>The model is not a network that can be executed in order: %1 depends on its own output, or writes what is already written.</source>
        <translation>順番に実行できるネットワークではありません: %1 が自身の出力に依存しているか、書き込み済みのテンソルに書き込んでいます。</translation>
    </message>
    <message>
        <source>The shapes of %1 do not agree: expected %2, found %3.</source>
        <translation>%1 の形状が一致しません: %2 のはずですが、%3 です。</translation>
    </message>
    <message>
        <source>The shape of %1 cannot be derived.</source>
        <translation>%1 の形状を求められません。</translation>
    </message>
    <message>
        <source>%1 has an impossible %2: %3.</source>
        <translation>%1 の %2 が不正です: %3。</translation>
    </message>
    <message>
        <source>%1 lacks %2.</source>
        <translation>%1 に %2 がありません。</translation>
    </message>
    <message>
        <source>There is no built-in network %1.</source>
        <translation>%1 という内蔵ネットワークはありません。</translation>
    </message>
    <message>
        <source>The network&apos;s %1 cannot be %2; allowed: %3.</source>
        <translation>ネットワークの %1 を %2 にはできません。指定できる値: %3。</translation>
    </message>
    <message>
        <source>The preset is not valid TOML: %1.</source>
        <translation>プリセットが正しい TOML ではありません: %1。</translation>
    </message>
    <message>
        <source>The preset has an unknown key: %1.</source>
        <translation>プリセットに未知のキーがあります: %1。</translation>
    </message>
    <message>
        <source>The preset lacks %1.</source>
        <translation>プリセットに %1 がありません。</translation>
    </message>
    <message>
        <source>%1 must be: %2.</source>
        <translation>%1 は次の型でなければなりません: %2。</translation>
    </message>
    <message>
        <source>%1 cannot be %2; allowed: %3.</source>
        <translation>%1 を %2 にはできません。指定できる値: %3。</translation>
    </message>
    <message>
        <source>%1 needs a value, a kind and a source.</source>
        <translation>%1 には値・種別・出典が必要です。</translation>
    </message>
    <message>
        <source>There is no cost model for the architecture %1.</source>
        <translation>アーキテクチャ %1 のコストモデルがありません。</translation>
    </message>
    <message>
        <source>%1 appears twice in %2.</source>
        <translation>%1 が %2 に重複しています。</translation>
    </message>
    <message>
        <source>The table lacks the column %1.</source>
        <translation>表に列 %1 がありません。</translation>
    </message>
    <message>
        <source>%1 in column %2 is not a number.</source>
        <translation>列 %2 の %1 は数値ではありません。</translation>
    </message>
    <message>
        <source>There is no target %1.</source>
        <translation>ターゲット %1 はありません。</translation>
    </message>
    <message>
        <source>%2 has no option %1.</source>
        <translation>%2 にオプション %1 はありません。</translation>
    </message>
    <message>
        <source>%1: %2 too little (needs %3, has %4).</source>
        <translation>%1: %2 不足しています（必要 %3、使用可能 %4）。</translation>
    </message>
    <message>
        <source>%1: its size was never published.</source>
        <translation>%1: 容量が公表されていません。</translation>
    </message>
    <message>
        <source>%1 is not supported (%2 times).</source>
        <translation>%1 に対応していません（%2 か所）。</translation>
    </message>
    <message>
        <source>%1 runs on the CPU (%2 times).</source>
        <translation>%1 は CPU で実行されます（%2 か所）。</translation>
    </message>
    <message>
        <source>%1: %2 is %3, the limit is %4.</source>
        <translation>%1: %2 が %3 です（上限 %4）。</translation>
    </message>
    <message>
        <source>%1: %2 %3 is not supported; supported: %4.</source>
        <translation>%1: %2 %3 に対応していません。対応: %4。</translation>
    </message>
    <message>
        <source>%1 has the data type %2; supported: %3.</source>
        <translation>%1 のデータ型は %2 です。対応: %3。</translation>
    </message>
    <message>
        <source>%1 layers, the limit is %2.</source>
        <translation>%1 層あります（上限 %2）。</translation>
    </message>
    <message>
        <source>The network is %1; estimated as if it were quantised to 8 bits.</source>
        <translation>ネットワークは %1 です。8 ビットに量子化したものとして見積もりました。</translation>
    </message>
    <message>
        <source>Nobody has published a measurement: the latency is a lower bound from the data sheet.</source>
        <translation>実測値が公表されていません。レイテンシはデータシートから求めた下限です。</translation>
    </message>
    <message>
        <source>%1 does not map to this hardware; nearest form: %2.</source>
        <translation>%1 はこのハードウェアに割り当てられません。最も近い形: %2。</translation>
    </message>
    <message>
        <source>%1 lies outside what was measured: the interval is wider.</source>
        <translation>%1 は実測の範囲外です。区間を広げています。</translation>
    </message>
    <message>
        <source>%1 has an open batch size: taken as 1.</source>
        <translation>%1 のバッチサイズが未定です。1 としました。</translation>
    </message>
    <message>
        <source>The values of %1 are not in the file: shapes and costs only.</source>
        <translation>%1 の値がファイルにありません。形状とコストだけを扱います。</translation>
    </message>
    <message>
        <source>The operator %1 is unknown: no target supports it.</source>
        <translation>演算子 %1 は未知です。対応するターゲットはありません。</translation>
    </message>
    <message>
        <source>%1 quantiser nodes became data types of their tensors.</source>
        <translation>%1 個の量子化ノードをテンソルのデータ型にしました。</translation>
    </message>
    <message>
        <source>%1 further subgraphs are ignored.</source>
        <translation>ほかの %1 個のサブグラフは無視しました。</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>収まる</translation>
    </message>
    <message>
        <source>fits with changes</source>
        <translation>変更すれば収まる</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>収まらない</translation>
    </message>
    <message>
        <source>cannot say</source>
        <translation>判定不能</translation>
    </message>
    <message>
        <source>compute</source>
        <translation>演算</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>overhead</source>
        <translation>オーバーヘッド</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>MAC array</source>
        <translation>MAC アレイ</translation>
    </message>
    <message>
        <source>vector unit</source>
        <translation>ベクトルユニット</translation>
    </message>
    <message>
        <source>DMA</source>
        <translation>DMA</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>fused</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>unsupported</source>
        <translation>非対応</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MAC</translation>
    </message>
    <message>
        <source>on-chip memory</source>
        <translation>オンチップメモリ</translation>
    </message>
    <message>
        <source>external memory</source>
        <translation>外部メモリ</translation>
    </message>
    <message>
        <source>static</source>
        <translation>静的</translation>
    </message>
    <message>
        <source>sensor</source>
        <translation>センサ</translation>
    </message>
    <message>
        <source>interface</source>
        <translation>インターフェース</translation>
    </message>
    <message>
        <source>all together</source>
        <translation>合計のみ</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>実測</translation>
    </message>
    <message>
        <source>data sheet</source>
        <translation>データシート</translation>
    </message>
    <message>
        <source>paper</source>
        <translation>論文</translation>
    </message>
    <message>
        <source>derived</source>
        <translation>導出</translation>
    </message>
    <message>
        <source>fitted</source>
        <translation>回帰</translation>
    </message>
    <message>
        <source>assumed</source>
        <translation>仮定</translation>
    </message>
    <message>
        <source>Sensors with inference</source>
        <translation>推論機能付きセンサ</translation>
    </message>
    <message>
        <source>MAC arrays for pruned networks</source>
        <translation>枝刈りネットワーク用 MAC アレイ</translation>
    </message>
    <message>
        <source>Microcontrollers with NPU</source>
        <translation>NPU 搭載マイコン</translation>
    </message>
    <message>
        <source>Neural processors</source>
        <translation>ニューラルプロセッサ</translation>
    </message>
    <message>
        <source>Microcontrollers</source>
        <translation>マイコン</translation>
    </message>
    <message>
        <source>Reference classes</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>クロック</translation>
    </message>
    <message>
        <source>Operating point</source>
        <translation>動作点</translation>
    </message>
    <message>
        <source>Sensor mode</source>
        <translation>センサモード</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>フレームレート</translation>
    </message>
    <message>
        <source>Input persistency</source>
        <translation>入力の保持</translation>
    </message>
    <message>
        <source>Toolchain</source>
        <translation>ツールチェーン</translation>
    </message>
    <message>
        <source>Memory mode</source>
        <translation>メモリモード</translation>
    </message>
    <message>
        <source>System configuration</source>
        <translation>システム構成</translation>
    </message>
    <message>
        <source>Weights in</source>
        <translation>重みの配置先</translation>
    </message>
    <message>
        <source>Activations in</source>
        <translation>活性値の配置先</translation>
    </message>
    <message>
        <source>Weight bits</source>
        <translation>重みビット数</translation>
    </message>
    <message>
        <source>Activation bits</source>
        <translation>活性値ビット数</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>スパース率</translation>
    </message>
    <message>
        <source>Sparsity structure</source>
        <translation>スパース構造</translation>
    </message>
    <message>
        <source>Elements per kernel</source>
        <translation>カーネルあたりの要素数</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>整列率</translation>
    </message>
    <message>
        <source>Aligner</source>
        <translation>アライナ</translation>
    </message>
    <message>
        <source>Weight compression</source>
        <translation>重み圧縮</translation>
    </message>
    <message>
        <source>Weight sparsity</source>
        <translation>重みのスパース率</translation>
    </message>
    <message>
        <source>Patches per side</source>
        <translation>1 辺のパッチ数</translation>
    </message>
    <message>
        <source>Optimise for</source>
        <translation>最適化の対象</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>パイプライン</translation>
    </message>
    <message>
        <source>Use the smaller network %1</source>
        <translation>より小さいネットワーク %1 を使う</translation>
    </message>
    <message>
        <source>, and </source>
        <translation>、</translation>
    </message>
    <message>
        <source>set %1 to %2</source>
        <translation>%1 を %2 にする</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>%1 行目</translation>
    </message>
    <message>
        <source>byte %1</source>
        <translation>%1 バイト目</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>コア数</translation>
    </message>
    <message>
        <source>Energy of</source>
        <translation>エネルギーの範囲</translation>
    </message>
    <message>
        <source>Host core</source>
        <translation>ホストコア</translation>
    </message>
    <message>
        <source>Load the input</source>
        <translation>入力の転送</translation>
    </message>
    <message>
        <source>Load the weights</source>
        <translation>重みの転送</translation>
    </message>
    <message>
        <source>All latencies are multiplied by %1, from your own measurements on this board.</source>
        <translation>このボードでの実測値に基づき、すべてのレイテンシに %1 を掛けています。</translation>
    </message>
    <message>
        <source>feature map</source>
        <translation>特徴マップ</translation>
    </message>
    <message>
        <source>working memory</source>
        <translation>作業メモリ</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>run-time library</source>
        <translation>ランタイム</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>%1 cannot be run, only estimated: %2.</source>
        <translation>%1 は実行できません。見積もりのみ可能です: %2。</translation>
    </message>
    <message>
        <source>The data do not fit the network: expected %1, found %2.</source>
        <translation>データがネットワークに合いません。期待: %1、実際: %2。</translation>
    </message>
    <message>
        <source>The data set is damaged: %1.</source>
        <translation>データセットが壊れています: %1。</translation>
    </message>
    <message>
        <source>The labels are missing: there is no %1.</source>
        <translation>ラベルがありません: %1 が見つかりません。</translation>
    </message>
    <message>
        <source>The label %1 is outside the network&apos;s %2 classes.</source>
        <translation>ラベル %1 はネットワークの %2 クラスの範囲外です。</translation>
    </message>
    <message>
        <source>%1 cannot be trained: %2.</source>
        <translation>%1 は学習できません: %2。</translation>
    </message>
    <message>
        <source>The loss became infinite or not a number in epoch %1, step %2: take a lower learning rate.</source>
        <translation>損失がエポック %1、ステップ %2 で無限大または非数になりました。学習率を下げてください。</translation>
    </message>
    <message>
        <source>The question cannot be read: %1.</source>
        <translation>質問を読み込めません: %1。</translation>
    </message>
    <message>
        <source>A question has no key %1.</source>
        <translation>質問にキー %1 はありません。</translation>
    </message>
    <message>
        <source>The question&apos;s %1 is missing or not allowed; allowed: %2.</source>
        <translation>質問の %1 がないか、使えない値です。使える値: %2。</translation>
    </message>
    <message>
        <source>There is no study %1 in %2.</source>
        <translation>%2 にスタディ %1 はありません。</translation>
    </message>
    <message>
        <source>The study %1 cannot be continued: %2 has changed since it was started.</source>
        <translation>スタディ %1 は続行できません。開始後に %2 が変わりました。</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>レイテンシ</translation>
    </message>
    <message>
        <source>Energy per inference</source>
        <translation>1 推論あたりのエネルギー</translation>
    </message>
    <message>
        <source>Activation memory</source>
        <translation>特徴メモリ</translation>
    </message>
    <message>
        <source>Fullest memory</source>
        <translation>最も逼迫したメモリ</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメータ</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>価格</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>パッケージ</translation>
    </message>
    <message>
        <source>Error of the latency</source>
        <translation>レイテンシの誤差</translation>
    </message>
    <message>
        <source>%1: %2 of %3 fit as they are.</source>
        <translation>%1: %3 件中 %2 件がそのまま収まります。</translation>
    </message>
    <message>
        <source>Fastest: %1, %2.</source>
        <translation>最速: %1、%2。</translation>
    </message>
    <message>
        <source>Least energy: %1, %2.</source>
        <translation>最小エネルギー: %1、%2。</translation>
    </message>
    <message>
        <source>(The intervals of others reach it.)</source>
        <translation>(他の区間と重なります。)</translation>
    </message>
    <message>
        <source>Figures side by side. A star marks the best; ± is the interval that should hold the truth four times out of five; ≥ and ≤ mark bounds.</source>
        <translation>数値の比較です。★ は最良、± は 80 % の確率で真の値を含む区間、≥ と ≤ は限界値を示します。</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>設計</translation>
    </message>
    <message>
        <source>Differences against %1.</source>
        <translation>%1 との差です。</translation>
    </message>
    <message>
        <source>Way out: %1%2.</source>
        <translation>対策: %1%2。</translation>
    </message>
    <message>
        <source>What one should know</source>
        <translation>注意点</translation>
    </message>
    <message>
        <source>Latency, with intervals. Pale: does not run as it is. Vertical lines mark powers of ten on a logarithmic axis.</source>
        <translation>レイテンシと区間。淡色はそのままでは動作しないもの。縦線は対数軸の 10 の冪です。</translation>
    </message>
    <message>
        <source>Energy per inference, with intervals. Pale: does not run as it is. Vertical lines mark powers of ten on a logarithmic axis.</source>
        <translation>推論あたりの消費エネルギーと区間。淡色はそのままでは動作しないもの。縦線は対数軸の 10 の冪です。</translation>
    </message>
    <message>
        <source>Comparison: %1</source>
        <translation>比較: %1</translation>
    </message>
    <message>
        <source>Which of %1 targets suits %2: what fits, how fast does it run, what does it take?</source>
        <translation>%1 種のターゲットのうち %2 に適するのはどれか。収まるか、どれだけ速く動くか、何をどれだけ必要とするか。</translation>
    </message>
    <message>
        <source>Does %1 fit on %2 (%3), how fast does it run and what does it take?</source>
        <translation>%1 は %2 (%3) に収まるか、どれだけ速く動くか、何をどれだけ必要とするか。</translation>
    </message>
    <message>
        <source>%1 on %2: %3.</source>
        <translation>%2 上の %1: %3。</translation>
    </message>
    <message>
        <source>Latency %1, %2, energy per inference %3.</source>
        <translation>レイテンシ %1、%2、推論あたりの消費エネルギー %3。</translation>
    </message>
    <message>
        <source>The answer in figures; in brackets the interval that should hold the truth four times out of five.</source>
        <translation>答えの数値です。括弧内は 80 % の確率で真の値を含む区間です。</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指標</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>単位</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>What each memory of the target holds at most.</source>
        <translation>ターゲットの各メモリの最大使用量です。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>使用量</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>使用率</translation>
    </message>
    <message>
        <source>How full the memories are.</source>
        <translation>メモリの使用率</translation>
    </message>
    <message>
        <source>Every operator in execution order.</source>
        <translation>全演算子 (実行順) の一覧です。</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>演算子</translation>
    </message>
    <message>
        <source>Output shape</source>
        <translation>出力形状</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>割合</translation>
    </message>
    <message>
        <source>Bytes moved</source>
        <translation>転送量</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>消費エネルギー</translation>
    </message>
    <message>
        <source>Bound by</source>
        <translation>律速要因</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>実行ユニット</translation>
    </message>
    <message>
        <source>Where the time goes</source>
        <translation>時間の内訳</translation>
    </message>
    <message>
        <source>The operators that take longest, as shares of the latency.</source>
        <translation>時間のかかる演算子 (レイテンシに占める割合)</translation>
    </message>
    <message>
        <source>Where the energy goes</source>
        <translation>消費エネルギーの内訳</translation>
    </message>
    <message>
        <source>Nobody published what this target takes.</source>
        <translation>このターゲットの消費電力は公表されていません。</translation>
    </message>
    <message>
        <source>Energy of one inference by component.</source>
        <translation>1 回の推論の消費エネルギーの成分別の内訳</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>成分</translation>
    </message>
    <message>
        <source>Does %1 run on %2?</source>
        <translation>%1 は %2 で動くか。</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答え</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目次</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最良</translation>
    </message>
    <message>
        <source>defaults</source>
        <translation>既定値</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>パラメーター</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出典</translation>
    </message>
    <message>
        <source>Every option as it stood. A star marks what differs from the target&apos;s default.</source>
        <translation>評価時の全オプションです。* はターゲットの既定値と異なるものを示します。</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>オプション</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>構成</translation>
    </message>
    <message>
        <source>Numbers that nobody published, and why they stand at this value.</source>
        <translation>公表されていない数値と、その値を用いた理由です。</translation>
    </message>
    <message>
        <source>Assumptions</source>
        <translation>仮定</translation>
    </message>
    <message>
        <source>None: every number was published, measured or derived.</source>
        <translation>ありません。すべての数値は公表、測定または導出されたものです。</translation>
    </message>
    <message>
        <source>An interval should hold the truth four times out of five. ± is its relative half-width: v lies between v/(1+r) and v·(1+r).</source>
        <translation>区間は 80 % の確率で真の値を含みます。± は相対的な半幅 r で、真の値は v/(1+r) から v·(1+r) の間です。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>What it rests on</source>
        <translation>根拠</translation>
    </message>
    <message>
        <source>Wider than the target&apos;s own ±%1, because the network lies outside what was measured. %2</source>
        <translation>ネットワークが測定範囲の外にあるため、ターゲット本来の ±%1 より広くなっています。%2</translation>
    </message>
    <message>
        <source>Error intervals</source>
        <translation>誤差区間</translation>
    </message>
    <message>
        <source>Measured values of these targets, and what the same estimate says of them.</source>
        <translation>これらのターゲットの測定値と、同じ方法による推定値です。</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>測定値</translation>
    </message>
    <message>
        <source>Estimated</source>
        <translation>推定値</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>誤差</translation>
    </message>
    <message>
        <source>Measurements behind them</source>
        <translation>根拠となる測定</translation>
    </message>
    <message>
        <source>Nobody has published measurements of these targets that could be compared.</source>
        <translation>これらのターゲットについて、比較できる測定値は公表されていません。</translation>
    </message>
    <message>
        <source>%1 measured latencies: median error %2, nine out of ten within %3.</source>
        <translation>測定されたレイテンシは %1 件です。誤差の中央値は %2、90 % が %3 以内です。</translation>
    </message>
    <message>
        <source>How many numbers each target has of each kind.</source>
        <translation>各ターゲットが持つ数値の種別ごとの個数です。</translation>
    </message>
    <message>
        <source>Every number that the estimates were made from, by kind.</source>
        <translation>推定に用いたすべての数値を種別ごとに示します。</translation>
    </message>
    <message>
        <source>Sources of the numbers</source>
        <translation>数値の出典</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>エンジン</translation>
    </message>
    <message>
        <source>Equal hashes mean equal input: FNV-1a, 64 bits.</source>
        <translation>ハッシュが等しければ入力も等しいことを示します (FNV-1a、64 ビット)。</translation>
    </message>
    <message>
        <source>What</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>ハッシュ</translation>
    </message>
    <message>
        <source>Versions and hashes</source>
        <translation>バージョンとハッシュ</translation>
    </message>
    <message>
        <source>Make this report again</source>
        <translation>このレポートの再作成</translation>
    </message>
    <message>
        <source>Measured on test samples; in brackets the 95 % interval of the share.</source>
        <translation>テストサンプルによる測定値です。括弧内は割合の 95 % 区間です。</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Weights that remain</source>
        <translation>残る重み</translation>
    </message>
    <message>
        <source>Accuracy before retraining</source>
        <translation>再学習前の精度</translation>
    </message>
    <message>
        <source>Accuracy after retraining</source>
        <translation>再学習後の精度</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>サンプル数</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>エポック数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>Accuracy against the weights that remain, with the 95 % intervals.</source>
        <translation>残る重みに対する精度と 95 % 区間</translation>
    </message>
    <message>
        <source>Sparsity sweep</source>
        <translation>スパース性スイープ</translation>
    </message>
    <message>
        <source>How many weights can go before the network is wrong more often?</source>
        <translation>誤りが増えずに取り除ける重みはどれだけか。</translation>
    </message>
    <message>
        <source>The sweep has no points yet.</source>
        <translation>スイープにはまだ点がありません。</translation>
    </message>
    <message>
        <source>%1 of the weights can be zero (%2, %3 bits) at an accuracy of %4, whose interval touches that of the best point, %5.</source>
        <translation>重みの %1 をゼロにできます (%2、%3 ビット)。精度は %4 で、区間は最良点 %5 の区間と重なります。</translation>
    </message>
    <message>
        <source>Accuracy and sparsity</source>
        <translation>精度とスパース性</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>knee</source>
        <translation>ニー</translation>
    </message>
    <message>
        <source>Designs that no other beats in every objective. A star marks the knee, the best bargain.</source>
        <translation>どの設計にもすべての目的で劣ることのない設計です。★ は最も割のよいニー点を示します。</translation>
    </message>
    <message>
        <source>Design space</source>
        <translation>設計空間</translation>
    </message>
    <message>
        <source>Which designs of %1 (%2 networks, %3 targets, %4 points) are best by %5?</source>
        <translation>%1 (ネットワーク %2 件、ターゲット %3 件、%4 点) のうち、%5 で最良の設計はどれか。</translation>
    </message>
    <message>
        <source>%1 designs are on the Pareto front, of %2 evaluated and %3 within the constraints.</source>
        <translation>%2 点を評価し、%3 点が制約を満たし、%1 点がパレートフロントにあります。</translation>
    </message>
    <message>
        <source>Best bargain (knee): %1: %2.</source>
        <translation>最も割のよい設計 (ニー): %1: %2。</translation>
    </message>
    <message>
        <source>Study: %1</source>
        <translation>スタディ: %1</translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation>パレートフロント</translation>
    </message>
    <message>
        <source>Hypervolume %1: the share of the box between the best and the worst values that the front dominates.</source>
        <translation>ハイパーボリューム %1: 最良値と最悪値の間の箱のうち、フロントが支配する割合です。</translation>
    </message>
    <message>
        <source>Evaluated designs (pale) and the front.</source>
        <translation>評価した設計 (淡色) とフロント</translation>
    </message>
    <message>
        <source>The table shows the first %1 of %2 designs.</source>
        <translation>表は %2 件中、最初の %1 件を示します。</translation>
    </message>
    <message>
        <source>The question as it was asked (TOML).</source>
        <translation>質問の原文 (TOML) です。</translation>
    </message>
    <message>
        <source>The file %1 is damaged (%2). It was left as it is.</source>
        <translation>ファイル %1 は破損しています（%2）。ファイルは変更していません。</translation>
    </message>
    <message>
        <source>%1 holds neither a project nor studies of Tenbin. It was left as it is.</source>
        <translation>%1 は Tenbin のプロジェクトでもスタディでもありません。ファイルは変更していません。</translation>
    </message>
    <message>
        <source>The file %1 was written by a newer Tenbin (version %2; this one understands up to %3). It was left as it is.</source>
        <translation>ファイル %1 は新しいバージョンの Tenbin で作成されています（バージョン %2、この Tenbin が扱えるのは %3 まで）。ファイルは変更していません。</translation>
    </message>
    <message>
        <source>%1 is in use by another program or another window of Tenbin.</source>
        <translation>%1 は別のプログラムまたは別の Tenbin のウィンドウで使用中です。</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>The question as it was asked (JSON).</source>
        <translation>尋ねたままの問い（JSON）。</translation>
    </message>
    <message>
        <source>Single weights</source>
        <translation>個々の重み</translation>
    </message>
    <message>
        <source>N of 4</source>
        <translation>4 個中 N 個</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>フィルター</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>チャネル</translation>
    </message>
    <message>
        <source>Stripes</source>
        <translation>ストライプ</translation>
    </message>
    <message>
        <source>Kernel coordinates</source>
        <translation>カーネル座標</translation>
    </message>
    <message>
        <source>The file leaves the size of the input %1 open (%2, dimension %3). Give it behind the file: %4</source>
        <translation>入力 %1 の大きさがファイルで決まっていません（%2、次元 %3）。ファイル名の後に指定してください: %4</translation>
    </message>
    <message>
        <source>The size %2 does not suit the input %1. Allowed is: %3.</source>
        <translation>大きさ %2 は入力 %1 に合いません。使えるのは %3 です。</translation>
    </message>
    <message>
        <source>Size given by hand: %1.</source>
        <translation>手で指定した大きさ: %1。</translation>
    </message>
    <message>
        <source>Of the branches of %1 the costliest is counted.</source>
        <translation>%1 の分岐のうち、最もコストの高いものを数えます。</translation>
    </message>
    <message>
        <source>The body of a loop is counted once a pass: %1.</source>
        <translation>ループの本体を繰り返しの回数だけ数えます: %1。</translation>
    </message>
    <message>
        <source>How often %1 runs is not in the file: its body is counted once.</source>
        <translation>%1 の繰り返し回数はファイルにありません。本体を 1 回だけ数えます。</translation>
    </message>
    <message>
        <source>A loop is too long to be counted whole: %1. All figures are lower bounds.</source>
        <translation>ループが長すぎるため、すべては数えません: %1。数値はすべて下限です。</translation>
    </message>
    <message>
        <source>The size of what %1 gives is unknown: all figures are lower bounds.</source>
        <translation>%1 の出力の大きさが不明です。数値はすべて下限です。</translation>
    </message>
    <message>
        <source>How much %1 gives depends on the values: counted with the largest size.</source>
        <translation>%1 の出力の大きさは値によります。最大の大きさで数えます。</translation>
    </message>
    <message>
        <source>A parameter of %1 comes at run time: its size is assumed.</source>
        <translation>%1 のパラメーターは実行時に決まります。大きさは仮定です。</translation>
    </message>
    <message>
        <source>External data at %1 is not read: it lies outside the folder of the model.</source>
        <translation>外部データ %1 はモデルのフォルダーの外にあるため、読みません。</translation>
    </message>
    <message>
        <source>%1 is quantised by blocks: its size counts, its values are not used.</source>
        <translation>%1 はブロックごとに量子化されています。大きさは数えますが、値は使いません。</translation>
    </message>
    <message>
        <source>This is %1, which Tenbin does not read. Bring instead: %2.</source>
        <translation>これは %1 のファイルで、Tenbin では読み込めません。代わりに次を用意してください: %2</translation>
    </message>
    <message>
        <source>Arm&apos;s Vela has compiled this file for an Ethos-U (arena of %1 bytes): bring the .tflite file that Vela was given.</source>
        <translation>このファイルは Arm Vela で Ethos-U 向けにコンパイル済みです(アリーナ %1 バイト)。Vela に渡す前の .tflite ファイルを用意してください。</translation>
    </message>
    <message>
        <source>This file is compiled for Google&apos;s Edge TPU (%1): bring the .tflite file that its compiler was given.</source>
        <translation>このファイルは Google Edge TPU 向けにコンパイル済みです(%1)。コンパイラーに渡す前の .tflite ファイルを用意してください。</translation>
    </message>
    <message>
        <source>%1 runs in the first inference only; it is counted in each.</source>
        <translation>%1 は最初の推論でだけ実行されますが、毎回の推論に数えています。</translation>
    </message>
    <message>
        <source>%1: %2 is %3, the minimum is %4.</source>
        <translation>%1: %2 が %3 です（下限 %4）。</translation>
    </message>
    <message>
        <source>%1 is a folder. Name a model file in it (.tflite, .onnx, .h5 or .keras).</source>
        <translation>%1 はフォルダです。中のモデルファイル (.tflite、.onnx、.h5、.keras) を指定してください。</translation>
    </message>
    <message>
        <source> Did you mean %1?</source>
        <translation>もしかして %1 ですか？</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>モード</translation>
    </message>
    <message>
        <source>Optimisation</source>
        <translation>最適化</translation>
    </message>
    <message>
        <source>Changes nothing on this target.</source>
        <translation>このターゲットでは何も変わりません。</translation>
    </message>
    <message>
        <source>Acts only with %1: %2.</source>
        <translation>%1 が %2 のときだけ効きます。</translation>
    </message>
    <message>
        <source>%1: between %2 and %3 are needed; it fits if that is at most %4.</source>
        <translation>%1: 必要な量は %2 から %3 の間です。%4 以下であれば収まります。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 回中 %1 回</translation>
    </message>
    <message>
        <source>probably fits (%1)</source>
        <translation>おそらく収まる（%1）</translation>
    </message>
    <message>
        <source>probably does not fit (%1)</source>
        <translation>おそらく収まらない（%1）</translation>
    </message>
    <message>
        <source>%1 with %2 of %3 to spare</source>
        <translation>%1（%3 の余り %2）</translation>
    </message>
    <message>
        <source>%1: %2 too much for %3</source>
        <translation>%1（%3 の超過 %2）</translation>
    </message>
    <message>
        <source>%1 too much</source>
        <translation>%1 超過</translation>
    </message>
    <message>
        <source>%1 to spare</source>
        <translation>余り %1</translation>
    </message>
    <message>
        <source>%1, of which %2 are taken by the system</source>
        <translation>全体 %1（うちシステムが %2 を使用）</translation>
    </message>
    <message>
        <source>%1, of which %2 are taken by your firmware</source>
        <translation>全体 %1（うちファームウェアが %2 を使用）</translation>
    </message>
    <message>
        <source>%1, of which %2 are taken by the system and %3 by your firmware</source>
        <translation>全体 %1（うちシステムが %2、ファームウェアが %3 を使用）</translation>
    </message>
    <message>
        <source>needs %1 to %2</source>
        <translation>必要量 %1 〜 %2</translation>
    </message>
    <message>
        <source>To spare</source>
        <translation>余り</translation>
    </message>
    <message>
        <source>RAM of my firmware</source>
        <translation>ファームウェアの RAM</translation>
    </message>
    <message>
        <source>Flash of my firmware</source>
        <translation>ファームウェアのフラッシュ</translation>
    </message>
    <message>
        <source>The network is %1; estimated as it is, with floating-point kernels.</source>
        <translation>ネットワークは %1 です。浮動小数点カーネルでそのまま見積もっています。</translation>
    </message>
    <message>
        <source>%3 has no kernel for %1 (%2 times).</source>
        <translation>%3 には %1 のカーネルがありません(%2 回)。</translation>
    </message>
    <message>
        <source>%1 runs by a plain C kernel of %3 (%2 times).</source>
        <translation>%1 は %3 の最適化されていない C カーネルで動きます(%2 回)。</translation>
    </message>
    <message>
        <source>Float networks</source>
        <translation>浮動小数点ネットワーク</translation>
    </message>
    <message>
        <source>vendor</source>
        <translation>メーカー</translation>
    </message>
    <message>
        <source>article</source>
        <translation>記事</translation>
    </message>
    <message>
        <source>distributor</source>
        <translation>販売店</translation>
    </message>
    <message>
        <source>third party</source>
        <translation>第三者</translation>
    </message>
    <message>
        <source>remembered</source>
        <translation>記憶による</translation>
    </message>
    <message>
        <source>image sensor</source>
        <translation>イメージセンサー</translation>
    </message>
    <message>
        <source>parallel camera</source>
        <translation>パラレルカメラ</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>カメラ</translation>
    </message>
    <message>
        <source>microphone</source>
        <translation>マイク</translation>
    </message>
    <message>
        <source>display</source>
        <translation>ディスプレイ</translation>
    </message>
    <message>
        <source>SD card</source>
        <translation>SD カード</translation>
    </message>
    <message>
        <source>board</source>
        <translation>ボード</translation>
    </message>
    <message>
        <source>bare die</source>
        <translation>ベアダイ</translation>
    </message>
    <message>
        <source>licensed core</source>
        <translation>ライセンス供与されるコア</translation>
    </message>
    <message>
        <source>SRAM on the chip</source>
        <translation>チップ内 SRAM</translation>
    </message>
    <message>
        <source>Flash on the chip</source>
        <translation>チップ内フラッシュ</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Sold as</source>
        <translation>販売形態</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>外形</translation>
    </message>
    <message>
        <source>%1 × %2 mm</source>
        <translation>%1 × %2 mm</translation>
    </message>
    <message>
        <source>Interfaces</source>
        <translation>インターフェース</translation>
    </message>
    <message>
        <source>Ambient temperature</source>
        <translation>周囲温度</translation>
    </message>
    <message>
        <source>Sleep current</source>
        <translation>スリープ電流</translation>
    </message>
    <message>
        <source>Run current</source>
        <translation>動作電流</translation>
    </message>
    <message>
        <source>for 1 piece</source>
        <translation>1 個購入時</translation>
    </message>
    <message>
        <source>for %1 pieces</source>
        <translation>%1 個購入時</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>; </source>
        <translation>。</translation>
    </message>
    <message>
        <source>%1 with %2</source>
        <translation>%1 と %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>one of %1 networks</source>
        <translation>%1 個のネットワークのどれか</translation>
    </message>
    <message>
        <source>None of %1 chips runs %2.</source>
        <translation>%1 個のチップのどれでも %2 は動きません。</translation>
    </message>
    <message>
        <source>%1 of %2 chips run %3.</source>
        <translation>%2 個のうち %1 個のチップで %3 が動きます。</translation>
    </message>
    <message>
        <source>None of %1 chips keeps %2 with %3.</source>
        <translation>%1 個のチップのどれも %3 で %2 を満たしません。</translation>
    </message>
    <message>
        <source>%1 of %2 chips keep %3 with %4.</source>
        <translation>%2 個のうち %1 個のチップが %4 で %3 を満たします。</translation>
    </message>
    <message>
        <source>%1 of %2 chips keep %3 with %4, %5 of them surely.</source>
        <translation>%2 個のうち %1 個のチップが %4 で %3 を満たします（確実なのは %5 個）。</translation>
    </message>
    <message>
        <source>the most frugal is %1</source>
        <translation>最も省エネルギーなのは %1</translation>
    </message>
    <message>
        <source>the fastest %1</source>
        <translation>最も速いのは %1</translation>
    </message>
    <message>
        <source>the cheapest %1</source>
        <translation>最も安いのは %1</translation>
    </message>
    <message>
        <source>the surest %1</source>
        <translation>最も確実なのは %1</translation>
    </message>
    <message>
        <source> Of these, %1.</source>
        <translation>そのうち、%1 です。</translation>
    </message>
    <message>
        <source> Nearest miss: %1, %2.</source>
        <translation>最も惜しいのは %1: %2。</translation>
    </message>
    <message>
        <source> Of %1 it cannot be said.</source>
        <translation>%1 個については判断できません。</translation>
    </message>
    <message>
        <source>keeps it</source>
        <translation>満たす</translation>
    </message>
    <message>
        <source>probably keeps it (%1)</source>
        <translation>おそらく満たす (%1)</translation>
    </message>
    <message>
        <source>misses</source>
        <translation>満たさない</translation>
    </message>
    <message>
        <source>%1 %2 (needed %3)</source>
        <translation>%1 %2（要求 %3）</translation>
    </message>
    <message>
        <source>%1 %2 (needed %3, ×%4)</source>
        <translation>%1 %2（要求 %3、%4 倍）</translation>
    </message>
    <message>
        <source>no %1</source>
        <translation>%1 なし</translation>
    </message>
    <message>
        <source>%1 unknown</source>
        <translation>%1 不明</translation>
    </message>
    <message>
        <source>smaller network %1</source>
        <translation>より小さいネットワーク %1</translation>
    </message>
    <message>
        <source>another accuracy</source>
        <translation>精度は変わります</translation>
    </message>
    <message>
        <source>with %1</source>
        <translation>%1 で</translation>
    </message>
    <message>
        <source>Mean power</source>
        <translation>平均電力</translation>
    </message>
    <message>
        <source>Battery life</source>
        <translation>電池寿命</translation>
    </message>
    <message>
        <source>RAM taken</source>
        <translation>RAM 使用量</translation>
    </message>
    <message>
        <source>Flash taken</source>
        <translation>フラッシュ使用量</translation>
    </message>
    <message>
        <source>RAM to spare</source>
        <translation>RAM の余裕</translation>
    </message>
    <message>
        <source>Flash to spare</source>
        <translation>フラッシュの余裕</translation>
    </message>
    <message>
        <source>Longer side</source>
        <translation>長辺</translation>
    </message>
    <message>
        <source>Chip</source>
        <translation>チップ</translation>
    </message>
    <message>
        <source>Requirements</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>備考</translation>
    </message>
    <message>
        <source>1 GHz, DRAM 12 GB/s</source>
        <translation>1 GHz、DRAM 12 GB/s</translation>
    </message>
    <message>
        <source>1 GHz, DRAM 24 GB/s</source>
        <translation>1 GHz、DRAM 24 GB/s</translation>
    </message>
    <message>
        <source>200 MHz, flash 0.2 GB/s</source>
        <translation>200 MHz、フラッシュ 0.2 GB/s</translation>
    </message>
    <message>
        <source>3 V, external SMPS</source>
        <translation>3 V、外付け SMPS</translation>
    </message>
    <message>
        <source>500 MHz, DRAM 3.75 GB/s</source>
        <translation>500 MHz、DRAM 3.75 GB/s</translation>
    </message>
    <message>
        <source>500 MHz, flash 0.5 GB/s</source>
        <translation>500 MHz、フラッシュ 0.5 GB/s</translation>
    </message>
    <message>
        <source>A: 12.3 Mpixel</source>
        <translation>A: 12.3 メガピクセル</translation>
    </message>
    <message>
        <source>As if quantised to 8 bits</source>
        <translation>8 ビットに量子化した場合</translation>
    </message>
    <message>
        <source>As in the file where it holds zeros, else aligned</source>
        <translation>ファイルにゼロがあればそのとおり、なければ整列</translation>
    </message>
    <message>
        <source>As they are</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>B: 3.1 Mpixel, binned</source>
        <translation>B: 3.1 メガピクセル、ビニング</translation>
    </message>
    <message>
        <source>Both outside, 384 KiB of SRAM as the NPU&apos;s cache</source>
        <translation>両方とも外部、SRAM 384 KiB を NPU のキャッシュに</translation>
    </message>
    <message>
        <source>Client and server: 1 GHz, DRAM 12 GB/s</source>
        <translation>クライアントとサーバ: 1 GHz、DRAM 12 GB/s</translation>
    </message>
    <message>
        <source>Deeply embedded: 200 MHz, flash 0.1 GB/s</source>
        <translation>超小型組み込み: 200 MHz、フラッシュ 0.1 GB/s</translation>
    </message>
    <message>
        <source>Embedded: 500 MHz, flash 0.5 GB/s</source>
        <translation>組み込み: 500 MHz、フラッシュ 0.5 GB/s</translation>
    </message>
    <message>
        <source>External flash on OSPI, 0.17 GB/s</source>
        <translation>OSPI の外部フラッシュ、0.17 GB/s</translation>
    </message>
    <message>
        <source>High end: 1 GHz, DRAM 3.75 GB/s</source>
        <translation>ハイエンド: 1 GHz、DRAM 3.75 GB/s</translation>
    </message>
    <message>
        <source>High-end embedded: 500 MHz, flash 0.5 GB/s</source>
        <translation>ハイエンド組み込み: 500 MHz、フラッシュ 0.5 GB/s</translation>
    </message>
    <message>
        <source>Image and result, MIPI CSI-2</source>
        <translation>画像と結果、MIPI CSI-2</translation>
    </message>
    <message>
        <source>MRAM, 0.39 GB/s</source>
        <translation>MRAM、0.39 GB/s</translation>
    </message>
    <message>
        <source>Mid end: 500 MHz, DRAM 3.75 GB/s</source>
        <translation>ミドルレンジ: 500 MHz、DRAM 3.75 GB/s</translation>
    </message>
    <message>
        <source>No structure</source>
        <translation>構造なし</translation>
    </message>
    <message>
        <source>Optimise for SRAM</source>
        <translation>SRAM 優先</translation>
    </message>
    <message>
        <source>Optimise for speed</source>
        <translation>速度優先</translation>
    </message>
    <message>
        <source>Processor, one inference</source>
        <translation>プロセッサ、推論 1 回分</translation>
    </message>
    <message>
        <source>QSPI flash</source>
        <translation>QSPI フラッシュ</translation>
    </message>
    <message>
        <source>Result only, SPI</source>
        <translation>結果のみ、SPI</translation>
    </message>
    <message>
        <source>TensorFlow Lite Micro, reference kernels</source>
        <translation>TensorFlow Lite Micro、リファレンスカーネル</translation>
    </message>
    <message>
        <source>Two of four weights zero</source>
        <translation>重み 4 個のうち 2 個がゼロ</translation>
    </message>
    <message>
        <source>Weights and feature maps in SRAM</source>
        <translation>重みと特徴マップを SRAM に</translation>
    </message>
    <message>
        <source>Weights outside, feature maps in SRAM</source>
        <translation>重みは外部、特徴マップは SRAM に</translation>
    </message>
    <message>
        <source>Whole chip, one frame</source>
        <translation>チップ全体、1 フレーム分</translation>
    </message>
    <message>
        <source>octoFlash, 0.39 GB/s</source>
        <translation>octoFlash、0.39 GB/s</translation>
    </message>
    <message>
        <source>octoFlash, default project set-up, 0.10 GB/s</source>
        <translation>octoFlash、プロジェクト既定の設定、0.10 GB/s</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>shared</source>
        <translation>共有</translation>
    </message>
    <message>
        <source>per_column</source>
        <translation>列ごと</translation>
    </message>
    <message>
        <source>aligned</source>
        <translation>整列</translation>
    </message>
    <message>
        <source>partly_aligned</source>
        <translation>一部整列</translation>
    </message>
    <message>
        <source>as_in_file</source>
        <translation>ファイルのとおり</translation>
    </message>
    <message>
        <source>on</source>
        <translation>オン</translation>
    </message>
    <message>
        <source>off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>Output channels of the array</source>
        <translation>アレイの出力チャネル数</translation>
    </message>
    <message>
        <source>External memory</source>
        <translation>外部メモリ</translation>
    </message>
    <message>
        <source>bandwidth</source>
        <translation>帯域</translation>
    </message>
    <message>
        <source>bytes per cycle</source>
        <translation>サイクルあたりのバイト数</translation>
    </message>
    <message>
        <source>cache</source>
        <translation>キャッシュ</translation>
    </message>
    <message>
        <source>capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>energy per byte</source>
        <translation>バイトあたりのエネルギー</translation>
    </message>
    <message>
        <source>latency in cycles</source>
        <translation>レイテンシ（サイクル）</translation>
    </message>
    <message>
        <source>reserved</source>
        <translation>予約</translation>
    </message>
    <message>
        <source>Operators on constants, computed at import: %1.</source>
        <translation>読み込み時に計算した定数だけの演算：%1 個。</translation>
    </message>
    <message>
        <source>Operators that could not be sized and are not counted: %1.</source>
        <translation>大きさが決まらず数えていない演算子：%1 個。</translation>
    </message>
    <message>
        <source>sram</source>
        <translation>SRAM</translation>
    </message>
    <message>
        <source>psram</source>
        <translation>PSRAM</translation>
    </message>
    <message>
        <source>sdram</source>
        <translation>SDRAM</translation>
    </message>
    <message>
        <source>random</source>
        <translation>ランダム</translation>
    </message>
    <message>
        <source>%1 known only as a bound</source>
        <translation>%1 は限界値のみ</translation>
    </message>
</context>
<context>
    <name>tenbin::Appearance</name>
    <message>
        <source>Theme</source>
        <translation>テーマ</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
</context>
<context>
    <name>tenbin::BoardCommands</name>
    <message>
        <source>Put on all targets</source>
        <translation>全ターゲットに載せる</translation>
    </message>
    <message>
        <source>Put on target</source>
        <translation>ターゲットに載せる</translation>
    </message>
    <message>
        <source>Remove from shelf</source>
        <translation>シェルフから外す</translation>
    </message>
    <message>
        <source>Put here</source>
        <translation>ここに載せる</translation>
    </message>
    <message>
        <source>Copy card as text</source>
        <translation>カードを文字でコピー</translation>
    </message>
    <message>
        <source>Find model</source>
        <translation>モデルを検索</translation>
    </message>
    <message>
        <source>Find target</source>
        <translation>ターゲットを検索</translation>
    </message>
    <message>
        <source>Put on selected target</source>
        <translation>選択中のターゲットに載せる</translation>
    </message>
    <message>
        <source>Reset configuration</source>
        <translation>構成を既定に戻す</translation>
    </message>
    <message>
        <source>Add to comparison</source>
        <translation>比較に追加</translation>
    </message>
    <message>
        <source>Show what is in it…</source>
        <translation>中身を表示…</translation>
    </message>
    <message>
        <source>About this chip</source>
        <translation>このチップについて</translation>
    </message>
    <message>
        <source>Add requirement…</source>
        <translation>要求を追加…</translation>
    </message>
</context>
<context>
    <name>tenbin::BoardPage</name>
    <message>
        <source>Family</source>
        <translation>ファミリ</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>グループなし</translation>
    </message>
    <message>
        <source>Frames per second</source>
        <translation>フレームレート</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>レイテンシ</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>エネルギー</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message numerus="yes">
        <source>%n fit(s)</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>収まる %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with changes</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>変更すれば収まる %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n do(es) not fit</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>収まらない %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>判定不能 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n target(s)</source>
        <translation>
            <numerusform>%n 個のターゲット</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 on %n target(s)</source>
        <translation>
            <numerusform>%1（%n 個のターゲット）</numerusform>
        </translation>
    </message>
    <message>
        <source>No targets were found. Presets are read from share/tenbin/presets and from your own preset folder.</source>
        <translation>ターゲットが見つかりません。プリセットは share/tenbin/presets とユーザーのプリセットフォルダから読み込みます。</translation>
    </message>
    <message>
        <source>No target matches the filter. Clear it to see all.</source>
        <translation>条件に合うターゲットがありません。絞り込みを消すとすべて表示します。</translation>
    </message>
    <message>
        <source>Group: %1</source>
        <translation>グループ: %1</translation>
    </message>
    <message>
        <source>Sort: %1</source>
        <translation>並べ替え: %1</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>並べ替え</translation>
    </message>
    <message>
        <source>Filter targets</source>
        <translation>ターゲットを絞り込む</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Drag a network from the shelf onto a card, or onto the board for all targets. Drop your own .tflite, .onnx, .h5 and .keras files anywhere.</source>
        <translation>シェルフのネットワークをカードにドラッグします。ボードにドラッグすると全ターゲットに載ります。お手持ちの .tflite・.onnx・.h5・.keras ファイルはどこにでもドロップできます。</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>閉じる</translation>
    </message>
    <message numerus="yes">
        <source>%n with another network</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>%n 個は別のネットワーク</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n near the limit</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>限界付近 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Inspection: %1 on %2</source>
        <translation>詳細: %2 での %1</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>価格</translation>
    </message>
    <message>
        <source>Package size</source>
        <translation>パッケージの大きさ</translation>
    </message>
    <message>
        <source>Requirements</source>
        <translation>要求</translation>
    </message>
    <message numerus="yes">
        <source>%n keep(s) it</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>満たす %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n miss(es)</source>
        <comment>number of targets</comment>
        <translation>
            <numerusform>満たさない %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tenbin::ChartView</name>
    <message>
        <source>Copy image</source>
        <translation>画像をコピー</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全体を表示</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>図を保存</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 に書き込めませんでした。</translation>
    </message>
    <message>
        <source>Save as SVG, PNG or CSV…</source>
        <translation>SVG・PNG・CSV で保存…</translation>
    </message>
    <message>
        <source>Pictures and data (*.svg *.png *.csv)</source>
        <translation>画像とデータ (*.svg *.png *.csv)</translation>
    </message>
    <message>
        <source>series</source>
        <translation>系列</translation>
    </message>
</context>
<context>
    <name>tenbin::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>コマンドパレット</translation>
    </message>
    <message>
        <source>Type a command, a target or a network</source>
        <translation>コマンド、ターゲット、ネットワークを入力</translation>
    </message>
    <message>
        <source>Command, target or network</source>
        <translation>コマンド、ターゲット、ネットワーク</translation>
    </message>
    <message>
        <source>Found commands</source>
        <translation>見つかったコマンド</translation>
    </message>
</context>
<context>
    <name>tenbin::CompareModel</name>
    <message>
        <source>reference</source>
        <translation>基準</translation>
    </message>
    <message>
        <source>Being estimated</source>
        <translation>見積もり中です</translation>
    </message>
    <message>
        <source>%1 is unknown: nobody published what it depends on.</source>
        <translation>%1 は不明です。計算に必要な値が公表されていません。</translation>
    </message>
    <message>
        <source>The truth should lie between %1 and %2 four times out of five.</source>
        <translation>真の値は 5 回に 4 回、%1 から %2 の間に入る見込みです。</translation>
    </message>
    <message>
        <source>Only a bound: nobody published a measurement.</source>
        <translation>限界値のみです。実測値は公表されていません。</translation>
    </message>
    <message>
        <source>Measured: %1 (estimate %2), %3</source>
        <translation>実測: %1（見積もり %2）、%3</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>出典: %1</translation>
    </message>
    <message>
        <source>★ Best of the row: its interval lies apart from the others.</source>
        <translation>★ 行の中で最良です。区間はほかと重なりません。</translation>
    </message>
    <message>
        <source>☆ Best value of the row, but the intervals of others reach it.</source>
        <translation>☆ 行の中で最良の値ですが、ほかの区間と重なっています。</translation>
    </message>
    <message>
        <source>Raw value: %1</source>
        <translation>元の値: %1</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最良</translation>
    </message>
    <message>
        <source>Dots on a logarithmic axis from %1 to %2</source>
        <translation>%1 から %2 までの対数軸上の点</translation>
    </message>
    <message>
        <source>Bars from zero</source>
        <translation>ゼロから始まる棒</translation>
    </message>
    <message>
        <source>The others are measured against this column. Click: no differences.</source>
        <translation>ほかの列はこの列に対する差を示しています。クリックすると差を消します。</translation>
    </message>
    <message>
        <source>Click: differences against this column. Drag: move it.</source>
        <translation>クリック: この列に対する差を表示します。ドラッグ: 列を移動します。</translation>
    </message>
    <message>
        <source>%1, reference</source>
        <translation>%1、基準</translation>
    </message>
</context>
<context>
    <name>tenbin::ComparePage</name>
    <message>
        <source>No differences</source>
        <translation>差を表示しない</translation>
    </message>
    <message>
        <source>Differences against this column</source>
        <translation>この列に対する差</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>ピン留めを解除</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>ピン留め</translation>
    </message>
    <message>
        <source>Move to the left</source>
        <translation>左へ移動</translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation>右へ移動</translation>
    </message>
    <message>
        <source>Rename column…</source>
        <translation>列の名前を変更…</translation>
    </message>
    <message>
        <source>Remove column</source>
        <translation>列を削除</translation>
    </message>
    <message>
        <source>Show on the board</source>
        <translation>ボードに表示</translation>
    </message>
    <message>
        <source>Layer by layer</source>
        <translation>層ごとの比較</translation>
    </message>
    <message>
        <source>Copy selected cells</source>
        <translation>選択したセルをコピー</translation>
    </message>
    <message>
        <source>Copy table for spreadsheets</source>
        <translation>表計算ソフト用に表をコピー</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>テキストとしてコピー</translation>
    </message>
    <message>
        <source>New comparison</source>
        <translation>新しい比較</translation>
    </message>
    <message>
        <source>Rename comparison…</source>
        <translation>比較の名前を変更…</translation>
    </message>
    <message>
        <source>Remove comparison</source>
        <translation>比較を削除</translation>
    </message>
    <message>
        <source>Remove all columns</source>
        <translation>すべての列を削除</translation>
    </message>
    <message>
        <source>Add column</source>
        <translation>列を追加</translation>
    </message>
    <message>
        <source>From the board: %1</source>
        <translation>ボードから: %1</translation>
    </message>
    <message>
        <source>%1 on another target</source>
        <translation>%1 を別のターゲットで</translation>
    </message>
    <message>
        <source>Another network on %1</source>
        <translation>%1 に別のネットワーク</translation>
    </message>
    <message>
        <source>The same column again</source>
        <translation>同じ列をもう 1 つ</translation>
    </message>
    <message>
        <source>Rename column</source>
        <translation>列の名前を変更</translation>
    </message>
    <message>
        <source>Heading (empty: network and target)</source>
        <translation>見出し（空欄: ネットワークとターゲット）</translation>
    </message>
    <message>
        <source>Rename comparison</source>
        <translation>比較の名前を変更</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message numerus="yes">
        <source>A comparison holds %n column(s): remove one first.</source>
        <translation>
            <numerusform>比較できるのは %n 列までです。先に列を削除してください。</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparison %1</source>
        <translation>比較 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n 列</numerusform>
        </translation>
    </message>
    <message>
        <source>Estimating…</source>
        <translation>見積もり中…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Put designs side by side</source>
        <translation>設計を並べて比較</translation>
    </message>
    <message>
        <source>A column is a network on a target. Drag cards from the board onto “Compare” in the bar on the left, drag networks from the shelf or designs from Explore, or choose “Add to comparison” in their menus. Click a heading to see the others as differences against it.</source>
        <translation>1 列は、1 つのターゲットに載せた 1 つのネットワークです。ボードのカードを左端のバーの「比較」へドラッグするか、シェルフのネットワークや探索の設計をドラッグしてください。メニューの「比較に追加」も使えます。見出しをクリックすると、その列に対する差が表示されます。</translation>
    </message>
    <message>
        <source>Show an example</source>
        <translation>例を表示</translation>
    </message>
    <message>
        <source>Add the card selected on the board</source>
        <translation>ボードで選択中のカードを追加</translation>
    </message>
    <message numerus="yes">
        <source>Comparison: %n column(s)</source>
        <translation>
            <numerusform>比較: %n 列</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparison: %1</source>
        <translation>比較: %1</translation>
    </message>
</context>
<context>
    <name>tenbin::CompareSession</name>
    <message>
        <source>Add %1 to the comparison</source>
        <translation>%1 を比較に追加</translation>
    </message>
    <message numerus="yes">
        <source>Add %n column(s)</source>
        <translation>
            <numerusform>%n 列を追加</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 を削除</translation>
    </message>
    <message>
        <source>Remove all columns</source>
        <translation>すべての列を削除</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>%1 を移動</translation>
    </message>
    <message>
        <source>Pin %1</source>
        <translation>%1 をピン留め</translation>
    </message>
    <message>
        <source>Unpin %1</source>
        <translation>%1 のピン留めを解除</translation>
    </message>
    <message>
        <source>Differences against %1</source>
        <translation>%1 に対する差</translation>
    </message>
    <message>
        <source>No differences</source>
        <translation>差を表示しない</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 の名前を変更</translation>
    </message>
    <message>
        <source>Rename the comparison</source>
        <translation>比較の名前を変更</translation>
    </message>
    <message>
        <source>New comparison</source>
        <translation>新しい比較</translation>
    </message>
    <message>
        <source>Remove the comparison</source>
        <translation>比較を削除</translation>
    </message>
</context>
<context>
    <name>tenbin::ConfigurationForm</name>
    <message>
        <source>Reset to the target&apos;s default</source>
        <translation>ターゲットの既定値に戻す</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 を既定に戻す</translation>
    </message>
    <message>
        <source>Same firmware on all cards</source>
        <translation>全カードを同じファームウェアに</translation>
    </message>
    <message>
        <source>RAM and flash of your firmware as they are here, on every target whose memories it shares</source>
        <translation>ここで設定したファームウェアの RAM とフラッシュを、メモリを共有するすべてのターゲットに設定します</translation>
    </message>
</context>
<context>
    <name>tenbin::CurveChart</name>
    <message>
        <source>Published, not measured here</source>
        <translation>公表値（ここでは未測定）</translation>
    </message>
    <message>
        <source>Accuracy against sparsity</source>
        <translation>精度とスパース率</translation>
    </message>
    <message>
        <source>The first point is being measured.</source>
        <translation>最初の点を測定しています。</translation>
    </message>
    <message>
        <source>Nothing can be measured: this network has no labelled data that fits. Published curves can be laid in for orientation.</source>
        <translation>測定できません。このネットワークに合うラベル付きデータがありません。目安として公表値の曲線を重ねられます。</translation>
    </message>
    <message>
        <source>Start measures the network dense and at every step, on all labelled test samples.</source>
        <translation>「開始」で、密なネットワークと各段階を、ラベル付きテストデータすべてで測定します。</translation>
    </message>
    <message>
        <source>%1 zeros</source>
        <translation>ゼロ %1</translation>
    </message>
    <message>
        <source>right: %1 of %2, 95 %</source>
        <translation>正解率 %1（%2 件、95 %）</translation>
    </message>
    <message>
        <source>before retraining %1</source>
        <translation>再学習前 %1</translation>
    </message>
    <message>
        <source>Published: %1</source>
        <translation>公表値：%1</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%2 %1：%3</translation>
    </message>
    <message>
        <source>zeros among the weights</source>
        <translation>重みに占めるゼロ</translation>
    </message>
    <message>
        <source>against the dense network, points</source>
        <translation>密なネットワークとの差（ポイント）</translation>
    </message>
    <message>
        <source>right answers</source>
        <translation>正解率</translation>
    </message>
</context>
<context>
    <name>tenbin::DesignTableModel</name>
    <message>
        <source>Design</source>
        <translation>設計</translation>
    </message>
</context>
<context>
    <name>tenbin::DetailsPanel</name>
    <message>
        <source>lower bound</source>
        <translation>下限値</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>すべてコピー</translation>
    </message>
    <message>
        <source>no network on it</source>
        <translation>ネットワークなし</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Drag a network onto this card, or press Enter on one in the shelf.</source>
        <translation>このカードにネットワークをドラッグするか、シェルフで選んで Enter を押してください。</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>結果なし</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>推論時間</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Nobody has published what it takes to estimate the latency.</source>
        <translation>レイテンシの見積もりに必要な数値が公表されていません。</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>フレームレート</translation>
    </message>
    <message>
        <source>Energy per inference</source>
        <translation>1 推論あたりのエネルギー</translation>
    </message>
    <message>
        <source>%1 J</source>
        <translation>%1 J</translation>
    </message>
    <message>
        <source>Nobody has published what this target consumes.</source>
        <translation>このターゲットの消費電力は公開されていません。</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>重み</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n バイト</numerusform>
        </translation>
    </message>
    <message>
        <source>Feature maps, peak</source>
        <translation>特徴マップ（最大）</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MAC</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>The size of this memory was never published.</source>
        <translation>このメモリの容量は公開されていません。</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>補足</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>What would help</source>
        <translation>有効な対策</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>適用</translation>
    </message>
    <message>
        <source>Apply: %1</source>
        <translation>適用: %1</translation>
    </message>
    <message>
        <source>How sure is this?</source>
        <translation>どのくらい確かか</translation>
    </message>
    <message>
        <source>Only a bound from the data sheet: no measurement on a public network exists.</source>
        <translation>データシートによる限界値のみです。公開ネットワークでの実測値はありません。</translation>
    </message>
    <message>
        <source>The true latency should lie between %1 and %2 four times out of five.</source>
        <translation>真のレイテンシは 5 回に 4 回、%1 から %2 の間に入る見込みです。</translation>
    </message>
    <message>
        <source>Select a card to configure its target, and to see why a network fits or not and what would help.

Arrow keys move between cards; Enter comes here.</source>
        <translation>カードを選択すると、ターゲットの設定、ネットワークが収まるかどうかの理由、有効な対策が表示されます。

矢印キーでカードを移動し、Enter でここに移ります。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy everything in this panel as text</source>
        <translation>このパネルの内容をすべてテキストでコピーします</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>すべて戻す</translation>
    </message>
    <message>
        <source>Reset every option to the target&apos;s default</source>
        <translation>すべてのオプションをターゲットの既定値に戻します</translation>
    </message>
    <message>
        <source>Estimating…</source>
        <translation>見積もり中…</translation>
    </message>
    <message>
        <source>What the network takes of this memory cannot be told.</source>
        <translation>このメモリの使用量は判定できません。</translation>
    </message>
    <message>
        <source>%1 of %2 bytes</source>
        <translation>%2 バイト中 %1</translation>
    </message>
    <message>
        <source>Holds weights</source>
        <translation>重みを保持</translation>
    </message>
    <message>
        <source>Holds feature maps</source>
        <translation>特徴マップを保持</translation>
    </message>
    <message>
        <source>frames overlap</source>
        <translation>フレームが重なります</translation>
    </message>
    <message>
        <source>set by the sensor or the input</source>
        <translation>センサまたは入力で決まります</translation>
    </message>
    <message>
        <source>%1 frames per second</source>
        <translation>毎秒 %1 フレーム</translation>
    </message>
    <message>
        <source>How far the true latency may be off is not known.</source>
        <translation>真のレイテンシとの誤差は不明です。</translation>
    </message>
    <message numerus="yes">
        <source>%n reference(s)</source>
        <translation>
            <numerusform>参考資料 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>レイテンシ</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>エネルギー</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>層 %1</translation>
    </message>
    <message>
        <source>Show layer %1 in the table</source>
        <translation>表で層 %1 を表示</translation>
    </message>
    <message numerus="yes">
        <source>(%n more)</source>
        <translation>
            <numerusform>（ほか %n 件）</numerusform>
        </translation>
    </message>
    <message>
        <source>Does not fit because:</source>
        <translation>収まらない理由:</translation>
    </message>
    <message>
        <source>At import</source>
        <translation>読み込み時</translation>
    </message>
    <message>
        <source>None of the target&apos;s options makes it fit, and no smaller variant of this network does.</source>
        <translation>ターゲットのどのオプションでも、このネットワークの小さい版でも収まりません。</translation>
    </message>
    <message>
        <source>Makes it fit:</source>
        <translation>収まるようにする方法:</translation>
    </message>
    <message numerus="yes">
        <source>%n assumed input(s)</source>
        <translation>
            <numerusform>%n 個の仮定値</numerusform>
        </translation>
    </message>
    <message>
        <source>Published figures beside their estimates</source>
        <translation>公表値と推定値の比較</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Show the measurements of this target</source>
        <translation>このターゲットの実測値を表示</translation>
    </message>
    <message>
        <source>Details of the selected target</source>
        <translation>選択したターゲットの詳細</translation>
    </message>
    <message>
        <source>How the ranges were found</source>
        <translation>範囲の求め方</translation>
    </message>
    <message>
        <source>Published accuracy</source>
        <translation>公表された精度</translation>
    </message>
    <message>
        <source>Nobody published one for exactly this network.</source>
        <translation>このネットワークそのものの精度は公表されていません。</translation>
    </message>
    <message>
        <source>About this chip</source>
        <translation>このチップについて</translation>
    </message>
    <message>
        <source>upper bound</source>
        <translation>上限値</translation>
    </message>
</context>
<context>
    <name>tenbin::DistributionChart</name>
    <message>
        <source>Designs by %1</source>
        <translation>%1 ごとの設計数</translation>
    </message>
    <message>
        <source>No design was evaluated yet.</source>
        <translation>まだ評価した設計がありません。</translation>
    </message>
    <message>
        <source>designs</source>
        <translation>設計</translation>
    </message>
    <message>
        <source>all</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>brushed</source>
        <translation>選択範囲</translation>
    </message>
    <message>
        <source>%1 to %2: %3 designs, %4 brushed</source>
        <translation>%1 から %2: 設計 %3 件、うち選択範囲 %4 件</translation>
    </message>
</context>
<context>
    <name>tenbin::DuplicateDialog</name>
    <message>
        <source>Duplicate %1</source>
        <translation>%1 の複製</translation>
    </message>
    <message>
        <source>%1 (mine)</source>
        <translation>%1（自作）</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>The name of its file in %1</source>
        <translation>%1 に置くファイルの名前</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>nobody published it</source>
        <translation>公表値なし</translation>
    </message>
    <message>
        <source>%1, not on the chip</source>
        <translation>%1（チップ外）</translation>
    </message>
    <message>
        <source>“%1” is no number. Examples: 640 KiB, 262.5 MHz, 1.5e-3</source>
        <translation>「%1」は数値として読めません。例: 640 KiB、262.5 MHz、1.5e-3</translation>
    </message>
    <message>
        <source>%1 must lie between %2 and %3.</source>
        <translation>%1 は %2 から %3 の範囲にしてください。</translation>
    </message>
    <message>
        <source>The target needs a name.</source>
        <translation>ターゲットの名前を入力してください。</translation>
    </message>
    <message>
        <source>The target needs an id.</source>
        <translation>ターゲットの ID を入力してください。</translation>
    </message>
    <message>
        <source>An id has at most 64 of these: a to z, 0 to 9, _ and -.</source>
        <translation>ID に使えるのは a～z、0～9、_、- の 64 文字までです。</translation>
    </message>
    <message>
        <source>A shipped preset has the id %1; shipped presets are never replaced here.</source>
        <translation>ID %1 は付属のプリセットが使っています。付属のプリセットは置き換えません。</translation>
    </message>
    <message>
        <source>Another preset of yours has the id %1.</source>
        <translation>ID %1 は自作の別のプリセットが使っています。</translation>
    </message>
</context>
<context>
    <name>tenbin::EnergyChart</name>
    <message>
        <source>Energy</source>
        <translation>エネルギー</translation>
    </message>
    <message>
        <source>%1 an inference</source>
        <translation>1 推論あたり %1</translation>
    </message>
    <message>
        <source>%1 of it beside the layers</source>
        <translation>うち層の外 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) unknown</source>
        <translation>
            <numerusform>不明な層 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody has published what this target consumes.</source>
        <translation>このターゲットの消費電力は公開されていません。</translation>
    </message>
    <message>
        <source>operators in execution order</source>
        <translation>実行順の演算子</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>エネルギー</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>層</translation>
    </message>
    <message>
        <source>One inference</source>
        <translation>1 推論</translation>
    </message>
</context>
<context>
    <name>tenbin::ErrorBoxes</name>
    <message>
        <source>Error by family</source>
        <translation>ファミリ別の誤差</translation>
    </message>
    <message>
        <source>Half of a family&apos;s rows lie in its box, nine of ten between the ends</source>
        <translation>箱に各ファミリの半数、両端の間に 9 割が入ります</translation>
    </message>
    <message>
        <source>Estimating what was measured…</source>
        <translation>実測された構成を見積もっています…</translation>
    </message>
    <message>
        <source>No measurement matches. Choose another family or figure, or clear the filter.</source>
        <translation>該当する実測値がありません。別のファミリや項目を選ぶか、絞り込みを解除してください。</translation>
    </message>
    <message>
        <source>estimated over measured</source>
        <translation>見積もり ÷ 実測</translation>
    </message>
    <message>
        <source>as measured</source>
        <translation>実測と一致</translation>
    </message>
    <message numerus="yes">
        <source>%n measurement(s)</source>
        <translation>
            <numerusform>実測値 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>median %1, half between %2 and %3, nine of ten between %4 and %5</source>
        <translation>中央値 %1、半数は %2 から %3、9 割は %4 から %5</translation>
    </message>
</context>
<context>
    <name>tenbin::ErrorPlot</name>
    <message>
        <source>Estimated against measured</source>
        <translation>推定値と実測値</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>実測</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>推定</translation>
    </message>
    <message>
        <source>No measurement matches. Choose another family or figure, or clear the filter.</source>
        <translation>該当する実測値がありません。別のファミリや項目を選ぶか、絞り込みを解除してください。</translation>
    </message>
    <message>
        <source>Estimating what was measured…</source>
        <translation>実測された構成を見積もっています…</translation>
    </message>
    <message>
        <source>within a factor of two</source>
        <translation>2 倍以内</translation>
    </message>
    <message>
        <source>as measured</source>
        <translation>実測と一致</translation>
    </message>
    <message>
        <source>%1, own</source>
        <translation>%1（自分の実測）</translation>
    </message>
</context>
<context>
    <name>tenbin::ExplorePage</name>
    <message>
        <source>Export points</source>
        <translation>点の書き出し</translation>
    </message>
    <message>
        <source>all alike</source>
        <translation>すべて同じ</translation>
    </message>
    <message>
        <source>%1 does not fit.</source>
        <translation>%1 は収まりません。</translation>
    </message>
    <message>
        <source>%1 breaks a constraint of the question.</source>
        <translation>%1 は質問の制約を満たしません。</translation>
    </message>
    <message>
        <source>%1 is on the front: nothing is better in every objective.</source>
        <translation>%1 はフロント上にあります。すべての目的で上回る設計はありません。</translation>
    </message>
    <message>
        <source>%1: %2 more</source>
        <translation>%1: %2 増</translation>
    </message>
    <message>
        <source>%1: %2 less</source>
        <translation>%1: %2 減</translation>
    </message>
    <message>
        <source>%1 is dominated by %2. %3.</source>
        <translation>%1 は %2 に支配されています。%3。</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 点</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>毎秒 %1</translation>
    </message>
    <message>
        <source>front %1</source>
        <translation>フロント %1</translation>
    </message>
    <message>
        <source>hypervolume %1</source>
        <translation>ハイパーボリューム %1</translation>
    </message>
    <message>
        <source>brushed: %1 of %2</source>
        <translation>選択: %2 中 %1</translation>
    </message>
    <message>
        <source>Click a point to pin it: what is better than it is said here. A double click puts it on the board.</source>
        <translation>点をクリックするとピン留めし、それを上回る設計をここに示します。ダブルクリックでボードに載せます。</translation>
    </message>
    <message>
        <source>No design keeps all constraints with known objectives.</source>
        <translation>目的の値が分かり、すべての制約を満たす設計はありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n design(s)</source>
        <translation>
            <numerusform>%n 設計</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n target(s)</source>
        <translation>
            <numerusform>%n ターゲット</numerusform>
        </translation>
    </message>
    <message>
        <source>best %1: %2</source>
        <translation>最良の%1: %2</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>書き出し …</translation>
    </message>
    <message>
        <source>against</source>
        <translation>対</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>色</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>Parallel coordinates</source>
        <translation>平行座標</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>すべて表示</translation>
    </message>
    <message>
        <source>Pinned designs</source>
        <translation>ピン留めした設計</translation>
    </message>
    <message>
        <source>Why not this one?</source>
        <translation>なぜこれではないのか</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>フロント</translation>
    </message>
    <message>
        <source>Add to comparison</source>
        <translation>比較に追加</translation>
    </message>
    <message>
        <source>Show on the board</source>
        <translation>ボードに表示</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Put the pinned designs side by side</source>
        <translation>ピン留めした設計を並べて比較します</translation>
    </message>
    <message>
        <source>Designs as points</source>
        <translation>点で表した設計</translation>
    </message>
    <message>
        <source>Exploring %1 designs</source>
        <translation>%1 個の設計を探索中</translation>
    </message>
    <message>
        <source>Study: %1</source>
        <translation>スタディ: %1</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Growth of the front</source>
        <translation>フロントの伸び</translation>
    </message>
</context>
<context>
    <name>tenbin::ExploreSession</name>
    <message>
        <source>building the networks …</source>
        <translation>ネットワークを構築中 …</translation>
    </message>
    <message>
        <source>stopping …</source>
        <translation>停止中 …</translation>
    </message>
    <message>
        <source>paused at %1</source>
        <translation>%1 点で一時停止中</translation>
    </message>
    <message>
        <source>%1 points a second, %2 left</source>
        <translation>毎秒 %1 点、残り %2</translation>
    </message>
    <message>
        <source>done, all points are stored</source>
        <translation>完了。すべての点を保存しました</translation>
    </message>
    <message>
        <source>%1 points are stored; start continues</source>
        <translation>%1 点を保存済み。開始で続行します</translation>
    </message>
</context>
<context>
    <name>tenbin::FileCommands</name>
    <message>
        <source>Open model files</source>
        <translation>モデルファイルを開く</translation>
    </message>
    <message>
        <source>Models (%1)</source>
        <translation>モデル (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>No recent files</source>
        <translation>最近使ったファイルなし</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>最近使ったファイル</translation>
    </message>
    <message>
        <source>Open model files…</source>
        <translation>モデルファイルを開く…</translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation>一覧を消去</translation>
    </message>
</context>
<context>
    <name>tenbin::FrameChart</name>
    <message>
        <source>Frames</source>
        <translation>フレーム</translation>
    </message>
    <message>
        <source>set by the sensor&apos;s frame rate</source>
        <translation>センサのフレームレートで決まります</translation>
    </message>
    <message>
        <source>set by: %1</source>
        <translation>律速: %1</translation>
    </message>
    <message>
        <source>%1: %2, %3; light to result %4</source>
        <translation>%1: %2、%3、露光から結果まで %4</translation>
    </message>
    <message>
        <source>Nobody has published what it takes to estimate the latency of this target.</source>
        <translation>このターゲットのレイテンシの見積もりに必要な値が公開されていません。</translation>
    </message>
    <message>
        <source>frame %1 · %2</source>
        <translation>フレーム %1 · %2</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%2 から %1</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>段階</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>フレーム</translation>
    </message>
    <message>
        <source>start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>length</source>
        <translation>長さ</translation>
    </message>
</context>
<context>
    <name>tenbin::GainChart</name>
    <message>
        <source>Accuracy against latency</source>
        <translation>精度とレイテンシ</translation>
    </message>
    <message>
        <source>Accuracy against memory</source>
        <translation>精度とメモリ</translation>
    </message>
    <message>
        <source>Accuracy against energy, with the Pareto front</source>
        <translation>精度とエネルギー（パレートフロント付き）</translation>
    </message>
    <message>
        <source>Beside every measured accuracy stands here what the network then costs on each chosen target.</source>
        <translation>測定した精度ごとに、選んだ各ターゲットでのコストをここに示します。</translation>
    </message>
    <message>
        <source>No target is chosen.</source>
        <translation>ターゲットが選ばれていません。</translation>
    </message>
    <message>
        <source>The targets are being asked.</source>
        <translation>各ターゲットで見積もっています。</translation>
    </message>
    <message>
        <source>None of the chosen targets has this figure.</source>
        <translation>選んだターゲットには、この値がありません。</translation>
    </message>
    <message>
        <source>on the front over accuracy and energy</source>
        <translation>精度とエネルギーのフロント上</translation>
    </message>
    <message>
        <source>gains nothing</source>
        <translation>効果なし</translation>
    </message>
    <message>
        <source>right answers</source>
        <translation>正解率</translation>
    </message>
    <message>
        <source>%1 as fast</source>
        <translation>速度 %1</translation>
    </message>
    <message>
        <source>%1 less energy</source>
        <translation>エネルギー 1/%1</translation>
    </message>
    <message>
        <source>%1 smaller</source>
        <translation>容量 1/%1</translation>
    </message>
    <message>
        <source>latency of one inference</source>
        <translation>推論 1 回のレイテンシ</translation>
    </message>
    <message>
        <source>energy of one inference</source>
        <translation>推論 1 回のエネルギー</translation>
    </message>
    <message>
        <source>weights and peak of the feature maps</source>
        <translation>重みと特徴マップの最大</translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation>パレートフロント</translation>
    </message>
</context>
<context>
    <name>tenbin::GraphChart</name>
    <message>
        <source>Graph, heat by latency</source>
        <translation>グラフ（レイテンシで色分け）</translation>
    </message>
    <message>
        <source>Graph, heat by energy</source>
        <translation>グラフ（エネルギーで色分け）</translation>
    </message>
    <message>
        <source>Graph, heat by live memory</source>
        <translation>グラフ（使用中メモリで色分け）</translation>
    </message>
    <message>
        <source>%1 to %2, brighter is more</source>
        <translation>%1 ～ %2（明るいほど大）</translation>
    </message>
    <message>
        <source>%1 to %2, darker is more</source>
        <translation>%1 ～ %2（濃いほど大）</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>演算子</translation>
    </message>
</context>
<context>
    <name>tenbin::GrowthChart</name>
    <message>
        <source>What the objectives&apos; front covers between the best and the worst</source>
        <translation>目的のフロントが最良と最悪の間で占める割合</translation>
    </message>
    <message>
        <source>The growth of the front is drawn here once designs are evaluated.</source>
        <translation>設計を評価すると、フロントの伸びがここに描かれます。</translation>
    </message>
    <message>
        <source>designs evaluated</source>
        <translation>評価した設計</translation>
    </message>
    <message>
        <source>hypervolume</source>
        <translation>ハイパーボリューム</translation>
    </message>
</context>
<context>
    <name>tenbin::GuideWindow</name>
    <message>
        <source>This page is not installed: %1</source>
        <translation>このページはインストールされていません: %1</translation>
    </message>
    <message>
        <source>Tenbin user guide</source>
        <translation>Tenbin ユーザーガイド</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>進む</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目次</translation>
    </message>
    <message>
        <source>Find on this page</source>
        <translation>ページ内を検索</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>ユーザーガイド</translation>
    </message>
</context>
<context>
    <name>tenbin::InspectionChart</name>
    <message>
        <source>Select a card with a network on it to look inside.</source>
        <translation>ネットワークを載せたカードを選択すると、内訳が表示されます。</translation>
    </message>
    <message>
        <source>time</source>
        <translation>時間</translation>
    </message>
</context>
<context>
    <name>tenbin::InspectorPanel</name>
    <message>
        <source>Timing</source>
        <translation>タイミング</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>層</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>エネルギー</translation>
    </message>
    <message>
        <source>Roofline</source>
        <translation>ルーフライン</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>フレーム</translation>
    </message>
    <message>
        <source>Views of the selected target</source>
        <translation>選択したターゲットの表示</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Keep this state in every view, to see what a change does</source>
        <translation>現在の状態を各表示に残し、変更の効果を比べます</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save this chart as SVG, PNG or CSV</source>
        <translation>この図を SVG、PNG、CSV で保存します</translation>
    </message>
    <message>
        <source>Addresses over time</source>
        <translation>アドレスと時間</translation>
    </message>
    <message>
        <source>Live bytes against the limit</source>
        <translation>使用バイト数と上限</translation>
    </message>
    <message>
        <source>Heat by latency</source>
        <translation>レイテンシで色分け</translation>
    </message>
    <message>
        <source>Heat by energy</source>
        <translation>エネルギーで色分け</translation>
    </message>
    <message>
        <source>Heat by live memory</source>
        <translation>使用中メモリで色分け</translation>
    </message>
    <message>
        <source>What the chart shows</source>
        <translation>図の内容</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>カメラ</translation>
    </message>
    <message>
        <source>Heat by access</source>
        <translation>アクセス回数で色分け</translation>
    </message>
    <message>
        <source>Fold repeated blocks</source>
        <translation>繰り返しブロックをまとめる</translation>
    </message>
    <message>
        <source>Inferences a second</source>
        <translation>毎秒の推論回数</translation>
    </message>
    <message>
        <source>latency %1 → %2 (%3)</source>
        <translation>レイテンシ %1 → %2（%3）</translation>
    </message>
    <message>
        <source>energy %1 → %2 (%3)</source>
        <translation>エネルギー %1 → %2（%3）</translation>
    </message>
    <message>
        <source>feature maps %1 → %2</source>
        <translation>特徴マップ %1 → %2</translation>
    </message>
    <message>
        <source>Pinned: %1 on %2</source>
        <translation>固定: %2 上の %1</translation>
    </message>
    <message>
        <source>%1 on average, battery lasts %2 days</source>
        <translation>平均 %1、電池は %2 日もちます</translation>
    </message>
    <message>
        <source>The sensor is the target: readout and frame rate are options.</source>
        <translation>センサ自体がターゲットです。読み出しとフレームレートは設定で選びます。</translation>
    </message>
    <message>
        <source> inferences/s</source>
        <translation> 推論/s</translation>
    </message>
    <message>
        <source>Capacity of the battery</source>
        <translation>電池の容量</translation>
    </message>
    <message>
        <source> mAh at 3 V</source>
        <translation> mAh（3 V）</translation>
    </message>
    <message>
        <source>Power asleep</source>
        <translation>スリープ時の電力</translation>
    </message>
    <message>
        <source> µW asleep</source>
        <translation> µW（スリープ）</translation>
    </message>
    <message>
        <source>not counted: %1</source>
        <translation>含まないもの: %1</translation>
    </message>
</context>
<context>
    <name>tenbin::KernelView</name>
    <message>
        <source>%1: %2 of %3 coordinates left in a kernel, on average</source>
        <translation>%1：カーネルあたり平均 %3 座標中 %2 が残存</translation>
    </message>
    <message>
        <source>The kernels of the chosen layer are drawn here.</source>
        <translation>選んだ層のカーネルをここに描きます。</translation>
    </message>
    <message>
        <source>This layer has no kernels: only ordinary convolutions have.</source>
        <translation>この層にはカーネルがありません。通常の畳み込みだけが持ちます。</translation>
    </message>
    <message>
        <source>input channels: %1 · groups of %2 output channels: %3</source>
        <translation>入力チャネル：%1 · 出力チャネル %2 個のグループ：%3</translation>
    </message>
    <message>
        <source>%1; the first %2 of %3 kernels</source>
        <translation>%1（%3 カーネル中、先頭の %2）</translation>
    </message>
    <message>
        <source>input channel %1, group %2: %3 of %4 coordinates left</source>
        <translation>入力チャネル %1、グループ %2：%4 座標中 %3 が残存</translation>
    </message>
</context>
<context>
    <name>tenbin::LayerComparePanel</name>
    <message>
        <source>Choose two columns that have an answer.</source>
        <translation>結果のある 2 列を選んでください。</translation>
    </message>
    <message>
        <source>These networks have too little in common to be compared layer by layer.</source>
        <translation>この 2 つのネットワークは共通点が少なく、層ごとに比較できません。</translation>
    </message>
    <message>
        <source>The right takes %1 longer.</source>
        <translation>右のほうが %1 長くなります。</translation>
    </message>
    <message>
        <source>The right takes %1 less.</source>
        <translation>右のほうが %1 短くなります。</translation>
    </message>
    <message>
        <source>Largest difference: %1 %2.</source>
        <translation>最大の差: %1 %2。</translation>
    </message>
    <message>
        <source>The networks differ: operators are aligned by kind and order.</source>
        <translation>ネットワークが異なるため、演算子の種類と順序で対応付けています。</translation>
    </message>
    <message>
        <source>Layer by layer</source>
        <translation>層ごとの比較</translation>
    </message>
    <message>
        <source>and</source>
        <translation>と</translation>
    </message>
    <message>
        <source>Swap both sides</source>
        <translation>左右を入れ替え</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Left column</source>
        <translation>左の列</translation>
    </message>
    <message>
        <source>Right column</source>
        <translation>右の列</translation>
    </message>
    <message>
        <source>Layers of two columns</source>
        <translation>2 列の層</translation>
    </message>
</context>
<context>
    <name>tenbin::LayerPairModel</name>
    <message>
        <source>Operator</source>
        <translation>演算子</translation>
    </message>
    <message>
        <source>Left latency</source>
        <translation>左のレイテンシ</translation>
    </message>
    <message>
        <source>Right latency</source>
        <translation>右のレイテンシ</translation>
    </message>
    <message>
        <source>Right against left, in percent</source>
        <translation>左に対する右の差（%）</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>Right minus left: what the pair adds to the whole difference</source>
        <translation>右 − 左: この組が全体の差に占める時間</translation>
    </message>
    <message>
        <source>Adds</source>
        <translation>増減</translation>
    </message>
</context>
<context>
    <name>tenbin::LayerTableModel</name>
    <message>
        <source>Nobody has published what this target&apos;s operators consume.</source>
        <translation>このターゲットの演算子ごとの消費エネルギーは公開されていません。</translation>
    </message>
    <message>
        <source>This operator does not use the multipliers.</source>
        <translation>この演算子は乗算器を使いません。</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 cycles</source>
        <translation>%1 サイクル</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 バイト</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>演算子</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MAC</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメータ</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>サイクル</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>レイテンシ</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>割合</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>使用率</translation>
    </message>
    <message>
        <source>Bound by</source>
        <translation>律速</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>転送量</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>エネルギー</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>実行先</translation>
    </message>
    <message>
        <source>This operator cannot run on this target.</source>
        <translation>この演算子はこのターゲットでは実行できません。</translation>
    </message>
    <message>
        <source>Nobody has published what it takes to estimate the latency.</source>
        <translation>レイテンシの見積もりに必要な数値が公表されていません。</translation>
    </message>
    <message>
        <source>Neither a clock nor cycles were published for this unit.</source>
        <translation>このユニットのクロックもサイクル数も公表されていません。</translation>
    </message>
    <message>
        <source>How many multipliers this unit has is not known.</source>
        <translation>このユニットの乗算器の数は不明です。</translation>
    </message>
    <message>
        <source>%1 J</source>
        <translation>%1 J</translation>
    </message>
    <message>
        <source>The slowest layer</source>
        <translation>最も遅い層</translation>
    </message>
    <message>
        <source>Part of the whole latency</source>
        <translation>レイテンシ全体に占める割合</translation>
    </message>
    <message>
        <source>Multiplications done, of those the unit could have done in this time</source>
        <translation>この時間にユニットが実行できる乗算のうち、実際に行った割合</translation>
    </message>
    <message>
        <source>Bytes read and written, all memories together</source>
        <translation>読み書きしたバイト数（全メモリの合計）</translation>
    </message>
    <message>
        <source>%1, by hand</source>
        <translation>%1（手動）</translation>
    </message>
</context>
<context>
    <name>tenbin::LayersPanel</name>
    <message>
        <source>Filter layers</source>
        <translation>層を絞り込む</translation>
    </message>
    <message>
        <source>Layers of the selected target</source>
        <translation>選択したターゲットの層</translation>
    </message>
    <message>
        <source>Select a card to see what each layer of its network costs.</source>
        <translation>カードを選択すると、ネットワークの層ごとのコストが表示されます。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy the selected layers with their raw values</source>
        <translation>選択した層を生の値でコピーします</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>CSV で保存…</translation>
    </message>
    <message>
        <source>Save all layers with their raw values</source>
        <translation>すべての層を生の値で保存します</translation>
    </message>
    <message>
        <source>Save layers as CSV</source>
        <translation>層を CSV で保存</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV ファイル (*.csv)</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>行をコピー</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>セルをコピー</translation>
    </message>
    <message>
        <source>Operator kind</source>
        <translation>演算子の種類</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%2 上の %1</translation>
    </message>
    <message>
        <source>All operators</source>
        <translation>すべての演算子</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n layer(s)</source>
        <translation>
            <numerusform>%n 層中 %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Whole inference, %n layer(s)</source>
        <translation>
            <numerusform>推論全体、%n 層</numerusform>
        </translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>列を元に戻す</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>すべてコピー</translation>
    </message>
    <message>
        <source>%1 pass before, between and after the layers</source>
        <translation>層の前後と間に %1 かかります</translation>
    </message>
    <message>
        <source>%1 are spent there</source>
        <translation>そこで %1 を消費します</translation>
    </message>
    <message>
        <source>Leave to the compiler</source>
        <translation>コンパイラーに任せる</translation>
    </message>
    <message>
        <source>Run on the processor</source>
        <translation>プロセッサーで実行</translation>
    </message>
</context>
<context>
    <name>tenbin::LiveResult</name>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Frames/s</source>
        <translation>フレーム/秒</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>レイテンシ</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>エネルギー</translation>
    </message>
    <message>
        <source>Put a network on the board to see what it does on this design.</source>
        <translation>ボードにネットワークを載せると、この設計での結果が表示されます。</translation>
    </message>
    <message>
        <source>The preset has errors: no result until they are mended.</source>
        <translation>プリセットに誤りがあります。直すと結果が表示されます。</translation>
    </message>
    <message>
        <source>%1, before the errors</source>
        <translation>%1（誤りが入る前）</translation>
    </message>
    <message>
        <source>%1 on this design</source>
        <translation>この設計での %1</translation>
    </message>
    <message>
        <source>This design</source>
        <translation>この設計</translation>
    </message>
    <message>
        <source>As opened</source>
        <translation>開いた時点</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>How full it is</source>
        <translation>使用率の変化</translation>
    </message>
</context>
<context>
    <name>tenbin::LossChart</name>
    <message>
        <source>Loss while retraining (cross-entropy, mean of the epoch so far)</source>
        <translation>再学習中の損失（交差エントロピー、エポック内の平均）</translation>
    </message>
    <message>
        <source>The loss is drawn here while a point is retrained.</source>
        <translation>再学習の間、損失をここに描きます。</translation>
    </message>
    <message>
        <source>epoch %1: loss %2, %3 of the training samples right</source>
        <translation>エポック %1：損失 %2、学習データの正解率 %3</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>エポック</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <source>next point</source>
        <translation>次の点</translation>
    </message>
</context>
<context>
    <name>tenbin::MeasurementDialog</name>
    <message>
        <source>Add a measurement</source>
        <translation>実測値の追加</translation>
    </message>
    <message>
        <source>Board, firmware, date: how was it measured?</source>
        <translation>ボード、ファームウェア、日付など、測定の条件</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Configured as</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>実測値</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出典</translation>
    </message>
    <message>
        <source>as the preset says</source>
        <translation>プリセットのまま</translation>
    </message>
    <message>
        <source>A value above zero and its source are needed.</source>
        <translation>0 より大きい値と出典が必要です。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>tenbin::MemoryChart</name>
    <message>
        <source>The memory of this target was never published.</source>
        <translation>このターゲットのメモリは公開されていません。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>input %1</source>
        <translation>入力 %1</translation>
    </message>
    <message>
        <source>output %1</source>
        <translation>出力 %1</translation>
    </message>
    <message>
        <source>in place %1</source>
        <translation>上書き %1</translation>
    </message>
    <message>
        <source>held %1</source>
        <translation>保持 %1</translation>
    </message>
    <message>
        <source>peak %1 at %2: %3</source>
        <translation>最大 %1（%2）: %3</translation>
    </message>
    <message>
        <source>%1 between blocks</source>
        <translation>すき間 %1</translation>
    </message>
    <message>
        <source>available %1</source>
        <translation>使用可能 %1</translation>
    </message>
    <message>
        <source>pinned peak %1</source>
        <translation>固定時の最大 %1</translation>
    </message>
    <message>
        <source>operators in execution order</source>
        <translation>実行順の演算子</translation>
    </message>
    <message>
        <source>%1 live</source>
        <translation>使用中 %1</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>空き %1</translation>
    </message>
    <message>
        <source>%1, %2 from address %3, operators %4 to %5, touched by %6</source>
        <translation>%1、%2、先頭アドレス %3、演算子 %4 ～ %5、アクセス %6 回</translation>
    </message>
    <message>
        <source>seldom touched</source>
        <translation>アクセスが少ない</translation>
    </message>
    <message>
        <source>touched at every step</source>
        <translation>毎ステップでアクセス</translation>
    </message>
    <message>
        <source>bank %1</source>
        <translation>バンク %1</translation>
    </message>
    <message>
        <source>live</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>live, more than available</source>
        <translation>使用中（容量超過）</translation>
    </message>
    <message>
        <source>live bytes</source>
        <translation>使用中のバイト数</translation>
    </message>
    <message>
        <source>address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>what it holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>first operator</source>
        <translation>最初の演算子</translation>
    </message>
    <message>
        <source>last operator</source>
        <translation>最後の演算子</translation>
    </message>
</context>
<context>
    <name>tenbin::MessageStrip</name>
    <message>
        <source>Dismiss</source>
        <translation>閉じる</translation>
    </message>
    <message numerus="yes">
        <source>%n more message(s)</source>
        <translation>
            <numerusform>ほかに %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Dismiss all</source>
        <translation>すべて閉じる</translation>
    </message>
</context>
<context>
    <name>tenbin::NetworkWindow</name>
    <message>
        <source>Being counted…</source>
        <translation>集計中…</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Name inside the file</source>
        <translation>ファイル内の名前</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>集計</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>演算子</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>積和演算数</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメータ数</translation>
    </message>
    <message>
        <source>as %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>All constants</source>
        <translation>定数の合計</translation>
    </message>
    <message>
        <source>Assumed or unknown</source>
        <translation>仮定または不明な点</translation>
    </message>
    <message>
        <source>Nothing: everything follows from the file.</source>
        <translation>ありません。すべてファイルから決まります。</translation>
    </message>
    <message>
        <source>At import</source>
        <translation>読み込み時</translation>
    </message>
    <message>
        <source>Where they run</source>
        <translation>実行場所</translation>
    </message>
    <message>
        <source>Facts about the network</source>
        <translation>ネットワークの内容</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>演算子</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>アクセラレータ</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>プロセッサ</translation>
    </message>
    <message>
        <source>Nowhere</source>
        <translation>実行不可</translation>
    </message>
    <message>
        <source>Not on the accelerator</source>
        <translation>アクセラレータ以外で動くもの</translation>
    </message>
</context>
<context>
    <name>tenbin::NotesPanel</name>
    <message>
        <source>Change notes</source>
        <translation>メモの変更</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Notes about this project: why this target, what was measured, what is still open.</source>
        <translation>このプロジェクトのメモ：ターゲットを選んだ理由、測定したこと、残っている課題など。</translation>
    </message>
</context>
<context>
    <name>tenbin::NumberEditor</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 ～ %2</translation>
    </message>
</context>
<context>
    <name>tenbin::NumberRow</name>
    <message>
        <source>This architecture does not know the key.</source>
        <translation>このアーキテクチャにはないキーです。</translation>
    </message>
    <message>
        <source>%1, slider</source>
        <translation>%1、スライダー</translation>
    </message>
    <message>
        <source>%1, kind of source</source>
        <translation>%1、出典の種類</translation>
    </message>
    <message>
        <source>%1, source</source>
        <translation>%1、出典</translation>
    </message>
    <message>
        <source>Remove this number</source>
        <translation>この数値を削除</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 を削除</translation>
    </message>
    <message>
        <source>“%1” is no number. Examples: 640 KiB, 262.5 MHz, 1.5e-3</source>
        <translation>「%1」は数値として読めません。例: 640 KiB、262.5 MHz、1.5e-3</translation>
    </message>
</context>
<context>
    <name>tenbin::ParallelPlot</name>
    <message>
        <source>Drag along an axis to keep designs in that range; click it to keep all.</source>
        <translation>軸に沿ってドラッグすると、その範囲の設計だけを残します。クリックすると解除します。</translation>
    </message>
</context>
<context>
    <name>tenbin::PreprocessingPanel</name>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>divisor</source>
        <translation>除数</translation>
    </message>
    <message>
        <source>The bytes are the network&apos;s input as they are.</source>
        <translation>バイト列がそのままネットワークの入力になります。</translation>
    </message>
    <message>
        <source>A stored value x becomes (x − mean) ÷ divisor: 0 … 255 becomes %1 … %2. Layout: height, width, channels.</source>
        <translation>格納値 x は (x − 平均) ÷ 除数 になります。0 … 255 は %1 … %2 になります。配置：高さ、幅、チャネル。</translation>
    </message>
    <message>
        <source>%1: %2 samples for training, %3 for testing, %4 classes, each %5</source>
        <translation>%1：学習 %2 件、テスト %3 件、%4 クラス、1 件 %5</translation>
    </message>
    <message>
        <source>The network is right on %1 of these %2.</source>
        <translation>この %2 件のうち、ネットワークの正解は %1 件です。</translation>
    </message>
</context>
<context>
    <name>tenbin::PresetForm</name>
    <message>
        <source>Target</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>ベンダー</translation>
    </message>
    <message>
        <source>Section of the board</source>
        <translation>ボードの区分</translation>
    </message>
    <message>
        <source>Cost model</source>
        <translation>コストモデル</translation>
    </message>
    <message>
        <source>Memory: %1, not on the chip</source>
        <translation>メモリ: %1（チップ外）</translation>
    </message>
    <message>
        <source>Memory: %1</source>
        <translation>メモリ: %1</translation>
    </message>
    <message>
        <source>Give its capacity, which nobody published</source>
        <translation>公表されていない容量を入力</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメータ</translation>
    </message>
    <message>
        <source>Parameters: %1</source>
        <translation>パラメータ: %1</translation>
    </message>
    <message>
        <source>Options and what they begin with</source>
        <translation>オプションと既定値</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 brings %n number(s)</source>
        <translation>
            <numerusform>%1: %2 の数値 %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a number…</source>
        <translation>数値を追加…</translation>
    </message>
    <message>
        <source>%1 (needed)</source>
        <translation>%1（必須）</translation>
    </message>
    <message>
        <source>The preset gives every number that this cost model knows.</source>
        <translation>このコストモデルの数値はすべて入力済みです。</translation>
    </message>
</context>
<context>
    <name>tenbin::PresetList</name>
    <message>
        <source>Stands on the board in the place of the shipped preset of this id.</source>
        <translation>同じ ID の付属プリセットの代わりにボードに載っています。</translation>
    </message>
    <message>
        <source>%1, has errors</source>
        <translation>%1、誤りあり</translation>
    </message>
    <message>
        <source>%1, not saved</source>
        <translation>%1、未保存</translation>
    </message>
    <message>
        <source>Your presets</source>
        <translation>自作のプリセット</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>まだありません</translation>
    </message>
    <message>
        <source>Duplicate a shipped target, or start from a template.</source>
        <translation>付属のターゲットを複製するか、テンプレートから始めてください。</translation>
    </message>
    <message>
        <source>Filter presets</source>
        <translation>プリセットを絞り込む</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>プリセット</translation>
    </message>
</context>
<context>
    <name>tenbin::PresetPage</name>
    <message>
        <source>Changes are not saved</source>
        <translation>未保存の変更</translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation>%1 に保存していない変更があります。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>変更を破棄</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>A preset with errors cannot be duplicated; mend it first.</source>
        <translation>誤りのあるプリセットは複製できません。先に直してください。</translation>
    </message>
    <message>
        <source>As %1 (%2)</source>
        <translation>%1 を手本に（%2）</translation>
    </message>
    <message>
        <source>New target</source>
        <translation>新しいターゲット</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>My target</source>
        <translation>自作ターゲット</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Duplicate…</source>
        <translation>複製…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>Import a preset</source>
        <translation>プリセットの読み込み</translation>
    </message>
    <message>
        <source>Presets (%1)</source>
        <translation>プリセット (%1)</translation>
    </message>
    <message>
        <source>Export the preset</source>
        <translation>プリセットの書き出し</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>%1 に書き出しました</translation>
    </message>
    <message>
        <source>Delete the preset</source>
        <translation>プリセットの削除</translation>
    </message>
    <message>
        <source>%1 will be deleted. This cannot be undone.</source>
        <translation>%1 を削除します。元に戻せません。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>%1 · shipped: duplicate it to change numbers</source>
        <translation>%1 · 付属品（数値を変えるには複製してください）</translation>
    </message>
    <message>
        <source>%1 · changes are not saved</source>
        <translation>%1 · 未保存の変更あり</translation>
    </message>
    <message>
        <source>%1 · saved</source>
        <translation>%1 · 保存済み</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>%1 行目</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>New from template</source>
        <translation>テンプレートから作成</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>読み込み…</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>保存時に戻す</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>書き出し…</translation>
    </message>
    <message>
        <source>Show on the board</source>
        <translation>ボードに表示</translation>
    </message>
    <message>
        <source>Show the preset as text</source>
        <translation>プリセットをテキストで表示</translation>
    </message>
    <message>
        <source>The preset as text</source>
        <translation>プリセットのテキスト</translation>
    </message>
    <message>
        <source>What is wrong with the preset</source>
        <translation>プリセットの誤り</translation>
    </message>
    <message>
        <source>Choose a target on the left to see every number that its estimates rest on.

Duplicate one, or start from a template, to design a chip that does not exist: drag array size, memory, bandwidth and clock, and watch what the network on the board makes of it.</source>
        <translation>左でターゲットを選ぶと、見積もりのもとになる数値がすべて表示されます。

複製するかテンプレートから始めると、まだ存在しないチップを設計できます。配列サイズ、メモリ、帯域、クロックをドラッグして、ボードのネットワークの結果がどう変わるかを確かめられます。</translation>
    </message>
</context>
<context>
    <name>tenbin::PresetSession</name>
    <message>
        <source>Revert to the saved preset</source>
        <translation>保存したプリセットに戻す</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 を変更</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 を削除</translation>
    </message>
</context>
<context>
    <name>tenbin::ProjectController</name>
    <message>
        <source>Save project as</source>
        <translation>名前を付けてプロジェクトを保存</translation>
    </message>
    <message>
        <source>Tenbin projects (*.tenbin)</source>
        <translation>Tenbin プロジェクト (*.tenbin)</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新規プロジェクト</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>プロジェクトを開く…</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近使ったプロジェクト</translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation>一覧を消去</translation>
    </message>
    <message>
        <source>Save project</source>
        <translation>プロジェクトを保存</translation>
    </message>
    <message>
        <source>Save project as…</source>
        <translation>名前を付けてプロジェクトを保存…</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>無題</translation>
    </message>
    <message>
        <source>%1 (read-only)</source>
        <translation>%1（読み取り専用）</translation>
    </message>
    <message>
        <source>Tenbin</source>
        <translation>Tenbin</translation>
    </message>
    <message>
        <source>No recent projects</source>
        <translation>最近使ったプロジェクトはありません</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>プロジェクトを開く</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Save the board and the notes as a project?</source>
        <translation>ボードとメモをプロジェクトとして保存しますか？</translation>
    </message>
    <message>
        <source>Save the changes to %1?</source>
        <translation>%1 への変更を保存しますか？</translation>
    </message>
    <message>
        <source>What is not saved is lost.</source>
        <translation>保存しない変更は失われます。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation>保存しない</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>tenbin::ProjectSession</name>
    <message>
        <source>Return to the saved project</source>
        <translation>保存済みのプロジェクトに戻す</translation>
    </message>
</context>
<context>
    <name>tenbin::QuestionForm</name>
    <message>
        <source>A list: 8, 4, 2. A range: 100M .. 1G x 20. A logarithmic range: 100M .. 1G log 20.</source>
        <translation>並び: 8, 4, 2。範囲: 100M .. 1G x 20。対数の範囲: 100M .. 1G log 20。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>Numbers of the hardware</source>
        <translation>ハードウェアの数値</translation>
    </message>
    <message>
        <source>Some field cannot be read, or there is no target or objective.</source>
        <translation>読み取れない欄があるか、ターゲットまたは目的が選ばれていません。</translation>
    </message>
    <message>
        <source>%1 points, about %2</source>
        <translation>%1 点、約 %2</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>軸</translation>
    </message>
    <message>
        <source>Constraints</source>
        <translation>制約</translation>
    </message>
    <message>
        <source>Objectives</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Add axis …</source>
        <translation>軸を追加 …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>収まること</translation>
    </message>
    <message>
        <source>frames a second, at least</source>
        <translation>毎秒フレーム数の下限</translation>
    </message>
    <message>
        <source>millijoules, at most</source>
        <translation>ミリジュールの上限</translation>
    </message>
    <message>
        <source>All points</source>
        <translation>すべての点</translation>
    </message>
    <message>
        <source>NSGA-II (for very large spaces)</source>
        <translation>NSGA-II（非常に大きな空間向け）</translation>
    </message>
    <message>
        <source>Which chip?</source>
        <translation>どのチップか</translation>
    </message>
</context>
<context>
    <name>tenbin::RecoveryStrip</name>
    <message>
        <source>Work from %1 was not saved as a project.</source>
        <translation>%1 の作業内容はプロジェクトとして保存されていません。</translation>
    </message>
    <message>
        <source>%1 has changes from %2 that were not saved.</source>
        <translation>%1 に、保存されていない変更（%2）があります。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>復元</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>後で</translation>
    </message>
    <message>
        <source>%1 cannot be written to. Changes are kept, but not in this file.</source>
        <translation>%1 には書き込めません。変更は保持されますが、このファイルには入りません。</translation>
    </message>
    <message>
        <source>%1 was moved or removed. Changes are kept, but not in this file.</source>
        <translation>%1 は移動または削除されました。変更は保持されますが、このファイルには入りません。</translation>
    </message>
    <message>
        <source>Save project as…</source>
        <translation>名前を付けてプロジェクトを保存…</translation>
    </message>
    <message>
        <source>This part of the project is not understood and was left as it is: %1. The rest is open.</source>
        <translation>プロジェクトの次の部分は読み取れないため、そのまま残しました：%1。それ以外は開いています。</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Changes from %1 that were not saved are open again.</source>
        <translation>保存されていなかった変更（%1）を復元しました。</translation>
    </message>
    <message>
        <source>Return to the saved project</source>
        <translation>保存済みのプロジェクトに戻す</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>このまま使う</translation>
    </message>
</context>
<context>
    <name>tenbin::ReportDialog</name>
    <message>
        <source>Writing file %1 of %2 …</source>
        <translation>ファイルを書き出しています (%1 / %2) …</translation>
    </message>
    <message>
        <source>Cancelled. Files that were finished are there.</source>
        <translation>中止しました。完成したファイルは残っています。</translation>
    </message>
    <message>
        <source>There is nothing to report yet. Select a card on the board, compare designs, run a study or a sparsity sweep first.</source>
        <translation>レポートの対象がまだありません。先にボードでカードを選ぶか、設計の比較、スタディ、スパース性スイープのいずれかを行ってください。</translation>
    </message>
    <message>
        <source>Choose a language.</source>
        <translation>言語を選んでください。</translation>
    </message>
    <message>
        <source>Choose a format.</source>
        <translation>形式を選んでください。</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>フォルダーを選んでください。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>フォルダー %1 がありません。</translation>
    </message>
    <message>
        <source>The files need a name without “/”.</source>
        <translation>「/」を含まないファイル名が必要です。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>ファイル %1 がありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of these names will be replaced.</source>
        <translation>
            <numerusform>同じ名前のファイル %n 件を置き換えます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written to %1</source>
        <translation>
            <numerusform>%n 件のファイルを %1 に書き出しました</numerusform>
        </translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 を開く</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>ロゴ</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>画像 (*.png)</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>レポートの書き出し</translation>
    </message>
    <message>
        <source>About</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>タイトル</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作成者</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Logo (PNG)</source>
        <translation>ロゴ (PNG)</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>用紙</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>ファイル名</translation>
    </message>
    <message>
        <source>Your own remarks</source>
        <translation>自分用の補足</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Choose the logo</source>
        <translation>ロゴの選択</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>フォルダーの選択</translation>
    </message>
    <message>
        <source>Its first lines</source>
        <translation>冒頭</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>フォルダーを開く</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>書き出し</translation>
    </message>
</context>
<context>
    <name>tenbin::ReportExport</name>
    <message>
        <source>Writing the report: %1 of %2</source>
        <translation>レポートを書き出しています: %1 / %2</translation>
    </message>
</context>
<context>
    <name>tenbin::RequirementBar</name>
    <message>
        <source>Add a requirement</source>
        <translation>要求を追加</translation>
    </message>
    <message>
        <source>Ask for frames a second, energy, memory, price … and see which chips keep it</source>
        <translation>フレームレート、エネルギー、メモリ、価格などの要求を決め、満たすチップを確認します</translation>
    </message>
    <message>
        <source>Change what is asked</source>
        <translation>要求を変更</translation>
    </message>
    <message>
        <source>Do not ask for %1</source>
        <comment>a requirement</comment>
        <translation>%1 の要求を外す</translation>
    </message>
    <message>
        <source>Looking for chips that keep it …</source>
        <translation>満たすチップを探しています…</translation>
    </message>
    <message>
        <source>Requirement…</source>
        <translation>要求…</translation>
    </message>
</context>
<context>
    <name>tenbin::RequirementDesk</name>
    <message>
        <source>Requirements</source>
        <translation>要求</translation>
    </message>
</context>
<context>
    <name>tenbin::RequirementEditor</name>
    <message>
        <source>Ask for it</source>
        <translation>要求に加える</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>電池容量</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>選択</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>ファミリ</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Inferences</source>
        <translation>推論の頻度</translation>
    </message>
    <message>
        <source>Interface</source>
        <translation>インターフェース</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限度</translation>
    </message>
    <message>
        <source>Sleep power</source>
        <translation>スリープ電力</translation>
    </message>
    <message>
        <source>Write it as %1.</source>
        <comment>an example</comment>
        <translation>「%1」のように入力してください。</translation>
    </message>
</context>
<context>
    <name>tenbin::RooflineChart</name>
    <message>
        <source>Roofline: each layer under what binds it</source>
        <translation>ルーフライン: 層ごとの律速</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) without counted traffic</source>
        <translation>
            <numerusform>転送量が数えられていない層 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>its bandwidth is not known</source>
        <translation>その帯域は公表されていません</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) fetched ahead</source>
        <translation>
            <numerusform>先読みされる層 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>The model of this target does not count the bytes that its layers move.</source>
        <translation>このターゲットのモデルは層の転送量を数えません。</translation>
    </message>
    <message>
        <source>MACs a byte moved</source>
        <translation>転送 1 バイトあたりの MAC</translation>
    </message>
    <message>
        <source>peak %1MAC/s</source>
        <translation>ピーク %1MAC/s</translation>
    </message>
    <message>
        <source>%1 %2/s</source>
        <translation>%1 %2/s</translation>
    </message>
    <message>
        <source>%1 MACs a byte, %2MAC/s, %3 of the latency, held back by %4</source>
        <translation>1 バイトあたり %1 MAC、%2MAC/s、レイテンシの %3、律速: %4</translation>
    </message>
    <message>
        <source>Roofline</source>
        <translation>ルーフライン</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s), %1 of the time, are bound by %2</source>
        <translation>
            <numerusform>%n 層（時間の %1）が %2 に律速されています</numerusform>
        </translation>
    </message>
    <message>
        <source>no layer is bound by %1</source>
        <translation>%1 に律速される層はありません</translation>
    </message>
    <message>
        <source>throughput</source>
        <translation>スループット</translation>
    </message>
    <message>
        <source>peak</source>
        <translation>ピーク</translation>
    </message>
    <message>
        <source>ridge</source>
        <translation>リッジ点</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>ridge %1</source>
        <translation>リッジ点 %1</translation>
    </message>
</context>
<context>
    <name>tenbin::RunBox</name>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>tenbin::SampleStrip</name>
    <message>
        <source>Test samples as decoded: class → answer of the network</source>
        <translation>復号したテスト画像：クラス → ネットワークの答え</translation>
    </message>
    <message>
        <source>Test samples as decoded, with their class</source>
        <translation>復号したテスト画像とクラス</translation>
    </message>
    <message>
        <source>Reading the data …</source>
        <translation>データを読み込んでいます…</translation>
    </message>
    <message>
        <source>Raw tensors are no pictures: they go into the network byte for byte.</source>
        <translation>生テンソルは画像ではありません。バイト列のままネットワークに入ります。</translation>
    </message>
</context>
<context>
    <name>tenbin::ScatterPlot</name>
    <message>
        <source>Choose networks, targets and axes on the left, then start: every design appears here as a point.</source>
        <translation>左でネットワーク、ターゲット、軸を選んで開始してください。設計が一つずつ点として表示されます。</translation>
    </message>
    <message>
        <source>knee: %1</source>
        <translation>ニー: %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%2 に対する %1</translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation>パレートフロント</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>design</source>
        <translation>設計</translation>
    </message>
    <message>
        <source>grey: outside the constraints</source>
        <translation>灰色: 制約の範囲外</translation>
    </message>
</context>
<context>
    <name>tenbin::SensitivityChart</name>
    <message>
        <source>Each layer pruned alone, not retrained</source>
        <translation>各層を単独で枝刈り（再学習なし）</translation>
    </message>
    <message>
        <source>No layer was pruned alone yet.</source>
        <translation>まだ単独で枝刈りした層はありません。</translation>
    </message>
    <message>
        <source>zeros among the layer&apos;s weights</source>
        <translation>層の重みに占めるゼロ</translation>
    </message>
    <message>
        <source>right answers</source>
        <translation>正解率</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>密</translation>
    </message>
</context>
<context>
    <name>tenbin::SensitivityPanel</name>
    <message>
        <source>Prune each layer alone</source>
        <translation>層ごとの枝刈り</translation>
    </message>
    <message>
        <source>a layer may cost, points</source>
        <translation>1 層の許容低下（ポイント）</translation>
    </message>
    <message>
        <source>Propose plan</source>
        <translation>計画の提案</translation>
    </message>
    <message>
        <source>No plan</source>
        <translation>計画なし</translation>
    </message>
    <message>
        <source>as the step says</source>
        <translation>段階に従う</translation>
    </message>
    <message>
        <source>all</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>最低 %1</translation>
    </message>
    <message>
        <source>dense %1; no retraining; the first method and width</source>
        <translation>密 %1、再学習なし、最初の手法とビット数</translation>
    </message>
    <message>
        <source>Shows which layers bear pruning, and proposes what each keeps at least.</source>
        <translation>枝刈りに耐える層を調べ、各層が最低限残す割合を提案します。</translation>
    </message>
    <message>
        <source>A plan is set; the next sweep follows it.</source>
        <translation>計画が設定されています。次のスイープはこれに従います。</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>層</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>計画</translation>
    </message>
</context>
<context>
    <name>tenbin::SheetLabel</name>
    <message>
        <source>Copy selection</source>
        <translation>選択をコピー</translation>
    </message>
    <message>
        <source>Copy this</source>
        <translation>これをコピー</translation>
    </message>
</context>
<context>
    <name>tenbin::ShelfModel</name>
    <message>
        <source>Your models</source>
        <translation>開いたモデル</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>集計中…</translation>
    </message>
    <message>
        <source>size open: %1</source>
        <translation>サイズ未定: %1</translation>
    </message>
    <message>
        <source>Name inside the file: %1</source>
        <translation>ファイル内の名前: %1</translation>
    </message>
    <message>
        <source>Published accuracy: unknown</source>
        <translation>公表された精度: 不明</translation>
    </message>
    <message>
        <source>Published: %1</source>
        <translation>公表値: %1</translation>
    </message>
</context>
<context>
    <name>tenbin::ShelfPanel</name>
    <message>
        <source>Filter models</source>
        <translation>モデルを絞り込む</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Put on all targets</source>
        <translation>全ターゲットに載せる</translation>
    </message>
    <message>
        <source>Or drag the model onto one card, or onto the board for all</source>
        <translation>カードにドラッグするとそのターゲットに、ボードにドラッグすると全ターゲットに載ります</translation>
    </message>
    <message>
        <source>Open model files…</source>
        <translation>モデルファイルを開く…</translation>
    </message>
    <message>
        <source>Or drop .tflite, .onnx, .h5 and .keras files anywhere in the window</source>
        <translation>.tflite・.onnx・.h5・.keras ファイルはウィンドウのどこにでもドロップできます</translation>
    </message>
</context>
<context>
    <name>tenbin::ShortcutsWindow</name>
    <message>
        <source>Everywhere</source>
        <translation>共通</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>Filter commands or keys</source>
        <translation>コマンドやキーで絞り込み</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>コマンド</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
</context>
<context>
    <name>tenbin::SizesForm</name>
    <message>
        <source>Loop passes</source>
        <translation>ループの回数</translation>
    </message>
    <message>
        <source>This file leaves sizes open. Say which, and it can be estimated.</source>
        <translation>このファイルではサイズが決まっていません。指定すると見積もれます。</translation>
    </message>
    <message>
        <source>What the file leaves open</source>
        <translation>ファイルで決まっていない値</translation>
    </message>
    <message>
        <source>Use these sizes</source>
        <translation>このサイズで読む</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>Input %1, in the file: %2</source>
        <translation>入力 %1、ファイルでは %2</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>バッチ</translation>
    </message>
    <message>
        <source>Or press Enter in a field. Whole numbers in the file&apos;s own order, as in 1×3×224×224</source>
        <translation>入力欄で Enter を押しても確定できます。ファイル内の順序で、1×3×224×224 のように整数で指定します。</translation>
    </message>
</context>
<context>
    <name>tenbin::SparsityForm</name>
    <message>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>Labelled data</source>
        <translation>ラベル付きデータ</translation>
    </message>
    <message>
        <source>Pruning methods</source>
        <translation>枝刈りの手法</translation>
    </message>
    <message>
        <source>Steps: elements of nine that remain</source>
        <translation>段階：9 要素中で残す数</translation>
    </message>
    <message>
        <source>Bits of the weights</source>
        <translation>重みのビット数</translation>
    </message>
    <message>
        <source>Retraining</source>
        <translation>再学習</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>フォルダーを選択</translation>
    </message>
    <message>
        <source>A folder with IDX files (MNIST, Fashion-MNIST), CIFAR-10 binaries, pictures in a folder a class, NumPy arrays, or raw tensors with y_labels.csv</source>
        <translation>IDX ファイル（MNIST、Fashion-MNIST）、CIFAR-10 バイナリ、クラスごとの画像フォルダー、NumPy 配列、または y_labels.csv 付きの生テンソルを含むフォルダー</translation>
    </message>
    <message>
        <source>Falling numbers from 9 to 1. Methods other than kernel coordinates keep the same share of their weights.</source>
        <translation>9 から 1 までの減少する数。カーネル座標以外の手法は、同じ割合の重みを残します。</translation>
    </message>
    <message>
        <source>measure without retraining</source>
        <translation>再学習なしで測定</translation>
    </message>
    <message>
        <source>measure with retraining</source>
        <translation>再学習ありで測定</translation>
    </message>
    <message>
        <source>epochs a step</source>
        <translation>段階ごとのエポック数</translation>
    </message>
    <message>
        <source>training samples</source>
        <translation>学習データ数</translation>
    </message>
    <message>
        <source>all</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>Reference (Fashion-MNIST)</source>
        <translation>参照ネット（Fashion-MNIST）</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>ファイルを選択…</translation>
    </message>
    <message>
        <source>Choose a method.</source>
        <translation>手法を選んでください。</translation>
    </message>
    <message>
        <source>Steps are falling numbers from 9 to 1, as 9, 6, 4, 2.</source>
        <translation>段階は 9 から 1 までの減少する数です（例：9, 6, 4, 2）。</translation>
    </message>
    <message>
        <source>Choose how many bits the weights have.</source>
        <translation>重みのビット数を選んでください。</translation>
    </message>
    <message>
        <source>Choose with or without retraining.</source>
        <translation>再学習の有無を選んでください。</translation>
    </message>
    <message>
        <source>Folder with labelled data</source>
        <translation>ラベル付きデータのフォルダー</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 ビット</translation>
    </message>
    <message>
        <source>Models (%1)</source>
        <translation>モデル (%1)</translation>
    </message>
</context>
<context>
    <name>tenbin::SparsityPage</name>
    <message>
        <source>Difference to dense</source>
        <translation>密なネットワークとの差</translation>
    </message>
    <message>
        <source>Published curves …</source>
        <translation>公表値の曲線…</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>レイテンシ</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>エネルギー</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>Walks along the curve</source>
        <translation>曲線上を移動</translation>
    </message>
    <message>
        <source>Show on the board</source>
        <translation>ボードに表示</translation>
    </message>
    <message>
        <source>Save network …</source>
        <translation>ネットワークを保存…</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>層</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>感度</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>データ</translation>
    </message>
    <message>
        <source>Sparsity against accuracy</source>
        <translation>スパース率と精度</translation>
    </message>
    <message>
        <source>%1 test samples</source>
        <translation>テスト %1 件</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) measured</source>
        <translation>
            <numerusform>測定済み %n 点</numerusform>
        </translation>
    </message>
    <message>
        <source>Not measured: %1</source>
        <translation>未測定：%1</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>層</translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation>カーネル</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>ゼロ</translation>
    </message>
    <message>
        <source>Lost, share of all</source>
        <translation>失われた重み（全体比）</translation>
    </message>
    <message>
        <source>Dead channels</source>
        <translation>死んだチャネル</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 中 %1</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>TOPS/W, dense operations</source>
        <translation>TOPS/W（密な演算数）</translation>
    </message>
    <message>
        <source>Against the first point</source>
        <translation>最初の点との比較</translation>
    </message>
    <message>
        <source>is the first point</source>
        <translation>最初の点</translation>
    </message>
    <message>
        <source>Networks: %1</source>
        <translation>ネットワーク：%1</translation>
    </message>
    <message>
        <source>Show none</source>
        <translation>すべて非表示</translation>
    </message>
    <message>
        <source>Save network</source>
        <translation>ネットワークの保存</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 に書き込めませんでした。</translation>
    </message>
    <message>
        <source>Measured networks in detail</source>
        <translation>測定したネットワークの詳細</translation>
    </message>
    <message>
        <source>Kernels with the elements that remain</source>
        <translation>残る要素を示したカーネル</translation>
    </message>
    <message>
        <source>Accuracy against sparsity</source>
        <translation>スパース率と精度</translation>
    </message>
    <message>
        <source>Accuracy against what a target gains</source>
        <translation>ターゲットの利得と精度</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指標</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>書き出し …</translation>
    </message>
    <message>
        <source>Export points</source>
        <translation>点の書き出し</translation>
    </message>
    <message>
        <source>Sparsity sweep</source>
        <translation>スパース性スイープ</translation>
    </message>
</context>
<context>
    <name>tenbin::SparsitySession</name>
    <message>
        <source>Done. Every point is kept: the same question is answered at once.</source>
        <translation>完了しました。すべての点は保存されており、同じ問いにはすぐに答えます。</translation>
    </message>
    <message>
        <source>Reading network and data …</source>
        <translation>ネットワークとデータを読み込んでいます…</translation>
    </message>
    <message>
        <source>Pruning each layer alone: %1 of %2</source>
        <translation>層ごとに枝刈りしています：%2 中 %1</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>一時停止中です</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>停止しています…</translation>
    </message>
    <message>
        <source>Point %1 of %2: %3, %4</source>
        <translation>%2 点中 %1 点目：%3、%4</translation>
    </message>
    <message>
        <source>epoch %1 of %2, loss %3</source>
        <translation>エポック %1 / %2、損失 %3</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>残り約 %1</translation>
    </message>
    <message>
        <source>Show on the board</source>
        <translation>ボードに表示</translation>
    </message>
</context>
<context>
    <name>tenbin::StatusLine</name>
    <message>
        <source>Estimating…</source>
        <translation>見積もり中…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>準備完了</translation>
    </message>
    <message numerus="yes">
        <source>%1 estimated on %n target(s) in %2</source>
        <translation>
            <numerusform>%1 を %n 個のターゲットで見積もりました（%2）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 on %n target(s)</source>
        <translation>
            <numerusform>%1（%n 個のターゲット）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1(ほか %n 件)</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>tenbin::StudiesMenu</name>
    <message>
        <source>Studies</source>
        <translation>スタディ</translation>
    </message>
    <message>
        <source>Choose another file …</source>
        <translation>別のファイルを選択 …</translation>
    </message>
    <message>
        <source>%1 — a sparsity sweep, opens in Sparsity</source>
        <translation>%1 — スパース性スイープ（「スパース」で開きます）</translation>
    </message>
    <message>
        <source>%1 — a design space, opens in Explore</source>
        <translation>%1 — 設計空間（「探索」で開きます）</translation>
    </message>
    <message>
        <source>%1 (%2 of %3 points)</source>
        <translation>%1（%3 中 %2 点）</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Rename …</source>
        <translation>名前を変更 …</translation>
    </message>
    <message>
        <source>Delete …</source>
        <translation>削除 …</translation>
    </message>
    <message>
        <source>Rename study</source>
        <translation>スタディの名前変更</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Delete %1 with its %2 points? This cannot be undone.</source>
        <translation>%1 を %2 点とともに削除しますか？元に戻すことはできません。</translation>
    </message>
    <message>
        <source>Delete study</source>
        <translation>スタディの削除</translation>
    </message>
    <message>
        <source>File of studies</source>
        <translation>スタディのファイル</translation>
    </message>
    <message>
        <source>Studies (*.tenbin *.db)</source>
        <translation>スタディ (*.tenbin *.db)</translation>
    </message>
</context>
<context>
    <name>tenbin::TimingChart</name>
    <message>
        <source>One inference: %1</source>
        <translation>1 推論: %1</translation>
    </message>
    <message>
        <source>One inference</source>
        <translation>1 推論</translation>
    </message>
    <message>
        <source>Nobody has published what it takes to estimate the latency of this target.</source>
        <translation>このターゲットのレイテンシの見積もりに必要な値が公開されていません。</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Start and end of an inference: %1</source>
        <translation>推論の開始と終了: %1</translation>
    </message>
    <message>
        <source>computing %1, memory %2, set-up %3 cycles; counted %4</source>
        <translation>演算 %1、メモリ %2、準備 %3 サイクル、合計 %4</translation>
    </message>
    <message>
        <source>%1 MACs</source>
        <translation>%1 MAC</translation>
    </message>
    <message>
        <source>multipliers used to %1</source>
        <translation>乗算器の使用率 %1</translation>
    </message>
    <message>
        <source>held back by %1</source>
        <translation>律速: %1</translation>
    </message>
    <message>
        <source>waits for memory</source>
        <translation>メモリ待ち</translation>
    </message>
    <message>
        <source>set-up</source>
        <translation>準備</translation>
    </message>
    <message>
        <source>lane</source>
        <translation>レーン</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>演算子</translation>
    </message>
    <message>
        <source>start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>length</source>
        <translation>長さ</translation>
    </message>
</context>
<context>
    <name>tenbin::TomlView</name>
    <message>
        <source>Type</source>
        <translation>入力</translation>
    </message>
</context>
<context>
    <name>tenbin::Tour</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>ツアー</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>End tour</source>
        <translation>ツアーを終了</translation>
    </message>
</context>
<context>
    <name>tenbin::ValidatePage</name>
    <message>
        <source>Estimated against measured</source>
        <translation>推定値と実測値</translation>
    </message>
    <message>
        <source>Filter measurements</source>
        <translation>実測値を絞り込む</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>ファミリ</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Add measurement…</source>
        <translation>実測値を追加…</translation>
    </message>
    <message>
        <source>Import table…</source>
        <translation>表を読み込む…</translation>
    </message>
    <message>
        <source>A CSV table with the columns model, target, metric, value and kind</source>
        <translation>model、target、metric、value、kind の列を持つ CSV の表</translation>
    </message>
    <message>
        <source>Show on the board</source>
        <translation>ボードに表示</translation>
    </message>
    <message>
        <source>Recalibrate this board</source>
        <translation>このボードを再校正</translation>
    </message>
    <message>
        <source>Measurements, worst first</source>
        <translation>実測値（誤差の大きい順）</translation>
    </message>
    <message>
        <source>Not scored</source>
        <translation>対象外</translation>
    </message>
    <message>
        <source>All families</source>
        <translation>すべてのファミリ</translation>
    </message>
    <message>
        <source>Estimating what was measured…</source>
        <translation>実測された構成を見積もっています…</translation>
    </message>
    <message>
        <source>No measurement matches.</source>
        <translation>該当する実測値がありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n measurement(s)</source>
        <translation>
            <numerusform>実測値 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>median error %1, nine of ten within %2, bias %3</source>
        <translation>誤差の中央値 %1、90 % 点 %2、偏り %3</translation>
    </message>
    <message>
        <source>rank correlation %1</source>
        <translation>順位相関 %1</translation>
    </message>
    <message>
        <source>%1 inside the stated range</source>
        <translation>表示範囲内 %1</translation>
    </message>
    <message>
        <source>Every row could be scored.</source>
        <translation>すべての行を評価できました。</translation>
    </message>
    <message>
        <source>Choose a dot or a row to see what was measured, where it was published, and the estimate of the same thing.</source>
        <translation>点または行を選ぶと、実測の条件、出典、同じ構成の推定値を表示します。</translation>
    </message>
    <message>
        <source>range %1 to %2</source>
        <translation>範囲 %1 ～ %2</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Built with</source>
        <translation>ツール</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出典</translation>
    </message>
    <message>
        <source>Import a table of measurements</source>
        <translation>実測値の表を読み込む</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV ファイル (*.csv)</translation>
    </message>
    <message>
        <source>Error by family</source>
        <translation>ファミリ別の誤差</translation>
    </message>
</context>
<context>
    <name>tenbin::ValidationModel</name>
    <message>
        <source>yes</source>
        <translation>範囲内</translation>
    </message>
    <message>
        <source>no</source>
        <translation>範囲外</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>実測値</translation>
    </message>
    <message>
        <source>Estimated</source>
        <translation>推定値</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>誤差</translation>
    </message>
    <message>
        <source>In range</source>
        <translation>範囲</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出典</translation>
    </message>
</context>
<context>
    <name>tenbin::WindowDocks</name>
    <message>
        <source>Shelf</source>
        <translation>シェルフ</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>インスペクタ</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>メモ</translation>
    </message>
</context>
<context>
    <name>tenbin::WindowHelp</name>
    <message>
        <source>Command palette…</source>
        <translation>コマンドパレット…</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>ユーザーガイド</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>用語集</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>ツアー</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Network: put on all targets</source>
        <translation>ネットワーク: 全ターゲットに載せる</translation>
    </message>
    <message>
        <source>Networks are on the shelf</source>
        <translation>ネットワークはシェルフにあります</translation>
    </message>
    <message>
        <source>Drag one onto the board to ask all chips, or onto one card to ask that chip. Your own .tflite, .onnx, .h5 and .keras files can be dropped anywhere.</source>
        <translation>ボードへドラッグすると全チップで、カードへドラッグするとそのチップだけで見積もります。手元の .tflite・.onnx・.h5・.keras はどこにでもドロップできます。</translation>
    </message>
    <message>
        <source>Each card is a chip with its verdict</source>
        <translation>カード一枚がチップ一つとその判定です</translation>
    </message>
    <message>
        <source>Mark, word and colour say whether the network fits. The large number is frames per second; an em dash is a number nobody published.</source>
        <translation>印・言葉・色が、ネットワークが収まるかどうかを示します。大きな数字は毎秒フレーム数、ダッシュは公開されていない値です。</translation>
    </message>
    <message>
        <source>Details: configure the selected chip</source>
        <translation>詳細: 選んだチップの構成</translation>
    </message>
    <message>
        <source>Change clock, memory or toolchain and read the answer at once; Ctrl+Z takes it back. Below stand the reasons and what would help.</source>
        <translation>クロック、メモリ、ツールチェーンを変えると、すぐに答えが変わります。Ctrl+Z で元に戻せます。その下に理由と対策が並びます。</translation>
    </message>
    <message>
        <source>The inspector says where the time goes</source>
        <translation>インスペクタが時間の行き先を示します</translation>
    </message>
    <message>
        <source>Layer by layer: timing, memory, energy, roofline. A layer selected in one view is selected in all.</source>
        <translation>層ごとのタイミング、メモリ、エネルギー、ルーフラインです。一つの表示で選んだ層は、すべての表示で選ばれます。</translation>
    </message>
    <message>
        <source>Perspectives, and a way to everything</source>
        <translation>画面の切り替えと、すべてへの近道</translation>
    </message>
    <message>
        <source>These buttons lead to the other views: search designs, compare, check against measurements. Ctrl+K finds every command, chip and network; F1 lists the keys.</source>
        <translation>これらのボタンで、設計の探索、比較、測定値との照合などに切り替わります。Ctrl+K ですべてのコマンド・チップ・ネットワークを探せ、F1 でキーの一覧が出ます。</translation>
    </message>
</context>
<context>
    <name>tenbin::WindowMenus</name>
    <message>
        <source>About Tenbin</source>
        <translation>Tenbin について</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>元に戻す: %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>やり直す: %1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Board</source>
        <translation>ボード(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>レイアウトを既定に戻す</translation>
    </message>
    <message>
        <source>Export report…</source>
        <translation>レポートを書き出す…</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Tenbin %1&lt;/h3&gt;&lt;p&gt;Estimates latency, memory and energy of neural networks on edge-AI chips, layer by layer, from published facts.&lt;/p&gt;&lt;p&gt;GNU General Public License, version 3 or later, as Qt Charts. Uses Qt %2 with Qt Charts.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Tenbin %1&lt;/h3&gt;&lt;p&gt;エッジ AI チップでのニューラルネットワークのレイテンシ・メモリ・エネルギーを、公表された事実から層ごとに見積もります。&lt;/p&gt;&lt;p&gt;Qt Charts と同じ GNU General Public License バージョン 3 以降。Qt %2 と Qt Charts を使用しています。&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>tenbin::Workspace</name>
    <message>
        <source>Open %1</source>
        <translation>%1 を開く</translation>
    </message>
    <message numerus="yes">
        <source>Open %n files</source>
        <translation>
            <numerusform>%n 個のファイルを開く</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 を外す</translation>
    </message>
    <message>
        <source>Put %1 on all targets</source>
        <translation>%1 を全ターゲットに載せる</translation>
    </message>
    <message>
        <source>Put %1 on %2</source>
        <translation>%1 を %2 に載せる</translation>
    </message>
    <message>
        <source>Change %1 of %2</source>
        <translation>%2 の %1 を変更</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 を既定に戻す</translation>
    </message>
    <message>
        <source>Give sizes to %1</source>
        <translation>%1 のサイズを指定</translation>
    </message>
    <message>
        <source>Same firmware on all cards</source>
        <translation>全カードを同じファームウェアに</translation>
    </message>
    <message>
        <source>Show on the board</source>
        <translation>ボードに表示</translation>
    </message>
</context>
</TS>
