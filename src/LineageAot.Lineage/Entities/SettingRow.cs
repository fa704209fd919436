namespace LineageAot.Lineage;

/// <summary>A setting of the store's user.</summary>
#pragma warning disable LIN1503 // A few settings: the table is a page or two.
[Table("settings", WithoutRowId = true)]
#pragma warning restore LIN1503
[Check("schema_version >= 1")]
public sealed partial record SettingRow
{
    /// <summary>Its name.</summary>
    [Key] public required string Key { get; init; }

    /// <summary>Its value, as JSON text.</summary>
    [Check("json_valid(value)")] public required string Value { get; init; }

    /// <summary>The version of the value's form, from 1.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}
