using System.CommandLine;
using System.Text.Json;
using LineageAot.Cli.Ingestion;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage sources</c></summary>
internal static class SourcesCommand
{
    public static Command Create()
    {
        var workspace = CommonOptions.Workspace();
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var status = new Option<string>("--status")
        {
            Description = "Only those that are present, missing or deleted; any is all. Without it: all but the deleted ones.",
            HelpName = "status",
            DefaultValueFactory = _ => "not-deleted",
        };
        status.AcceptOnlyFromAmong("present", "missing", "deleted", "any", "not-deleted");
        var order = new Option<string>("--order") { Description = "What comes first: what was made or what was changed last.", HelpName = "order", DefaultValueFactory = _ => "created" };
        order.AcceptOnlyFromAmong("created", "updated");
        var limit = ListOptions.Limit();
        var after = ListOptions.After();
        var total = ListOptions.Total();
        var command = new Command("sources", "List what was read: each source with its size, newest version, chunks, state and last error.") { workspace, database, status, order, limit, after, total, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            CommonOptions.DatabasePath(parsed.GetValue(database)),
            parsed.GetRequiredValue(workspace),
            ListOptions.Page(parsed.GetValue(limit), parsed.GetValue(after), parsed.GetValue(total)),
            new SourceListFilter
            {
                Status = Enum.Parse<SourceStatus>(parsed.GetRequiredValue(status).Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true),
                Order = parsed.GetValue(order) == "updated" ? ListOrder.LastChangedFirst : ListOrder.NewestFirst,
            },
            parsed.GetValue(json),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string database, string name, PageRequest request, SourceListFilter filter, bool json, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database);
        var workspace = await store.GetWorkspaceAsync(name);
        var page = await ListOptions.ReadAsync(request.After?.ToString(), () => workspace.ListSourcesAsync(request, filter, cancellationToken));
        if (json)
        {
            var folders = (await workspace.ListConnectorsAsync(cancellationToken)).Where(static connector => connector.Kind == Ingester.ConnectorKind).ToDictionary(static connector => connector.Id, static connector => connector.Name);
            foreach (var source in page.Items)
            {
                var folder = source.ConnectorId is { } connector ? folders.GetValueOrDefault(connector) : null;
                Console.Out.WriteLine(JsonSerializer.Serialize(ReportOf(source, folder), StoreJson.Default.SourceReport));
            }
        }
        else
        {
            var table = new TextTable("source", "size", "version", "chunks", "state", "last error") { Flexible = ["source", "last error"] };
            foreach (var source in page.Items)
            {
                table.Add(
                    PathDisplay.Of(source.Uri),
                    source.SizeBytes is { } bytes ? Sizes.Bytes(bytes) : "-",
                    source.VersionNo is { } version ? Sizes.Count(version) : "-",
                    Sizes.Count(source.ChunkCount),
                    StateOf(source),
                    source.LastError ?? string.Empty);
            }

            table.WriteTo(Console.Out);
        }

        ListOptions.Finish(json, page.Next?.ToString(), page.Total);
        return ExitCodes.Done;
    }

    private static string StateOf(SourceSummary source) => Words.Of(source switch
    {
        { DeletedAt: not null } => SourceStatus.Deleted,
        { MissingSince: not null } => SourceStatus.Missing,
        _ => SourceStatus.Present,
    });

    private static SourceReport ReportOf(SourceSummary source, string? folder) => new(
        "source", source.Id.Value.ToString(), source.Uri, folder is null ? null : $"{folder.TrimEnd('/')}/{PathDisplay.Of(source.Uri)}", StateOf(source), source.Title, source.MimeType, source.SizeBytes,
        source.CurrentVersionId?.Value.ToString(), source.VersionNo, source.ChunkCount, source.LastError, source.MissingSince, source.DeletedAt, source.CreatedAt, source.UpdatedAt);
}
