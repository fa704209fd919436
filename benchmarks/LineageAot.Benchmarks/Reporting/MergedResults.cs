using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Reporting;

/// <summary>Several runs as one: each figure is the median over the runs that have it.</summary>
internal static class MergedResults
{
    public static IReadOnlyList<QuestionResult> Of(IReadOnlyList<RunResult> runs) =>
    [
        .. runs.SelectMany(run => run.Results).GroupBy(result => result.Question).Select(same => new QuestionResult(same.Key)
        {
            Comparisons = [.. same.SelectMany(result => result.Comparisons).GroupBy(comparison => comparison.Title).Select(comparisons => Of([.. comparisons]))],
            Figures = Of(same.SelectMany(result => result.Figures)),
            // A line is one run's: a median of points from different runs would be nobody's.
            Growths = [.. same.SelectMany(result => result.Growths).GroupBy(growth => growth.Title).Select(growths => growths.Last())],
        }),
    ];

    private static ComparisonResult Of(IReadOnlyList<ComparisonResult> runs) => runs[0] with
    {
        Contenders =
        [
            .. runs.SelectMany(run => run.Contenders).GroupBy(contender => contender.Name).Select(same => new ContenderResult(same.Key,
                Runner.Median(same.Select(one => one.PerSecond)), Runner.Median(same.Select(one => one.BytesPerItem)), Runner.Median(same.Select(one => one.ProcessorMicroseconds)),
                MedianOrNull(same.Select(one => one.P50Milliseconds)), MedianOrNull(same.Select(one => one.P99Milliseconds)), same.Sum(one => one.Runs))),
        ],
        Ratios =
        [
            .. runs.SelectMany(run => run.Ratios).GroupBy(ratio => (ratio.Of, ratio.Peer)).Select(same => same.First() with
            {
                Ratio = Runner.Median(same.Select(one => one.Ratio)),
                ProcessorRatio = Runner.Median(same.Select(one => one.ProcessorRatio)),
            }),
        ],
        Limits = Of(runs.SelectMany(run => run.Limits)),
    };

    private static List<FigureResult> Of(IEnumerable<FigureResult> figures) =>
    [
        .. figures.GroupBy(figure => figure.Title).Select(same => same.First() with
        {
            Value = Runner.Median(same.Select(one => one.Value)),
            Best = MedianOrNull(same.Select(one => one.Best)),
        }),
    ];

    private static double? MedianOrNull(IEnumerable<double?> values) => values.OfType<double>().ToArray() is { Length: > 0 } there ? Runner.Median(there) : null;
}
