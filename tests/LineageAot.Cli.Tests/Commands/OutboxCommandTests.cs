using System.Text.Json;
using LineageAot.Lineage;

namespace LineageAot.Cli.Tests.Commands;

public sealed class OutboxCommandTests : IAsyncLifetime, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lineage-test-").FullName;

    private string Database => Path.Combine(folder, "store.db");

    /// <summary>Entry 1 was sent, 2 was given up, 3 waits.</summary>
    public async Task InitializeAsync()
    {
        await using var store = await LineageStore.OpenAsync(Database);
        foreach (var kind in (string[])["mail", "mail", "call"])
        {
            await store.Outbox.EnqueueAsync(new OutboxMessage(kind, """{"to":"a\u001b[31m"}"""));
        }

        await using var lease = await store.Outbox.LeaseAsync("mail", "worker", 2, TimeSpan.FromMinutes(1));
        await lease.CompleteAsync([lease.Items[0]]);
        await lease.FailAsync([lease.Items[1]], "no such address", isPermanent: true);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Entries_are_listed_by_kind_and_state()
    {
        (await ListAsync()).ShouldBe(["3 call waiting", "2 mail dead", "1 mail done"]);
        (await ListAsync("list", "--kind", "mail")).ShouldBe(["2 mail dead", "1 mail done"]);
        (await ListAsync("--state", "waiting")).ShouldBe(["3 call waiting"]);
        var page = await JsonAsync("--limit", "2");
        (await ListAsync("--after", page[^1].Text("next")!)).ShouldBe(["1 mail done"]);
        var (_, output, _) = await RunAsync("outbox");
        output.ShouldContain("no such address");
        output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task What_was_given_up_is_tried_again()
    {
        (await JsonAsync("retry", "2")).Single().Number("position").ShouldBe(2);
        (await ListAsync("--state", "waiting")).ShouldBe(["3 call waiting", "2 mail waiting"]);
        var (code, _, errors) = await RunAsync("outbox", "retry", "2");
        code.ShouldBe(ExitCodes.Failed);
        errors.ShouldContain("Nothing was changed");
    }

    [Fact]
    public async Task What_is_over_is_removed_and_what_was_given_up_where_asked_for()
    {
        (await JsonAsync("clean", "--older-than", "1")).Single().Number("removed").ShouldBe(0);
        (await JsonAsync("clean", "--older-than", "0")).Single().Number("removed").ShouldBe(1);
        (await ListAsync()).ShouldBe(["3 call waiting", "2 mail dead"]);
        (await RunAsync("outbox", "clean", "--older-than", "0", "--dead")).Output.Trim().ShouldBe("1 entries removed");
        (await ListAsync()).ShouldBe(["3 call waiting"]);
        IngestProcess.Scalar(Database, "select count(*) from maintenance_log where kind = 'outbox' and ok = 1").ShouldBe(3);
    }

    [Fact]
    public async Task While_a_program_holds_the_store_it_is_read_and_not_changed()
    {
        await using var store = await LineageStore.OpenAsync(Database);
        (await ListAsync()).Count.ShouldBe(3);
        (await RunAsync("outbox", "retry", "2")).ExitCode.ShouldBe(ExitCodes.Failed);
    }

    private async Task<List<string>> ListAsync(params string[] arguments)
        => [.. (await JsonAsync(arguments)).Where(static line => line.Text("type") == "outbox").Select(static line => $"{line.Number("position")} {line.Text("kind")} {line.Text("state")}")];

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => InProcess.RunAsync([.. arguments, "--db", Database]);

    private Task<List<JsonElement>> JsonAsync(params string[] arguments) => InProcess.JsonAsync(["outbox", .. arguments, "--db", Database]);
}
