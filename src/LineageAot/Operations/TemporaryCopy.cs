namespace LineageAot.Operations;

/// <summary>A copy of a database that is thrown away: beside it, or in the temporary folder where there is no room.</summary>
internal sealed class TemporaryCopy : IDisposable
{
    private TemporaryCopy(string path) => Path = path;

    public string Path { get; }

    /// <param name="source">The database's full path; it may be in use.</param>
    /// <param name="purpose">A word for the copy's name.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    /// <exception cref="BackupException">The copy couldn't be made in either place.</exception>
    public static TemporaryCopy Make(string source, string purpose, CancellationToken cancellationToken)
    {
        var name = $"{System.IO.Path.GetFileName(source)}.{purpose}-{Guid.NewGuid():N}";
        var beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(source)!, name);
        try
        {
            Backup.Run(source, beside, cancellationToken);
            return new TemporaryCopy(beside);
        }
        catch (BackupException)
        {
            var elsewhere = System.IO.Path.Combine(System.IO.Path.GetTempPath(), name);
            Backup.Run(source, elsewhere, cancellationToken);
            return new TemporaryCopy(elsewhere);
        }
    }

    public void Dispose()
    {
        foreach (var suffix in (ReadOnlySpan<string>)["", "-journal", "-wal", "-shm"])
        {
            try
            {
                File.Delete(Path + suffix);
            }
            catch (Exception e) when (FileErrors.IsFileError(e))
            {
                // Its name says what it is; what was to be told is told already.
            }
        }
    }
}
