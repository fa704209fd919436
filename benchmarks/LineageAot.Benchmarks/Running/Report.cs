using System.Globalization;
using System.Text;

namespace LineageAot.Benchmarks.Running;

/// <summary>The answers as Markdown tables.</summary>
internal static class Report
{
    public static string ToMarkdown(QuestionResult result)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"## {result.Question}").AppendLine();
        foreach (var comparison in result.Comparisons)
            Append(text, comparison);
        if (result.Figures.Count > 0)
            Append(text, result.Figures);
        return text.ToString();
    }

    /// <summary>False if any requirement or limit isn't reached.</summary>
    public static bool AllHold(QuestionResult result) =>
        result.Comparisons.All(comparison => comparison.Ratios.All(ratio => ratio.Holds != false) && comparison.Limits.All(limit => limit.Holds != false))
        && result.Figures.All(figure => figure.Holds != false);

    private static void Append(StringBuilder text, ComparisonResult comparison)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{comparison.Title}").AppendLine();
        var timed = comparison.Contenders.Exists(contender => contender.P99Milliseconds is not null);
        text.Append(CultureInfo.InvariantCulture, $"| contender | {comparison.Unit}/s | managed B each | processor µs each |").AppendLine(timed ? " p50 ms | p99 ms |" : "");
        text.Append("|---|---:|---:|---:|").AppendLine(timed ? "---:|---:|" : "");
        foreach (var contender in comparison.Contenders)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {contender.Name} | {contender.PerSecond:N0} | {contender.BytesPerItem:N1} | {contender.ProcessorMicroseconds:N2} |");
            text.AppendLine(timed ? string.Create(CultureInfo.InvariantCulture, $" {contender.P50Milliseconds:N2} | {contender.P99Milliseconds:N2} |") : "");
        }

        text.AppendLine();
        if (comparison.Ratios.Count > 0)
        {
            text.AppendLine("| ratio | reached | by processor time | required | holds |").AppendLine("|---|---:|---:|---:|---|");
            foreach (var ratio in comparison.Ratios)
                text.AppendLine(CultureInfo.InvariantCulture, $"| {ratio.Of} / {ratio.Peer} | {ratio.Ratio:N2} | {ratio.ProcessorRatio:N2} | {ratio.Required:N2} | {Word(ratio.Holds)} |");
            text.AppendLine();
        }

        if (comparison.Limits.Count > 0)
            Append(text, comparison.Limits);
    }

    private static void Append(StringBuilder text, List<FigureResult> figures)
    {
        text.AppendLine("| figure | value | best | goal | of it | holds |").AppendLine("|---|---:|---:|---:|---:|---|");
        foreach (var figure in figures)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {figure.Title} | {figure.Value:N2} {figure.Unit} | {figure.Best:N2} | {Goal(figure)} | {figure.PartOfGoal:N2} | {Word(figure.Holds)} |");
        text.AppendLine();
    }

    private static string Goal(FigureResult figure) => figure switch
    {
        { AtMost: { } most } => string.Create(CultureInfo.InvariantCulture, $"≤ {most:N2}"),
        { AtLeast: { } least } => string.Create(CultureInfo.InvariantCulture, $"≥ {least:N2}"),
        _ => "",
    };

    private static string Word(bool? holds) => holds switch { true => "yes", false => "NO", null => "" };
}
