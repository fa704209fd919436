using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Questions;

/// <summary>
/// Two files that grow side by side, LineageAot's and the raw loop's, by the same rows and in turns, so that they have the same size whenever they are compared.
/// They share the system's page cache: each has half of it.
/// </summary>
internal sealed class GrowthRun<TRow>(
    string name, IEnumerable<TRow> endless, Action<RowDigest, TRow> digest, Func<DatabaseFile, Outcome> written,
    Func<BenchmarkDatabase, TRow[], Task> insertMany, string insertSql, Action<RawStatement, TRow> insertRaw)
{
    /// <summary>The part of its first rate that LineageAot must keep.</summary>
    private const double Kept = 0.9;

    /// <summary>As many as the runtime takes to compile both sides for good: a slow start would flatter what is kept of it.</summary>
    private const int WarmSteps = 10;

    private readonly List<Sample> ours = [], raw = [];
    private readonly List<GrowthPoint> points = [];

    /// <param name="settings">The run's settings.</param>
    /// <param name="rows">To how many rows the table grows.</param>
    /// <param name="ofRaw">The part of raw's rate that LineageAot must reach at the end; null if it's asked to keep its own rate instead.</param>
    /// <param name="result">Where the answer goes.</param>
    public async Task AnswerAsync(RunSettings settings, int rows, double? ofRaw, QuestionResult result)
    {
        // At least four in a tenth, so that the median leaves out the one into which a checkpoint falls, on either side.
        var step = Math.Clamp(rows / 40, 50, 100_000);
        using var template = await BenchmarkDatabase.MakeTemplateAsync(settings);
        await WarmAsync(settings, template, step);
        using var oursFile = DatabaseFile.CopyOf(template, settings, "growth");
        using var rawFile = DatabaseFile.CopyOf(template, settings, "growth");
        using var expected = new RowDigest();
        await using (var database = await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = oursFile.Path }))
        {
            using var connection = new RawConnection(rawFile.Path, FileSettings.Writer);
            await GrowAsync(database, connection, step, rows / step, row => digest(expected, row), isTold: true);
        }

        var outcome = expected.Finish();
        Outcome.VerifySame($"growth, {name}", [("what was made", outcome), (Contender.Ours, written(oursFile)), ("raw", written(rawFile))], all: true);
        Summarize(rows, step, ofRaw, result);
    }

    /// <summary>Rows into files that are thrown away: compiles, and isn't counted.</summary>
    private async Task WarmAsync(RunSettings settings, DatabaseFile template, int step)
    {
        using var oursFile = DatabaseFile.CopyOf(template, settings, "growth");
        using var rawFile = DatabaseFile.CopyOf(template, settings, "growth");
        await using var database = await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = oursFile.Path });
        using var connection = new RawConnection(rawFile.Path, FileSettings.Writer);
        await GrowAsync(database, connection, step, WarmSteps, static _ => { }, isTold: false);
        ours.Clear();
        raw.Clear();
        points.Clear();
    }

    private async Task GrowAsync(BenchmarkDatabase database, RawConnection connection, int step, int steps, Action<TRow> made, bool isTold)
    {
        using var insert = connection.Prepare(insertSql);
        using var begin = connection.Prepare("begin immediate");
        using var commit = connection.Prepare("commit");
        using var source = endless.GetEnumerator();
        var rows = new TRow[step];
        for (var i = 1; i <= steps; i++)
        {
            for (var j = 0; j < step; j++)
            {
                source.MoveNext();
                made(rows[j] = source.Current);
            }

            Runner.Settle();
            if (i % 2 == 0)
                await OursAsync();
            raw.Add(Sample.Take(step, () => InsertRaw(begin, insert, commit, rows)));
            if (i % 2 == 1)
                await OursAsync();
            points.Add(new GrowthPoint((long)i * step, ours[^1].PerSecond, raw[^1].PerSecond));
            if (isTold && i % 10 == 0)
                Console.Error.WriteLine($"growth, {name}: {(long)i * step:N0} rows: LineageAot {ours[^1].PerSecond:N0} rows/s, raw {raw[^1].PerSecond:N0} rows/s");
        }

        async Task OursAsync() => ours.Add(await Sample.TakeAsync(step, () => insertMany(database, rows)));
    }

    private void InsertRaw(RawStatement begin, RawStatement insert, RawStatement commit, TRow[] rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (i % FileSettings.RowsATransaction == 0)
                begin.Run();
            insertRaw(insert, rows[i]);
            if ((i + 1) % FileSettings.RowsATransaction == 0 || i + 1 == rows.Length)
                commit.Run();
        }
    }

    private void Summarize(int rows, int step, double? ofRaw, QuestionResult result)
    {
        // A tenth at each end, so that one slow moment of the machine isn't the answer.
        var end = Math.Max(1, points.Count / 10);
        var comparison = new Comparison($"Growth, {name}: the last {end * step:N0} of {rows:N0} rows, {step:N0} a call", "rows", [Named(Contender.Ours), Named("raw")], [new("raw", ofRaw)]) { Name = "growth " + name };
        result.Comparisons.Add(Runner.Summarize(comparison, new() { [Contender.Ours] = [.. ours.TakeLast(end)], ["raw"] = [.. raw.TakeLast(end)] }));
        result.Figures.Add(KeptOf(Contender.Ours, ours, end, ofRaw is null ? Kept : null));
        result.Figures.Add(KeptOf("raw", raw, end, null));
        result.Growths.Add(new GrowthResult($"Growth, {name}", [.. points]));

        static Contender Named(string name) => new(name, static Sample () => throw new InvalidOperationException("It has run."));
    }

    private FigureResult KeptOf(string who, List<Sample> samples, int end, double? atLeast)
    {
        var first = Runner.Median(samples.Take(end).Select(sample => sample.PerSecond));
        var last = Runner.Median(samples.TakeLast(end).Select(sample => sample.PerSecond));
        return new FigureResult($"growth, {name}: {who}'s last tenth to its first", "", last / first, null) { AtLeast = atLeast };
    }
}
