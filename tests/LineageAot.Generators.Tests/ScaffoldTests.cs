extern alias Cli;

using Cli::LineageAot.Cli.Scaffolding;
using LineageAot.Generators.Tests.Support;
using LineageAot.Lineage;
using LineageAot.Migrations;
using LineageAot.Migrations.Planning;
using LineageAot.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>What `lineage scaffold` writes compiles, says of the file what the generator says, and leads to a program that opens the file with all of its rows.</summary>
public sealed class ScaffoldTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lineageaot-").FullName;

    private string Database => Path.Combine(folder, "shop.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_file_that_others_made_is_taken_over_with_every_row()
    {
        Execute(ScaffoldSamples.Northwind);
        var before = Counts();
        var result = Scaffold();
        result.Proof.IsExact.ShouldBeFalse();
        result.Proof.Problems.ShouldBeEmpty();
        var (compiled, second) = await Plan(result);
        var text = await compiled.WithMigrations(result.AsFound, second).RunAsync(Database, """
            await using var db = await ShopDatabase.OpenAsync(options);
            var order = (await db.Orders.FindAsync(10))!;
            var customer = (await db.Customers.FindAsync(order.CustomerID))!;
            var lines = await db.OrderDetails.CountAsync();
            var chief = await db.Employees.FindAsync((await db.Employees.FindAsync(1))!.ReportsTo!.Value);
            await db.Customers.InsertAsync(customer with { CustomerId = "NEW", CompanyName = "Newcomer" });
            return $"{customer.CompanyName} {customer.Discount} {customer.Active} {lines} {chief!.LastName} {chief.FullName}";
            """);
        text.ShouldBe("Alfreds 0.25 True 3 Fuller FULLER");

        Execute("delete from customers where customer_id = 'NEW'");
        Counts().ShouldBe(before);
        Read("select group_concat(version, ' ') from schema_migrations").ShouldBe("1 2");
        Read("select sum(total) from order_totals").ShouldBe("8", "the view still works");
        Read("select count(*) from customer_search where customer_search match 'newcomer'").ShouldBe("1", "the trigger still fires");
        Read("select group_concat(name, ' ') from (select name from sqlite_schema where type = 'index' and tbl_name = 'orders' and sql is not null order by name)")
            .ShouldBe("ix_orders_CustomerID_placed_at ix_orders_freight", "an index isn't doubled under another name");
        Read("select group_concat(name, ' ') from (select name from sqlite_schema where type = 'index' and tbl_name = 'employees' and sql is not null)").ShouldBe("lower_names");
    }

    [Fact]
    public async Task A_file_of_ours_is_opened_as_it_is()
    {
        await new Compiled(ScaffoldSamples.Ours, "Ours.OursDatabase").RunAsync(Database, """
            await using var db = await Ours.OursDatabase.OpenAsync(options);
            await db.Parents.InsertAsync(new Ours.Parent { Name = "a", Kind = 3, Small = 4, IsOpen = true, Code = "x" });
            return "";
            """);
        var result = Scaffold();
        (result.Proof.IsExact, string.Join("\n", result.Proof.Differences)).ShouldBe((true, ""));
        result.Warnings.ShouldBeEmpty();
        var compiled = await Compile(result);
        (await compiled.RunAsync(Database, """
            await using var db = await ShopDatabase.OpenAsync(options);
            var parent = (await db.Parent.FindAsync(1))!;
            return $"{parent.Name} {parent.Small} {parent.IsOpen} {parent.Twice} {(await db.Parent.SearchAsync("x")).Count} {(await db.Child.SearchAsync("x")).Count}";
            """)).ShouldBe("a 4 True 8 1 0");
    }

    [Fact]
    public async Task The_lineage_store_is_opened_as_it_is()
    {
        await (await LineageStore.OpenAsync(new DatabaseOptions { Path = Database })).DisposeAsync();
        var result = Scaffold();
        (result.Proof.IsExact, string.Join("\n", result.Proof.Differences)).ShouldBe((true, ""));
        var compiled = await Compile(result);
        (await compiled.RunAsync(Database, "await using var db = await ShopDatabase.OpenAsync(options); return (await db.Runs.CountAsync()).ToString();")).ShouldBe("0");
    }

    [Fact]
    public async Task Hostile_names_compile_and_lead_on()
    {
        Execute(ScaffoldSamples.Hostile);
        var result = Scaffold();
        result.Scaffold.LeftOut.Select(static left => left.Table).ShouldBe(["nameless", "odd", "keyless"]);
        result.Proof.Problems.ShouldBeEmpty();
        var (compiled, second) = await Plan(result);
        Execute("drop table odd"); // no copy can be made of a file with it
        (await compiled.WithMigrations(result.AsFound, second).RunAsync(Database, """
            await using var db = await ShopDatabase.OpenAsync(options);
            var row = (await db.Class.FindAsync(1))!;
            return $"{row.Namespace} {row.Column2fa} {row.Größe}";
            """)).ShouldBe("a\"b\\c two 1.5");
        Read("select count(*) from nameless").ShouldBe("0", "what has no record stays");
        Read("select count(*) from keyless").ShouldBe("1");
    }

    private ScaffoldResult Scaffold() => ScaffoldResult.Of(Database, new ScaffoldNames("Shop", "ShopDatabase"))!;

    /// <summary>Compiles the code, and sees to it that the tool foresaw the generator's statements.</summary>
    private static async Task<Compiled> Compile(ScaffoldResult result)
    {
        var source = "#pragma warning disable CS1591\n" + ScaffoldOutput.Whole(result.Scaffold);
        var findings = await Compiler.AnalyzeAsync(Compiler.Create(source));
        // A foreign key without an index and advice on physical design are the file's own, and kept.
        findings.Where(static finding => finding.Id != "LIN1041" && finding.Severity != DiagnosticSeverity.Info).ShouldBeEmpty();
        var compiled = new Compiled(source, "Shop.ShopDatabase");
        compiled.Model.Tables.ToDictionary(static table => table.Name, static table => string.Join(";\n", table.Ddl))
            .ShouldBe(result.Scaffold.Records.Select(static record => record.ToSchema()).ToDictionary(static table => table.Name, static table => string.Join(";\n", table.Ddl)), ignoreOrder: true);
        return compiled;
    }

    /// <summary>The code, and the second migration as `lineage migrations add` writes it.</summary>
    private static async Task<(Compiled Compiled, string Second)> Plan(ScaffoldResult result)
    {
        var compiled = await Compile(result);
        var draft = MigrationDraft.Make(new DatabaseSchema { Name = compiled.Model.Name, Tables = compiled.Model.Tables, Migrations = [AsFoundMigration.ToMigration(result.AsFound)], Engine = SqliteMigrations.Engine });
        draft.ShouldNotBeNull();
        draft.Warnings.ShouldBe(result.Proof.NextMigration);
        return (compiled, draft.ToString());
    }

    private Dictionary<string, string?> Counts()
        => ((string[])["customers", "employees", "orders", "order_details", "log"]).ToDictionary(static table => table, table => Read($"select count(*) || ' ' || coalesce(sum(length(quote({(table == "log" ? "message" : "rowid_or_key")}))), 0) from {Keyed(table)}"));

    private static string Keyed(string table) => table switch
    {
        "log" => "log",
        "customers" => "(select customer_id || company_name || active as rowid_or_key from customers)",
        "employees" => "(select id || last_name || coalesce(hired, '-') || coalesce(reports_to, '-') as rowid_or_key from employees)",
        "orders" => "(select OrderID || CustomerID || coalesce(employee, '-') || placed_at as rowid_or_key from orders)",
        _ => "(select order_id || line || quantity || coalesce(note, '-') as rowid_or_key from order_details)",
    };

    private void Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private string? Read(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>A user's program.</summary>
    private sealed class Compiled(string source, string database, params SqlFile[] migrations)
    {
        public DatabaseSchema Model => (DatabaseSchema)Load("").GetType(database)!.GetProperty("Model")!.GetValue(null)!;

        public Compiled WithMigrations(string first, string second)
            => new(source, database, new SqlFile("/project/Migrations/0001_as_found.sql", first), new SqlFile("/project/Migrations/0002_take_over.sql", second));

        /// <summary>Runs the body of a method that has <c>options</c>.</summary>
        public Task<string> RunAsync(string path, string body)
        {
            var run = Load($"\npublic static class Sample {{ public static async Task<string> RunAsync(DatabaseOptions options) {{ {body} }} }}\n").GetTypes().Single(static type => type.Name == "Sample").GetMethod("RunAsync")!;
            return (Task<string>)run.Invoke(null, [new DatabaseOptions { Path = path, AllowDestructive = true }])!;
        }

        private System.Reflection.Assembly Load(string more)
        {
            Compiler.CreateDriver().AddAdditionalTexts([.. migrations]).RunGeneratorsAndUpdateCompilation(Compiler.Create(source + more), out var output, out var diagnostics);
            diagnostics.ShouldBeEmpty();
            return Compiler.Load((Microsoft.CodeAnalysis.CSharp.CSharpCompilation)output);
        }
    }

    private sealed class SqlFile(string path, string content) : Microsoft.CodeAnalysis.AdditionalText
    {
        public override string Path => path;

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) => Microsoft.CodeAnalysis.Text.SourceText.From(content);
    }
}
