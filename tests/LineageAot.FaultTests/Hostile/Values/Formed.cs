namespace LineageAot.FaultTests.Hostile.Values;

/// <summary>Each other form of storage.</summary>
[Table("formed")]
public sealed partial record Formed : IValueRow<Formed>
{
    [Key] public required long Id { get; init; }
    [Storage(StorageKind.Text)] public Guid UuidText { get; init; }
    [Storage(StorageKind.Integer)] public Color ColorNumber { get; init; }
    [Storage(StorageKind.Integer)] public Edge Edge { get; init; }
    [Storage(StorageKind.Integer)] public Rights Rights { get; init; }
    [Storage(StorageKind.Scaled, 4)] public decimal Scaled { get; init; }
    [Storage(StorageKind.Text)] public DateTimeOffset MomentText { get; init; }
    [Storage(StorageKind.UnixSeconds)] public DateTimeOffset MomentSeconds { get; init; }
    [Storage(StorageKind.Text)] public DateTime UtcText { get; init; }
    [Storage(StorageKind.UnixSeconds)] public DateTime UtcSeconds { get; init; }

    public static Formed Draw(long id, Draws draws) => new()
    {
        Id = id,
        UuidText = draws.Guid(),
        ColorNumber = draws.Color(),
        Edge = draws.Edge(),
        Rights = draws.Rights(),
        Scaled = draws.Scaled(),
        MomentText = draws.Moment(),
        MomentSeconds = draws.Moment(),
        UtcText = draws.Utc(),
        UtcSeconds = draws.Utc(),
    };

    public IReadOnlyList<ColumnValue> Values() =>
    [
        new("uuid_text", UuidText),
        new("color_number", ColorNumber),
        new("edge", Edge),
        new("rights", Rights),
        new("scaled", Scaled, Form.Scaled),
        new("moment_text", MomentText),
        new("moment_seconds", MomentSeconds, Form.Seconds),
        new("utc_text", UtcText),
        new("utc_seconds", UtcSeconds, Form.Seconds),
    ];
}

/// <summary>Each other form of storage, nullable.</summary>
[Table("formed_or_absent")]
public sealed partial record FormedOrAbsent : IValueRow<FormedOrAbsent>
{
    [Key] public required long Id { get; init; }
    [Storage(StorageKind.Text)] public Guid? UuidText { get; init; }
    [Storage(StorageKind.Integer)] public Color? ColorNumber { get; init; }
    [Storage(StorageKind.Integer)] public Edge? Edge { get; init; }
    [Storage(StorageKind.Integer)] public Rights? Rights { get; init; }
    [Storage(StorageKind.Scaled, 4)] public decimal? Scaled { get; init; }
    [Storage(StorageKind.Text)] public DateTimeOffset? MomentText { get; init; }
    [Storage(StorageKind.UnixSeconds)] public DateTimeOffset? MomentSeconds { get; init; }
    [Storage(StorageKind.Text)] public DateTime? UtcText { get; init; }
    [Storage(StorageKind.UnixSeconds)] public DateTime? UtcSeconds { get; init; }

    public static FormedOrAbsent Draw(long id, Draws draws) => new()
    {
        Id = id,
        UuidText = draws.IsAbsent() ? null : draws.Guid(),
        ColorNumber = draws.IsAbsent() ? null : draws.Color(),
        Edge = draws.IsAbsent() ? null : draws.Edge(),
        Rights = draws.IsAbsent() ? null : draws.Rights(),
        Scaled = draws.IsAbsent() ? null : draws.Scaled(),
        MomentText = draws.IsAbsent() ? null : draws.Moment(),
        MomentSeconds = draws.IsAbsent() ? null : draws.Moment(),
        UtcText = draws.IsAbsent() ? null : draws.Utc(),
        UtcSeconds = draws.IsAbsent() ? null : draws.Utc(),
    };

    public IReadOnlyList<ColumnValue> Values() =>
    [
        new("uuid_text", UuidText),
        new("color_number", ColorNumber),
        new("edge", Edge),
        new("rights", Rights),
        new("scaled", Scaled, Form.Scaled),
        new("moment_text", MomentText),
        new("moment_seconds", MomentSeconds, Form.Seconds),
        new("utc_text", UtcText),
        new("utc_seconds", UtcSeconds, Form.Seconds),
    ];
}
