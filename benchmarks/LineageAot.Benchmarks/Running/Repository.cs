using System.Diagnostics;

namespace LineageAot.Benchmarks.Running;

/// <summary>The repository that this program was built from, and programs that are run with it.</summary>
internal static class Repository
{
    /// <summary>A file or folder of it.</summary>
    /// <exception cref="InvalidOperationException">The program isn't run from its repository.</exception>
    public static string PathOf(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LineageAot.sln")))
            folder = folder.Parent;
        return Path.Combine([folder?.FullName ?? throw new InvalidOperationException("Run it from the repository: it builds a program."), .. parts]);
    }

    /// <summary>Runs a program to its end; what it printed.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var child = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? output : throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {child.ExitCode}: {output}");
    }
}
