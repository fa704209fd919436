using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LineageAot;

namespace Consumer.Records;

public readonly record struct SensorId(Guid Value);

public enum SensorState { Planned, InService, Retired }

public enum Grade { Low = 10, High = 20 }

public sealed record Placement(string Room, int[] Shelf);

[JsonSerializable(typeof(Placement))]
public sealed partial class PlacementJson : JsonSerializerContext;

/// <summary>Every attribute and every kind of storage, once.</summary>
[Table("sensors")]
[Unique(nameof(Name), nameof(State))]
[Index(nameof(Grade), nameof(Price), Descending = [nameof(Price)])]
[Index(nameof(Parent))]
[Check("length(name) > 0")]
public sealed partial record Sensor
{
    [Key(Generated = true)] public SensorId Id { get; init; }
    [MaxLength(40), Collation("NOCASE")] public required string Name { get; init; }
    public SensorState State { get; init; }
    [Storage(StorageKind.Integer)] public Grade Grade { get; init; } = Grade.Low;
    [Storage(StorageKind.Scaled, 2)] public decimal Price { get; init; }
    public decimal? Exact { get; init; }
    [References(typeof(Sensor), OnDelete = ReferenceAction.SetNull)] public SensorId? Parent { get; init; }
    [JsonColumn(typeof(PlacementJson))] public Placement? Placement { get; init; }
    public string[] Tags { get; init; } = [];
    [Dimensions(3)] public ReadOnlyMemory<float>? Position { get; init; }
    public ImmutableArray<byte>? Firmware { get; init; }
    [Storage(StorageKind.Text)] public Guid? Ticket { get; init; }
    public DateOnly? Installed { get; init; }
    public TimeOnly? Alarm { get; init; }
    public char Symbol { get; init; } = '?';
    public ulong Serial { get; init; }
    public bool IsTrusted { get; init; }
    [Default("'nobody'")] public string? Owner { get; init; }
    [Computed("upper(name)", Stored = true)] public string Label { get; init; } = "";
    [Column(Name = "remark")] public string? Comment { get; init; }
    [Ignore] public int Seen { get; init; }
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
    [RowVersion] public long Version { get; init; }

    static partial void OnWriting(in Sensor row)
    {
        if (row.Name == "forbidden")
        {
            throw new InvalidValueException("This name isn't given.") { Table = "sensors", Columns = ["name"] };
        }
    }
}

/// <summary>A composite key in the row itself; rows never change and go with their sensor.</summary>
[Table("readings", WithoutRowId = true), Immutable]
public sealed partial record Reading(
    [property: Key(Order = 0), References(typeof(Sensor), OnDelete = ReferenceAction.Cascade)] SensorId Sensor,
    [property: Key(Order = 1)] long Number,
    double Value,
    TimeSpan Took,
    Sha256? Hash = null);

/// <summary>A position that is never given twice; its text is searched.</summary>
[Table]
[FullText(nameof(Text))]
public sealed partial record Notice
{
    [Key(Generated = true, NeverReuse = true)] public long Position { get; init; }
    public required string Text { get; init; }
    public byte[]? Payload { get; init; }
}
