namespace LineageAot.ArchitectureTests.Layers;

/// <summary>Each rule finds what breaks it: small sets of sources that do.</summary>
public sealed class LayerRulesTests
{
    [Theory]
    [InlineData("Schema", "Sqlite")]
    [InlineData("Schema", "Writing")]
    [InlineData("Sqlite", "Reading")]
    [InlineData("Sqlite", "Migrations")]
    [InlineData("Reading", "Writing")]
    [InlineData("Reading", "Operations")]
    [InlineData("Writing", "Reading")]
    [InlineData("Migrations", "Writing")]
    [InlineData("Operations", "Migrations")]
    [InlineData("Diagnostics", "Schema")]
    [InlineData("Options", "Diagnostics")]
    public void A_name_from_a_layer_that_is_not_known_is_found(string from, string to)
        => LayerRules.BrokenArrows(Two(from, to)).ShouldBe([$"{from}/Here.cs(3): {from} names There, which belongs to {to}"]);

    [Theory]
    [InlineData("Schema", "Diagnostics")]
    [InlineData("Sqlite", "Schema")]
    [InlineData("Reading", "Sqlite")]
    [InlineData("Writing", "Schema")]
    [InlineData("Migrations", "Sqlite")]
    [InlineData("Operations", "Diagnostics")]
    [InlineData("Operations", "Options")]
    public void A_name_from_a_layer_that_is_known_is_not(string from, string to) => LayerRules.BrokenArrows(Two(from, to)).ShouldBeEmpty();

    [Fact]
    public void The_front_door_is_known_by_nobody_and_knows_all()
    {
        const string Uses = "namespace LineageAot;\ninternal class Here { Door? door; }\n";
        LayerRules.BrokenArrows(SourceSet.Of(("Door.cs", "namespace LineageAot;\ninternal class Door { Here? here; }\n"), ("Writing/Here.cs", Uses)))
            .ShouldBe(["Writing/Here.cs(2): Writing names Door, which belongs to the front door"]);
    }

    [Theory]
    [InlineData("static void Use() { var value = There.Make(); }", "There")]
    [InlineData("static void Use() { System.Action action = There.Run; }", "There")]
    [InlineData("static void Use(string text) { text.Extend(); }", "Extend")]
    [InlineData("static object Use() => typeof(There);", "There")]
    [InlineData("System.Collections.Generic.List<There>? field;", "There")]
    [InlineData("static void Use() { Make(new()); } static void Make(There there) { }", "There")]
    [InlineData("[There.Marker] static void Use() { }", "There")]
    [InlineData("There.Kind kind;", "There")]
    public void Every_way_to_name_a_type_is_seen(string member, string named)
    {
        var sources = SourceSet.Of(
            ("Reading/Here.cs", $"namespace LineageAot.Reading;\nusing LineageAot.Writing;\ninternal class Here {{ {member} }}\n"),
            ("Writing/There.cs", """
                namespace LineageAot.Writing;
                internal class There
                {
                    public enum Kind { One }
                    public sealed class MarkerAttribute : System.Attribute;
                    public static There Make() => new();
                    public static void Run() { }
                }
                internal static class Extensions { public static void Extend(this string text) { } }
                """));

        LayerRules.BrokenArrows(sources).ShouldContain(violation => violation.StartsWith("Reading/Here.cs(3)", StringComparison.Ordinal) && violation.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void A_call_with_an_argument_that_is_not_understood_still_names_its_type()
    {
        var sources = SourceSet.Of(
            ("Reading/Here.cs", "namespace LineageAot.Reading;\ninternal class Here { static void Use() { LineageAot.Writing.There.Run(Generated.Value); } }\n"),
            ("Writing/There.cs", "namespace LineageAot.Writing;\ninternal class There { public static void Run(int value) { } }\n"));

        LayerRules.BrokenArrows(sources).ShouldNotBeEmpty();
        NamedSymbol.UnresolvedIn(sources).ShouldBe(["Reading/Here.cs(2): Generated", "Reading/Here.cs(2): Value"]);
    }

    [Fact]
    public void Texts_and_documentation_are_not_names()
    {
        var sources = SourceSet.Of(
            ("Reading/Here.cs", "namespace LineageAot.Reading;\n/// <summary><see cref=\"LineageAot.Writing.There\"/></summary>\ninternal class Here { string name = nameof(LineageAot.Writing.There); }\n"),
            ("Writing/There.cs", "namespace LineageAot.Writing;\ninternal class There;\n"));

        LayerRules.BrokenArrows(sources).ShouldBeEmpty();
    }

    [Fact]
    public void Native_names_outside_the_engine_are_found()
    {
        var sources = SourceSet.Of(
            ("Sqlite/SqliteNative.cs", "namespace LineageAot.Sqlite;\ninternal static class SqliteNative { public static int Step() => SQLitePCL.raw.SQLITE_OK; }\n"),
            ("Writing/Here.cs", "namespace LineageAot.Writing;\ninternal class Here { static int Use() => Sqlite.SqliteNative.Step(); }\n"),
            ("Operations/There.cs", "namespace LineageAot.Operations;\ninternal class There { static int Use() => SQLitePCL.raw.SQLITE_BUSY; }\n"));

        var strays = LayerRules.StrayNativeNames(sources);
        strays.ShouldContain(name => name.StartsWith("Writing/Here.cs(2): Writing names SqliteNative", StringComparison.Ordinal));
        strays.ShouldContain(name => name.StartsWith("Operations/There.cs(2): Operations names raw", StringComparison.Ordinal));
        strays.ShouldAllBe(name => !name.StartsWith("Sqlite/", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_that_name_ado_net_are_found()
    {
        var sources = SourceSet.Of(
            ("Operations/Lent.cs", "namespace LineageAot.Operations;\ninternal class Lent { Microsoft.Data.Sqlite.SqliteConnection? connection; }\n"),
            ("Reading/Here.cs", "using Microsoft.Data.Sqlite;\nnamespace LineageAot.Reading;\ninternal class Here { static object Use() => new SqliteConnection(); }\n"));

        LayerRules.FilesThatNameAdoNet(sources).ShouldBe(["Operations/Lent.cs", "Reading/Here.cs"]);
    }

    [Fact]
    public void Reads_of_the_clock_are_found()
    {
        var sources = SourceSet.Of(("Writing/Here.cs", "namespace LineageAot.Writing;\ninternal class Here { object a = System.DateTime.UtcNow; object b = System.DateTimeOffset.Now; object c = System.DateTime.UnixEpoch; }\n"));
        LayerRules.ClockReads(sources).Count.ShouldBe(2);
    }

    private static SourceSet Two(string from, string to) => SourceSet.Of(
        ($"{from}/Here.cs", $"namespace LineageAot.{from};\nusing LineageAot.{to};\ninternal class Here {{ There? there; }}\n"),
        ($"{to}/There.cs", $"namespace LineageAot.{to};\ninternal class There;\n"));
}
