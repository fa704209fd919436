using System.Globalization;
using System.Text;
using LineageAot.Benchmarks.Running;
using LineageAot.SoakWorker.Measuring;

namespace LineageAot.Benchmarks.Reporting;

/// <summary>The page about performance with its charts, out of the results of runs.</summary>
internal static class PerformancePage
{
    private const string Folder = "performance";

    public static void Write(Arguments arguments, IReadOnlyList<RunResult> runs)
    {
        var charts = Directory.CreateDirectory(Path.Combine(arguments.Output, Folder));
        foreach (var old in charts.EnumerateFiles("*.svg"))
            old.Delete();
        var results = MergedResults.Of(runs);
        var page = new StringBuilder();
        Append(page, $"# Performance");
        Append(page, $"");
        Append(page, $"Written by `dotnet run -c Release --project benchmarks/LineageAot.Benchmarks -- report` out of measured results; not by hand. How it's measured, what each peer does and how it's kept fair: [benchmarks](../benchmarks/README.md).");
        Append(page, $"");
        // The time and the kind of the run come first, then what is the same for all runs of a machine.
        foreach (var host in runs.Select(run => run.Host.Split(" | ", 2)).GroupBy(parts => parts[^1], parts => parts[0]))
            Append(page, $"- {host.Key}\n- Measured {string.Join("; ", host)}");
        Append(page, $"");
        if (arguments.Note is { } note)
            Append(page, $"{note}\n");
        Append(page, $"A ratio is the median over the rounds of the ratio within a round{(runs.Sum(run => run.Results.Count) > results.Count ? ", and then over the runs" : "")}. Where other programs run too, the ratio by processor time says more than the one by the clock.");
        Append(page, $"");
        Append(page, $"## What is asked of the library, and what it reaches");
        Append(page, $"");
        Goals(page, results);
        Append(page, $"What is behind those that aren't reached, and what was tried: [what limits the speed](performance-limits.md).");
        Append(page, $"");
        foreach (var result in results)
            Question(page, charts.FullName, result);
        Append(page, $"## Measured elsewhere");
        Append(page, $"");
        Append(page, $"- Instructions a row against a loop in C: `benchmarks/instruction-gate.sh`, on each change.");
        Append(page, $"- That an edit which has nothing to do with records runs none of the generators' steps past the transform: their tests.");
        Append(page, $"- What a table's layout costs: the pages of [LIN1501](rules/LIN1501.md), [LIN1502](rules/LIN1502.md), [LIN1503](rules/LIN1503.md) and [LIN1504](rules/LIN1504.md).");
        File.WriteAllText(Path.Combine(arguments.Output, "performance.md"), page.ToString().ReplaceLineEndings("\n").TrimEnd() + "\n");
    }

    private static void Goals(StringBuilder page, IReadOnlyList<QuestionResult> results)
    {
        Append(page, $"| question | figure | value | by processor time | goal | reached |");
        Append(page, $"|---|---|---:|---:|---:|---|");
        foreach (var result in results)
        {
            foreach (var comparison in result.Comparisons)
            {
                foreach (var ratio in comparison.Ratios.Where(ratio => ratio.Required is not null))
                    Append(page, $"| {NameOf(result, comparison)} | {ratio.Of} / {ratio.Peer} | {ratio.Ratio:N2} | {ratio.ProcessorRatio:N2} | ≥ {ratio.Required:0.##} | {Word(ratio.Holds)} |");
                foreach (var limit in comparison.Limits)
                    Goal(page, NameOf(result, comparison), limit);
            }

            foreach (var figure in result.Figures.Where(figure => figure.Holds is not null))
                Goal(page, result.Question, figure);
        }

        Append(page, $"");
    }

    private static void Goal(StringBuilder page, string question, FigureResult figure)
    {
        var goal = figure.AtMost is { } most ? string.Create(CultureInfo.InvariantCulture, $"≤ {most:0.##}") : string.Create(CultureInfo.InvariantCulture, $"≥ {figure.AtLeast:0.##}");
        Append(page, $"| {question} | {figure.Title} | {Value(figure)} | | {goal} | {Word(figure.Holds)} |");
    }

    private static void Question(StringBuilder page, string charts, QuestionResult result)
    {
        Append(page, $"## {result.Question}");
        Append(page, $"");
        foreach (var comparison in result.Comparisons)
            Comparison(page, charts, NameOf(result, comparison), comparison);
        foreach (var growth in result.Growths)
            Growth(page, charts, growth);
        if (result.Figures.Count == 0)
            return;
        Append(page, $"| figure | value | best |");
        Append(page, $"|---|---:|---:|");
        foreach (var figure in result.Figures)
            Append(page, $"| {figure.Title} | {Value(figure)} | {figure.Best:N2} |");
        Append(page, $"");
    }

    private static void Comparison(StringBuilder page, string charts, string name, ComparisonResult comparison)
    {
        var file = FileName(name);
        var ours = comparison.Contenders.Find(contender => contender.Name == Contender.Ours) ?? comparison.Contenders[0];
        File.WriteAllText(Path.Combine(charts, file), new BarChart(name, $"{comparison.Unit} a second, longer is better (in brackets: {Heading(ours)})",
            [.. comparison.Contenders.Select(contender => new Bar(contender.Name, contender.PerSecond, Label(contender, ours, comparison), IsOurs(contender)))]).ToSvg());
        Append(page, $"### {name}");
        Append(page, $"");
        Append(page, $"{comparison.Title}.");
        Append(page, $"");
        Append(page, $"![{name}: {comparison.Unit} a second of each contender]({Folder}/{file})");
        Append(page, $"");
        var timed = comparison.Contenders.Exists(contender => contender.P99Milliseconds is not null);
        Append(page, $"| contender | {comparison.Unit}/s | {Heading(ours)} | managed B each | processor µs each |{(timed ? " p50 ms | p99 ms |" : "")}");
        Append(page, $"|---|---:|---:|---:|---:|{(timed ? "---:|---:|" : "")}");
        foreach (var contender in comparison.Contenders)
        {
            var times = timed ? string.Create(CultureInfo.InvariantCulture, $" {contender.P50Milliseconds:N2} | {contender.P99Milliseconds:N2} |") : "";
            Append(page, $"| {contender.Name} | {contender.PerSecond:N0} | {RatioTo(contender, ours, comparison):N2} | {contender.BytesPerItem:N1} | {contender.ProcessorMicroseconds:N2} |{times}");
        }

        Append(page, $"");
    }

    private static void Growth(StringBuilder page, string charts, GrowthResult growth)
    {
        var file = FileName(growth.Title + " line");
        ChartLine Line(string name, string colour, Func<GrowthPoint, double> rate) => new(name, colour, [.. growth.Points.Select(point => (point.Rows / 1e6, (double?)(rate(point) / 1000)))]);
        File.WriteAllText(Path.Combine(charts, file), new LineChart(growth.Title, "millions of rows in the table", "thousand rows/s",
            [Line(Contender.Ours, "#1f5fa8", point => point.Ours), Line("raw", "#5f646d", point => point.Raw)]).ToSvg());
        Append(page, $"![{growth.Title}: rows a second by rows in the table]({Folder}/{file})");
        Append(page, $"");
    }

    private static string Label(ContenderResult contender, ContenderResult ours, ComparisonResult comparison)
        => RatioTo(contender, ours, comparison) is { } ratio
            ? string.Create(CultureInfo.InvariantCulture, $"{BarChart.Short(contender.PerSecond)}  ({ratio:0.##}×)")
            : BarChart.Short(contender.PerSecond);

    private static string Heading(ContenderResult ours) => IsOurs(ours) ? $"{ours.Name} to it" : $"it to {ours.Name}";

    // Where LineageAot is compared with itself, the others' ratios to the first contender.
    private static double? RatioTo(ContenderResult contender, ContenderResult ours, ComparisonResult comparison)
        => comparison.Ratios.Find(ratio => (ratio.Of, ratio.Peer) == (IsOurs(ours) ? (ours.Name, contender.Name) : (contender.Name, ours.Name)))?.Ratio;

    private static bool IsOurs(ContenderResult contender) => contender.Name.StartsWith(Contender.Ours, StringComparison.Ordinal);

    // Questions of other topics have no name for each comparison; their titles are sentences.
    private static string NameOf(QuestionResult result, ComparisonResult comparison)
        => comparison.Name ?? (result.Comparisons.Count == 1 ? result.Question : $"{result.Question} {result.Comparisons.IndexOf(comparison) + 1}");

    private static string FileName(string name)
        => string.Concat(name.ToLowerInvariant().Select(static letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Replace("--", "-", StringComparison.Ordinal) + ".svg";

    private static string Value(FigureResult figure) => string.Create(CultureInfo.InvariantCulture, $"{figure.Value:N2} {figure.Unit}").TrimEnd();

    private static string Word(bool? holds) => holds == true ? "yes" : "**no**";

    private static void Append(StringBuilder page, FormattableString line) => page.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
