using System.Text.Json;
using LineageAot.Cli.Commands;

namespace LineageAot.Cli.Tests;

/// <summary>The tool's command lines without a process of their own.</summary>
internal static class InProcess
{
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, TimeProvider? time = null, TextWriter? output = null, CancellationToken stop = default)
    {
        await using var results = new StringWriter();
        await using var errors = new StringWriter();
        var code = await CommandRun.RunAsync(LineageCommands.Create(time ?? TimeProvider.System), arguments, output ?? results, errors, stop);
        return (code, results.ToString(), errors.ToString());
    }

    /// <summary>Runs it with <c>--json</c> and gives its lines.</summary>
    public static async Task<List<JsonElement>> JsonAsync(params string[] arguments)
    {
        var (code, output, errors) = await RunAsync([.. arguments, "--json"]);
        code.ShouldBe(ExitCodes.Done, errors);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];
    }

    public static string? Text(this JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString() : null;
}
