namespace LineageAot.Schema;

/// <summary>Compares names as SQLite does: A to Z in either case are the same, every other character only itself.</summary>
internal sealed class SqlNameComparer : IEqualityComparer<string>
{
    public static SqlNameComparer Instance { get; } = new();

    /// <summary>A to Z in lower case, so that equal names become equal texts.</summary>
    public static string Fold(string name) => string.Create(name.Length, name, static (folded, original) =>
    {
        for (var i = 0; i < folded.Length; i++)
        {
            folded[i] = Fold(original[i]);
        }
    });

    public bool Equals(string? x, string? y)
    {
        if (x is null || y is null || x.Length != y.Length)
        {
            return x is null && y is null;
        }

        for (var i = 0; i < x.Length; i++)
        {
            if (Fold(x[i]) != Fold(y[i]))
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(string name)
    {
        var hash = new HashCode();
        foreach (var character in name)
        {
            hash.Add(Fold(character));
        }

        return hash.ToHashCode();
    }

    private static char Fold(char character) => character is >= 'A' and <= 'Z' ? (char)(character | 0x20) : character;
}
