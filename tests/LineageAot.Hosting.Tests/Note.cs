namespace LineageAot.Hosting.Tests;

/// <summary>A row.</summary>
[Table("notes")]
public sealed partial record Note
{
    /// <summary>Its key.</summary>
    [Key(Generated = true)] public long Id { get; init; }

    /// <summary>Its text.</summary>
    public required string Text { get; init; }
}

/// <summary>A database.</summary>
[Database]
public sealed partial class Notes : LineageDatabase
{
    /// <summary>Its rows.</summary>
    public partial Table<Note> All { get; }
}

/// <summary>A row of another structure under the same name.</summary>
[Table("notes")]
public sealed partial record Other
{
    /// <summary>Its key.</summary>
    [Key(Generated = true)] public long Id { get; init; }

    /// <summary>A number.</summary>
    public required int Number { get; init; }
}

/// <summary>A database with an interface of its own.</summary>
[Database]
public sealed partial class Others : LineageDatabase, IFormattable
{
    /// <summary>Its rows.</summary>
    public partial Table<Other> All { get; }

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => Path;
}
