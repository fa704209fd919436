using Microsoft.Data.Sqlite;

namespace LineageAot.Operations;

/// <summary>
/// Opens the Microsoft.Data.Sqlite connection that a database lends to other tools. Read-only: a writable one would checkpoint
/// by itself, beside the writer. Never pooled: a pooled one keeps the file open after it was closed.
/// </summary>
internal static class LentConnection
{
    /// <param name="path">The database's full path.</param>
    /// <param name="busyTimeout">How long its commands wait for a lock; whole seconds are what the provider takes.</param>
    /// <exception cref="LineageException">The file can't be opened.</exception>
    public static SqliteConnection Open(string path, TimeSpan busyTimeout) => Open(path, SqliteOpenMode.ReadOnly, busyTimeout);

    /// <summary>A writable one, for a test's file that nobody else has open.</summary>
    /// <param name="path">The database's full path; it exists.</param>
    /// <exception cref="LineageException">The file can't be opened.</exception>
    public static SqliteConnection OpenWritable(string path) => Open(path, SqliteOpenMode.ReadWrite, TimeSpan.FromSeconds(5));

    private static SqliteConnection Open(string path, SqliteOpenMode mode, TimeSpan busyTimeout)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            ForeignKeys = mode == SqliteOpenMode.ReadWrite ? true : null,

            // 0 would mean to wait for ever.
            DefaultTimeout = (int)Math.Clamp(Math.Ceiling(busyTimeout.TotalSeconds), 1, int.MaxValue),
        }.ToString();
        var connection = new SqliteConnection(text);
        try
        {
            connection.Open();
            RegisterFunctions(connection, path);
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Sqlite.SqliteErrors.CannotOpen(path, e.SqliteExtendedErrorCode, e.Message, 0);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Views, triggers and CHECKs that name our functions work there too. Its handle belongs to the library that the provider loaded: where ours is
    // another one (see SqliteLibrary), the two must not meet.
    private static void RegisterFunctions(SqliteConnection connection, string path)
    {
        Sqlite.SqliteLibrary.Load();
        if (connection.Handle is { } handle && SQLitePCL.raw.GetNativeLibraryName() == Sqlite.SqliteLibrary.Name)
        {
            Sqlite.VectorFunctions.Register(handle.DangerousGetHandle(), path);
        }
    }
}
