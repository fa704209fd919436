using LineageAot.Lineage;

namespace LineageAot.Cli.Search;

/// <summary>The index's file beside a store.</summary>
internal static class SearchIndexFile
{
    private static readonly string[] Companions = ["", "-wal", "-shm", "-journal"];

    /// <summary><c>store.db</c> has <c>store.search.db</c>.</summary>
    public static string PathFor(string database) => Path.ChangeExtension(database, ".search" + Path.GetExtension(database));

    /// <summary>Opens it to write; one that is damaged, of another version of the tool, or of another store is made anew.</summary>
    /// <exception cref="DatabaseBusyException">Another process writes it.</exception>
    public static async Task<SearchIndex> OpenForWritingAsync(string path, LineageStore store)
    {
        try
        {
            return await OpenOwnAsync(path, store);
        }
        catch (LineageException error) when (IsUnusable(error))
        {
            // Two processes may find it damaged: the second one, once it's here, finds the first one's new file.
            using var renewal = new FileStream(path + ".renew", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            try
            {
                return await OpenOwnAsync(path, store);
            }
            catch (LineageException again) when (IsUnusable(again))
            {
                foreach (var companion in Companions)
                {
                    File.Delete(path + companion);
                }

                return await SearchIndex.OpenAsync(OptionsFor(path));
            }
        }
    }

    /// <summary>Opens it as it is, or null where there is none that can be read.</summary>
    public static async Task<SearchIndex?> OpenForReadingAsync(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return await SearchIndex.OpenAsync(OptionsFor(path) with { Access = DatabaseAccess.ReadOnly });
        }
        catch (LineageException error) when (IsUnusable(error))
        {
            return null;
        }
    }

    public static bool IsUnusable(LineageException error) => error is DatabaseCorruptException or SchemaMismatchException;

    private static DatabaseOptions OptionsFor(string path) => new() { Path = path, ReaderCacheKibibytes = 8_000 };

    // An index of a workspace that the store doesn't have belongs to another store, or holds the texts of a workspace that was deleted.
    private static async Task<SearchIndex> OpenOwnAsync(string path, LineageStore store)
    {
        var index = await SearchIndex.OpenAsync(OptionsFor(path));
        try
        {
            var workspaces = (await store.ListWorkspacesAsync()).Select(static workspace => workspace.Id.Value);
            if ((await index.WorkspacesAsync()).Except(workspaces).Any())
            {
                throw new DatabaseCorruptException($"The search index '{path}' is of another store.");
            }

            return index;
        }
        catch
        {
            await index.DisposeAsync();
            throw;
        }
    }
}
