namespace LineageAot.LineageAgent;

/// <summary>The whole scenario over a real folder.</summary>
internal sealed class Scenario(string folder, string path)
{
    public Task<int> RunAsync() => Task.FromResult(folder.Length + path.Length);
}
