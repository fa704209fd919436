using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How fast are chunks of text with identifiers, a unique pair and a hash index stored?</summary>
internal sealed class WideBulkInsert(RunSettings settings) : Question(settings)
{
    private static readonly string ManyRows = $"Microsoft.Data.Sqlite, {ReadingCommands.RowsAStatement} rows a statement";

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        // The requirement on defaults belongs to this number of rows: only there the indexes outgrow the peers' page caches.
        var rows = ChunkRows.Make(Settings.Count(100_000, 100_000, 500));
        using var template = await BenchmarkDatabase.MakeTemplateAsync(Settings);
        result.Comparisons.Add(await runner.CompareAsync(SameTable(template, rows[..Settings.Count(100_000, 20_000, 500)])));
        result.Comparisons.Add(await runner.CompareAsync(await WithDefaultsAsync(template, rows)));
        result.Comparisons.Add(await runner.CompareAsync(await WithHabitsAsync(template, rows)));
    }

    private Comparison SameTable(DatabaseFile template, Chunk[] rows)
    {
        var expected = Written.Expected(rows);
        var peers = new ChunkWriters<byte[], byte[]>(ChunkStorage.Binary, FileSettings.Writer, FileSettings.RowsATransaction);
        var entities = Array.ConvertAll(rows, ChunkStorage.Binary.ToEntity);
        Contender Peer(string name, Func<DatabaseFile, ChunkEntity<byte[], byte[]>[], Sample> write)
            => Writer(name, expected, () => DatabaseFile.CopyOf(template, Settings, "wide"), file => write(file, entities));
        return new Comparison(
            $"Bulk insert of {rows.Length:N0} chunks (0.7 KB) into the same table with the same settings, {FileSettings.RowsATransaction:N0} a transaction", "rows",
            [
                Ours(template, expected, rows),
                Writer("raw", expected, () => DatabaseFile.CopyOf(template, Settings, "wide"), file => RawChunkWriters.Binary(file, rows)),
                Peer("Microsoft.Data.Sqlite", peers.AdoNet),
                Peer(ManyRows, peers.AdoNetManyRows),
                Peer("Dapper", peers.Dapper),
                Peer("EF Core", peers.EntityFramework),
            ],
            [new("raw", 0.95)]) { Name = "wide" };
    }

    /// <summary>Nobody sets anything: no pragma, a Guid for an identifier, bytes for a hash, and one transaction, as the peers' documentation has it for many rows.</summary>
    private async Task<Comparison> WithDefaultsAsync(DatabaseFile template, Chunk[] rows)
    {
        var expected = Written.Expected(rows);
        var peers = new ChunkWriters<Guid, byte[]>(ChunkStorage.Default, FileSettings.Default, rows.Length);
        var entities = Array.ConvertAll(rows, ChunkStorage.Default.ToEntity);
        Contender Peer(string name, Func<DatabaseFile, ChunkEntity<Guid, byte[]>[], Sample> write)
            => Writer(name, expected, () => Empty(ChunkStorage.Default, FileSettings.Default), file => write(file, entities));
        var fewer = Fewer(rows);
        await WarmAsync(template, rows, ChunkStorage.Default, FileSettings.Default, peers);
        return new Comparison(
            $"{rows.Length:N0} chunks, everybody's own defaults (peers: no pragma set, so a rollback journal and FULL; Guid as text, hash as bytes; one transaction; EF Core: {fewer.Length:N0} rows)", "rows",
            [
                Ours(template, expected, rows), Peer("Microsoft.Data.Sqlite", peers.AdoNet), Peer(ManyRows, peers.AdoNetManyRows), Peer("Dapper", peers.Dapper),
                Writer("EF Core", Written.Expected(fewer), () => Empty(ChunkStorage.Default, FileSettings.Default), file => peers.EntityFramework(file, entities[..fewer.Length])),
            ],
            [new("Microsoft.Data.Sqlite", 2), new(ManyRows, 2), new("Dapper", 2), new("EF Core", 2)]) { Name = "wide defaults", IsWarm = Settings.Size == RunSize.Quick };
    }

    /// <summary>What most programs do that use the peers: WAL, NORMAL, identifiers and hashes as text, a transaction each 1,000 rows.</summary>
    private async Task<Comparison> WithHabitsAsync(DatabaseFile template, Chunk[] rows)
    {
        var expected = Written.Expected(rows);
        var peers = new ChunkWriters<string, string>(ChunkStorage.Text, FileSettings.Usual, FileSettings.UsualRowsATransaction);
        var entities = Array.ConvertAll(rows, ChunkStorage.Text.ToEntity);
        Contender Peer(string name, Func<DatabaseFile, ChunkEntity<string, string>[], Sample> write)
            => Writer(name, expected, () => Empty(ChunkStorage.Text, FileSettings.Usual), file => write(file, entities));
        var fewer = Fewer(rows);
        await WarmAsync(template, rows, ChunkStorage.Text, FileSettings.Usual, peers);
        return new Comparison(
            $"{rows.Length:N0} chunks, LineageAot's defaults and the peers' usual settings (identifiers and hashes as text, {FileSettings.UsualRowsATransaction:N0} a transaction, WAL, NORMAL; EF Core: {fewer.Length:N0} rows)", "rows",
            [
                Ours(template, expected, rows), Peer("raw", RawChunkWriters.Text), Peer("Microsoft.Data.Sqlite", peers.AdoNet), Peer("Dapper", peers.Dapper),
                Writer("EF Core", Written.Expected(fewer), () => Empty(ChunkStorage.Text, FileSettings.Usual), file => peers.EntityFramework(file, entities[..fewer.Length])),
            ],
            [new("Microsoft.Data.Sqlite", 2), new("Dapper", 2), new("EF Core", 2)]) { Name = "wide usual", IsWarm = Settings.Size == RunSize.Quick };
    }

    /// <summary>What EF Core stores: a quick run has no time for all of it. Its rate is the better for it, since its indexes are smaller.</summary>
    private Chunk[] Fewer(Chunk[] rows) => Settings.Size == RunSize.Quick ? rows[..(rows.Length / 5)] : rows;

    // A whole round to warm up would be half a minute of a quick run.
    private async Task WarmAsync<TId, THash>(DatabaseFile template, Chunk[] all, ChunkStorage<TId, THash> storage, FileSettings pragmas, ChunkWriters<TId, THash> peers)
        where TId : notnull
        where THash : notnull
    {
        if (Settings.Size != RunSize.Quick)
            return;
        var rows = all[..2_000];
        await Ours(template, Written.Expected(rows), rows).Run();
        foreach (var write in new Func<DatabaseFile, ChunkEntity<TId, THash>[], Sample>[] { peers.AdoNet, peers.AdoNetManyRows, peers.Dapper, peers.EntityFramework })
        {
            using var file = Empty(storage, pragmas);
            write(file, Array.ConvertAll(rows, storage.ToEntity));
        }
    }

    private Contender Ours(DatabaseFile template, Outcome expected, Chunk[] rows) => new(Contender.Ours, async () =>
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "wide");
        await using var database = await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = file.Path });
        var sample = await Sample.TakeAsync(rows.Length, async () => await database.Chunks.InsertManyAsync(rows));
        return Verified(sample, Written.Chunks(file), expected);
    });

    private static Contender Writer(string name, Outcome expected, Func<DatabaseFile> make, Func<DatabaseFile, Sample> write) => new(name, () =>
    {
        using var file = make();
        return Verified(write(file), Written.Chunks(file), expected);
    });

    private DatabaseFile Empty<TId, THash>(ChunkStorage<TId, THash> storage, FileSettings pragmas)
        where TId : notnull
        where THash : notnull
    {
        var file = new DatabaseFile(Settings, "wide");
        using var connection = AdoNet.Open(file.Path, pragmas);
        AdoNet.Execute(connection, storage.Ddl);
        return file;
    }
}
