using System.Diagnostics;

namespace LineageAot.FaultTests.Support;

/// <summary>The agent as a process: on the runtime, and as a native binary once that is published.</summary>
internal sealed class LineageAgent(IReadOnlyList<string> command)
{
    private static readonly Lazy<Task<string>> Published = new(PublishAsync);

    /// <summary>On the runtime, as the build has left it.</summary>
    public static LineageAgent OnRuntime { get; } = new(["dotnet", Path.Combine(Project, "bin", BuildFacts.Configuration, BuildFacts.AppTargetFramework, "lineage-agent.dll")]);

    private static string Project => Path.Combine(BuildFacts.RepositoryRoot, "tests/LineageAot.LineageAgent");

    /// <summary>The native one; published once a test run.</summary>
    public static async Task<LineageAgent> NativeAsync() => new([await Published.Value]);

    public Task<CommandResult> RunAsync(params IEnumerable<string> arguments) => RunUnderAsync([], arguments);

    /// <summary>Run by another program, which gets the agent's command line behind its own arguments.</summary>
    public Task<CommandResult> RunUnderAsync(IReadOnlyList<string> program, params IEnumerable<string> arguments)
    {
        string[] line = [.. program, .. command, .. arguments];
        return DotnetCommand.RunProgramAsync(BuildFacts.RepositoryRoot, line[0], line.Skip(1));
    }

    /// <summary>Lets it run; its output is the caller's to read, and its end the caller's to bring about.</summary>
    public Process Start(params IEnumerable<string> arguments)
        => Process.Start(new ProcessStartInfo(command[0], [.. command.Skip(1), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = BuildFacts.RepositoryRoot })!;

    private static async Task<string> PublishAsync()
    {
        var folder = Directory.CreateTempSubdirectory("lineage-agent-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        string[] linker = NativeFactAttribute.HasCompiler("clang") ? [] : ["-p:CppCompilerAndLinker=gcc"];
        var publish = await DotnetCommand.RunAsync(Project, ["publish", "-c", BuildFacts.Configuration, "--nologo", "-f", BuildFacts.AotTargetFramework, "--use-current-runtime", .. linker, "-o", folder]);
        BuildLog.Warnings(publish.Succeeded().Output).ShouldBeEmpty();
        return Path.Combine(folder, "lineage-agent");
    }
}
