namespace LineageAot.BuildCheck.Assemblies;

/// <summary>A [Query] or [Command] method.</summary>
/// <param name="Name">Its class and name, as errors call it.</param>
/// <param name="IsCommand">It writes.</param>
/// <param name="AllowScan">A scan is meant.</param>
/// <param name="Source">Where its text stands.</param>
/// <param name="Text">The text as it is prepared.</param>
/// <param name="Columns">What its rows are read into; empty where none are read.</param>
/// <param name="Databases">Where it may run: it has to be right in one of them.</param>
internal sealed record AssemblyStatement(
    string Name, bool IsCommand, bool AllowScan, StatementSource Source, string Text, IReadOnlyList<ResultColumn> Columns, IReadOnlyList<AssemblyDatabase> Databases);

/// <summary>A column that a result is read from.</summary>
/// <param name="Name">Its name, or empty where any will do.</param>
/// <param name="Member">The record's member, or empty for a scalar.</param>
/// <param name="Storage">The stored meaning, for instance <c>Guid</c> or <c>DateTimeOffset.UnixSeconds</c>.</param>
/// <param name="SqlType">SQLite's type in upper case.</param>
/// <param name="IsNullable">It may be NULL.</param>
internal sealed record ResultColumn(string Name, string Member, string Storage, string SqlType, bool IsNullable);

/// <summary>A column of a record.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Property">The record's property.</param>
/// <param name="Storage">The stored meaning.</param>
/// <param name="Role">Empty, CreatedAt, UpdatedAt or RowVersion.</param>
internal sealed record RecordColumn(string Name, string Property, string Storage, string Role);
