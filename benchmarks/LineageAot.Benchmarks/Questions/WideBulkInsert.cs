using Dapper;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;
using Microsoft.Data.Sqlite;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How fast are chunks of text with identifiers, a unique pair and a hash index stored?</summary>
internal sealed class WideBulkInsert(RunSettings settings) : Question(settings)
{
    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var rows = ChunkRows.Make(Settings.Count(100_000, 20_000));
        var texts = Array.ConvertAll(rows, ChunkRows.ToText);
        using var template = await BenchmarkDatabase.MakeTemplateAsync(Settings);
        result.Comparisons.Add(await runner.CompareAsync(new Comparison(
            $"Bulk insert of {rows.Length:N0} chunks (0.7 KB) into the same table with the same settings, {FileSettings.RowsATransaction:N0} a transaction", "rows",
            [new Contender(Contender.Ours, () => WithLineageAsync(template, rows)), new Contender("raw", () => WithRaw(template, rows))],
            [new("raw", 0.95)])));
        result.Comparisons.Add(await runner.CompareAsync(new Comparison(
            $"The same {rows.Length:N0} chunks, each library with its own defaults (peers: identifiers and hashes as text, {FileSettings.UsualRowsATransaction:N0} a transaction, WAL, NORMAL)", "rows",
            [
                new Contender(Contender.Ours, () => WithLineageAsync(template, rows)),
                new Contender("raw", () => WithRawText(texts)),
                new Contender("Microsoft.Data.Sqlite", () => WithAdoNet(texts)),
                new Contender("Dapper", () => WithDapper(texts)),
                new Contender("EF Core", () => WithEntityFramework(texts)),
            ],
            [new("Microsoft.Data.Sqlite", 2), new("Dapper", 2), new("EF Core", 2)])));
    }

    private async Task<Sample> WithLineageAsync(DatabaseFile template, Chunk[] rows)
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "wide");
        await using var database = await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = file.Path });
        var sample = await Sample.TakeAsync(rows.Length, async () => await database.Chunks.InsertManyAsync(rows));
        Verify(await database.Chunks.CountAsync() == rows.Length, "the number of rows");
        Verify(database.Chunks.Find(rows[^1].Id) == rows[^1], "the last row");
        return sample;
    }

    private Sample WithRaw(DatabaseFile template, Chunk[] rows)
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "wide");
        using var connection = new RawConnection(file.Path, FileSettings.Writer);
        using var insert = connection.Prepare(Chunk.InsertSql);
        using var begin = connection.Prepare("begin immediate");
        using var commit = connection.Prepare("commit");
        var sample = Sample.Take(rows.Length, () =>
        {
            for (var i = 0; i < rows.Length; i++)
            {
                if (i % FileSettings.RowsATransaction == 0)
                    begin.Run();
                var row = rows[i];
                insert.Bind(1, row.Id);
                insert.Bind(2, row.DocumentId);
                insert.Bind(3, row.Ordinal);
                insert.Bind(4, row.Text);
                insert.Bind(5, row.TextSha256);
                insert.Bind(6, row.TokenCount);
                insert.Run();
                if ((i + 1) % FileSettings.RowsATransaction == 0 || i + 1 == rows.Length)
                    commit.Run();
            }
        });
        Verify(connection.Scalar("select count(*) from chunks") == rows.Length, "the number of rows");
        return sample;
    }

    private Sample WithRawText(TextChunk[] rows)
    {
        using var file = new DatabaseFile(Settings, "wide-text");
        using var connection = new RawConnection(file.Path, FileSettings.Usual);
        foreach (var statement in TextChunk.Ddl)
            connection.Execute(statement);
        using var insert = connection.Prepare(TextChunk.InsertSql);
        using var begin = connection.Prepare("begin immediate");
        using var commit = connection.Prepare("commit");
        var sample = Sample.Take(rows.Length, () =>
        {
            for (var i = 0; i < rows.Length; i++)
            {
                if (i % FileSettings.UsualRowsATransaction == 0)
                    begin.Run();
                var row = rows[i];
                insert.Bind(1, row.Id);
                insert.Bind(2, row.DocumentId);
                insert.Bind(3, row.Ordinal);
                insert.Bind(4, row.Text);
                insert.Bind(5, row.TextSha256);
                insert.Bind(6, row.TokenCount);
                insert.Run();
                if ((i + 1) % FileSettings.UsualRowsATransaction == 0 || i + 1 == rows.Length)
                    commit.Run();
            }
        });
        VerifyText(file, rows);
        return sample;
    }

    private Sample WithAdoNet(TextChunk[] rows)
    {
        using var file = new DatabaseFile(Settings, "wide-text");
        using var connection = OpenText(file);
        using var insert = AdoNet.Prepare(connection, TextChunk.InsertSql, ("@Id", SqliteType.Text), ("@DocumentId", SqliteType.Text),
            ("@Ordinal", SqliteType.Integer), ("@Text", SqliteType.Text), ("@TextSha256", SqliteType.Text), ("@TokenCount", SqliteType.Integer));
        var sample = Sample.Take(rows.Length, () =>
        {
            foreach (var batch in rows.Chunk(FileSettings.UsualRowsATransaction))
            {
                using var transaction = connection.BeginTransaction();
                insert.Transaction = transaction;
                foreach (var row in batch)
                {
                    insert.Parameters[0].Value = row.Id;
                    insert.Parameters[1].Value = row.DocumentId;
                    insert.Parameters[2].Value = row.Ordinal;
                    insert.Parameters[3].Value = row.Text;
                    insert.Parameters[4].Value = row.TextSha256;
                    insert.Parameters[5].Value = row.TokenCount;
                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }
        });
        VerifyText(file, rows);
        return sample;
    }

    private Sample WithDapper(TextChunk[] rows)
    {
        using var file = new DatabaseFile(Settings, "wide-text");
        using var connection = OpenText(file);
        var sample = Sample.Take(rows.Length, () =>
        {
            foreach (var batch in rows.Chunk(FileSettings.UsualRowsATransaction))
            {
                using var transaction = connection.BeginTransaction();
                connection.Execute(TextChunk.InsertSql, batch, transaction);
                transaction.Commit();
            }
        });
        VerifyText(file, rows);
        return sample;
    }

    private Sample WithEntityFramework(TextChunk[] rows)
    {
        using var file = new DatabaseFile(Settings, "wide-text");
        using var connection = OpenText(file);
        using var context = new TextChunkContext(connection);
        _ = context.Model;
        var sample = Sample.Take(rows.Length, () =>
        {
            foreach (var batch in rows.Chunk(FileSettings.UsualRowsATransaction))
            {
                context.Chunks.AddRange(batch);
                context.SaveChanges();
                context.ChangeTracker.Clear();
            }
        });
        VerifyText(file, rows);
        return sample;
    }

    private static SqliteConnection OpenText(DatabaseFile file)
    {
        var connection = AdoNet.Open(file.Path, FileSettings.Usual);
        foreach (var statement in TextChunk.Ddl)
            AdoNet.Execute(connection, statement);
        return connection;
    }

    private static void VerifyText(DatabaseFile file, TextChunk[] rows)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Reader);
        Verify(connection.Scalar("select count(*) from text_chunks") == rows.Length, "the number of rows");
        Verify(connection.Scalar("select sum(length(id) + length(document_id) + length(text) + length(text_sha256) + token_count) from text_chunks")
            == rows.Sum(row => row.Id.Length + row.DocumentId.Length + row.Text.Length + row.TextSha256.Length + row.TokenCount), "the values");
    }
}
