using LineageAot.Sqlite;

namespace LineageAot.Tests.Support;

/// <summary>Sessions as the engine opens them.</summary>
internal static class Sessions
{
    public static SqliteSession Writer(string path, bool isFull = false, int pageSize = 4096) => SqliteSession.Open(new SessionOptions { Path = path, IsWriter = true, PageSize = pageSize, Create = !System.IO.File.Exists(path) || new FileInfo(path).Length == 0, IsFull = isFull });

    public static SqliteSession Reader(string path) => SqliteSession.Open(new SessionOptions { Path = path, IsReadOnly = true });

    public static void Run(string path, params ReadOnlySpan<string> statements)
    {
        using var session = Writer(path);
        foreach (var statement in statements)
        {
            session.Execute(statement);
        }
    }
}
