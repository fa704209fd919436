using System.Text.Json;
using System.Text.Json.Serialization;

namespace LineageAot.Lineage.Tests.Events;

internal interface IAccountEvent;

[EventType("account_opened")]
internal sealed record AccountOpened(string Owner) : IAccountEvent;

/// <summary>Was called PaidIn, and had no reference then.</summary>
[EventType("deposited")]
[EventType("paid_in")]
internal record Deposited(decimal Amount, string? Reference = null) : IAccountEvent;

[EventType("interest")]
internal sealed record Interest(decimal Amount, decimal Rate) : Deposited(Amount);

[EventType("withdrawn")]
internal sealed record Withdrawn : IAccountEvent
{
    public required decimal Amount { get; init; }
}

internal sealed record Unnamed : IAccountEvent;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AccountOpened))]
[JsonSerializable(typeof(Deposited))]
[JsonSerializable(typeof(Interest))]
[JsonSerializable(typeof(Withdrawn))]
internal sealed partial class AccountJson : JsonSerializerContext;

[EventCatalog(typeof(AccountJson))]
internal sealed partial class AccountEvents : IEventCatalog<IAccountEvent>;

public sealed class TypedEventTests
{
    private static readonly StreamName Account = new("account", Guid.Parse("00000000-0000-0000-0000-00000000000c"));

    private static readonly EventFold<decimal> Balance = EventFold.Of<AccountEvents, IAccountEvent, decimal>(0, Apply);

    [Fact]
    public async Task Typed_events_come_back_as_they_were()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        IAccountEvent[] written = [new AccountOpened("Ä"), new Deposited(10, "salary"), new Interest(0.5m, 0.05m), new Withdrawn { Amount = 3 }];
        (await events.AppendAsync<AccountEvents, IAccountEvent>(Account, ExpectedVersion.NoStream, written)).Version.ShouldBe(4);
        var rows = await events.ReadStreamAsync(Account).ToListAsync();
        rows.Select(static row => row.EventType).ShouldBe(["account_opened", "deposited", "interest", "withdrawn"]);
        rows[2].Payload.ShouldBe("""{"rate":0.05,"amount":0.5,"reference":null}""");
        rows.Select(static row => AccountEvents.Read(row.EventType, row.Payload)).ShouldBe(written);
        (await events.FoldAsync(Account, Balance)).ShouldBe(new Folded<decimal>(7.5m, 4));
        (await events.VerifyAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fold_that_is_given_another_step_takes_it()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await events.AppendAsync<AccountEvents, IAccountEvent>(Account, ExpectedVersion.NoStream, [new Deposited(10), new Withdrawn { Amount = 3 }]);
        (await events.FoldAsync(Account, Balance)).State.ShouldBe(7);
        (await events.FoldAsync(Account, Balance with { Apply = static (state, row) => state + row.StreamVersion })).State.ShouldBe(3);
        (await events.FoldAsync(Account, Balance with { Seed = 5 })).State.ShouldBe(12);
        (await events.FoldAsync(Account, Balance, to: 1)).ShouldBe(new Folded<decimal>(10, 1));
    }

    [Fact]
    public async Task Typed_events_are_appended_where_the_stream_was_known_and_undone_like_others()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await events.AppendAsync<AccountEvents, IAccountEvent>(Account, ExpectedVersion.NoStream, [new Deposited(1), new Deposited(2)]);
        await Should.ThrowAsync<WrongExpectedVersionException>(async () => await events.AppendAsync<AccountEvents, IAccountEvent>(Account, ExpectedVersion.NoStream, [new Deposited(4)]));
        await events.UndoLastAsync(Account);
        (await events.FoldAsync(Account, Balance)).State.ShouldBe(1, "the marker of the undo isn't an unknown event");
        await events.RedoLastAsync(Account);
        (await events.FoldAsync(Account, Balance)).State.ShouldBe(3);
    }

    [Fact]
    public async Task A_renamed_type_reads_what_was_stored_by_its_earlier_name()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await events.AppendAsync(Account, ExpectedVersion.NoStream, new EventDraft("paid_in") { Payload = """{"amount":5}""" });
        await events.AppendAsync<AccountEvents, IAccountEvent>(Account, ExpectedVersion.Any, [new Deposited(2)]);
        (await events.FoldAsync(Account, Balance)).State.ShouldBe(7);
        (await events.ReadStreamAsync(Account, from: 2).SingleAsync()).EventType.ShouldBe("deposited");
    }

    [Fact]
    public async Task An_unknown_type_ends_a_fold_or_is_left_out()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await events.AppendAsync(Account, ExpectedVersion.NoStream, [AccountEvents.Draft(new Deposited(2)), new EventDraft("Deposited") { Payload = """{"amount":5}""" }, AccountEvents.Draft(new Deposited(1))]);
        var refused = await Should.ThrowAsync<UnknownEventTypeException>(async () => await events.FoldAsync(Account, Balance));
        refused.EventType.ShouldBe("Deposited");
        refused.Message.ShouldContain("'Deposited' (events.event_type)");
        (await events.FoldAsync(Account, EventFold.Of<AccountEvents, IAccountEvent, decimal>(0, Apply, UnknownEvents.Skip))).ShouldBe(new Folded<decimal>(3, 3));
    }

    [Theory]
    [InlineData(null, "has no payload (events.payload is NULL)")]
    [InlineData("null", "is the JSON word null")]
    [InlineData("[]", "isn't of the form of 'Withdrawn'")]
    [InlineData("{}", "amount")]
    [InlineData("{\"amount\":\"five\"}", "$.amount")]
    public async Task A_payload_of_another_form_ends_a_fold_and_is_never_left_out(string? payload, string said)
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await events.AppendAsync(Account, ExpectedVersion.NoStream, new EventDraft("withdrawn") { Payload = payload });
        var refused = await Should.ThrowAsync<JsonException>(async () => await events.FoldAsync(Account, EventFold.Of<AccountEvents, IAccountEvent, decimal>(0, Apply, UnknownEvents.Skip)));
        refused.Message.ShouldContain(said);
        refused.Message.ShouldContain("'withdrawn'");
        refused.Message.ShouldContain("events.payload");
    }

    [Fact]
    public async Task A_type_without_a_name_is_refused_and_nothing_is_appended()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        var refused = await Should.ThrowAsync<ArgumentException>(async () => await events.AppendAsync<AccountEvents, IAccountEvent>(Account, ExpectedVersion.Any, [new Deposited(2), new Unnamed()]));
        refused.Message.ShouldContain(typeof(Unnamed).FullName!);
        refused.Message.ShouldContain("[EventType(");
        (await events.ReadStreamAsync(Account).ToListAsync()).ShouldBeEmpty();
    }

    private static decimal Apply(decimal balance, IAccountEvent happened) => happened switch
    {
        AccountOpened => balance,
        Deposited deposited => balance + deposited.Amount,
        Withdrawn withdrawn => balance - withdrawn.Amount,
        _ => throw new InvalidOperationException(happened.ToString()),
    };
}
