using LineageAot.Benchmarks.Running;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.LineageQuestions;

/// <summary>How long does a trace take that goes through layers of runs, up and down?</summary>
internal sealed class TraceThroughRuns(RunSettings settings) : Question(settings)
{
    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var (runs, width, things) = (Settings.Count(25_000, 2_500), Settings.Count(600, 60), Settings.Count(10_000, 1_000));
        using var file = new DatabaseFile(Settings, "runs");
        await using var store = await LineageStores.OpenAsync(file);
        var workspace = await store.GetOrAddWorkspaceAsync(LineageStores.WorkspaceName);
        var layers = await RunLayers.AddAsync(store, workspace, runs, width);
        var options = new LineageTraceOptions { MaxNodes = things };
        var title = $"{things:N0} things of about {runs * RunLayers.EdgesARun:N0} edges through runs, ";
        result.Figures.Add(await runner.MeasureAsync(Traces.FigureOf(title + "upstream", things, () => workspace.TraceUpstreamAsync(layers.Last, options))));
        result.Figures.Add(await runner.MeasureAsync(Traces.FigureOf(title + "downstream", things, () => workspace.TraceDownstreamAsync(layers.First, options))));
    }
}
