namespace LineageAot.Cli.Folders;

/// <summary>
/// The order of texts in the file: by their UTF-8 bytes, which is by code points. <see cref="string.CompareOrdinal(string, string)"/> differs
/// where a surrogate meets a character above U+E000.
/// </summary>
internal sealed class UriOrder : IComparer<string>
{
    public static readonly UriOrder Instance = new();

    public int Compare(string? x, string? y) => Compare(x.AsSpan(), y.AsSpan());

    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        return Rank(left[common]).CompareTo(Rank(right[common]));
    }

    /// <summary>The order of entries within a directory: a folder counts as its name with <c>/</c>, since that is how the paths below it go on.</summary>
    public static int CompareEntries(in FolderEntry left, in FolderEntry right)
    {
        var common = left.Name.AsSpan().CommonPrefixLength(right.Name);
        return Rank(At(left, common)).CompareTo(Rank(At(right, common)));
    }

    private static char At(in FolderEntry entry, int index)
        => index < entry.Name.Length ? entry.Name[index] : entry.Kind == EntryKind.Folder ? '/' : '\0';

    // Surrogates stand for code points above all others.
    private static int Rank(char value) => char.IsSurrogate(value) ? value + 0x10000 : value;
}
