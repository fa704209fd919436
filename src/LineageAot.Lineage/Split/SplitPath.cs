namespace LineageAot.Lineage;

/// <summary>Where a store's events are, if they are apart.</summary>
internal static class SplitPath
{
    /// <summary><c>&lt;name&gt;.events&lt;extension&gt;</c> beside the store.</summary>
    public static string DefaultOf(string store)
    {
        var full = Path.GetFullPath(store);
        return Path.Combine(Path.GetDirectoryName(full)!, Path.GetFileNameWithoutExtension(full) + ".events" + Path.GetExtension(full));
    }

    /// <summary>What was asked for, else what the store says, else the default.</summary>
    public static string Of(string store, string? asked, EventSplit? row) => Beside(store, asked ?? row?.EventsPath);

    /// <summary>How the store notes it: null where it's the default, so that both may be moved together.</summary>
    public static string? NoteOf(string store, string events)
        => events == DefaultOf(store) ? null : Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(store))!, events);

    private static string Beside(string store, string? path)
        => path is null ? DefaultOf(store) : Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(store))!);
}
