// Catalogs of typed events: an interface's, a base record's, everybody's, a hidden one inside another class; renamed, derived and polymorphic types.
#pragma warning disable CS1591
using System.Text.Json;
using System.Text.Json.Serialization;
using LineageAot.Lineage;

namespace Samples.Events;

public interface IOrderEvent;

[EventType("order_placed")]
public sealed record Placed(string Article, int Count) : IOrderEvent;

[EventType("order_settled")]
[EventType("order_paid")]
[EventType("a \"quoted\" name\\")]
public record Settled(decimal Amount, string? By) : IOrderEvent;

/// <summary>Deeper than the one that it derives from, with a name of its own.</summary>
[EventType("order_settled_late")]
public sealed record SettledLate(decimal Amount, string? By, int Days) : Settled(Amount, By);

/// <summary>No name of its own: as the one that it derives from, it would lose its note.</summary>
public sealed record SettledWithNote(decimal Amount, string Note) : Settled(Amount, null);

/// <summary>Says itself which one it is.</summary>
[EventType("order_sent")]
[JsonPolymorphic, JsonDerivedType(typeof(ByPost), "post"), JsonDerivedType(typeof(ByHand), "hand")]
public abstract record Sent : IOrderEvent;

public sealed record ByPost(string Tracking) : Sent;

public sealed record ByHand(string To) : Sent;

public static class Stock
{
    public abstract class Thing;

    /// <summary>Another type has this simple name: the context's property has another.</summary>
    [EventType("stock_placed")]
    public sealed class Placed : Thing
    {
        public required string Shelf { get; init; }
    }

    [EventType("stock_class")]
    public sealed class @class : Thing
    {
        public int Number { get; set; }
    }
}

internal abstract record Reading(int Value);

[EventType("heat")]
internal sealed record Heat(int Value) : Reading(Value);

[EventType("order_placed")]
internal sealed record Cold(int Value) : Reading(Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Placed))]
[JsonSerializable(typeof(Settled))]
[JsonSerializable(typeof(SettledLate))]
[JsonSerializable(typeof(Sent))]
[JsonSerializable(typeof(List<int>))]
internal sealed partial class OrderJson : JsonSerializerContext;

[JsonSerializable(typeof(Stock.Placed), TypeInfoPropertyName = "StockPlaced")]
[JsonSerializable(typeof(Stock.@class), TypeInfoPropertyName = "StockClass")]
[JsonSerializable(typeof(Heat))]
[JsonSerializable(typeof(Cold))]
internal sealed partial class OtherJson : JsonSerializerContext;

[EventCatalog(typeof(OrderJson))]
public sealed partial class OrderEvents : IEventCatalog<IOrderEvent>;

/// <summary>A record that has a name itself, and what derives from it.</summary>
[EventCatalog(typeof(OrderJson))]
public sealed partial class Settlements : IEventCatalog<Settled>;

/// <summary>The type of its events is hidden: only the interface has the methods.</summary>
[EventCatalog(typeof(OtherJson))]
internal sealed partial class Readings : IEventCatalog<Reading>
{
    public static int Draft { get; } = 1;

    internal static partial class Inside
    {
        [EventCatalog(typeof(OtherJson))]
        internal sealed partial record Shelves : IEventCatalog<Stock.Thing>;
    }
}

public interface INothing;

[EventCatalog(typeof(OtherJson))]
public abstract partial class Empty : IEventCatalog<INothing>;

public static class Program
{
    private static readonly StreamName Stream = new("order", Guid.Parse("00000000-0000-0000-0000-000000000001"));

    public static async Task RunAsync(string path)
    {
        Drafts();
        Names();
        Hidden();
        Refusals();
        await using var store = await LineageStore.OpenAsync(path);
        IOrderEvent[] written = [new Placed("lamp", 2), new Settled(9.5m, "me"), new SettledLate(1, null, 3), new ByPost("T1"), new ByHand("you")];
        var appended = await store.Events.AppendAsync<OrderEvents, IOrderEvent>(Stream, ExpectedVersion.NoStream, written);
        Expect(appended.Appended == 5, "appended");
        var folded = await store.Events.FoldAsync(Stream, EventFold.Of<OrderEvents, IOrderEvent, IReadOnlyList<IOrderEvent>>([], static (state, happened) => [.. state, happened]));
        Expect(folded.State.SequenceEqual(written), "folded");
    }

    private static void Drafts()
    {
        var draft = OrderEvents.Draft(new SettledLate(1, null, 3));
        Expect(draft.EventType == "order_settled_late" && draft.Payload == """{"days":3,"amount":1,"by":null}""", "the deepest type's name and form: " + draft.Payload);
        draft = OrderEvents.Draft(new Settled(1, null));
        Expect(draft.EventType == "order_settled" && draft.Payload == """{"amount":1,"by":null}""", "the first name is written");
        draft = OrderEvents.Draft(new ByPost("T1"));
        Expect(draft.EventType == "order_sent" && draft.Payload == """{"$type":"post","tracking":"T1"}""", "a polymorphic type: " + draft.Payload);
    }

    private static void Names()
    {
        foreach (var name in new[] { "order_settled", "order_paid", "a \"quoted\" name\\" })
        {
            Expect(OrderEvents.Read(name, """{"amount":2,"by":"x"}""") is Settled { Amount: 2, By: "x" }, name);
        }

        Expect(OrderEvents.Read("Order_Paid", "{}") is null && OrderEvents.Read("stock_placed", "{}") is null && OrderEvents.Read("heat", null) is null, "others' names");
        Expect(Empty.Read("heat", "{}") is null, "no types");
        Expect(Settlements.Read("order_paid", """{"amount":2}""") == new Settled(2, null) && Settlements.Read("order_placed", "{}") is null, "a kind with a name of its own");
    }

    private static void Hidden()
    {
        Expect(Draft<Readings, Reading>(new Cold(3)) is { EventType: "order_placed", Payload: """{"Value":3}""" }, "a name that another catalog has too");
        Expect(Read<Readings, Reading>("heat", """{"Value":4}""") == new Heat(4), "hidden");
        Expect(Readings.Inside.Shelves.Read("stock_placed", """{"Shelf":"a"}""") is Stock.Placed { Shelf: "a" }, "a type inside another");
        Expect(Readings.Inside.Shelves.Draft(new Stock.@class { Number = 2 }) is { EventType: "stock_class", Payload: """{"Number":2}""" }, "a keyword");
    }

    private static void Refusals()
    {
        Expect(Refused<ArgumentException>(() => OrderEvents.Draft(new SettledWithNote(1, "n"))).Contains("'Samples.Events.SettledWithNote' has no name", StringComparison.Ordinal), "a derived type without a name");
        Expect(Refused<ArgumentException>(() => Draft<Empty, INothing>(new Nothing())).Contains("[EventType(", StringComparison.Ordinal), "a type without a name");
        Refused<ArgumentNullException>(() => OrderEvents.Draft(null!));
        Expect(Refused<JsonException>(() => OrderEvents.Read("order_paid", null)).Contains("'Settled' is read from one", StringComparison.Ordinal), "no payload");
        Expect(Refused<JsonException>(() => OrderEvents.Read("order_paid", "null")).Contains("events.payload", StringComparison.Ordinal), "null");
        Expect(Refused<JsonException>(() => OrderEvents.Read("order_paid", """{"amount":"x"}""")).Contains("$.amount", StringComparison.Ordinal), "another form");
    }

    private static EventDraft Draft<TCatalog, TEvent>(TEvent happened) where TCatalog : IEventCatalog<TEvent> where TEvent : class => TCatalog.Draft(happened);

    private static TEvent? Read<TCatalog, TEvent>(string name, string? payload) where TCatalog : IEventCatalog<TEvent> where TEvent : class => TCatalog.Read(name, payload);

    private static string Refused<TException>(Func<object?> call) where TException : Exception
    {
        try
        {
            call();
        }
        catch (TException exception)
        {
            return exception.Message;
        }

        throw new InvalidOperationException("It wasn't refused.");
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }

    private sealed class Nothing : INothing;
}
