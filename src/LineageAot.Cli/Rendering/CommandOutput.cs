using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LineageAot.Cli.Rendering;

/// <summary>Where a command writes, and whether for people or for machines.</summary>
internal sealed class CommandOutput(ParseResult parsed, bool json)
{
    /// <summary>For machines: an object a line.</summary>
    public bool IsJson => json;

    /// <summary>Results.</summary>
    public TextWriter Results { get; } = parsed.InvocationConfiguration.Output;

    /// <summary>Everything else.</summary>
    public TextWriter Messages { get; } = parsed.InvocationConfiguration.Error;

    public void WriteJson<T>(T line, JsonTypeInfo<T> type) => Results.WriteLine(JsonSerializer.Serialize(line, type));

    /// <summary>The rows' objects, or their table.</summary>
    public void WriteRows<T, TReport>(IEnumerable<T> rows, Func<T, TReport> report, JsonTypeInfo<TReport> type, TextTable table, Func<T, string[]> cells)
    {
        foreach (var row in rows)
        {
            if (json)
            {
                WriteJson(report(row), type);
            }
            else
            {
                table.Add(cells(row));
            }
        }

        if (!json)
        {
            table.WriteTo(Results);
        }
    }

    /// <summary>Tells where the list goes on: machines in a line, people on the error output, so that a pipe gets the list alone.</summary>
    public void FinishPage(string? next, long? total = null)
    {
        if (json)
        {
            WriteJson(new PageReport("page", next, total), StoreJson.Default.PageReport);
            return;
        }

        if (total is { } all)
        {
            Messages.WriteLine($"{Sizes.Count(all)} in all");
        }

        if (next is not null)
        {
            Messages.WriteLine($"There are more: --after {next}");
        }
    }

    /// <summary>A line of progress, where somebody looks.</summary>
    public void Progress(string sentence)
    {
        if (!json && Terminals.IsInteractive && !Console.IsErrorRedirected)
        {
            Messages.WriteLine(sentence);
        }
    }
}
