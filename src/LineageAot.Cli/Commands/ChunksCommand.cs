using System.CommandLine;
using System.Text.Json;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage chunks SOURCE</c></summary>
internal static class ChunksCommand
{
    /// <summary>More of a text isn't shown in a table, however wide.</summary>
    private const int MostShown = 300;

    public static Command Create()
    {
        var of = new Argument<string>("source") { Description = "A source's key, URI, whole path, or path within a folder that was read; or a document's key." };
        var workspace = CommonOptions.Workspace();
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var config = new Option<Guid?>("--config") { Description = "Only chunks that were split in this way: the key of a chunk configuration.", HelpName = "id" };
        var limit = ListOptions.Limit();
        var after = ListOptions.After();
        var total = ListOptions.Total();
        var command = new Command("chunks", "List the chunks of a source's newest version, or of a document, in their order. The table shows how each begins; --json has the whole texts.")
        {
            of, workspace, database, config, limit, after, total, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            CommonOptions.DatabasePath(parsed.GetValue(database)),
            parsed.GetRequiredValue(workspace),
            parsed.GetRequiredValue(of),
            parsed.GetValue(config) is { } key ? new ChunkConfigId(key) : null,
            ListOptions.Page(parsed.GetValue(limit), parsed.GetValue(after), parsed.GetValue(total)),
            parsed.GetValue(json),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string database, string name, string of, ChunkConfigId? config, PageRequest request, bool json, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database);
        var workspace = await store.GetWorkspaceAsync(name);
        var (isKnown, document) = await FindDocumentAsync(workspace, of, cancellationToken);
        if (!isKnown)
        {
            Console.Error.WriteLine($"This workspace has no source or document '{CellText.Line(of)}'. `lineage sources` lists what there is.");
            return ExitCodes.Failed;
        }

        if (document is not { } id)
        {
            Console.Error.WriteLine("No text was taken of this source, so it has no chunks. `lineage show` tells more of it.");
            ListOptions.Finish(json, null, request.WithTotal ? 0 : null);
            return ExitCodes.Done;
        }

        var page = await ListOptions.ReadAsync(request.After?.ToString(), () => workspace.ListChunksOfDocumentAsync(id, config, request, cancellationToken));
        if (json)
        {
            foreach (var chunk in page.Items)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(ReportOf(chunk), StoreJson.Default.ChunkReport));
            }
        }
        else
        {
            var table = new TextTable("no.", "chunk", "characters", "tokens", "text") { Flexible = ["text"] };
            foreach (var chunk in page.Items)
            {
                table.Add(
                    Sizes.Count(chunk.Ordinal),
                    chunk.Id.Value.ToString(),
                    chunk.EndChar - chunk.StartChar is { } length ? Sizes.Count(length) : "-",
                    chunk.TokenCount is { } tokens ? Sizes.Count(tokens) : "-",
                    chunk.Text is { } text ? CellText.Flow(CellText.Cut(text, MostShown)) : chunk.TextUri ?? string.Empty);
            }

            table.WriteTo(Console.Out);
        }

        ListOptions.Finish(json, page.Next?.ToString(), page.Total);
        return ExitCodes.Done;
    }

    private static async ValueTask<(bool IsKnown, DocumentId? Document)> FindDocumentAsync(Workspace workspace, string of, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(of, out var key) && await workspace.GetDocumentAsync(new DocumentId(key), cancellationToken) is { } document)
        {
            return (true, document.Id);
        }

        var source = key != Guid.Empty ? await workspace.GetSourceAsync(new SourceId(key), cancellationToken) : null;
        source ??= await workspace.FindNamedSourceAsync(of);
        if (source?.CurrentVersionId is not { } version)
        {
            return (source is not null, null);
        }

        var documents = await workspace.ListDocumentsAsync(version, new PageRequest(1), cancellationToken);
        return (true, documents.Items.Count > 0 ? documents.Items[0].Id : null);
    }

    private static ChunkReport ReportOf(Chunk chunk) => new(
        "chunk", chunk.Id.Value.ToString(), chunk.ChunkSetId.Value.ToString(), chunk.Ordinal, chunk.ChunkHash.ToString(), chunk.Text, chunk.TextUri, chunk.TokenCount, chunk.StartChar, chunk.EndChar,
        chunk.PageStart, chunk.PageEnd, Words.Json(chunk.Meta));
}
