using System.Diagnostics.CodeAnalysis;
using LineageAot.Reading;
using LineageAot.Sqlite;

namespace LineageAot;

/// <summary>
/// A place between two rows in a table's key order, or in the order of a query that is read page by page. Its text survives a restart and may be
/// handed to others: it holds the name of the table or query and the order's values in the last row before the place, readable to whoever decodes
/// it. Immutable.
/// </summary>
public sealed class Cursor : IParsable<Cursor>
{
    private string? text;

    internal Cursor(string table, StoredValue[] key)
    {
        Table = table;
        Key = key;
    }

    internal string Table { get; }

    internal StoredValue[] Key { get; }

    /// <summary>Reads a cursor's text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">It isn't one, or was cut or changed on its way.</exception>
    public static Cursor Parse(string s) => Parse(s, null);

    /// <inheritdoc cref="Parse(string)"/>
    public static Cursor Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out var cursor)
            ? cursor
            : throw new FormatException("The text isn't a cursor, or was cut or changed on its way. Start again from the first page.");
    }

    /// <summary>Reads a cursor's text; false where it isn't one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out Cursor? result)
    {
        result = s is null ? null : CursorText.Decode(s);
        return result is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out Cursor?)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Cursor result) => TryParse(s, out result);

    /// <summary>The cursor as text of letters, digits, <c>-</c> and <c>_</c>.</summary>
    public override string ToString() => text ??= CursorText.Encode(this);
}
