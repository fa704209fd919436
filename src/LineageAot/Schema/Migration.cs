namespace LineageAot.Schema;

/// <summary>A migration file, embedded by the generator: its text travels inside the program.</summary>
public sealed class Migration
{
    /// <summary>The number at the beginning of the file's name: 1 to 999,999,999; the order in which migrations are applied.</summary>
    public required int Version { get; init; }

    /// <summary>What stands behind the number in the file's name.</summary>
    public required string Name { get; init; }

    /// <summary>The text's checksum (SHA-256 in hex, line ends as line feeds), by which an applied migration is known to be unedited.</summary>
    public required string Checksum { get; init; }

    /// <summary>The file's text, line ends as line feeds.</summary>
    public required string Text { get; init; }

    /// <summary>The file's name.</summary>
    public string FileName => Migrations.MigrationFileName.Of(Version, Name);

    /// <inheritdoc/>
    public override string ToString() => FileName;
}
