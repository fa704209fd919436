using System.Text;

namespace LineageAot.Sqlite;

/// <summary>Runs several statements of one text, one after the other; SQLite itself tells where each ends, also in a trigger's body.</summary>
internal static unsafe class SqlScript
{
    /// <param name="session">The connection.</param>
    /// <param name="sql">Statements and comments.</param>
    /// <param name="refuse">Asked before each statement with its text; what it throws, and what SQLite says of the statement, comes as <paramref name="failed"/> wraps it.</param>
    /// <param name="failed">Makes the exception to throw of the place (in characters) where the failing statement begins, and the error.</param>
    public static void Run(SqliteSession session, string sql, Action<string> refuse, Func<int, Exception, Exception> failed)
    {
        var text = new byte[Encoding.UTF8.GetByteCount(sql) + 1];
        Encoding.UTF8.GetBytes(sql, text);
        fixed (byte* start = text)
        {
            var end = start + text.Length - 1;
            for (var next = start; next < end;)
            {
                next = SkipBlanks(next, end);
                var begin = next;
                try
                {
                    RunFirst(session, ref next, end, refuse);
                }
                catch (Exception e) when (e is LineageException or InvalidOperationException)
                {
                    throw failed(Encoding.UTF8.GetCharCount(text, 0, (int)(begin - start)), e);
                }
            }
        }
    }

    private static void RunFirst(SqliteSession session, ref byte* next, byte* end, Action<string> refuse)
    {
        nint handle;
        byte* rest;
        var code = SqliteNative.prepare_v3(session.Handle, next, (int)(end - next) + 1, 0, &handle, &rest);
        if (code != SqliteConstants.Ok)
        {
            throw session.Error(code, null);
        }

        try
        {
            var statement = Encoding.UTF8.GetString(new ReadOnlySpan<byte>(next, (int)(rest - next)));
            next = rest;
            if (handle == 0)
            {
                return;
            }

            refuse(statement);
            session.BeforeStatement?.Invoke(statement);
            while ((code = SqliteNative.step(handle)) == SqliteConstants.Row)
            {
            }

            if (code != SqliteConstants.Done)
            {
                throw session.Error(code, null);
            }
        }
        finally
        {
            SqliteNative.finalize(handle);
        }
    }

    /// <summary>To the statement itself, so that its place is named and not that of the comment before it.</summary>
    private static byte* SkipBlanks(byte* at, byte* end)
    {
        while (at < end)
        {
            if (*at is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)';')
            {
                at++;
            }
            else if (at + 1 < end && *at == '-' && at[1] == '-')
            {
                at = Behind(at, end, "\n"u8);
            }
            else if (at + 1 < end && *at == '/' && at[1] == '*')
            {
                at = Behind(at + 2, end, "*/"u8);
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static byte* Behind(byte* at, byte* end, ReadOnlySpan<byte> sign)
    {
        var found = new ReadOnlySpan<byte>(at, (int)(end - at)).IndexOf(sign);
        return found < 0 ? end : at + found + sign.Length;
    }
}
