using Dapper;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Running;
using Microsoft.Data.Sqlite;

namespace LineageAot.Benchmarks.Peers;

/// <summary>Each peer's way of storing many chunks, as its documentation has it, into a table that is there.</summary>
/// <param name="settings">The connection's settings.</param>
/// <param name="rowsATransaction">Rows in one transaction.</param>
internal sealed class ChunkWriters<TId, THash>(ChunkStorage<TId, THash> storage, FileSettings settings, int rowsATransaction)
    where TId : notnull
    where THash : notnull
{
    private const string InsertInto = "insert into chunks (id, document_id, ordinal, text, text_sha256, token_count) values ";
    private const string InsertSql = InsertInto + "(@Id, @DocumentId, @Ordinal, @Text, @TextSha256, @TokenCount)";

    /// <summary>Rows in a statement with many of them.</summary>
    private const int RowsAStatement = ReadingCommands.RowsAStatement;

    public Sample AdoNet(DatabaseFile file, ChunkEntity<TId, THash>[] rows)
    {
        using var connection = Peers.AdoNet.Open(file.Path, settings);
        using var insert = Prepare(connection, InsertSql, [""]);
        return Sample.Take(rows.Length, () =>
        {
            foreach (var batch in rows.Chunk(rowsATransaction))
            {
                using var transaction = connection.BeginTransaction();
                insert.Transaction = transaction;
                foreach (var row in batch)
                {
                    Bind(insert, row, 0);
                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }
        });
    }

    /// <summary>A command with many rows in its VALUES; what is left of a batch goes row by row.</summary>
    public Sample AdoNetManyRows(DatabaseFile file, ChunkEntity<TId, THash>[] rows)
    {
        using var connection = Peers.AdoNet.Open(file.Path, settings);
        using var insert = Prepare(connection, InsertSql, [""]);
        string[] places = [.. Enumerable.Range(0, RowsAStatement).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        using var insertMany = Prepare(connection, InsertInto + string.Join(", ", places.Select(i => $"(@Id{i}, @DocumentId{i}, @Ordinal{i}, @Text{i}, @TextSha256{i}, @TokenCount{i})")), places);
        return Sample.Take(rows.Length, () =>
        {
            foreach (var batch in rows.Chunk(rowsATransaction))
            {
                using var transaction = connection.BeginTransaction();
                insert.Transaction = insertMany.Transaction = transaction;
                var next = 0;
                for (; next + RowsAStatement <= batch.Length; next += RowsAStatement)
                {
                    for (var i = 0; i < RowsAStatement; i++)
                        Bind(insertMany, batch[next + i], i);
                    insertMany.ExecuteNonQuery();
                }

                for (; next < batch.Length; next++)
                {
                    Bind(insert, batch[next], 0);
                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }
        });
    }

    public Sample Dapper(DatabaseFile file, ChunkEntity<TId, THash>[] rows)
    {
        using var connection = Peers.AdoNet.Open(file.Path, settings);
        return Sample.Take(rows.Length, () =>
        {
            foreach (var batch in rows.Chunk(rowsATransaction))
            {
                using var transaction = connection.BeginTransaction();
                connection.Execute(InsertSql, batch, transaction);
                transaction.Commit();
            }
        });
    }

    public Sample EntityFramework(DatabaseFile file, ChunkEntity<TId, THash>[] rows)
    {
        using var connection = Peers.AdoNet.Open(file.Path, settings);
        using var context = new ChunkContext<TId, THash>(connection);
        _ = context.Model;
        return Sample.Take(rows.Length, () =>
        {
            foreach (var batch in rows.Chunk(rowsATransaction))
            {
                context.Chunks.AddRange(batch);
                context.SaveChanges();
                context.ChangeTracker.Clear();
            }
        });
    }

    private SqliteCommand Prepare(SqliteConnection connection, string sql, string[] places)
        => Peers.AdoNet.Prepare(connection, sql, [.. places.SelectMany(place => new[]
        {
            ("@Id" + place, storage.IdType), ("@DocumentId" + place, storage.IdType), ("@Ordinal" + place, SqliteType.Integer),
            ("@Text" + place, SqliteType.Text), ("@TextSha256" + place, storage.HashType), ("@TokenCount" + place, SqliteType.Integer),
        })]);

    private static void Bind(SqliteCommand command, ChunkEntity<TId, THash> row, int place)
    {
        var parameters = command.Parameters;
        var first = place * 6;
        parameters[first].Value = row.Id;
        parameters[first + 1].Value = row.DocumentId;
        parameters[first + 2].Value = row.Ordinal;
        parameters[first + 3].Value = row.Text;
        parameters[first + 4].Value = row.TextSha256;
        parameters[first + 5].Value = row.TokenCount;
    }
}
