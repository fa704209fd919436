using System.Collections.Generic;

namespace LineageAot.Schema.Migrations;

/// <summary>
/// A migration file taken apart. Shared as source with the generator, which refuses at build time what the migrator would refuse later.
/// </summary>
internal sealed class MigrationText
{
    /// <summary>The header says that rows or values may be lost: the migrator asks for AllowDestructive and makes a backup first.</summary>
    public bool IsDestructive { get; set; }

    /// <summary>There is no way back: a rollback refuses.</summary>
    public bool IsIrreversible { get; set; }

    /// <summary>What leads to the new schema.</summary>
    public List<MigrationStep> Up { get; } = new();

    /// <summary>What leads back.</summary>
    public List<MigrationStep> Down { get; } = new();

    /// <summary>What is done to rows in batches, after the schema's transaction.</summary>
    public List<MigrationStep> Backfills { get; } = new();

    /// <summary>Tables that have no record on purpose: who compares the files with the records never drops them.</summary>
    public List<string> Keeps { get; } = new();

    /// <summary>What is wrong with the file; empty for a good one.</summary>
    public List<MigrationTextError> Errors { get; } = new();

    /// <summary>There is a down section.</summary>
    public bool HasDown { get; set; }
}

/// <summary>What a step does.</summary>
internal enum MigrationStepKind
{
    /// <summary>Statements, one after the other.</summary>
    Sql,

    /// <summary>A table is made anew under its CREATE TABLE, and its rows are copied.</summary>
    Rebuild,

    /// <summary>A table's CREATE TABLE is replaced where that touches no stored content, for instance a CHECK that allows more.</summary>
    Redefine,

    /// <summary>An UPDATE that is repeated in batches.</summary>
    Backfill,
}

/// <summary>A step of a section.</summary>
internal sealed class MigrationStep
{
    public MigrationStep(MigrationStepKind kind, string table, int line)
    {
        Kind = kind;
        Table = table;
        Line = line;
    }

    public MigrationStepKind Kind { get; }

    /// <summary>The table of a rebuild, redefinition or backfill; else empty.</summary>
    public string Table { get; }

    /// <summary>The line in the file, from 1, of its directive or first statement.</summary>
    public int Line { get; }

    /// <summary>The line in the file, from 1, with which <see cref="Sql"/> begins.</summary>
    public int FirstLine { get; set; }

    /// <summary>Its SQL text, comments included.</summary>
    public string Sql { get; set; } = "";

    /// <summary>The columns of a rebuild that aren't copied by name: new column and expression over the old table.</summary>
    public List<KeyValuePair<string, string>> Copies { get; } = new();

    /// <summary>Rows of a batch of a backfill.</summary>
    public int BatchRows { get; set; }
}

/// <summary>A fault in a migration file.</summary>
internal sealed class MigrationTextError
{
    public MigrationTextError(int line, int column, string message)
    {
        Line = line;
        Column = column;
        Message = message;
    }

    /// <summary>From 1.</summary>
    public int Line { get; }

    /// <summary>From 1.</summary>
    public int Column { get; }

    public string Message { get; }

    public override string ToString() => $"line {Line}, column {Column}: {Message}";
}
