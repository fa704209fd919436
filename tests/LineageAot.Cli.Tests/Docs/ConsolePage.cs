using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace LineageAot.Cli.Tests.Docs;

/// <summary>
/// A page whose <c>```console</c> blocks hold commands (<c>$ </c>, gone on with by <c>&gt; </c>) and what they print. They run in order in one shell, in a folder of their own; what differs
/// from run to run (keys, times, durations, the folder) is put into one form, as long as the real one.
/// </summary>
internal sealed partial class ConsolePage(string text)
{
    private const string End = "\u0003end of a command\u0003";

    /// <summary>The page with what its commands print now.</summary>
    public string Run(string folder)
    {
        var commands = Blocks().SelectMany(block => CommandsOf(block.Groups[1].Value)).ToList();
        var outputs = new Queue<string>(Normalise(RunAll(commands, folder), folder).Split(End + "\n"));
        return Blocks().Aggregate(text, (page, block) => page.Replace(
            block.Value,
            "```console\n" + string.Concat(CommandsOf(block.Groups[1].Value).Select(command => "$ " + command.Replace("\n", "\n> ", StringComparison.Ordinal) + "\n" + outputs.Dequeue())) + "```\n",
            StringComparison.Ordinal));
    }

    private MatchCollection Blocks() => ConsoleBlock().Matches(text);

    private static List<string> CommandsOf(string block)
    {
        var commands = new List<string>();
        foreach (var line in block.Split('\n'))
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal))
            {
                commands.Add(line[2..]);
            }
            else if (line.StartsWith("> ", StringComparison.Ordinal) && commands.Count > 0)
            {
                commands[^1] += "\n" + line[2..];
            }
        }

        return commands;
    }

    private static string RunAll(List<string> commands, string folder)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "lineage.dll");
        var script = $"lineage() {{ dotnet '{tool}' \"$@\"; }}\nexec 2>&1\n" + string.Concat(commands.Select(command => $"{command}\nprintf '%s\\n' '{End}'\n"));
        var start = new ProcessStartInfo("/bin/sh", ["-s"]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new UTF8Encoding(false) };
        start.Environment["LINEAGE_DB"] = "store.db";
        start.Environment["TZ"] = "UTC";
        using var process = Process.Start(start)!;

        // The braces have the shell read all of the script before it runs a command: those get no input of it.
        process.StandardInput.Write("{\n" + script + "} </dev/null\n");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static string Normalise(string output, string folder)
    {
        var keys = new Dictionary<string, string>();
        output = output.Replace(folder, "/home/you", StringComparison.Ordinal);
        output = Key().Replace(output, match => keys.TryGetValue(match.Value, out var known) ? known : keys[match.Value] = $"01980000-0000-7000-8000-{keys.Count + 1:x12}");
        output = Progress().Replace(output, string.Empty);
        output = Time().Replace(output, "2026-01-01 12:00:00");
        output = Duration().Replace(output, "0.1 s");
        return Rate().Replace(output, "(20 files/s");
    }

    [GeneratedRegex("```console\n(.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    // On a slow machine there are some, on a fast one none.
    [GeneratedRegex(@"^[\d,]+( of [\d,]+)? (files, [\d,]+ files/s|done, failed).*\n", RegexOptions.Multiline)]
    private static partial Regex Progress();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Key();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b\d+\.\d s\b")]
    private static partial Regex Duration();

    [GeneratedRegex(@"\([\d,]+ files/s")]
    private static partial Regex Rate();
}
