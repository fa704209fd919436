using System.Diagnostics;
using System.Globalization;

namespace LineageAot.FaultTests.Races;

/// <summary>A process that opens files when it's told to, for many races.</summary>
internal sealed class RacerProcess : IDisposable
{
    // So that one that hangs ends as a red test.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Process process;

    private RacerProcess(Process process) => this.process = process;

    public int Id => process.Id;

    private static string Program => Path.Combine(BuildFacts.RepositoryRoot, "tests/LineageAot.RaceWorker/bin", BuildFacts.Configuration, BuildFacts.AppTargetFramework, "lineage-racer.dll");

    public static RacerProcess Start() => new(Process.Start(new ProcessStartInfo("dotnet", [Program]) { RedirectStandardInput = true, RedirectStandardOutput = true })!);

    /// <summary>A moment that lies a little ahead, for all processes.</summary>
    public static string Soon(TimeSpan ahead) => (Stopwatch.GetTimestamp() + (long)(ahead.TotalSeconds * Stopwatch.Frequency)).ToString(CultureInfo.InvariantCulture);

    public async Task<string> AskAsync(string command)
    {
        Tell(command);
        return await ReadAsync() ?? throw new InvalidOperationException($"The process ended at '{command}'.");
    }

    public void Tell(string command)
    {
        process.StandardInput.WriteLine(command);
        process.StandardInput.Flush();
    }

    /// <summary>The next line; null once it has ended.</summary>
    public async Task<string?> ReadAsync() => await process.StandardOutput.ReadLineAsync().WaitAsync(Limit);

    /// <summary>SIGKILL; it's gone when this returns. What it told and nobody has read yet can still be read.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }
}
