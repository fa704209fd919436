using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary>How commands open the store.</summary>
internal static class StoreAccess
{
    /// <summary>For a command that only reads: it works while an agent is writing. A file of an older version is brought up to date first.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    public static async Task<LineageStore> OpenForReadingAsync(string path, TimeSpan? longestRead = null)
    {
        RequireFile(path);
        var options = new DatabaseOptions { Path = path, Access = DatabaseAccess.ReadOnly };
        options = longestRead is { } age ? options with { MaxReadAge = age } : options;
        try
        {
            return await LineageStore.OpenAsync(options);
        }
        catch (SchemaMismatchException mismatch) when (mismatch.State == SchemaState.Older)
        {
            await (await OpenForWritingAsync(path)).DisposeAsync();
            return await LineageStore.OpenAsync(options);
        }
    }

    /// <summary>For a command that changes what is there: a mistyped name makes no new store.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    public static Task<LineageStore> OpenExistingForWritingAsync(string path)
    {
        RequireFile(path);
        return OpenForWritingAsync(path);
    }

    /// <summary>For a command that writes; the folder and the file are made where they're missing.</summary>
    public static async Task<LineageStore> OpenForWritingAsync(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        // An older file is brought up to date by itself; before anything is dropped, a checked copy of it is made beside it.
        //
        // The tool writes one row after the other in the order of keys and reads little: a small cache holds what it needs. Its units are as large as a
        // transaction should be; a second unit in one would need a savepoint, and SQLite then copies each page that it changes.
        return await LineageStore.OpenAsync(new DatabaseOptions { Path = path, WriterCacheKibibytes = 32_000, ReaderCacheKibibytes = 4_000, MaxBatchRows = 512, AllowDestructive = true });
    }

    /// <summary>As it is: nothing is applied. Read-only, whatever its version; else it must be of this one.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    public static async Task<LineageStore> OpenUnchangedAsync(string path, DatabaseAccess access)
    {
        RequireFile(path);
        return await LineageStore.OpenAsync(new DatabaseOptions { Path = path, Access = access, Migrations = access == DatabaseAccess.ReadOnly ? MigrationMode.None : MigrationMode.Verify });
    }

    /// <exception cref="UsageException">There is no such file.</exception>
    public static void RequireFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"There is no store at '{path}'. Make one with `lineage ingest`, or name another with --db.");
        }
    }
}
