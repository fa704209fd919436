using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Reading;

/// <summary>A page of rows behind a cursor. One row more than the page is asked for tells whether there is a next one.</summary>
internal readonly struct PageRead<T, TDecoder, TParameters>(PageStatement page, TParameters parameters, int size, Cursor? after) : IRead<Page<T>>
    where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
{
    public Page<T> Run(SqliteSession session)
    {
        var statement = session.Rent(after is null ? page.First : page.Next, page.Table);
        try
        {
            QueryCommands.Bind(statement, new PageParameters<TParameters>(parameters, page.Parameters, after?.Key ?? [], size + 1L));
            var rows = new List<T>(Math.Min(size, 1024));
            var reader = new SqliteRowReader(statement);
            Cursor? last = null;
            while (statement.Step())
            {
                if (last is not null)
                {
                    PagePlaces.CheckApart(page, last, statement);
                    return new Page<T>(rows, last);
                }

                rows.Add(TDecoder.Read(ref reader));
                if (rows.Count == size)
                {
                    last = PagePlaces.After(page, statement);
                }
            }

            return new Page<T>(rows, null);
        }
        finally
        {
            session.Return(statement);
        }
    }
}

/// <summary>The query's own values, those of the cursor and the limit.</summary>
internal readonly struct PageParameters<TParameters>(TParameters parameters, int count, StoredValue[] key, long limit) : IParameters where TParameters : struct, IParameters
{
    public void Bind<TWriter>(ref TWriter writer) where TWriter : IRowWriter, allows ref struct
    {
        parameters.Bind(ref writer);
        for (var i = 0; i < key.Length; i++)
        {
            key[i].Bind(ref writer, count + i);
        }

        writer.Int64(count + key.Length, limit);
    }
}
