using System.Diagnostics;
using System.Text.Json;

namespace LineageAot.Cli.Projects;

/// <summary>Builds a project with <c>dotnet build</c> and learns from it where the assembly and those that it refers to are.</summary>
/// <param name="Assembly">The built assembly.</param>
/// <param name="References">The assemblies that it was compiled against.</param>
internal sealed record ProjectBuild(string Assembly, IReadOnlyList<string> References)
{
    /// <param name="project">The project file.</param>
    /// <param name="configuration">Debug, Release, or another one.</param>
    /// <param name="framework">One of the project's frameworks; null for its first.</param>
    /// <param name="isBuilt">It is built already: only asked where things are.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <exception cref="BuildFailedException">It doesn't build.</exception>
    public static async Task<ProjectBuild> RunAsync(string project, string configuration, string? framework, bool isBuilt, CancellationToken cancellationToken)
    {
        framework ??= await FirstFrameworkAsync(project, cancellationToken);
        string[] target = framework is null ? [] : [$"-p:TargetFramework={framework}"];
        var work = isBuilt ? "-target:ResolveReferences" : "-target:Build";

        // Its own findings would be the answer to what is being asked.
        string[] common = [$"-p:Configuration={configuration}", "-p:LineageCheck=false", "-nologo", "-verbosity:quiet", .. target];
        if (!isBuilt)
        {
            await DotnetAsync(["restore", project, "--nologo", "--verbosity", "quiet"], project, cancellationToken);
        }

        using var answer = JsonDocument.Parse(await DotnetAsync(["msbuild", project, work, .. common, "-getProperty:TargetPath", "-getItem:ReferencePath"], project, cancellationToken));
        var assembly = answer.RootElement.GetProperty("Properties").GetProperty("TargetPath").GetString()!;
        return File.Exists(assembly)
            ? new ProjectBuild(assembly, [.. answer.RootElement.GetProperty("Items").GetProperty("ReferencePath").EnumerateArray().Select(static item => item.GetProperty("FullPath").GetString()!)])
            : throw new BuildFailedException($"'{assembly}' isn't there. Build the project first, or leave --no-build out.");
    }

    private static async Task<string?> FirstFrameworkAsync(string project, CancellationToken cancellationToken)
    {
        using var answer = JsonDocument.Parse(await DotnetAsync(["msbuild", project, "-nologo", "-getProperty:TargetFramework", "-getProperty:TargetFrameworks"], project, cancellationToken));
        var properties = answer.RootElement.GetProperty("Properties");
        return properties.GetProperty("TargetFramework").GetString() is { Length: > 0 } ? null
            : properties.GetProperty("TargetFrameworks").GetString()?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
    }

    private static async Task<string> DotnetAsync(string[] arguments, string project, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet")
        {
            WorkingDirectory = Path.GetDirectoryName(project)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        using var process = Process.Start(start) ?? throw new BuildFailedException("'dotnet' couldn't be started: the .NET SDK must be on the PATH.");
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? output : throw new BuildFailedException($"The project '{project}' doesn't build:\n{(await errors).Trim()}\n{output.Trim()}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

/// <summary>The project can't be read, since it doesn't build: exit code 1.</summary>
internal sealed class BuildFailedException(string message) : Exception(message);
