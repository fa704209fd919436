using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Reading;

/// <summary>A page of rows behind a key. One row more than the page is asked for tells whether there is a next one.</summary>
internal readonly struct PageRead<T>(int size, Cursor? after) : IRead<Page<T>> where T : class, IRow<T>
{
    public Page<T> Run(SqliteSession session)
    {
        var statements = TableStatements<T>.Instance;
        var statement = session.Rent(after is null ? statements.FirstPage : statements.NextPage, statements.Table);
        try
        {
            QueryCommands.Bind(statement, new PageParameters(after?.Key ?? [], size + 1L));
            var rows = new List<T>(Math.Min(size, 1024));
            var reader = new SqliteRowReader(statement);
            Cursor? last = null;
            while (statement.Step())
            {
                if (last is not null)
                {
                    return new Page<T>(rows, last);
                }

                rows.Add(T.Read(ref reader));
                if (rows.Count == size)
                {
                    last = After(statement, statements.Table);
                }
            }

            return new Page<T>(rows, null);
        }
        finally
        {
            session.Return(statement);
        }
    }

    /// <summary>Refuses a cursor that can't be one of this table.</summary>
    /// <exception cref="ArgumentException">It's another table's, or the table's key has changed since.</exception>
    public static void Check(Cursor? cursor, string parameter)
    {
        var table = T.Schema;
        if (cursor is null)
        {
            return;
        }

        if (cursor.Table != table.Name)
        {
            throw new ArgumentException($"The cursor belongs to another table than '{table.Name}'. Use it with the table whose page it came from.", parameter);
        }

        // A table that isn't STRICT may hold any type in any column.
        if (cursor.Key.Length != table.Key.Length || table.IsStrict && !HasTypesOf(cursor.Key, table))
        {
            throw new ArgumentException($"The cursor doesn't fit the key of table '{table.Name}', which may have changed since. Start again from the first page.", parameter);
        }
    }

    private static bool HasTypesOf(StoredValue[] key, TableSchema table)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (key[i].Type != table.Columns[table.Key[i]].Type)
            {
                return false;
            }
        }

        return true;
    }

    private static Cursor After(Statement statement, TableSchema table)
    {
        var key = new StoredValue[table.Key.Length];
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = StoredValue.Of(statement, table.Key[i]);
        }

        return new Cursor(table.Name, key);
    }

    private readonly struct PageParameters(StoredValue[] key, long limit) : IParameters
    {
        public void Bind<TWriter>(ref TWriter writer) where TWriter : IRowWriter, allows ref struct
        {
            for (var i = 0; i < key.Length; i++)
            {
                key[i].Bind(ref writer, i);
            }

            writer.Int64(key.Length, limit);
        }
    }
}
