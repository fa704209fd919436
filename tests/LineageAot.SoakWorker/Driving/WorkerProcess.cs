using System.Diagnostics;
using System.Runtime.InteropServices;
using LineageAot.SoakWorker.Load;

namespace LineageAot.SoakWorker.Driving;

/// <summary>A worker as a process of its own, of this same program.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int Terminate = 15;

    private readonly Process process;
    private readonly Task reading;

    /// <param name="options">Which soak.</param>
    /// <param name="hear">Gets each line that it writes, one after another.</param>
    public WorkerProcess(DriveOptions options, Action<string> hear)
    {
        var program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "lineage-soak.dll")] : [];
        string[] splits = options.IsSplit ? [DriveOptions.Split] : [];
        string[] breaks = options.Lies ? ["--break", Liar.Option] : [];
        var start = new ProcessStartInfo(program, [.. self, "work", options.Folder.Root, .. splits, .. breaks]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        process = Process.Start(start)!;
        process.StandardInput.Close();
        reading = Task.WhenAll(ReadAsync(process.StandardOutput, hear), ReadAsync(process.StandardError, line => File.AppendAllLines(options.Folder.Errors, [line])));
    }

    public int ExitCode => process.ExitCode;

    public bool HasExited => process.HasExited;

    /// <summary>Waits until it ends by itself, or the time is over.</summary>
    /// <returns>Whether it has ended.</returns>
    public async Task<bool> WaitAsync(TimeSpan time)
    {
        using var over = new CancellationTokenSource(time);
        try
        {
            await process.WaitForExitAsync(over.Token);
            await reading;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
    }

    /// <summary>SIGTERM.</summary>
    public void AskToStop() => _ = Kill(process.Id, Terminate);

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> hear)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            hear(line);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
