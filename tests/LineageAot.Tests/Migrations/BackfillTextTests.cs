using LineageAot.Schema.Migrations;

namespace LineageAot.Tests.Migrations;

/// <summary>The one form that a backfill's statement has.</summary>
public sealed class BackfillTextTests
{
    [Theory]
    [InlineData("update a set b = 1", "update a set b = 1", "", "b")]
    [InlineData("UPDATE \"A\" SET b = 1, c = (select max(d) from e where d > 1) WHERE b is null;", "UPDATE \"A\" SET b = 1, c = (select max(d) from e where d > 1) ", " b is null", "b c")]
    [InlineData("update a set (b, \"c\"\"d\") = (1, 2), e = f(1, 2) -- where\n from g where g.x = a.x /* order */ or 1 -- end", "update a set (b, \"c\"\"d\") = (1, 2), e = f(1, 2) -- where\n from g ", " g.x = a.x /* order */ or 1", "b c\"d e")]
    [InlineData("update a set [b] = 'it''s :no @parameter ?' where 1", "update a set [b] = 'it''s :no @parameter ?' ", " 1", "b")]
    public void Head_condition_and_targets_are_told_apart(string sql, string head, string condition, string targets)
    {
        var text = BackfillText.Parse(sql, "a");
        text.Error.ShouldBeNull();
        (text.Head, text.Condition, string.Join(' ', text.Targets)).ShouldBe((head, condition, targets));
    }

    [Theory]
    [InlineData("delete from a;", 0, "is one statement: UPDATE")]
    [InlineData("update b set c = 1;", 0, "a backfill of 'a'")]
    [InlineData("update or ignore a set c = 1;", 0, "without OR")]
    [InlineData("update a as x set c = 1;", 0, "an alias")]
    [InlineData("with x as (select 1) update a set c = 1;", 0, "WITH")]
    [InlineData("update a set c = 1 where rowid > @first;", 33, "'@first' is a parameter")]
    [InlineData("update a set c = ?1;", 17, "'?1' is a parameter")]
    [InlineData("update a set c = 1 limit 5;", 19, "LIMIT")]
    [InlineData("update a set c = 1 where 1 order by c;", 27, "ORDER")]
    [InlineData("update a set c = 1 returning c;", 19, "RETURNING")]
    [InlineData("update a set c = 1 where;", 19, "no condition")]
    public void Anything_else_is_refused_at_its_place(string sql, int place, string message)
    {
        var text = BackfillText.Parse(sql, "a");
        text.Error.ShouldNotBeNull().ShouldContain(message);
        text.ErrorPlace.ShouldBe(place);
    }

    [Fact]
    public void The_file_has_the_line()
    {
        var error = MigrationTextParser.Parse("-- up\nselect 1;\n-- backfill a batch 10\nupdate a\n  set b = 1\n  where c = :d;\n-- backfill a batch 10\nupdate a set b = 2;\n-- down\n").Errors.ShouldHaveSingleItem();
        (error.Line, error.Column).ShouldBe((6, 13));
    }
}
