using System.CommandLine;
using System.Text.Json;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary>The options of lists that come page by page, and how such a list ends.</summary>
internal static class ListOptions
{
    public static Option<int> Limit(int most = 100_000)
    {
        var limit = new Option<int>("--limit", "-n") { Description = $"At most so many, 1 to {Sizes.Count(most)}.", HelpName = "n", DefaultValueFactory = _ => 50 };
        limit.Validators.Add(result => CommonOptions.RequireRange(result, 1, most));
        return limit;
    }

    public static Option<string?> After() => new("--after") { Description = "Go on behind the page before: what it printed as 'next'.", HelpName = "cursor" };

    public static Option<bool> Total() => new("--total") { Description = "Count the whole list as well. It walks over an index: not for each page." };

    /// <summary>The page asked for.</summary>
    /// <exception cref="UsageException">The cursor isn't one.</exception>
    public static PageRequest Page(int size, string? after, bool withTotal = false)
    {
        var request = new PageRequest(size) { WithTotal = withTotal };
        if (after is null)
        {
            return request;
        }

        return Cursor.TryParse(after, out var cursor) ? request with { After = cursor } : throw new UsageException("--after isn't a cursor, or was cut on its way. Leave it out to start from the first page.");
    }

    /// <summary>Reads a page; a cursor of another list is the user's mistake.</summary>
    public static async ValueTask<T> ReadAsync<T>(string? after, Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (ArgumentException error) when (after is not null && error is not ArgumentOutOfRangeException)
        {
            throw new UsageException("--after is a place in another list, or in this one in another order. Leave it out to start from the first page.");
        }
    }

    /// <summary>Tells where the list goes on: machines in a line, people on the error output, so that a pipe gets the list alone.</summary>
    public static void Finish(bool json, string? next, long? total)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new PageReport("page", next, total), StoreJson.Default.PageReport));
            return;
        }

        if (total is { } all)
        {
            Console.Error.WriteLine($"{Sizes.Count(all)} in all");
        }

        if (next is not null)
        {
            Console.Error.WriteLine($"There are more: --after {next}");
        }
    }
}
