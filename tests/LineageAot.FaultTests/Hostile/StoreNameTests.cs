using System.Globalization;
using LineageAot.FaultTests.Hostile.Names;
using LineageAot.FaultTests.Vfs;
using LineageAot.Lineage;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Hostile;

/// <summary>Whatever a store's things and a table's texts are called, they're found under exactly that name or refused, and the file has the tables that it had. <c>LINEAGEAOT_HOSTILE</c> says how many names.</summary>
public sealed class StoreNameTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>No piece of the corpus.</summary>
    private const string Nothing = "no text is this";

    private readonly ScratchFolder folder = new();
    private int refused;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Things_of_a_store_are_found_under_the_name_they_were_given()
    {
        var names = new HostileText(HostileSettings.Seed + 2);
        var path = folder.NewPath();
        await using var store = await LineageStore.OpenAsync(path);
        var main = await store.GetOrAddWorkspaceAsync("main");
        await using var run = await main.StartRunAsync(new RunRequest("index") { Lease = TimeSpan.FromDays(1) });
        var before = FileFacts.Schema(path);
        var uses = Uses(store, main, run);
        var all = Enumerable.Range(0, Math.Max(1, HostileSettings.Names / uses.Length)).Select(_ => names.Next()).Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in all)
        {
            foreach (var (what, use) in uses)
            {
                await UseAsync(what, use, name);
            }
        }

        var kept = all.Count(name => HostileText.IsWhole(name));
        FileFacts.Schema(path).ShouldBe(before);
        (await store.ListWorkspacesAsync()).Select(static row => row.Name).ShouldBeSubsetOf([.. all, "main"]);
        (await store.VerifyEventsAsync()).ShouldBeEmpty();
        (await store.Database.CheckIntegrityAsync()).IsSound.ShouldBeTrue();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"names in a store: {all.Count * uses.Length:N0} ({all.Count:N0} names, {kept:N0} of them whole), {refused:N0} refused, seed {HostileSettings.Seed}"));
    }

    [Fact]
    public async Task Texts_are_found_as_keys_as_parameters_and_by_their_words()
    {
        var names = new HostileText(HostileSettings.Seed + 3);
        var path = folder.NewPath();
        await using var database = await NoteDatabase.OpenAsync(path);
        var before = FileFacts.Schema(path);
        var all = Enumerable.Range(0, HostileSettings.Names / 2).Select(_ => names.Next()).Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in all)
        {
            var note = new Note { Id = name, Title = name, Text = "needle " + name };
            if (!HostileText.IsWhole(name))
            {
                await Should.ThrowAsync<InvalidValueException>(async () => await database.Notes.InsertAsync(note));
                await Should.ThrowAsync<InvalidValueException>(async () => await database.Notes.FindAsync(name));
                await database.Notes.SearchAsync(name);
                continue;
            }

            await database.Notes.InsertAsync(note);
            (await database.Notes.FindAsync(name)).ShouldBe(note);
            (await database.LikeAsync(Nothing, [name], Nothing)).ShouldBe(1);
            (await database.LikeAsync(Nothing, [], name)).ShouldBe(1);
            if (name.Count(static character => character == '%') < 3)
            {
                // More of them take SQLite a time that grows with each.
                await database.LikeAsync(name, [], Nothing);
            }

            await database.Notes.SearchAsync(name, options: new SearchOptions { LastWordIsPrefix = true });
        }

        (await database.Notes.SearchAsync("needle", limit: 100_000)).Count.ShouldBe(all.Count(HostileText.IsWhole));
        var found = new List<string>();
        for (var page = await database.Notes.PageAsync(50); ; page = await database.Notes.PageAsync(50, Cursor.Parse(page.Next!.ToString())))
        {
            found.AddRange(page.Items.Select(static note => note.Id));
            if (page.Next is null)
            {
                break;
            }
        }

        found.Order(StringComparer.Ordinal).ShouldBe(all.Where(HostileText.IsWhole).Order(StringComparer.Ordinal));
        FileFacts.Schema(path).ShouldBe(before);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"texts as keys, parameters and searches: {all.Count:N0}, seed {HostileSettings.Seed}"));
    }

    private static (string What, Func<string, Task<string?>> Use)[] Uses(LineageStore store, Workspace main, RunScope run) =>
    [
        ("workspace", async name => (await store.GetOrAddWorkspaceAsync(name)) is not null && await store.FindWorkspaceAsync(name) is not null ? (await store.ListWorkspacesAsync()).Single(row => row.Name == name).Name : null),
        ("setting", async name =>
        {
            await store.Settings.SetAsync(name, name, NameContext.Default.String);
            return await store.Settings.GetAsync(name, NameContext.Default.String);
        }),
        ("collection", async name =>
        {
            var added = await main.AddCollectionAsync(new CollectionSpec(name) { Description = name });
            (await main.PinCollectionAsync(name, added.Version)).Name.ShouldBe(name);
            return (await main.FindCollectionAsync(name))?.Name;
        }),
        ("pipeline", async name => (await main.AddPipelineAsync(new PipelineSpec(name))).Name == name ? (await main.FindPipelineAsync(name))?.Name : null),
        ("definition", async name => (await main.AddDefinitionAsync(new DefinitionSpec(DefinitionKind.Flow, name, "{}"))).Name == name ? (await main.FindDefinitionAsync(DefinitionKind.Flow, name))?.Name : null),
        ("embedding set", async name => (await main.GetOrAddEmbeddingSetAsync(new EmbeddingSetSpec(name, "p", name, 3, VectorDistance.Cosine) { VectorStore = "v", VectorCollection = name })).Name == name ? (await main.FindEmbeddingSetAsync(name))?.VectorCollection : null),
        ("source", async name =>
        {
            await run.IngestVersionAsync(new SourceItem(name) { ContentSha256 = Sha256.OfText("x"), SizeBytes = 1, Title = name });
            return (await main.FindSourceAsync(name))?.Title;
        }),
        ("connector", async name =>
        {
            await using var sync = await run.BeginSyncAsync(name);
            return (await main.ListConnectorsAsync()).SingleOrDefault(row => row.Kind == name || row.Name == name) is { } found ? (found.Kind == name ? found.Kind : found.Name) : null;
        }),
        ("events", async name =>
        {
            var stream = new StreamName(name, Guid.NewGuid());
            await store.Events.AppendAsync(stream, ExpectedVersion.NoStream, new EventDraft(name) { Actor = name });
            return await store.Events.ReadStreamAsync(stream).SingleAsync() is var row && row.EventType == name && row.StreamType == name ? row.Actor : null;
        }),
        ("query", async name => (await main.GetQueryAsync(await main.LogQueryAsync(new QueryLog { Text = name })))?.Text),
        ("artifact", async name => (await main.AddArtifactAsync(new ArtifactSpec(EntityType.Custom, Guid.NewGuid(), name, name))).Uri),
        ("run", async name =>
        {
            var queued = await main.QueueRunAsync(new RunRequest("custom") { IdempotencyKey = name, Actor = name });
            (await main.QueueRunAsync(new RunRequest("custom") { IdempotencyKey = name, Actor = name })).ShouldBe(queued);
            return (await main.GetRunAsync(queued))?.Actor;
        }),
    ];

    private async Task UseAsync(string what, Func<string, Task<string?>> use, string name)
    {
        try
        {
            var found = await use(name);
            string.Equals(found, name, StringComparison.Ordinal).ShouldBeTrue($"{what}: '{name}' came back as '{found}'");
            HostileText.IsWhole(name).ShouldBeTrue($"{what}: a name that isn't whole was taken");
        }
        catch (Exception e) when (e is ArgumentException or LineageException && MayBeRefused(name))
        {
            refused++;
        }
        catch (Exception e) when (e is not ShouldAssertException)
        {
            throw new InvalidOperationException($"{what} '{name}' ({name.Length}): {e.Message}", e);
        }
    }

    /// <summary>What's blank, isn't whole, or begins as the store's own event types do.</summary>
    private static bool MayBeRefused(string name) => string.IsNullOrWhiteSpace(name) || !HostileText.IsWhole(name) || name.StartsWith('$');
}
