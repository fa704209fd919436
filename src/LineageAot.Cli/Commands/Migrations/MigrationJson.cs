using System.Text.Json;
using System.Text.Json.Serialization;

namespace LineageAot.Cli.Commands.Migrations;

/// <summary>What <c>migrations add</c> did, for machines: <c>written</c>, <c>planned</c>, <c>unchanged</c> or <c>refused</c>.</summary>
internal sealed record MigrationAddReport(string Result, string Database, string? Path, string? Text, IReadOnlyList<string> Warnings);

/// <summary>A migration of a project, for machines.</summary>
internal sealed record MigrationListReport(string Database, int Version, string Name, string? Path, bool Destructive, bool Reversible, bool Backfill);

/// <summary>A migration that was applied or undone, or would be, for machines.</summary>
internal sealed record MigrationRunReport(string Result, string Database, int Version, string FileName, bool Destructive, double Milliseconds);

/// <summary>What a file has had and lacks, for machines.</summary>
internal sealed record MigrationStatusReport(string State, IReadOnlyList<MigrationComponentReport> Components, IReadOnlyList<string> Differences);

/// <summary>A component's migrations in a file, for machines.</summary>
internal sealed record MigrationComponentReport(string Name, IReadOnlyList<AppliedMigrationReport> Applied, IReadOnlyList<PendingMigrationReport> Pending);

/// <summary>A migration that a file has had, for machines.</summary>
internal sealed record AppliedMigrationReport(int Version, string Name, DateTimeOffset AppliedAt, double Milliseconds, bool Edited, bool Unknown, bool Unfinished, long? BackfilledRows, long? BackfillTotalRows);

/// <summary>A migration that a file lacks, for machines.</summary>
internal sealed record PendingMigrationReport(int Version, string FileName, bool Destructive);

/// <summary>A verification's result, for machines.</summary>
internal sealed record MigrationVerifyReport(bool Holds, string State, IReadOnlyList<string> Differences);

/// <summary>A file that got another number, for machines.</summary>
internal sealed record RenumberReport(string From, string To);

/// <summary>A section of a script, for machines.</summary>
internal sealed record ScriptReport(int Version, string FileName, string Direction, string Sql);

/// <summary>The JSON of the migration commands, through compiled code.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MigrationAddReport))]
[JsonSerializable(typeof(MigrationListReport))]
[JsonSerializable(typeof(MigrationRunReport))]
[JsonSerializable(typeof(MigrationStatusReport))]
[JsonSerializable(typeof(MigrationVerifyReport))]
[JsonSerializable(typeof(RenumberReport))]
[JsonSerializable(typeof(ScriptReport))]
internal sealed partial class MigrationJson : JsonSerializerContext;
