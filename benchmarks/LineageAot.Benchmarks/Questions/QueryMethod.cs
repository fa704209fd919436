using Dapper;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How fast is a [Query] method that reads a hundred rows a call by an index range, and what does it allocate besides them and their list?</summary>
internal sealed class QueryMethod(RunSettings settings) : Question(settings)
{
    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var rows = Settings.Count(100_000, 100_000, 10_000);
        using var file = await MeasurementDatabase.MakeFileAsync(Settings, rows);
        VerifyPlan(file);
        var ranges = MeasurementRows.Ranges(Settings.Count(10_000, 2_000, 20), rows);
        await using var database = await MeasurementDatabase.OpenAsync(new DatabaseOptions { Path = file.Path });
        result.Comparisons.Add(await runner.CompareAsync(new Comparison(
            $"{ranges.Length:N0} calls of a query by an index range, each a list of {MeasurementRows.RowsACall} rows out of {rows:N0} (EF Core: a tenth of the calls)", "calls",
            [
                new Contender(Contender.Ours, () => Take(ranges, range => database.Since(range.Sensor, range.Since))),
                new Contender("LineageAot, asynchronous", () => WithLineageAsync(database, ranges)),
                new Contender("raw", () => WithRaw(file, ranges)),
                new Contender("Microsoft.Data.Sqlite", () => WithAdoNet(file, ranges)),
                new Contender("Dapper", () => WithDapper(file, ranges)),
                new Contender("EF Core compiled", () => WithEntityFramework(file, ranges[..Settings.Share(ranges.Length, 10)])),
            ],
            [new("raw", 0.9), new("Dapper", 1.3)]) { Name = "query" }));
        result.Figures.Add(await runner.MeasureAsync(new Figure(
            "managed bytes a call of the synchronous method beyond raw's, that is beyond the rows and their list", "B", 0,
            () => Task.FromResult(BytesBeyondRaw(database, file, ranges)))));
    }

    private static async Task<Sample> WithLineageAsync(MeasurementDatabase database, MeasurementRange[] ranges)
    {
        foreach (var range in WarmUp(ranges))
            await database.SinceAsync(range.Sensor, range.Since);
        var sum = 0.0;
        var sample = await Sample.TakeAsync(ranges.Length, async () =>
        {
            foreach (var range in ranges)
                sum += Sum(await database.SinceAsync(range.Sensor, range.Since));
        });
        return Verified(sample, RowDigest.OfSum(ranges.Length * (long)MeasurementRows.RowsACall, sum), Expected(ranges));
    }

    private static Sample WithRaw(DatabaseFile file, MeasurementRange[] ranges)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Reader);
        using var since = connection.Prepare(Measurement.SinceSql);
        return Take(ranges, range => MeasurementCommands.List(since, range));
    }

    private static Sample WithAdoNet(DatabaseFile file, MeasurementRange[] ranges)
    {
        using var connection = AdoNet.Open(file.Path, FileSettings.Reader);
        using var since = MeasurementCommands.Since(connection);
        return Take(ranges, range => MeasurementCommands.List(since, range));
    }

    private static Sample WithDapper(DatabaseFile file, MeasurementRange[] ranges)
    {
        using var connection = AdoNet.Open(file.Path, FileSettings.Reader);
        return Take(ranges, range => connection.Query<MeasuredValue>(Measurement.SinceSql, new { sensor = range.Sensor, since = range.Since }).AsList());
    }

    private static Sample WithEntityFramework(DatabaseFile file, MeasurementRange[] ranges)
    {
        using var connection = AdoNet.Open(file.Path, FileSettings.Reader);
        using var context = new MeasurementContext(connection);
        _ = MeasurementContext.SinceCompiled(context, 0, 0).Count();
        return Take(ranges, range => MeasurementContext.SinceCompiled(context, range.Sensor, range.Since).ToList());
    }

    private static Sample Take(MeasurementRange[] ranges, Func<MeasurementRange, IReadOnlyList<MeasuredValue>> query)
    {
        foreach (var range in WarmUp(ranges))
            query(range);
        var sum = 0.0;
        var sample = Sample.Take(ranges.Length, () =>
        {
            foreach (var range in ranges)
                sum += Sum(query(range));
        });
        return Verified(sample, RowDigest.OfSum(ranges.Length * (long)MeasurementRows.RowsACall, sum), Expected(ranges));
    }

    /// <summary>Calls before the clock starts: LineageAot's connections stay open between the rounds and have the file's pages by then, a peer's is new.</summary>
    private static MeasurementRange[] WarmUp(MeasurementRange[] ranges) => ranges[..(ranges.Length / 10)];

    private static double BytesBeyondRaw(MeasurementDatabase database, DatabaseFile file, MeasurementRange[] ranges)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Reader);
        using var since = connection.Prepare(Measurement.SinceSql);
        return Bytes(ranges, range => database.Since(range.Sensor, range.Since)) - Bytes(ranges, range => MeasurementCommands.List(since, range));
    }

    /// <summary>Managed bytes that this thread allocates a call, once what is made only once is there.</summary>
    private static double Bytes(MeasurementRange[] ranges, Func<MeasurementRange, IReadOnlyList<MeasuredValue>> query)
    {
        query(ranges[0]);
        var sum = 0.0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var range in ranges)
            sum += Sum(query(range));
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Verify(sum == ExpectedSum(ranges), "the rows read");
        return bytes / (double)ranges.Length;
    }

    // Each row counts by its place, so that a wrong order shows. By index: an enumerator behind the interface would be an object a call.
    private static double Sum(IReadOnlyList<MeasuredValue> rows)
    {
        var sum = 0.0;
        for (var i = 0; i < rows.Count; i++)
            sum += (i + 1) * rows[i].Fold();
        return sum;
    }

    private static Outcome Expected(MeasurementRange[] ranges) => RowDigest.OfSum(ranges.Length * (long)MeasurementRows.RowsACall, ExpectedSum(ranges));

    private static double ExpectedSum(MeasurementRange[] ranges) => ranges.Sum(range => Sum([.. MeasurementRows.In(range)]));

    private static void VerifyPlan(DatabaseFile file)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Reader);
        using var plan = connection.Prepare("explain query plan " + Measurement.SinceSql);
        Verify(plan.Step() && plan.Text(3).Contains("USING INDEX", StringComparison.Ordinal) && !plan.Step(), "the index isn't what the query uses");
    }
}
