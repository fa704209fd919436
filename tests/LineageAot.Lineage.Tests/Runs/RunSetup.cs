namespace LineageAot.Lineage.Tests.Runs;

/// <summary>A store, a workspace and clocks that stand still.</summary>
internal sealed class RunSetup : IAsyncDisposable
{
    private readonly TemporaryStore temporary;

    private RunSetup(TemporaryStore temporary, Workspace workspace, TwoClocks clocks)
    {
        this.temporary = temporary;
        Workspace = workspace;
        Clocks = clocks;
    }

    public TwoClocks Clocks { get; }

    public Workspace Workspace { get; }

    public LineageStore Store => Workspace.Store;

    public static async Task<RunSetup> OpenAsync()
    {
        var temporary = await TemporaryStore.OpenAsync();
        var clocks = new TwoClocks();
        return new RunSetup(temporary, await (await temporary.WithClockAsync(clocks)).GetOrAddWorkspaceAsync("main"), clocks);
    }

    public long Scalar(string sql) => temporary.Scalar(sql);

    public async Task<Run> RunAsync(RunId run) => (await Workspace.GetRunAsync(run))!;

    public async Task<RunStatus> StatusAsync(RunId run) => (await RunAsync(run)).Status;

    /// <summary>Hands a run to a process of another machine.</summary>
    public async Task GiveAwayAsync(RunId run, string owner = "elsewhere/1/1")
        => await Store.Database.WriteAsync(unit => unit.Update(unit.Table<Run>().Find(run)! with { Owner = owner }));

    /// <summary>A run whose owner was silent for too long.</summary>
    public async Task<RunScope> DeadRunAsync(params Guid[] pending)
    {
        var run = await Workspace.StartRunAsync(new RunRequest("index") { Lease = TimeSpan.FromMinutes(1) });
        await run.PendAsync("embed", pending);
        Clocks.Pass(TimeSpan.FromMinutes(2));
        (await Store.ReapAbandonedAsync()).ShouldBe(1);
        return run;
    }

    public static Guid[] Keys(int count) => [.. Enumerable.Range(1, count).Select(number => new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]))];

    public ValueTask DisposeAsync() => temporary.DisposeAsync();
}
