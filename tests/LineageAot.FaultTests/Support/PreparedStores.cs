namespace LineageAot.FaultTests.Support;

/// <summary>The stores that operations find, made by one process for all operations of a test class, as most of a process is its start; and texts. Gone after the tests.</summary>
public sealed class PreparedStores : IDisposable
{
    private readonly TextFolder folder = new();
    private IReadOnlyDictionary<string, string>? paths;

    /// <inheritdoc cref="TextFolder.Texts"/>
    public string Texts => folder.Texts;

    /// <inheritdoc cref="TextFolder.NewPath"/>
    public string NewPath() => folder.NewPath();

    /// <summary>Where the operation's store is; the first call makes those of all operations. The tests of one class come one after the other.</summary>
    internal async Task<string> OfAsync(LineageAgent agent, string operation, IReadOnlyCollection<string> all) => (paths ??= await PrepareAsync(agent, all))[operation];

    public void Dispose() => folder.Dispose();

    private async Task<IReadOnlyDictionary<string, string>> PrepareAsync(LineageAgent agent, IReadOnlyCollection<string> operations)
    {
        var stores = operations.ToDictionary(static operation => operation, _ => NewPath());
        (await agent.RunAsync(stores.SelectMany(store => (string[])["then", "prepare", store.Key, Texts, store.Value]).Skip(1))).Succeeded();
        return stores;
    }
}
