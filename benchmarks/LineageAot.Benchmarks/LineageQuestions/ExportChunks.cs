using LineageAot.Benchmarks.Running;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.LineageQuestions;

/// <summary>How fast does a workspace leave as lines of JSON?</summary>
internal sealed class ExportChunks(RunSettings settings) : Question(settings)
{
    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var chunks = Settings.Count(100_000, 10_000);
        using var file = await LineageStores.FillAsync(Settings, chunks);
        await using var store = await LineageStores.OpenAsync(file);
        var workspace = await store.GetOrAddWorkspaceAsync(LineageStores.WorkspaceName);
        var megabytes = 0.0;
        var export = await runner.CompareAsync(new Comparison($"Export of {chunks:N0} chunks with their texts to a file", "chunks", [new Contender(Contender.Ours, TakeAsync)], []));
        result.Comparisons.Add(export);
        result.Figures.Add(new FigureResult("the exported file", "MB", megabytes, null));

        async Task<Sample> TakeAsync()
        {
            var path = Path.Combine(Settings.Folder, "export.jsonl");
            try
            {
                ExportReport? report = null;
                var sample = await Sample.TakeAsync(chunks, async () =>
                {
                    await using var target = File.Create(path);
                    report = await workspace.ExportAsync(target);
                });
                Verify(report!.Counts[ExportType.Chunk] == chunks && new FileInfo(path).Length == report.Bytes, "the export");
                megabytes = report.Bytes / 1e6;
                return sample;
            }
            finally
            {
                File.Delete(path);
            }
        }
    }
}
