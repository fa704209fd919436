using LineageAot.Migrations.Planning;
using LineageAot.Schema;

namespace LineageAot.Tests.Migrations.Planning;

/// <summary>For random pairs of models: the written migration leads to exactly the second one and keeps every row that it can hold, or says beforehand that rows may not fit.</summary>
public sealed class RandomModelTests
{
    private const int Rows = 12;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Migrations_lead_to_the_model_and_keep_the_rows(int firstSeed)
    {
        for (var seed = firstSeed; seed < firstSeed + 25; seed++)
        {
            try
            {
                Run(seed);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
            }
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, int.Parse(Environment.GetEnvironmentVariable("LINEAGEAOT_MODELS") ?? "100", System.Globalization.CultureInfo.InvariantCulture) / 25).Select(static i => i * 25)];

    private static void Run(int seed)
    {
        using var file = new MigrationFixture();
        var database = new RandomDatabase(seed);
        var texts = new List<string> { MigrationDraft.Make(Schema(database, []))!.ToString() };
        file.Ensure(Schema(database, texts));
        file.Run([.. database.Rows(Rows)]);
        for (var version = 2; version < 6; version++)
        {
            database.Change();
            var changes = string.Join("; ", database.Changes);
            if (MigrationDraft.Make(Schema(database, texts)) is not { } draft)
            {
                continue;
            }

            var before = file.Content();
            var common = Common(file, database);
            var rows = RowsOf(file, common, former: true);
            texts.Add(draft.ToString());
            try
            {
                file.Ensure(Schema(database, texts), allowDestructive: true);
            }
            catch (MigrationException e)
            {
                // Rows that don't fit: it was said, and nothing was changed.
                draft.IsDestructive.ShouldBeTrue($"{changes}\n{draft}\n{e.Message}");
                file.Content().ShouldBe(before);
                return;
            }

            RowsOf(file, common, former: false).ShouldBe(rows, $"{changes}\n{draft}");
            RequireSound(file);
            if (draft.Down is not null)
            {
                file.RollBack(Schema(database, texts), 1, allowDestructive: true);
                RowsOf(file, common, former: true).ShouldBe(rows, $"the way back of: {changes}\n{draft}");
                RequireSound(file);
                file.Ensure(Schema(database, texts), allowDestructive: true);
                RowsOf(file, common, former: false).ShouldBe(rows, $"there again: {changes}\n{draft}");
            }

            MigrationDraft.Make(Schema(database, texts)).ShouldBeNull(changes);
        }
    }

    private static void RequireSound(MigrationFixture file)
    {
        file.Column("pragma integrity_check").ShouldBe(["ok"]);
        file.Column("pragma foreign_key_check").ShouldBeEmpty();
    }

    private static DatabaseSchema Schema(RandomDatabase database, List<string> texts) => MigrationFixture.Component(database.ToSchema(), [.. texts]);

    /// <summary>The tables and columns that both versions have.</summary>
    private static List<(RandomTable Table, RandomColumn[] Columns)> Common(MigrationFixture file, RandomDatabase database)
    {
        var common = new List<(RandomTable, RandomColumn[])>();
        foreach (var table in database.Tables)
        {
            var inFile = file.Column($"select name from pragma_table_xinfo('{table.FormerName ?? table.Name}')");
            var columns = table.Columns.Where(column => column.Computed is null && inFile.Contains(column.FormerName ?? column.Name)).ToArray();
            if (columns.Length > 0)
            {
                common.Add((table, columns));
            }
        }

        return common;
    }

    /// <summary>Their values, a row a line; what may change its type is compared as text.</summary>
    private static List<string> RowsOf(MigrationFixture file, List<(RandomTable Table, RandomColumn[] Columns)> common, bool former)
    {
        var rows = new List<string>();
        foreach (var (table, columns) in common)
        {
            var names = columns.Select(column => former ? column.FormerName ?? column.Name : column.Name);
            var values = names.Select(static name => $"coalesce(hex(case when typeof(\"{name}\") = 'real' then cast(\"{name}\" as integer) when \"{name}\" like '%.0' then substr(\"{name}\", 1, length(\"{name}\") - 2) else \"{name}\" end), 'null')");
            rows.AddRange(file.Column($"select {string.Join(" || '|' || ", values)} from \"{(former ? table.FormerName ?? table.Name : table.Name)}\" order by id").Select(row => $"{table.Name}: {row}"));
        }

        return rows;
    }
}
