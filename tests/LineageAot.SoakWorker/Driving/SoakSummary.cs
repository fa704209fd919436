using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using LineageAot.Lineage;
using LineageAot.SoakWorker.Checks;
using LineageAot.SoakWorker.Measuring;

namespace LineageAot.SoakWorker.Driving;

/// <summary>What came of a soak, to read and to look at.</summary>
internal sealed class SoakSummary(DriveOptions options, SoakRecord record, FinalReckoning reckoning, MemoryTrend trend, TimeSpan soaked)
{
    private const double Mebibyte = 1024 * 1024;

    public LineChart Chart() => new("Memory of the worker, over its lives", "minutes", "MiB", [Line("working set", "#1f6fb4", static sample => sample.Resident), Line("managed, in use", "#c98a1b", static sample => sample.Managed), Line("managed, after a collection", "#2e8b57", static sample => sample.Live)])
    {
        Marks = [.. record.Ends.Select(static end => end.TotalMinutes)],
    };

    public string Text()
    {
        var text = new StringBuilder();
        text.AppendLine($"# Soak: {(record.Failures.Count == 0 ? "everything holds" : "it failed")}").AppendLine();
        text.AppendLine("| | |").AppendLine("|---|---|");
        Row(text, "ended", $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC");
        Row(text, "program", $"LineageAot {typeof(LineageStore).Assembly.GetName().Version?.ToString(3)}, {RuntimeInformation.FrameworkDescription}, {(RuntimeFeature.IsDynamicCodeSupported ? "JIT" : "NativeAOT")}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors");
        Row(text, "files", options.IsSplit ? "two: the events in one of their own" : "one");
        Row(text, "minutes, seed", $"{soaked.TotalMinutes:0.0}, {options.Seed}");
        Row(text, "workers started", $"{record.Lives}");
        Row(text, "killed (in a backup)", $"{record.Kills} ({record.KillsInBackup})");
        Row(text, "stopped (the longest)", $"{record.Stops} ({record.LongestStop.TotalSeconds:0.0} s)");
        Row(text, "backups made", $"{record.Backups}");
        Row(text, "backups restored, looked at, and taken back", $"{record.Restores}");
        Row(text, "acknowledged events", $"{reckoning.Events:N0}");
        Row(text, "acknowledged rows", $"{reckoning.Rows:N0}");
        Row(text, "what was acknowledged, at the end", $"{reckoning.Findings.Found:N0} found, {reckoning.Findings.Taken:N0} taken by retention, {reckoning.Findings.Lost:N0} lost");
        Row(text, "committed, but the kill was before the acknowledgement", $"{reckoning.Unheard:N0} events");
        Row(text, "handed to the subscription (again)", $"{Sum(static sample => sample.Seen):N0} ({reckoning.SeenAgain:N0})");
        Row(text, "outbox entries handed over", $"{Sum(static sample => sample.Handled):N0}");
        Row(text, "appends refused for their version, and tried again", $"{Sum(static sample => sample.Conflicts):N0}");
        Row(text, "append latency p50, p99, p99.9", $"{Millis(0.5)}, {Millis(0.99)}, {Millis(0.999)} ms ({record.Latency.Count:N0} appends, Full)");
        Row(text, "working set: slope of the long life after its warm-up", trend.Slope is { } slope ? $"{slope:+0.0;-0.0} ± {trend.SlopeError:0.0} MiB/h over {trend.Span.TotalMinutes:0.0} min, at {trend.Mean:0.0} MiB" : "too short");
        Row(text, "managed heap after collections: the same", trend.ManagedSlope is { } managed ? $"{managed:+0.0;-0.0} MiB/h" : "too short");
        Row(text, "working set: slope over the soak, workers of one age", trend.SlopeAcrossLives is { } across ? $"{across:+0.0;-0.0} MiB/h" : "too short");
        Row(text, "peak of the working set, of the managed heap", $"{trend.PeakResident:0.0}, {trend.PeakManaged:0.0} MiB");
        Row(text, "largest file, largest log", $"{Peak(static sample => sample.FileBytes):0.0}, {Peak(static sample => sample.WalBytes):0.0} MiB");
        Row(text, "longest look at a ledger's new part on start", $"{record.LongestVerification} ms");
        Row(text, "health", string.Join(", ", record.Health.Select(static kind => $"{kind.Key} {kind.Value}")));
        Row(text, "maintenance that ended well (the longest, ms)", string.Join(", ", record.Jobs.Select(static job => $"{job.Key} {job.Value.Number} ({job.Value.Longest})")));
        Row(text, "interrupted backups left in the folder", $"{Directory.EnumerateFiles(options.Folder.Backups, "*.partial*").Count()}");
        foreach (var note in record.HealthNotes)
        {
            text.AppendLine().AppendLine("- " + note);
        }

        foreach (var failure in record.Failures)
        {
            text.AppendLine().AppendLine("- FAILS: " + failure);
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, FormattableString value) => text.AppendLine($"| {name} | {value.ToString(CultureInfo.InvariantCulture)} |");

    private static void Row(StringBuilder text, string name, string value) => text.AppendLine($"| {name} | {value} |");

    private string Millis(double share) => record.Latency.Quantile(share).TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    private double Peak(Func<MemorySample, long> value) => record.Samples.Select(value).DefaultIfEmpty().Max() / Mebibyte;

    /// <summary>Each life counts anew: the last heartbeats of all.</summary>
    private long Sum(Func<MemorySample, long> value) => record.Samples.GroupBy(static sample => sample.Life).Sum(life => value(life.Last()));

    private ChartLine Line(string name, string colour, Func<MemorySample, long> value)
    {
        var points = new List<(double, double?)>();
        foreach (var life in record.Samples.GroupBy(static sample => sample.Life))
        {
            points.AddRange(life.Select(sample => (sample.At.TotalMinutes, (double?)(value(sample) / Mebibyte))));
            points.Add((life.Last().At.TotalMinutes, null));
        }

        return new ChartLine(name, colour, points);
    }
}
