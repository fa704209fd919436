using System.Text.Json.Serialization;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.Model;

/// <summary>What happens to sensors.</summary>
internal interface ISensorEvent;

/// <summary>A value came.</summary>
[EventType("reading.taken")]
internal sealed record ReadingTaken(long At, double Value, double Quality, string Unit) : ISensorEvent;

/// <summary>A value wasn't taken.</summary>
[EventType("reading.rejected")]
internal sealed record ReadingRejected(long At, string Reason) : ISensorEvent;

/// <summary>How they are written as JSON.</summary>
[JsonSerializable(typeof(ReadingTaken))]
[JsonSerializable(typeof(ReadingRejected))]
internal sealed partial class SensorJson : JsonSerializerContext;

/// <summary>Their stored names.</summary>
[EventCatalog(typeof(SensorJson))]
internal sealed partial class SensorEvents : IEventCatalog<ISensorEvent>;

/// <summary>What a sensor's events come to: each field of an event counts, so that a contender can't skip one.</summary>
internal readonly record struct SensorState(long Taken, long Rejected, double Sum)
{
    public SensorState After(ISensorEvent happened) => happened switch
    {
        ReadingTaken taken => this with { Taken = Taken + 1, Sum = Sum + taken.Value + taken.Quality + taken.Unit.Length + (taken.At % 1000) },
        ReadingRejected rejected => this with { Rejected = Rejected + 1, Sum = Sum + rejected.Reason.Length + (rejected.At % 1000) },
        _ => this,
    };
}
