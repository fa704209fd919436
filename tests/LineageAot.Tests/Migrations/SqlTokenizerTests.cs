using FsCheck;
using FsCheck.Fluent;
using LineageAot.Migrations;
using LineageAot.Schema;

namespace LineageAot.Tests.Migrations;

public sealed class SqlTokenizerTests
{
    [Theory]
    [InlineData("SELECT a,b", "select a , b")]
    [InlineData("\"A\" `b` [c d]", "a b c d")]
    [InlineData("\"a\"\"b\" `a``b` [a\"b]", "a\"b a`b a\"b")]
    [InlineData("'it''s' 'A'", "'it''s' 'A'")]
    [InlineData("x'AB' X'ab'", "x'ab' x'ab'")]
    [InlineData("a--b\nc/* d \n */e", "a c e")]
    [InlineData("1.5e+3 0xFFe+3 .5 1_000", "1.5e+3 0xffe + 3 .5 1_000")]
    [InlineData("a->>'$' ->b||c<=d<>e!=f==g<<h", "a ->> '$' -> b || c <= d <> e != f == g << h")]
    [InlineData("?1 :name @name $name", "?1 :name @name $name")]
    [InlineData("null \"null\" TRUE [true]", "null \"null\" true \"true\"")]
    [InlineData("größe GRÖSSE", "größe grÖsse")]
    [InlineData("'open", "'open")]
    [InlineData("\"open", "open")]
    [InlineData("/* open", "")]
    [InlineData("", "")]
    public void Tokens_have_one_form(string sql, string form) => SqlTokenizer.Normalize(sql).ShouldBe(form);

    [Theory]
    [InlineData("Abc", "abc")]
    [InlineData("null", "null")]
    [InlineData("\"NULL\"", "null")]
    [InlineData("[true]", "true")]
    [InlineData("\"\"\"null\"\"\"", "\"null\"")]
    [InlineData("\"\"\"a\"", "\"a")]
    [InlineData("`a\"`", "a\"")]
    [InlineData("\"\"\"\"", "\"")]
    [InlineData("\"\"", "")]
    [InlineData("'It''s'", "it's")]
    [InlineData("''", "")]
    public void A_name_is_the_same_in_each_of_its_forms(string sql, string name) => SqlTokenizer.Tokenize(sql).Single().Name.ShouldBe(name);

    [Fact]
    public void Any_text_is_cut_without_end_and_without_loss()
        => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var tokens = SqlTokenizer.Tokenize(text ?? "");
            var at = 0;
            foreach (var token in tokens)
            {
                (token.Start >= at && token.End > token.Start && token.End <= text!.Length).ShouldBeTrue();
                at = token.End;
            }
        }));

    [Fact]
    public void A_quoted_name_is_one_token_whatever_is_in_it()
        => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyString>(), name =>
        {
            if (name.Get.Contains('\0'))
            {
                return;
            }

            var tokens = SqlTokenizer.Tokenize(SqlIdentifier.Quote(name.Get));
            tokens.Length.ShouldBe(1);
            tokens[0].Kind.ShouldBe(SqlTokenKind.QuotedName);
        }));

    [Fact]
    public void Any_text_parses_as_a_table_without_an_error()
        => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => CreateTableParser.Parse($"create table t ({text}) strict")));
}
