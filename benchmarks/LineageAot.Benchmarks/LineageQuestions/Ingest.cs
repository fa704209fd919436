using System.Diagnostics;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;
using LineageAot.Cli.Commands;
using LineageAot.Cli.Ingestion;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.LineageQuestions;

/// <summary>How fast does <c>lineage ingest</c> store a tree of texts, and how fast does it see that little or nothing has changed? Is the writer what it waits for?</summary>
internal sealed class Ingest(RunSettings settings) : Question(settings)
{
    private const string First = "first ingest";
    private const string Again = "nothing changed";
    private const string Few = "1 % changed";
    private const int EveryChanged = 100;

    private readonly Dictionary<string, List<Passage>> passages = new() { [First] = [], [Again] = [], [Few] = [] };

    // Each round ingests the whole tree three times.
    private int Rounds => Math.Min(Settings.Rounds, 3);

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        using var tree = new IngestTree(Settings, Settings.Count(5000, 500));
        for (var round = 0; round <= Rounds; round++)
        {
            await RoundAsync(tree, isCounted: round > 0);
            Console.Error.WriteLine($"ingest: round {round} of {Rounds}");
        }

        var comparison = new Comparison($"{tree.Files:N0} files, {tree.Bytes / 1e6:N1} MB, {tree.Chunks:N0} chunks, NORMAL", "files", [.. passages.Keys.Select(static name => new Contender(name, static Task<Sample> () => throw new UnreachableException()))], []);
        result.Comparisons.Add(Runner.Summarize(comparison, passages.ToDictionary(static pair => pair.Key, static pair => pair.Value.ConvertAll(static passage => passage.Sample))));
        foreach (var (name, runs) in passages)
            AddFigures(result, name, runs);
    }

    private static void AddFigures(QuestionResult result, string name, List<Passage> runs)
    {
        Add("took", "ms", static run => run.Clock.TotalMilliseconds);
        if (name != Again)
        {
            Add("read", "MB/s", static run => run.Result.Bytes / 1e6 / run.Clock.TotalSeconds);
            Add("chunks", "/s", static run => run.Result.Chunks / run.Clock.TotalSeconds);
        }

        if (name == First)
            Add("processor time a chunk", "µs", static run => run.Processor.TotalMicroseconds / run.Result.Chunks);
        Add("transactions and checkpoints, of the clock", "%", static run => 100 * run.WriterBusy / run.Clock);
        if (runs.TrueForAll(static run => run.WriterProcessor > TimeSpan.Zero))
        {
            Add("the writer's processor time, of the clock", "%", static run => 100 * run.WriterProcessor / run.Clock);
            Add("the writer without a processor, of the clock", "%", static run => 100 * run.WriterWaited / run.Clock);
            Add("processor time of the rest to the writer's", "", static run => (run.Processor - run.WriterProcessor) / run.WriterProcessor);
        }

        void Add(string title, string unit, Func<Passage, double> figure) => result.Figures.Add(new FigureResult($"{name}: {title}", unit, Runner.Median(runs.Select(figure)), null));
    }

    private async Task RoundAsync(IngestTree tree, bool isCounted)
    {
        using var file = new DatabaseFile(Settings, "ingest");
        var chunks = tree.Chunks;
        var characters = tree.Characters;
        var first = await PassAsync(First, tree, file);
        Verify(first.Created == tree.Files && first.Files == tree.Files && first.Bytes == tree.Bytes && first.Chunks == chunks, "what the first ingest says of its files");
        VerifyStored(file, tree, chunks, characters);

        var again = await PassAsync(Again, tree, file);
        Verify(again.Unchanged == tree.Files && again.Files == tree.Files && again.Chunks == 0, "what the ingest of an unchanged tree says of it");
        VerifyStored(file, tree, chunks, characters);

        // The chunks of the versions before stay.
        var changed = tree.Change(EveryChanged);
        chunks += changed.Sum(static one => one.Chunks);
        characters += changed.Sum(static one => one.Characters);
        var few = await PassAsync(Few, tree, file);
        Verify(few.Changed == changed.Count && few.Unchanged == tree.Files - changed.Count && few.Bytes == changed.Sum(static one => one.Bytes), "what the ingest of a changed tree says of it");
        VerifyStored(file, tree, chunks, characters);

        async Task<IngestResult> PassAsync(string name, IngestTree of, DatabaseFile into)
        {
            Runner.Settle();
            var passage = await IngestAsync(of, into);
            if (isCounted)
                passages[name].Add(passage);
            Verify(passage.Result is { Status: RunStatus.Succeeded, Failed: 0, Skipped: 0, Missing: 0 }, $"{name}: {passage.Result.Message}");
            return passage.Result;
        }
    }

    /// <summary>What the command does between its arguments and its view, opening and closing the store included.</summary>
    private static async Task<Passage> IngestAsync(IngestTree tree, DatabaseFile file)
    {
        using var watch = new WriterWatch();
        IngestResult? result = null;
        var started = Stopwatch.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        var sample = await Sample.TakeAsync(tree.Files, async () =>
        {
            await using var store = await StoreAccess.OpenForWritingAsync(file.Path);
            var ingester = new Ingester(store, file.Path, new IngestSettings(), new IngestProgress(), static problem => throw new InvalidOperationException(problem.Reason), TimeProvider.System);
            result = await ingester.RunAsync(LineageStores.WorkspaceName, [IngestRoot.Of(tree.Path)!], parameters: null, CancellationToken.None);
        });
        return new Passage(sample, result!, Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - processor, watch.Busy, watch.Processor, watch.WaitedForProcessor);
    }

    // Asked of the file itself, not of those who wrote it.
    private static void VerifyStored(DatabaseFile file, IngestTree tree, long chunks, long characters)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Writer);
        Verify(connection.Scalar("select count(*) from sources where missing_since is null") == tree.Files, "the number of sources");
        Verify(connection.Scalar("select sum(size_bytes) from sources") == tree.Bytes, "the bytes of the sources");
        Verify(connection.Scalar("select count(*) from chunks") == chunks, "the number of chunks");
        Verify(connection.Scalar("select sum(length(text)) from chunks") == characters, "the length of the chunks' texts");
    }

    private sealed record Passage(Sample Sample, IngestResult Result, TimeSpan Clock, TimeSpan Processor, TimeSpan WriterBusy, TimeSpan WriterProcessor, TimeSpan WriterWaited);
}
