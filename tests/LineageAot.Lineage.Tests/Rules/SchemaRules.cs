using System.Text.RegularExpressions;

namespace LineageAot.Lineage.Tests.Rules;

/// <summary>The names of the rules that a file holds: its constraints, its unique indexes and its triggers. A rule without a name can't have a case, so there must be none.</summary>
internal static partial class SchemaRules
{
    public static IReadOnlyList<string> Read(RuleStore store, IEnumerable<string> tables)
    {
        var rules = new List<string>(store.Names("select name from sqlite_schema where type = 'trigger' or type = 'index' and sql like 'create unique%'"));
        foreach (var table in tables)
        {
            var sql = store.Names($"select sql from sqlite_schema where type = 'table' and name = '{table}'").Single();
            var named = Constraints().Matches(sql).Select(static match => match.Groups["name"].Value).ToList();
            named.Count(static name => name.StartsWith("ck_", StringComparison.Ordinal)).ShouldBe(Checks().Count(sql), table);
            named.Count(static name => name.StartsWith("fk_", StringComparison.Ordinal)).ShouldBe((int)store.Scalar($"select count(distinct id) from pragma_foreign_key_list('{table}')"), table);
            named.Count(static name => name.StartsWith("uq_", StringComparison.Ordinal)).ShouldBe((int)store.Scalar($"select count(*) from pragma_index_list('{table}') where \"unique\" and origin = 'u'"), table);
            named.Count(static name => name.StartsWith("pk_", StringComparison.Ordinal)).ShouldBe(1, table);
            rules.AddRange(named);
        }

        return rules;
    }

    [GeneratedRegex("CONSTRAINT \"(?<name>[^\"]+)\"")]
    private static partial Regex Constraints();

    [GeneratedRegex(@"\bCHECK \(")]
    private static partial Regex Checks();
}
