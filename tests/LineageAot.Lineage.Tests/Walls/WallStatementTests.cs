using System.Reflection;
using System.Text.RegularExpressions;

namespace LineageAot.Lineage.Tests.Walls;

public sealed partial class WallStatementTests
{
    // Statements over things of workspaces that don't name the workspace, each with its reason.
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["ListWorkspacesAsync"] = "the list of workspaces itself",
        ["ReadWorkspaceSettingsAsync"] = "by the workspace's own key",
        ["FindWorkspaceAsync"] = "by the workspace's name",
        ["ExportWorkspaceAsync"] = "by the workspace's own key",
        ["ListDueAsync"] = "schedules of all active workspaces",
        ["ListLiveAsync"] = "reaping looks at the runs of all workspaces",
        ["ListUnfinishedAsync"] = "by the key of a run whose scope is the workspace's",
        ["CountUnfinishedAsync"] = "by the key of a run whose scope is the workspace's",
        ["ListLeftAsync"] = "by the key of a run that was found in the workspace",
        ["ListNamedAsync"] = "by the key of an embedding set that was found in the workspace",
        ["ListOldVersionsAsync"] = "by keys of sources that were listed in the workspace",
    };

    private static readonly string[] OwnedByNobody = ["contents", "chunk_configs", "settings", "outbox", "events", "event_streams", "event_log", "event_split", "sqlite_schema", "snapshots", "checkpoints", "log_entries", "maintenance_log"];

    [Fact]
    public async Task Every_read_of_what_a_workspace_owns_names_the_workspace()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var owned = Tables(temporary).Except(OwnedByNobody).ToHashSet();
        owned.Count.ShouldBeGreaterThan(20);
        var reads = (from type in typeof(Workspace).Assembly.GetTypes()
                     from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                     let query = method.GetCustomAttribute<QueryAttribute>()
                     where query is not null && method.GetParameters()[0].ParameterType == typeof(ReadSource)
                     select (method, query.Sql)).ToList();
        reads.Count.ShouldBeGreaterThan(80);
        var bare = reads.Where(read => Names().Matches(read.Sql).Any(name => owned.Contains(name.Value)) && !read.Sql.Contains("workspace_id = @workspace", StringComparison.Ordinal)).Select(static read => read.method.Name).Distinct().Order().ToList();
        bare.Except(Allowed.Keys).ShouldBe([]);
        Allowed.Keys.Except(bare).ShouldBe([], "the reason isn't needed any more");
    }

    private static List<string> Tables(TemporaryStore temporary)
    {
        using var connection = temporary.Store.Database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = "select name from sqlite_schema where type = 'table' and name not like 'sqlite%'";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    [GeneratedRegex("[a-z_]+")]
    private static partial Regex Names();
}
