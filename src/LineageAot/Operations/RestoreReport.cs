namespace LineageAot;

/// <summary>What a restore did, or would do.</summary>
/// <param name="Path">The database's full path.</param>
/// <param name="ReplacedPath">Where the database is now that was there before: <c>&lt;file&gt;.before-restore.&lt;UTC time&gt;.bak</c>. Null where there was none, and after a dry run.</param>
/// <param name="SchemaState">How the backup's tables relate to the program's: Current, or Older where opening will apply migrations. Null where no schema was given.</param>
public sealed record RestoreReport(string Path, string? ReplacedPath, SchemaState? SchemaState)
{
    /// <summary>Only the checks were made.</summary>
    public bool WasDryRun { get; init; }
}
