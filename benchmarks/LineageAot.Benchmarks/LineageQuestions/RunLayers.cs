using LineageAot.Lineage;

namespace LineageAot.Benchmarks.LineageQuestions;

/// <summary>A graph that runs alone connect: in each layer every run reads three things of the layer before and makes one of the next.</summary>
/// <param name="First">A thing of the first layer.</param>
/// <param name="Last">A thing of the last one.</param>
internal sealed record RunLayers(LineageNodeKey First, LineageNodeKey Last)
{
    public const int EdgesARun = 4;
    private const int ReadARun = EdgesARun - 1;
    private const int Stride = 7;

    public static async Task<RunLayers> AddAsync(LineageStore store, Workspace workspace, int runs, int width)
    {
        var first = Keys(width);
        var things = first;
        for (var layer = 0; layer < runs / width; layer++)
        {
            var made = Keys(width);
            var (read, at) = (things, layer);
            await store.Database.WriteAsync(unit =>
            {
                for (var i = 0; i < width; i++)
                {
                    var run = unit.Insert(RunOf(workspace)).Id;
                    for (var input = 0; input < ReadARun; input++)
                        unit.Insert(EdgeOf(run, IoDirection.In, read[((i * ReadARun) + (input * Stride) + at) % width], $"input {input}"));
                    unit.Insert(EdgeOf(run, IoDirection.Out, made[i], "output"));
                }
            });
            things = made;
        }

        return new RunLayers(new(LineageNodeKind.Custom, first[0]), new(LineageNodeKind.Custom, things[0]));
    }

    private static Guid[] Keys(int count) => [.. Enumerable.Range(0, count).Select(static _ => Guid.NewGuid())];

    private static Run RunOf(Workspace workspace) => new()
    {
        Id = new RunId(Guid.CreateVersion7()),
        WorkspaceId = workspace.Id,
        RunType = RunType.Custom,
        Trigger = "summarize",
        Status = RunStatus.Succeeded,
        StartedAt = DateTimeOffset.UtcNow,
        FinishedAt = DateTimeOffset.UtcNow,
    };

    private static RunIo EdgeOf(RunId run, IoDirection direction, Guid thing, string role)
        => new() { RunId = run, Direction = direction, EntityType = EntityType.Custom, EntityId = thing, Role = role };
}
