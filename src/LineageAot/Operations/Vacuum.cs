using System.Globalization;
using LineageAot.Sqlite;

namespace LineageAot.Operations;

/// <summary>Gives back pages that hold nothing (https://sqlite.org/lang_vacuum.html), on the write connection outside a transaction.</summary>
internal static class Vacuum
{
    private const string Incremental = "2";

    /// <summary>The file keeps what an incremental vacuum needs.</summary>
    public static bool IsIncremental(SqliteSession writer) => writer.QueryText("pragma main.auto_vacuum") == Incremental;

    /// <summary>Gives back some pages in one transaction; how many.</summary>
    public static long Slice(SqliteSession writer, long pages)
    {
        var before = FilePages.Read(writer).Count;

        // Each page is a row of it: the statement must be stepped to its end.
        writer.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma main.incremental_vacuum({pages})"));
        return before - FilePages.Read(writer).Count;
    }

    /// <summary>Writes the whole file anew.</summary>
    public static void Full(SqliteSession writer)
    {
        // Takes effect with the rewrite alone: from then on the small vacuum works for files of other programs too.
        writer.Execute("pragma main.auto_vacuum=" + Incremental);
        writer.Execute("vacuum main");
    }

    /// <summary>The new content goes into a temporary file first and then through the log.</summary>
    /// <exception cref="DatabaseFullException">There may not be room for it.</exception>
    public static void RequireRoom(string path, FilePages pages, DiskRoom? room)
    {
        var needed = pages.Bytes * 2;
        if (room is { } known && known.FreeBytes < needed)
        {
            throw new DatabaseFullException(string.Create(CultureInfo.InvariantCulture,
                $"'{path}' wasn't vacuumed: {needed:N0} bytes must be free for it, twice its {pages.Bytes:N0}, and {known.FreeBytes:N0} are. Make room, or use IncrementalVacuumAsync, which needs little.")) { Operation = "vacuum" };
        }
    }
}
