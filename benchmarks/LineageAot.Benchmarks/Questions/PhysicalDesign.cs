using System.Buffers.Binary;
using System.Security.Cryptography;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;
using Microsoft.Data.Sqlite;

namespace LineageAot.Benchmarks.Questions;

/// <summary>What do the layouts cost that the rules LIN1501 to LIN1504 speak of? SQLite alone, with the library's settings: the first layout is the advised one.</summary>
internal sealed class PhysicalDesign(RunSettings settings) : Question(settings)
{
    private static readonly string Text = string.Concat(Enumerable.Repeat("The text of a chunk. ", 30));

    private static readonly string Characters400 = Text[..400];

    private static readonly (string Name, SqliteType Type)[] Parameters =
        [("$id", SqliteType.Integer), ("$hash", SqliteType.Blob), ("$random", SqliteType.Blob), ("$ordered", SqliteType.Blob), ("$first", SqliteType.Integer), ("$text", SqliteType.Text)];

    public override bool IsLong => true;

    public override bool IsAlone => true;

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        await RedundantIndexAsync(runner, result);
        await GuidAsTextAsync(runner, result);
        await WideWithoutRowIdAsync(runner, result);
        await IndexOfRandomValuesAsync(runner, result);
    }

    private async Task IndexOfRandomValuesAsync(Runner runner, QuestionResult result)
    {
        const string Table = "create table chunks (id integer primary key, hash blob not null, random blob not null, ordered blob not null, first integer not null, text text not null) strict;";
        const string Insert = "insert into chunks values ($id, $hash, $random, $ordered, $first, $text)";
        DesignedTable With(string name, string index) => new(name, Table + index, [Insert], "select count(*), sum(id) from chunks");
        var none = With("no index", "");
        await CompareAsync(runner, result, "LIN1501", Settings.Count(1_000_000, 200_000, 2_000),
            [
                none,
                With("index of a hash", "create index hashes on chunks (hash)"),
                With("index of a time-ordered Guid", "create index guids on chunks (ordered)"),
                With("index of a hash where 1 of 100", "create index hashes on chunks (hash) where first = 1"),
            ],
            Chunk, Parameters);

        // Fewer rows: what they show is that these are no better than the index of a hash, and each writes gigabytes.
        await CompareAsync(runner, result, "LIN1501, other layouts", Settings.Count(200_000, 100_000, 2_000),
            [
                none,
                With("index of a hash", "create index hashes on chunks (hash)"),
                With("index of a random Guid", "create index guids on chunks (random)"),
                new("hashes in a table of their own", Table + "create table hashes (hash blob not null, id integer not null, primary key (hash, id)) strict, without rowid", [Insert, "insert into hashes values ($hash, $id)"], "select count(*), sum(id) from chunks"),
            ],
            Chunk, Parameters);

        static void Chunk(int row, object[] values)
        {
            values[0] = (long)row;
            values[1] = Hash(row);
            values[2] = RandomId(row);
            values[3] = OrderedId(row);
            values[4] = row % 100 == 0 ? 1L : 0L;
            values[5] = Characters400;
        }
    }

    private Task GuidAsTextAsync(Runner runner, QuestionResult result)
    {
        DesignedTable With(string name, string type, string prefix) => new(name,
            $"create table items (id {type} not null, owner {type} not null, number integer not null, primary key (id)) strict; create index owners on items (owner)",
            [$"insert into items values (${prefix}Id, ${prefix}Owner, $number)"], "select count(*), sum(number) from items");
        return CompareAsync(runner, result, "LIN1502", Settings.Count(1_000_000, 200_000, 2_000), [With("BLOB", "blob", "blob"), With("TEXT", "text", "text")],
            static (row, values) =>
            {
                var id = OrderedId(row);
                var owner = RandomId(row / 10);
                values[0] = id;
                values[1] = owner;
                values[2] = new Guid(id, bigEndian: true).ToString();
                values[3] = new Guid(owner, bigEndian: true).ToString();
                values[4] = (long)row;
            },
            ("$blobId", SqliteType.Blob), ("$blobOwner", SqliteType.Blob), ("$textId", SqliteType.Text), ("$textOwner", SqliteType.Text), ("$number", SqliteType.Integer));
    }

    private async Task WideWithoutRowIdAsync(Runner runner, QuestionResult result)
    {
        foreach (var (name, length, rows) in new[] { ("600 characters", 600, Settings.Count(250_000, 100_000, 1_000)), ("20 characters", 20, Settings.Count(1_000_000, 200_000, 1_000)) })
        {
            DesignedTable With(string layout, string option) => new(layout, $"create table pages (key blob not null, number integer not null, text text not null, primary key (key)) strict{option}",
                ["insert into pages values ($key, $number, $text)"], "select count(*), sum(number) from pages");
            var content = Text[..length];
            await CompareAsync(runner, result, $"LIN1503, {name}", rows, [With("with rowid", ""), With("without rowid", ", without rowid")],
                (row, values) =>
                {
                    values[0] = RandomId(row);
                    values[1] = (long)row;
                    values[2] = content;
                },
                ("$key", SqliteType.Blob), ("$number", SqliteType.Integer), ("$text", SqliteType.Text));
        }
    }

    private Task RedundantIndexAsync(Runner runner, QuestionResult result)
    {
        DesignedTable With(string name, string index) => new(name, "create table parts (id integer primary key, document integer not null, ordinal integer not null, number integer not null, unique (document, ordinal)) strict;" + index,
            ["insert into parts values ($id, $document, $ordinal, $number)"], "select count(*), sum(number) from parts");
        return CompareAsync(runner, result, "LIN1504", Settings.Count(1_000_000, 200_000, 2_000), [With("unique (a, b)", ""), With("unique (a, b) and index (a)", "create index documents on parts (document)")],
            static (row, values) =>
            {
                values[0] = (long)row;
                values[1] = (long)(uint)BinaryPrimitives.ReadInt32LittleEndian(RandomId(row)) % 20_000;
                values[2] = (long)row;
                values[3] = (long)row;
            },
            ("$id", SqliteType.Integer), ("$document", SqliteType.Integer), ("$ordinal", SqliteType.Integer), ("$number", SqliteType.Integer));
    }

    private async Task CompareAsync(Runner runner, QuestionResult result, string name, int rows, DesignedTable[] tables, Action<int, object[]> make, params (string Name, SqliteType Type)[] parameters)
    {
        var contenders = tables.Select(table => new Contender(table.Name, () =>
        {
            using var file = new DatabaseFile(Settings, "design");
            return table.Fill(file, rows, make, parameters);
        })).ToArray();
        result.Comparisons.Add(await runner.CompareAsync(new Comparison($"{name}: {rows:N0} rows, {FileSettings.RowsATransaction:N0} a transaction, a page cache of 64 MB", "rows", contenders,
            [.. tables.Skip(1).Select(table => new Requirement(table.Name, null) { Of = tables[0].Name })])
        {
            // Nothing here is compiled at the first call that the first transactions don't pay for, and a round takes long.
            IsWarm = true,
        }));
        foreach (var table in tables)
        {
            result.Figures.Add(new FigureResult($"{name}, {table.Name}: the file", "MB", table.FilePages * 4096 / 1e6, null));
            result.Figures.Add(new FigureResult($"{name}, {table.Name}: written to the log", "MB", table.WrittenPages * 4096 / 1e6, null));
        }
    }

    private static byte[] Hash(int row)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(number, row);
        return SHA256.HashData(number);
    }

    /// <summary>Sixteen bytes in no order, the same for each run.</summary>
    private static byte[] RandomId(int row) => Hash(~row)[..16];

    /// <summary>Sixteen bytes as Guid.CreateVersion7 makes them at a thousand a second: the time first.</summary>
    private static byte[] OrderedId(int row)
    {
        var id = RandomId(row);
        BinaryPrimitives.WriteInt64BigEndian(id, (1_700_000_000_000L + row) << 16 | (0x7000L | (id[6] & 0x0F) << 8 | id[7]));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return id;
    }
}
