using Microsoft.Data.Sqlite;

namespace LineageAot.Lineage.Tests.Rules;

/// <summary>Every rule of every table, shown at work on a real file: what the schema says is what SQLite does.</summary>
public sealed class RuleTests(RuleStore store) : IClassFixture<RuleStore>
{
    private static readonly Dictionary<string, RuleCase> Cases = CheckCases.All.Concat(UniqueCases.All).Concat(ForeignKeyCases.All).Concat(ImmutableCases.All).ToDictionary(static one => one.ToString());

    public static TheoryData<string> Checks => RuleCase.Names(CheckCases.All);

    public static TheoryData<string> Uniques => RuleCase.Names(UniqueCases.All);

    public static TheoryData<string> ForeignKeys => RuleCase.Names(ForeignKeyCases.All);

    public static TheoryData<string> Immutables => RuleCase.Names(ImmutableCases.All);

    [Theory]
    [MemberData(nameof(Checks))]
    public void A_check_refuses_what_is_one_step_outside_it(string name)
    {
        var one = Cases[name];
        store.Try(() => Refusal(() => store.Insert(one.Table, RuleRows.With(one.Table, one.Parts))).ShouldEndWith($"CHECK constraint failed: {one.Rule}'."));
    }

    [Theory]
    [MemberData(nameof(Uniques))]
    public void What_must_be_unique_is_refused_twice_and_taken_where_one_column_differs(string name)
    {
        var one = Cases[name];
        var end = one.Parts.Skip(1).TakeWhile(static part => part.Count > 0).Count() + 1;
        var columns = one.Parts.Take(1..end).Select(static part => part.Keys.First());
        var refusal = Refusal(() => store.Try(() => store.Insert(one.Table, RuleRows.With(one.Table, one.Parts[0]))));
        refusal.ShouldEndWith($"UNIQUE constraint failed: {string.Join(", ", columns.Select(column => $"{one.Table}.{column}"))}'.");
        foreach (var part in one.Parts.Skip(1).Where(static part => part.Count > 0))
        {
            store.Try(() => store.Insert(one.Table, RuleRows.With(one.Table, one.Parts[0], part)));
        }
    }

    [Theory]
    [MemberData(nameof(ForeignKeys))]
    public void A_foreign_key_refuses_a_missing_parent_and_does_its_action_when_the_parent_goes(string name)
    {
        var one = Cases[name];
        var column = one.Rule[$"fk_{one.Table}_".Length..];
        var (parent, action) = one.Parts[0].Single();
        var key = RuleRows.Other(parent).TryGetValue("id", out var id) ? id : RuleRows.Other(parent)["sha256"];
        var child = RuleRows.With(one.Table, one.Parts[1], new Dictionary<string, string> { [column] = key });
        store.Try(() =>
        {
            var orphan = RuleRows.With(one.Table, child, new Dictionary<string, string> { [column] = key.Replace("2'", "9'", StringComparison.Ordinal) });
            Refusal(() => store.Insert(one.Table, orphan)).ShouldEndWith("FOREIGN KEY constraint failed'.");
            store.Insert(one.Table, child);
            var deletion = $"delete from {parent} where {store.Where(parent, RuleRows.Other(parent))}";
            if (action == "restrict")
            {
                Refusal(() => store.Execute(deletion)).ShouldEndWith("FOREIGN KEY constraint failed'.");
                return;
            }

            store.Execute(deletion);
            var left = action == "cascade" ? 0 : 1;
            store.Scalar($"select count(*) from {one.Table} where {store.Where(one.Table, child)}").ShouldBe(left);
            store.Scalar($"select count(*) from {one.Table} where {store.Where(one.Table, child)} and {column} is null").ShouldBe(left);
        });
        store.Names($"select lower(on_delete) || ' ' || \"table\" from pragma_foreign_key_list('{one.Table}') where \"from\" = '{column}'").ShouldBe([$"{action} {parent}"]);
    }

    [Theory]
    [MemberData(nameof(Immutables))]
    public void A_row_that_never_changes_is_neither_changed_nor_replaced_but_may_go(string name)
    {
        var one = Cases[name];
        var where = store.Where(one.Table, RuleRows.Good(one.Table));
        var change = string.Join(", ", one.Parts[0].Select(static column => $"{column.Key} = {column.Value}"));
        store.Try(() => Refusal(() => store.Execute($"update {one.Table} set {change} where {where}")).ShouldEndWith($"rows of {one.Table} are immutable'."));
        store.Try(() =>
        {
            store.Execute($"delete from {one.Table} where {where}");
            store.Scalar($"select count(*) from {one.Table} where {where}").ShouldBe(0);
        });
    }

    /// <summary>A table or a rule that is added needs its rows and its cases.</summary>
    [Fact]
    public void Every_table_has_its_rows_and_every_rule_its_case()
    {
        var tables = store.Names("select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name <> 'schema_migrations'");
        RuleRows.All.Select(static row => row.Table).ShouldBe(tables, ignoreOrder: true);
        Cases.Values.Select(static one => one.Rule).Distinct().ShouldBe(SchemaRules.Read(store, tables), ignoreOrder: true);
        Cases.Values.ShouldAllBe(static one => one.Rule.Contains(one.Table, StringComparison.Ordinal));
    }

    private static string Refusal(Action work) => Should.Throw<SqliteException>(work).Message;
}
