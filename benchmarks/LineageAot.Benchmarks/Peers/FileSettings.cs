namespace LineageAot.Benchmarks.Peers;

/// <summary>The settings of a connection.</summary>
/// <param name="ReadOnly">Opened for reading.</param>
/// <param name="Pragmas">What is run when it's opened.</param>
internal sealed record FileSettings(bool ReadOnly, string Pragmas)
{
    /// <summary>Rows that each contender writes in one transaction: LineageAot's own largest batch.</summary>
    public const int RowsATransaction = 4096;

    /// <summary>Rows in one transaction where a peer works with its own habits.</summary>
    public const int UsualRowsATransaction = 1000;

    private const string Common = "pragma foreign_keys=on; pragma temp_store=file; pragma trusted_schema=off; pragma cell_size_check=on; pragma recursive_triggers=off;";

    /// <summary>LineageAot's writer, so that a peer works on the same file in the same way.</summary>
    public static FileSettings Writer { get; } = new(false, "pragma journal_mode=wal; pragma synchronous=normal; pragma cache_size=-64000; pragma journal_size_limit=67108864; pragma wal_autocheckpoint=8000;" + Common);

    /// <summary>The same, waiting for the disk on each commit.</summary>
    public static FileSettings FullWriter { get; } = Writer with { Pragmas = Writer.Pragmas + "pragma synchronous=full;" };

    /// <summary>LineageAot's readers.</summary>
    public static FileSettings Reader { get; } = new(true, "pragma cache_size=-16000;" + Common);

    /// <summary>SQLite's defaults with the two settings that every guide gives: WAL and NORMAL.</summary>
    public static FileSettings Usual { get; } = new(false, "pragma journal_mode=wal; pragma synchronous=normal;");

    /// <summary>SQLite's own defaults, which Microsoft.Data.Sqlite and those above it leave as they are: a rollback journal that waits for the disk.</summary>
    public static FileSettings Default { get; } = new(false, "");
}
