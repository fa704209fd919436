using System.Text;
using LineageAot.Cli.Folders;
using LineageAot.Cli.Ingestion;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary>How commands find what they're asked about in a workspace.</summary>
internal static class WorkspaceAccess
{
    /// <summary>The workspace of a name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static async ValueTask<Workspace> GetWorkspaceAsync(this LineageStore store, string name)
        => await store.FindWorkspaceAsync(name) ?? throw new UsageException($"There is no workspace '{name}' in this store. `lineage stats` lists them.");

    /// <summary>The source that is meant: by its URI, by a file's whole path, or by a path within one of the known folders.</summary>
    /// <returns>Null if nothing has that name.</returns>
    /// <exception cref="UsageException">Several folders have such a path.</exception>
    public static async ValueTask<Source?> FindNamedSourceAsync(this Workspace workspace, string name)
    {
        if (await workspace.FindSourceAsync(name) is { } exact)
        {
            return exact;
        }

        var found = new Dictionary<SourceId, Source>();
        foreach (var connector in (await workspace.ListConnectorsAsync()).Where(static connector => connector.Kind == Ingester.ConnectorKind))
        {
            foreach (var path in PathsWithin(connector.Name, name))
            {
                if (await workspace.FindSourceAsync(Ingester.PrefixOf(connector.Id) + path) is { } source)
                {
                    found[source.Id] = source;
                }
            }
        }

        return found.Count > 1 ? throw new UsageException("Several folders have a file of this path. Give its whole path, or its key from `lineage sources --json`.") : found.Values.SingleOrDefault();
    }

    /// <summary>What a path may be within a folder: as lists show it, with its escapes, and as the file system has it.</summary>
    private static IEnumerable<string> PathsWithin(string folder, string path)
    {
        var within = path.Replace(Path.DirectorySeparatorChar, '/');
        yield return within;
        yield return PathText.FromBytes(Encoding.UTF8.GetBytes(within));
        var whole = Path.GetFullPath(path);
        var root = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        if (whole.StartsWith(root, StringComparison.Ordinal))
        {
            var below = whole[root.Length..].Replace(Path.DirectorySeparatorChar, '/');
            yield return below;
            yield return PathText.FromBytes(Encoding.UTF8.GetBytes(below));
        }
    }
}
