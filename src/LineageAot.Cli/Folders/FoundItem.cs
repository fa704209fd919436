namespace LineageAot.Cli.Folders;

/// <summary>Something that the walk met, in the order of paths.</summary>
/// <param name="RelativePath">Its path below the root as text, with <c>/</c>.</param>
/// <param name="Path">Its whole path in the system's bytes.</param>
/// <param name="Facts">What the system says of it.</param>
/// <param name="Problem">Why it can't be read, or null.</param>
internal sealed record FoundItem(string RelativePath, byte[] Path, FileFacts Facts, FileSystemException? Problem = null)
{
    /// <summary>A folder that can't be listed: nothing is known about what is below it.</summary>
    public bool HidesMore => Facts.Kind == EntryKind.Folder;
}
