using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace LineageAot.Cli.Tests.Scaffolding;

public sealed class ScaffoldCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Database => folder.At("my shop.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_a_folder_all_code_is_printed_and_warnings_stand_apart()
    {
        Make("create table goods (id integer primary key, name text not null); create table log (line text); create view names as select name from goods;");
        var (code, output, errors) = IngestProcess.Run("scaffold", "--db", Database);
        code.ShouldBe(ExitCodes.Done, errors);
        output.ShouldBe("""
            #nullable enable
            using LineageAot;

            namespace MyShop;

            /// <summary>The table 'goods'.</summary>
            [Table(Strict = false)]
            public sealed partial record Goods
            {
                [Key(Generated = true)] public long Id { get; init; }
                public required string Name { get; init; }
            }

            // Look at this: table 'log' has no record, since it has no primary key, and a record needs one.
            /// <summary>The file's tables.</summary>
            [Database]
            public sealed partial class MyShopDatabase : LineageDatabase
            {
                public partial Table<Goods> Goods { get; }
            }

            """);
        errors.ShouldContain("table 'log' has no record");
        errors.ShouldContain("view 'names' has no record");
        errors.ShouldContain("--output");
        errors.ShouldNotContain("--allow-destructive", customMessage: "a row's number is never NULL");
    }

    [Fact]
    public void With_a_folder_there_is_a_file_a_record_and_nothing_is_written_over()
    {
        Make("create table goods (id integer primary key, name varchar(20)); create table log (line text);");
        var (code, output, errors) = IngestProcess.Run("scaffold", "--db", Database, "--output", folder.At("out"), "--namespace", "Shop.Data", "--database", "Shop");
        code.ShouldBe(ExitCodes.Done, errors);
        output.Trim().Split('\n').Select(static path => Path.GetFileName(path.Trim())).ShouldBe(["Goods.cs", "Shop.cs", "0001_as_found.sql"]);
        File.ReadAllText(folder.At("out/Shop.cs")).ShouldContain("namespace Shop.Data;");
        File.ReadAllText(folder.At("out/Migrations/0001_as_found.sql")).ShouldBe("""
            -- The schema as it was found. A file that has it is taken over without a change.
            -- keep log
            -- up
            CREATE TABLE goods (id integer primary key, name varchar(20));
            CREATE TABLE log (line text);
            -- irreversible

            """);

        File.Delete(folder.At("out/Goods.cs"));
        var (again, _, refusal) = IngestProcess.Run("scaffold", "--db", Database, "--output", folder.At("out"), "--database", "Shop");
        again.ShouldBe(ExitCodes.Usage);
        refusal.ShouldContain("Shop.cs");
        refusal.ShouldContain("0001_as_found.sql");
        Directory.GetFiles(folder.At("out"), "*", SearchOption.AllDirectories).Length.ShouldBe(2, "nothing is half-written");
    }

    [Fact]
    public void Migrations_of_another_name_are_in_the_way_too()
    {
        Make("create table goods (id integer primary key);");
        folder.Write("out/Migrations/0001_core.sql", "-- up\n");
        var (code, _, errors) = IngestProcess.Run("scaffold", "--db", Database, "--output", folder.At("out"));
        code.ShouldBe(ExitCodes.Usage);
        errors.ShouldContain("0001_core.sql");
        File.Exists(folder.At("out/Goods.cs")).ShouldBeFalse();
    }

    [Fact]
    public void Machines_get_one_object()
    {
        Make("create table goods (id integer primary key, price decimal(8,2));");
        var (code, output, errors) = IngestProcess.Run("scaffold", "--db", Database, "--json");
        (code, errors).ShouldBe((ExitCodes.Done, ""));
        using var document = JsonDocument.Parse(output);
        var report = document.RootElement;
        report.GetProperty("result").GetString().ShouldBe("planned");
        report.GetProperty("is_exact").GetBoolean().ShouldBeFalse();
        report.GetProperty("warnings").EnumerateArray().Single().GetString()!.ShouldContain("price");
        report.GetProperty("files").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public void A_file_that_is_none_is_told()
    {
        IngestProcess.Run("scaffold", "--db", folder.At("nowhere.db")).ExitCode.ShouldBe(ExitCodes.Usage);
        var (code, _, errors) = IngestProcess.Run("scaffold", "--db", folder.Write("text.db", new string('x', 5000)));
        code.ShouldBe(ExitCodes.Failed);
        errors.ShouldContain("isn't an SQLite database");
        var (empty, output, sentence) = IngestProcess.Run("scaffold", "--db", folder.Write("empty.db", ""));
        (empty, output).ShouldBe((ExitCodes.Done, ""));
        sentence.ShouldContain("has no tables");
        Make("create table log (line text);");
        var (none, _, reason) = IngestProcess.Run("scaffold", "--db", Database);
        none.ShouldBe(ExitCodes.Failed);
        reason.ShouldContain("no primary key");
        IngestProcess.Run("scaffold", "--db", Database, "--namespace", "a-b").ExitCode.ShouldBe(ExitCodes.Usage);
        IngestProcess.Run("scaffold", "--db", Database, "--database", "class").ExitCode.ShouldBe(ExitCodes.Usage);
    }

    [Fact]
    public void Names_that_are_values_texts_or_hold_quotes_are_taken_over()
    {
        Make("create table 'my goods' ('no.' integer primary key, \"null\" text collate nocase unique, \"\"\"q\" integer references 'my goods' ('no.'), \"true\"); create index \"\" on 'my goods' (\"\"\"q\"); create trigger 'a \"' after delete on 'my goods' begin select 1; end;");
        var (code, output, errors) = IngestProcess.Run("scaffold", "--db", Database);
        code.ShouldBe(ExitCodes.Done, errors);
        output.ShouldContain("Collation(\"NOCASE\")");
        output.ShouldContain("[Unique");
        output.ShouldContain("References(typeof(MyGoods))");
        errors.ShouldNotContain("can't be");
    }

    [Fact]
    public void A_table_with_an_empty_name_is_named_and_stays()
    {
        Make("create table \"\" (id integer primary key); create table goods (id integer primary key);");
        var (code, output, errors) = IngestProcess.Run("scaffold", "--db", Database, "--output", folder.At("out"));
        code.ShouldBe(ExitCodes.Done, errors);
        output.ShouldContain("Goods.cs");
        errors.ShouldContain("table '' has no record, since its name is empty");
        errors.ShouldNotContain("recognised");
    }

    [Fact]
    public void Another_program_may_be_writing()
    {
        Make("pragma journal_mode=wal; create table goods (id integer primary key);");
        using var writer = Open();
        Execute(writer, "begin immediate; insert into goods values (1); create table later (id integer primary key);");
        var (code, output, errors) = IngestProcess.RunAlone("scaffold", "--db", Database);
        code.ShouldBe(ExitCodes.Done, errors);
        output.ShouldContain("record Goods");
        output.ShouldNotContain("record Later");
    }

    private void Make(string sql)
    {
        using var connection = Open();
        Execute(connection, sql);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
