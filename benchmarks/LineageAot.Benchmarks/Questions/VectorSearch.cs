using System.Diagnostics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;
using Microsoft.Data.Sqlite;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How long does it take to find the rows nearest to a vector, without an index, in a file that the system has in memory?</summary>
internal sealed class VectorSearch(RunSettings settings) : Question(settings)
{
    private const int Nearest = 10;
    private const string Sql = "select id, title, vector_distance_cosine(embedding, @query) as distance from passages order by distance limit @count";

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        // Not fewer for a quick run: the limit belongs to this number.
        var rows = Settings.Count(100_000, 100_000, 1_000);
        var queries = PassageRows.Queries(Settings.Count(10, 3, 2));
        using var file = new DatabaseFile(Settings, "vectors");
        await using var database = await PassageDatabase.OpenAsync(new DatabaseOptions { Path = file.Path });
        await database.Passages.InsertManyAsync(PassageRows.Make(rows));
        await database.CheckpointAsync();
        var expected = await ExpectedAsync(database, queries);
        var searches = queries.Length * (long)rows;
        result.Comparisons.Add(await runner.CompareAsync(new Comparison(
            $"The {Nearest} nearest of {rows:N0} rows with {PassageRows.Dimensions} floats by cosine, {queries.Length} searches", "rows",
            [
                new Contender(Contender.Ours, () => WithLineageAsync(database, queries, searches, expected)),
                new Contender("Microsoft.Data.Sqlite, CreateFunction", () => WithFunction(file, queries, searches, expected)),
                new Contender("Microsoft.Data.Sqlite, sorted in C#", () => WithSorting(file, queries, searches, expected)),
            ],
            [new("Microsoft.Data.Sqlite, CreateFunction", 1), new("Microsoft.Data.Sqlite, sorted in C#", 1)])
        {
            Name = "vectors",
            // The rows that are returned and the request, spread over those that are looked at.
            BytesAtMost = 1,
        }));
        await MeasureAsync(runner, result, $"one search by cosine in {rows:N0} rows", 150, () => database.NearestByCosineAsync(queries[0], Nearest).AsTask());
        await MeasureAsync(runner, result, "the same by Euclidean distance", 150, () => database.NearestByEuclideanAsync(queries[0], Nearest).AsTask());
        await MeasureAsync(runner, result, "the same by inner product", 150, () => database.NearestByDotAsync(queries[0], Nearest).AsTask());
        await MeasureAsync(runner, result, "of that, reading the rows' vectors and measuring nothing", null, () => database.CountEmptyAsync().AsTask());
        await using var mapped = await PassageDatabase.OpenAsync(new DatabaseOptions { Path = file.Path, Access = DatabaseAccess.ReadOnly, MmapSize = 1L << 30 });
        await MeasureAsync(runner, result, "one search by cosine, MmapSize over the whole file", null, () => mapped.NearestByCosineAsync(queries[0], Nearest).AsTask());
    }

    private static Task MeasureAsync(Runner runner, QuestionResult result, string title, double? limit, Func<Task> search)
        => AddAsync(result, runner.MeasureAsync(new Figure(title, "ms", limit, async () =>
        {
            var started = Stopwatch.GetTimestamp();
            await search();
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        })));

    private static async Task AddAsync(QuestionResult result, Task<FigureResult> figure) => result.Figures.Add(await figure);

    private static async Task<Sample> WithLineageAsync(PassageDatabase database, float[][] queries, long rows, long[][] expected)
    {
        var found = new List<IReadOnlyList<FoundPassage>>();
        var sample = await Sample.TakeAsync(rows, async () =>
        {
            foreach (var query in queries)
                found.Add(await database.NearestByCosineAsync(query, Nearest));
        });
        return Verified(sample, Found(found.Select(nearest => nearest.Select(passage => passage.Id))), Found(expected));
    }

    private static Sample WithFunction(DatabaseFile file, float[][] queries, long rows, long[][] expected)
    {
        using var connection = AdoNet.Open(file.Path, FileSettings.Reader);
        connection.CreateFunction("vector_distance_cosine", static (byte[] first, byte[] second) => Distance(first, second), isDeterministic: true);
        using var search = AdoNet.Prepare(connection, Sql, ("@query", SqliteType.Blob), ("@count", SqliteType.Integer));
        var found = new List<List<long>>();
        var sample = Sample.Take(rows, () =>
        {
            foreach (var query in queries)
            {
                search.Parameters[0].Value = MemoryMarshal.AsBytes(query.AsSpan()).ToArray();
                search.Parameters[1].Value = Nearest;
                using var reader = search.ExecuteReader();
                var nearest = new List<long>();
                while (reader.Read())
                    nearest.Add(reader.GetInt64(0));
                found.Add(nearest);
            }
        });
        return Verified(sample, Found(found), Found(expected));
    }

    private static Sample WithSorting(DatabaseFile file, float[][] queries, long rows, long[][] expected)
    {
        using var connection = AdoNet.Open(file.Path, FileSettings.Reader);
        using var scan = AdoNet.Prepare(connection, "select id, title, embedding from passages");
        var found = new List<List<long>>();
        var sample = Sample.Take(rows, () =>
        {
            foreach (var query in queries)
            {
                var bytes = MemoryMarshal.AsBytes(query.AsSpan()).ToArray();
                using var reader = scan.ExecuteReader();
                // The greatest distance first: it's what a nearer row throws out.
                var nearest = new PriorityQueue<(long Id, string Title), double>(Comparer<double>.Create(static (left, right) => right.CompareTo(left)));
                while (reader.Read())
                {
                    var distance = Distance((byte[])reader.GetValue(2), bytes);
                    if (nearest.Count < Nearest)
                        nearest.Enqueue((reader.GetInt64(0), reader.GetString(1)), distance);
                    else if (nearest.TryPeek(out _, out var farthest) && distance < farthest)
                        nearest.EnqueueDequeue((reader.GetInt64(0), reader.GetString(1)), distance);
                }

                var ids = new List<long>();
                while (nearest.TryDequeue(out var passage, out _))
                    ids.Insert(0, passage.Id);
                found.Add(ids);
            }
        });
        return Verified(sample, Found(found), Found(expected));
    }

    private static double Distance(byte[] first, byte[] second)
        => 1 - (double)TensorPrimitives.CosineSimilarity<float>(MemoryMarshal.Cast<byte, float>(first), MemoryMarshal.Cast<byte, float>(second));

    private static async Task<long[][]> ExpectedAsync(PassageDatabase database, float[][] queries)
    {
        var all = new List<(long Id, float[] Embedding)>();
        await foreach (var row in database.Passages.AllAsync())
            all.Add((row.Id, row.Embedding));
        return [.. queries.Select(query => all.OrderBy(row => 1 - (double)TensorPrimitives.CosineSimilarity<float>(row.Embedding, query)).Take(Nearest).Select(row => row.Id).ToArray())];
    }

    private static Outcome Found(IEnumerable<IEnumerable<long>> found)
    {
        string[] searches = [.. found.Select(ids => string.Join(",", ids))];
        return new Outcome(searches.Length, string.Join(" ", searches));
    }
}
