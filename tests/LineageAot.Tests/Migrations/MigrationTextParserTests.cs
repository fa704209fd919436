using LineageAot.Schema.Migrations;

namespace LineageAot.Tests.Migrations;

public sealed class MigrationTextParserTests
{
    [Fact]
    public void Sections_and_steps_are_told_apart()
    {
        var text = MigrationTextParser.Parse("""
            -- Why: a comment.
            -- destructive
            -- up
            create table a (b);
            create trigger t after insert on a begin update a set b = ';'; end;
            -- rebuild "odd ""name"
            -- copy size = coalesce(size, 0)
            create table "odd ""name" (size integer);
            create index i on a (b);
            -- backfill a batch 1000
            update a set b = 1 where b is null;
            -- down
            drop table a;
            """);
        text.Errors.ShouldBeEmpty();
        (text.IsDestructive, text.HasDown, text.IsIrreversible).ShouldBe((true, true, false));
        text.Up.Select(step => (step.Kind, step.Table, step.Line)).ShouldBe([(MigrationStepKind.Sql, "", 4), (MigrationStepKind.Rebuild, "odd \"name", 6), (MigrationStepKind.Sql, "", 9)]);
        text.Up[1].Copies.Single().ShouldBe(new KeyValuePair<string, string>("size", "coalesce(size, 0)"));
        text.Up[1].Sql.Trim().ShouldEndWith("(size integer);");
        text.Backfills.Single().BatchRows.ShouldBe(1000);
        text.Down.Single().Sql.Trim().ShouldBe("drop table a;");
    }

    [Fact]
    public void Tables_that_are_kept_are_named_in_front_of_up_or_in_it()
    {
        var text = MigrationTextParser.Parse("-- keep notes\n-- up\ncreate table a (b);\n-- keep \"odd name\"\ncreate table \"odd name\" (c);\n-- down\n");
        text.Errors.ShouldBeEmpty();
        text.Keeps.ShouldBe(["notes", "odd name"]);
        text.Up.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("-- keep\n-- up\n", 1, 1, "one table's name")]
    [InlineData("-- up\n-- down\n-- keep a\n", 3, 1, "'-- keep' belongs in front of '-- up'")]
    [InlineData("-- up\ncreate table a (b)\n-- keep a\n;", 3, 1, "inside a statement")]
    [InlineData("create table a (b);", 1, 1, "before '-- up'")]
    [InlineData("-- nothing", 1, 1, "no '-- up'")]
    [InlineData("-- up\n-- dwon\n", 2, 1, "'-- down' was meant")]
    [InlineData("-- up\n-- up\n", 2, 1, "once")]
    [InlineData("-- up\n-- down here\n", 2, 1, "stands alone")]
    [InlineData("-- up\n-- backfill a 1000\n", 2, 1, "batch")]
    [InlineData("-- up\n-- rebuild\ncreate table a (b);", 2, 1, "one table's name")]
    [InlineData("-- up\n-- copy a = 1\n", 2, 1, "belongs to a '-- rebuild'")]
    [InlineData("-- up\ncreate table a (b)\n-- down\ndrop table a;", 3, 1, "inside a statement")]
    [InlineData("-- up\nselect 1;\n  select 'no end;\n", 3, 10, "no end")]
    [InlineData("-- up\n/* no end\n", 2, 1, "no end")]
    [InlineData("-- up\nselect '\0';\n", 2, 9, "U+0000")]
    [InlineData("-- up\n-- irreversible\n-- down\n", 3, 1, "not beside")]
    [InlineData("-- up\n-- rebuild a\n-- down\n", 2, 1, "no statement")]
    public void A_fault_has_its_place(string sql, int line, int column, string message)
    {
        var error = MigrationTextParser.Parse(sql).Errors[0];
        (error.Line, error.Column).ShouldBe((line, column));
        error.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("-- updates of the year\n-- up\n")]
    [InlineData("-- a\n-- up\nselect '\n-- down\n';\n/*\n-- down\n*/\n")]
    [InlineData("-- up\nselect 1; -- down\n")]
    public void Comments_and_texts_are_no_directives(string sql)
    {
        var text = MigrationTextParser.Parse(sql);
        text.Errors.ShouldBeEmpty();
        text.HasDown.ShouldBeFalse();
    }
}
