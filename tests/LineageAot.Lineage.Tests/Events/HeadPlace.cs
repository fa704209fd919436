using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LineageAot.Lineage.Tests.Events;

/// <summary>A folder with a store's files in it, to be copied, cut and exchanged; gone after the test. Keeps what the stores log.</summary>
internal sealed class HeadPlace : IDisposable, ILoggerFactory, ILogger
{
    public static readonly StreamName Order = new("order", Guid.Parse("00000000-0000-0000-0000-00000000000a"));
    private static readonly string[] Suffixes = ["", "-wal", ".head"];

    private readonly string folder = Directory.CreateTempSubdirectory("lineage-head-").FullName;

    public string Path => At("store.db");

    public string Head => Path + ".head";

    public ConcurrentQueue<string> Warnings { get; } = new();

    public string At(string name) => System.IO.Path.Combine(folder, name);

    public ValueTask<LineageStore> OpenAsync(string? path = null, DatabaseAccess access = DatabaseAccess.ReadWrite, int checkpointPages = 8000)
        => LineageStore.OpenAsync(new DatabaseOptions { Path = path ?? Path, Access = access, CheckpointPages = checkpointPages, LoggerFactory = this });

    /// <summary>A store that is opened, gets some events, and is closed.</summary>
    public async Task AppendAsync(int number, StreamName? stream = null)
    {
        await using var store = await OpenAsync();
        await AppendAsync(store, number, stream);
    }

    public static async Task AppendAsync(LineageStore store, int number, StreamName? stream = null)
    {
        for (var i = 0; i < number; i++)
        {
            await store.Events.AppendAsync(stream ?? Order, ExpectedVersion.Any, new EventDraft("placed") { Payload = """{"total":12}""" });
        }
    }

    /// <summary>What an opening finds, how many events there are, and whether a full verification says the same.</summary>
    public async Task<(EventHeadState State, long Positions)> LookAsync(string? path = null, DatabaseAccess access = DatabaseAccess.ReadWrite)
    {
        await using var store = await OpenAsync(path, access);
        var report = await store.Events.CompareHeadAsync();
        var findings = await store.VerifyEventsAsync();
        (findings.Head, findings.Count).ShouldBe((report.State, report.Finding is null ? 0 : 1), string.Join('\n', findings));
        (await store.Database.CheckHealthAsync()).Notes.Any(note => report.Finding is { } finding && note.Contains(finding)).ShouldBe(report.Finding is not null);
        return (report.State, await store.Events.FindLastPositionAsync());
    }

    /// <summary>Copies the store's files as they are, as a process that is killed leaves them: by another process, for closing a handle here would drop SQLite's locks.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var suffix in Suffixes.Where(suffix => File.Exists(from + suffix)))
        {
            using var copying = Process.Start("cp", [from + suffix, to + suffix]);
            copying.WaitForExit(TimeSpan.FromSeconds(30)).ShouldBeTrue();
            copying.ExitCode.ShouldBe(0);
        }
    }

    public static void Cut(string path, long length)
    {
        using var file = File.OpenWrite(path);
        file.SetLength(length);
    }

    public static void Delete(string path)
    {
        foreach (var suffix in Suffixes.Append("-shm"))
        {
            File.Delete(path + suffix);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id is >= 200 and < 300 && logLevel >= LogLevel.Warning)
        {
            Warnings.Enqueue(formatter(state, exception));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
