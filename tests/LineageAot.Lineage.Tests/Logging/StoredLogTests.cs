using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace LineageAot.Lineage.Tests.Logging;

/// <summary>The program's log is stored in order, whatever is in it, and never more than may wait.</summary>
public sealed class StoredLogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lineage-log-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Keeps_the_order_over_batches_and_restarts()
    {
        for (var round = 0; round < 2; round++)
        {
            await StoreAsync(
                logger =>
                {
                    for (var i = 0; i < 1_000; i++)
                    {
                        logger.LogInformation("{Round} {Number}", round, i);
                    }
                },
                new LineageLogOptions { MaxBatchEntries = 64 });
        }

        (await EntriesAsync()).Select(static entry => entry.Message).ShouldBe(Enumerable.Range(0, 2_000).Select(static i => $"{i / 1_000} {i % 1_000}"));
    }

    [Fact]
    public async Task Drops_the_oldest_and_says_how_many()
    {
        var options = new LineageLogOptions { MaxEntries = 10 };
        await using (var database = await LineageSchema.OpenAsync(Path))
        await using (var provider = new LineageLoggerProvider(options))
        {
            var logger = provider.CreateLogger("Program");
            for (var i = 0; i < 100; i++)
            {
                logger.LogInformation("{Number}", i);
            }

            provider.Attach(database);
        }

        var entries = await EntriesAsync();
        entries.Select(static entry => entry.Message).Skip(1).ShouldBe(Enumerable.Range(90, 10).Select(static i => $"{i}"));
        entries[0].Level.ShouldBe(LogEntryLevel.Warning);
        Json(entries[0]).GetProperty("dropped").GetInt64().ShouldBe(90);
    }

    [Fact]
    public async Task Is_bounded_by_bytes_too()
    {
        await using (var database = await LineageSchema.OpenAsync(Path))
        await using (var provider = new LineageLoggerProvider(new LineageLogOptions { MaxBytes = 4096 }))
        {
            var logger = provider.CreateLogger("Program");
            for (var i = 0; i < 10; i++)
            {
                logger.LogInformation(new string((char)('a' + i), 900));
            }

            provider.Attach(database);
        }

        var entries = await EntriesAsync();
        entries.Count.ShouldBeLessThan(4);
        entries[^1].Message[0].ShouldBe('j');
    }

    [Fact]
    public async Task Goes_on_while_the_writer_is_held_up_and_never_waits()
    {
        using var goOn = new ManualResetEventSlim();
        await using (var database = await LineageSchema.OpenAsync(Path))
        await using (var provider = new LineageLoggerProvider(new LineageLogOptions { MaxEntries = 5, FlushTimeout = TimeSpan.FromMinutes(1) }))
        {
            provider.Attach(database);
            var held = database.WriteAsync(_ => goOn.Wait()).AsTask();
            var logger = provider.CreateLogger("Program");
            for (var i = 0; i < 1_000; i++)
            {
                logger.LogInformation("{Number}", i);
            }

            goOn.Set();
            await held;
        }

        var entries = await EntriesAsync();
        entries[^1].Message.ShouldBe("999");
        var dropped = entries.Where(static entry => entry.Category.StartsWith("LineageAot", StringComparison.Ordinal)).ToList();
        dropped.Sum(static entry => Json(entry).GetProperty("dropped").GetInt64()).ShouldBe(1_000 - (entries.Count - dropped.Count));
    }

    // Not theory data: an attribute's texts are UTF-8, which lone surrogates don't survive.
    private static readonly (string Text, string Stored)[] HostileTexts =
    [
        ("a\0b", "a\uFFFDb"),
        ("a\uD800", "a\uFFFD"),
        ("\uDC00b", "\uFFFDb"),
        ("\uD83D\uDE00", "\uD83D\uDE00"),
        ("'; drop table log_entries; --", "'; drop table log_entries; --"),
    ];

    [Fact]
    public async Task Takes_hostile_text_everywhere()
    {
        await StoreAsync(static logger =>
        {
            foreach (var (text, _) in HostileTexts)
            {
                using (logger.BeginScope(new Dictionary<string, object> { [text] = text }))
                {
                    logger.Log(LogLevel.Error, new Microsoft.Extensions.Logging.EventId(7, text), new KeyValuePair<string, object?>[] { new(text, text), new(text, 2) }, new InvalidOperationException(text), (_, _) => text);
                }
            }
        });
        foreach (var (entry, (_, stored)) in (await EntriesAsync()).Zip(HostileTexts))
        {
            entry.Message.ShouldBe(stored);
            var json = Json(entry);
            json.GetProperty("event").GetProperty("name").GetString().ShouldBe(stored);
            json.GetProperty("values").GetProperty(stored).GetString().ShouldBe(stored);
            json.GetProperty("scopes")[0].GetProperty(stored).GetString().ShouldBe(stored);
            json.GetProperty("exception").GetProperty("message").GetString().ShouldBe(stored);
            json.GetProperty("exception").GetProperty("type").GetString().ShouldBe("System.InvalidOperationException");
        }

        (await EntriesAsync()).Count.ShouldBe(HostileTexts.Length);
    }

    [Fact]
    public async Task Never_throws_into_who_logs()
    {
        await StoreAsync(static logger =>
        {
            logger.LogInformation("{Value}", new Throwing());
            logger.Log<object>(LogLevel.Information, 0, "state", null, static (_, _) => throw new InvalidOperationException());
            logger.LogError(new ThrowingException(), "failed");
        });
        var entries = await EntriesAsync();
        entries.Count.ShouldBe(3);
        entries[1].Message.ShouldContain("InvalidOperationException");
    }

    [Fact]
    public async Task Keeps_kinds_of_values_and_the_trace()
    {
        using var activity = new Activity("work").SetIdFormat(ActivityIdFormat.W3C).Start();
        await StoreAsync(static logger => logger.LogInformation("{Text} {Number} {Flag} {Nothing} {Infinite}", "t", 1.5m, true, null, double.PositiveInfinity));
        var entry = (await EntriesAsync()).ShouldHaveSingleItem();
        entry.TraceId.ShouldBe(activity.TraceId.ToHexString());
        var values = Json(entry).GetProperty("values");
        values.GetProperty("Text").GetString().ShouldBe("t");
        values.GetProperty("Number").GetDecimal().ShouldBe(1.5m);
        values.GetProperty("Flag").GetBoolean().ShouldBeTrue();
        values.GetProperty("Nothing").ValueKind.ShouldBe(JsonValueKind.Null);
        values.GetProperty("Infinite").GetString().ShouldBe("Infinity");
        Json(entry).GetProperty("template").GetString().ShouldBe("{Text} {Number} {Flag} {Nothing} {Infinite}");
    }

    [Fact]
    public async Task Leaves_out_what_matters_less_and_the_database_itself()
    {
        await using (var database = await LineageSchema.OpenAsync(Path))
        await using (var provider = new LineageLoggerProvider(new LineageLogOptions { MinimumLevel = LogLevel.Warning }))
        {
            provider.Attach(database);
            provider.CreateLogger("Program").LogInformation("no");
            provider.CreateLogger("LineageAot.Database").LogError("no");
            provider.CreateLogger("Program").LogWarning("yes");
        }

        (await EntriesAsync()).Select(static entry => entry.Message).ShouldBe(["yes"]);
    }

    [Fact]
    public void Refuses_options_by_name() => Should.Throw<ConfigurationException>(static () => new LineageLoggerProvider(new LineageLogOptions { MaxEntries = 0 }))
        .Message.ShouldBe("LineageLogOptions.MaxEntries must be from 1 to 1000000.");

    private string Path => System.IO.Path.Combine(folder, "log.db");

    private static JsonElement Json(LogEntry entry) => JsonDocument.Parse(entry.Properties!).RootElement;

    private async Task StoreAsync(Action<ILogger> log, LineageLogOptions? options = null)
    {
        await using var database = await LineageSchema.OpenAsync(Path);
        await using var provider = new LineageLoggerProvider(options);
        provider.SetScopeProvider(new LoggerExternalScopeProvider());
        provider.Attach(database);
        log(provider.CreateLogger("Program"));
    }

    private async Task<IReadOnlyList<LogEntry>> EntriesAsync()
    {
        await using var database = await LineageSchema.OpenAsync(Path);
        return [.. database.LogEntries.All().OrderBy(static entry => entry.Id)];
    }

    private sealed class Throwing
    {
        public override string ToString() => throw new InvalidOperationException();
    }

    private sealed class ThrowingException : Exception
    {
        public override string Message => throw new InvalidOperationException();
    }
}
