using LineageAot.Lineage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LineageAot.Hosting.Tests;

/// <summary>A folder for a host's files, gone after the test, and hosts that log nowhere.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lineage-hosting-").FullName;

    public string File(string name = "notes.db") => Path.Combine(folder, name);

    public static IHost Host(Action<HostApplicationBuilder> configure)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        configure(builder);
        return builder.Build();
    }

    public async Task<IReadOnlyList<string>> NotesAsync(string name = "notes.db")
    {
        await using var database = await Notes.OpenAsync(File(name));
        return [.. (await database.ReadAllAsync()).Select(static note => note.Text)];
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

/// <summary>Rows of a database's file, in order.</summary>
internal static class Rows
{
    public static async Task<IReadOnlyList<Note>> ReadAllAsync(this Notes database)
    {
        var rows = new List<Note>();
        await foreach (var row in database.All.AllAsync())
        {
            rows.Add(row);
        }

        return rows;
    }

    public static async Task<IReadOnlyList<LogEntry>> LogAsync(this LineageSchema database)
    {
        var rows = new List<LogEntry>();
        await foreach (var row in database.LogEntries.AllAsync())
        {
            rows.Add(row);
        }

        return [.. rows.OrderBy(static row => row.Id)];
    }
}
