using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.LineageQuestions;

/// <summary>How fast does a run store chunks, as one set and as a thousand, and how fast is a loop written by hand?</summary>
internal sealed class WriteChunks(RunSettings settings, KeptStore kept) : Question(settings)
{
    private const int ChunksASet = 1000;
    private const int WarmUp = 20_000;

    // A million rows a second time say nothing that they didn't the first time; the smaller count is repeated.
    private int Rounds => Math.Min(Settings.Rounds, Settings.Quick ? 3 : 1);

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var count = Settings.Count(1_000_000, 100_000);
        var sets = count / ChunksASet;
        var seconds = new Dictionary<string, List<double>>();
        await WithLineageAsync(WarmUp, sets: 1);
        await WithLineageAsync(WarmUp, WarmUp / ChunksASet);
        await WithRawAsync(WarmUp);
        result.Comparisons.Add(await runner.CompareAsync(new Comparison($"{count:N0} chunks of 300 characters, NORMAL", "chunks",
            [
                new Contender(Contender.Ours, async () => Note("one set", await WithLineageAsync(count, sets: 1))),
                new Contender($"{Contender.Ours}, {sets:N0} sets", async () => Note($"{sets:N0} sets", await WithLineageAsync(count, sets))),
                new Contender("raw", () => WithRawAsync(count)),
            ],
            [])
        { Rounds = Rounds, IsWarm = true }));
        foreach (var (name, times) in seconds)
            result.Figures.Add(new FigureResult($"{count:N0} chunks, {name}", "s", Runner.Median(times), Settings.Count(30, 3)) { Best = times.Min() });

        Sample Note(string name, Sample sample)
        {
            if (!seconds.TryGetValue(name, out var times))
                seconds[name] = times = [];
            times.Add(count / sample.PerSecond);
            return sample;
        }
    }

    private async Task<Sample> WithLineageAsync(int count, int sets)
    {
        var file = new DatabaseFile(Settings, "chunks");
        var sample = await WriteAsync(file, count, sets);
        kept.Keep(file, count);
        return sample;
    }

    private static async Task<Sample> WriteAsync(DatabaseFile file, int count, int sets)
    {
        await using var store = await LineageStores.OpenAsync(file);
        var workspace = await store.GetOrAddWorkspaceAsync(LineageStores.WorkspaceName);
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        var ids = new List<ChunkSetId>();
        for (var i = 0; i < sets; i++)
            ids.Add(await LineageStores.AddEmptySetAsync(store, run, $"source/{i}"));
        var sample = await Sample.TakeAsync(count, async () =>
        {
            for (var i = 0; i < sets; i++)
                await run.WriteChunksAsync(ids[i], LineageStores.DraftsAsync(i, count / sets));
        });
        Verify(await workspace.CountChunksAsync() == count, "the number of chunks");
        await run.SucceedAsync();
        return sample;
    }

    private async Task<Sample> WithRawAsync(int count)
    {
        using var file = new DatabaseFile(Settings, "chunks");
        WorkspaceId workspace;
        ChunkSetId set;
        await using (var store = await LineageStores.OpenAsync(file))
        {
            var made = await store.GetOrAddWorkspaceAsync(LineageStores.WorkspaceName);
            workspace = made.Id;
            await using var run = await made.StartRunAsync(new RunRequest("index"));
            set = await LineageStores.AddEmptySetAsync(store, run, "source/0");
            await run.SucceedAsync();
        }

        using var connection = new RawConnection(file.Path, FileSettings.Writer);
        var sample = Sample.Take(count, () => RawChunks.Write(connection, workspace, set, count));
        Verify(connection.Scalar("select count(*) from chunks") == count, "the number of chunks");
        return sample;
    }
}
