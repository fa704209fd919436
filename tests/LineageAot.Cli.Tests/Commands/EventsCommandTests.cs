using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using LineageAot.Lineage;

namespace LineageAot.Cli.Tests.Commands;

public sealed class EventsCommandTests : IDisposable
{
    private static readonly StreamName Letters = new("letter", Guid.CreateVersion7()), Parcels = new("parcel", Guid.CreateVersion7());

    private readonly string folder = Directory.CreateTempSubdirectory("lineage-test-").FullName;

    private string Database => Path.Combine(folder, "store.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Events_move_into_a_file_of_their_own_and_back_and_every_command_finds_them()
    {
        await using (var store = await LineageStore.OpenAsync(Database))
        {
            await AppendAsync(store, Letters, "sent", 1);
        }

        var apart = Path.Combine(folder, "store.events.db");
        var moved = (await JsonAsync("events", "split")).Single();
        (moved.Text("type"), moved.Text("events_path"), moved.GetProperty("events").GetInt64()).ShouldBe(("events_moved", apart, 1));
        Positions(await JsonAsync("events")).ShouldBe([1]);
        (await JsonAsync("check")).Select(static line => line.GetProperty("check").GetString()).ShouldContain("integrity of the events' file");
        (await JsonAsync("maintain", "--checkpoint")).Single().Text("detail").ShouldBe("nothing is left in the log; events: nothing is left in the log");

        (await JsonAsync("backup", Path.Combine(folder, "copy.db"))).Single().GetProperty("events_apart").GetBoolean().ShouldBeTrue();
        var restored = (await JsonAsync("restore", Path.Combine(folder, "copy.db"))).Single();
        restored.Text("events_path").ShouldBe(apart);
        Positions(await JsonAsync("events")).ShouldBe([1]);

        File.Move(apart, apart + ".gone");
        var broken = await InProcess.RunAsync(["check", "--db", Database]);
        (broken.ExitCode, broken.Output).ShouldBe((ExitCodes.Failed, broken.Output));
        broken.Output.ShouldContain("it isn't there");
        File.Move(apart + ".gone", apart);

        File.Exists((await JsonAsync("events", "join")).Single().Text("events_path")).ShouldBeTrue();
        File.Exists(apart).ShouldBeFalse();
        Positions(await JsonAsync("events")).ShouldBe([1]);
        (await InProcess.RunAsync(["events", "join", "--db", Database])).Errors.ShouldContain("already");
    }

    [Fact]
    public async Task Events_are_listed_by_position_the_newest_or_those_behind_one()
    {
        await using (var store = await LineageStore.OpenAsync(Database))
        {
            for (var i = 1; i <= 3; i++)
            {
                await AppendAsync(store, Letters, "sent", i);
                await AppendAsync(store, Parcels, "lost", i);
            }
        }

        Positions(await JsonAsync("events")).ShouldBe([1, 2, 3, 4, 5, 6]);
        Positions(await JsonAsync("events", "list", "--limit", "2")).ShouldBe([5, 6]);
        Positions(await JsonAsync("events", "--stream", Parcels.ToString())).ShouldBe([2, 4, 6]);
        Positions(await JsonAsync("events", "--type", "sent", "--limit", "2")).ShouldBe([3, 5]);
        var first = await JsonAsync("events", "--after", "0", "--type", "lost", "--limit", "2");
        Positions(first).ShouldBe([2, 4]);
        first[^1].Text("next").ShouldBe("4");
        var rest = await JsonAsync("events", "--after", "4", "--type", "lost", "--limit", "2");
        Positions(rest).ShouldBe([6]);
        rest[^1].GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        rest[0].GetProperty("payload").GetProperty("number").GetInt32().ShouldBe(3);
        Positions(await JsonAsync("events", "--stream", Letters.ToString(), "--after", "1")).ShouldBe([3, 5]);

        var (code, output, _) = await InProcess.RunAsync(["events", "--verify", "--db", Database]);
        (code, output.Trim()).ShouldBe((ExitCodes.Done, "events: ok"));
        (await InProcess.RunAsync(["events", "--db", Database])).Output.ShouldContain("""{"number":3}""");
    }

    [Fact]
    public async Task Following_tells_the_newest_and_then_what_comes()
    {
        await using var store = await LineageStore.OpenAsync(Database);
        await AppendAsync(store, Letters, "sent", 1);
        await AppendAsync(store, Parcels, "sent", 2);
        var clock = new WaitClock();
        await using var output = new StringWriter();
        using var stop = new CancellationTokenSource();
        var following = InProcess.RunAsync(["events", "--follow", "--stream", Letters.ToString(), "--db", Database], clock, output, stop.Token);
        var waits = await clock.NextAsync();
        output.ToString().ShouldContain("""{"number":1}""");
        await AppendAsync(store, Parcels, "sent", 3);
        await AppendAsync(store, Letters, "sent", 4);
        output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
        waits.DueTime.ShouldBe(TimeSpan.FromMilliseconds(500));
        waits.Fire();
        await clock.NextAsync();
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[1].ShouldContain("""{"number":4}""");
        await stop.CancelAsync();
        (await following.WaitAsync(TimeSpan.FromSeconds(30))).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task A_process_that_follows_sees_what_another_appends_and_ends_well_when_interrupted()
    {
        await using var store = await LineageStore.OpenAsync(Database);
        await AppendAsync(store, Letters, "sent", 1);
        using var process = IngestProcess.Start("events", "--follow", "--json", "--db", Database);
        try
        {
            (await NumberAsync(process.StandardOutput)).ShouldBe(1);
            await AppendAsync(store, Letters, "sent", 2);
            (await NumberAsync(process.StandardOutput)).ShouldBe(2);
            using (var interrupt = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await interrupt.WaitForExitAsync();
            }

            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
            process.ExitCode.ShouldBe(ExitCodes.Done);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static async Task<int> NumberAsync(StreamReader reader)
    {
        var line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return JsonDocument.Parse(line!).RootElement.GetProperty("payload").GetProperty("number").GetInt32();
    }

    private static async Task AppendAsync(LineageStore store, StreamName stream, string type, int number)
        => await store.Events.AppendAsync(stream, ExpectedVersion.Any, new EventDraft(type) { Payload = $$"""{"number":{{number}}}""" });

    private static long[] Positions(IEnumerable<JsonElement> lines) => [.. lines.Where(static line => line.Text("type") == "event").Select(static line => line.Number("position"))];

    private Task<List<JsonElement>> JsonAsync(params string[] arguments) => InProcess.JsonAsync([.. arguments, "--db", Database]);

    /// <summary>A clock whose timers end when the test says so.</summary>
    private sealed class WaitClock : TimeProvider
    {
        private readonly Channel<(TimeSpan DueTime, Action Fire)> timers = Channel.CreateUnbounded<(TimeSpan, Action)>();

        public Task<(TimeSpan DueTime, Action Fire)> NextAsync() => timers.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            timers.Writer.TryWrite((dueTime, () => callback(state)));
            return new NoTimer();
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
