using System.Globalization;
using LineageAot.Sqlite;

namespace LineageAot.Operations;

/// <summary>A file's pages, its log's included.</summary>
/// <param name="Count">All of them.</param>
/// <param name="Free">Those that hold nothing.</param>
/// <param name="PageSize">Bytes of one.</param>
internal readonly record struct FilePages(long Count, long Free, int PageSize)
{
    public long Bytes => Count * PageSize;

    public static FilePages Read(SqliteSession session) => new(Number(session, "page_count"), Number(session, "freelist_count"), (int)Number(session, "page_size"));

    private static long Number(SqliteSession session, string pragma) => long.Parse(session.QueryText($"pragma main.{pragma}") ?? "0", CultureInfo.InvariantCulture);
}
