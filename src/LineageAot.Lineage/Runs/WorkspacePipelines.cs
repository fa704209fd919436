namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    /// <summary>The newest version of a pipeline where its description and its configuration are the same text; otherwise a new version, from 1.</summary>
    /// <exception cref="ArgumentException">The name is blank, or the configuration isn't JSON text.</exception>
    public ValueTask<Pipeline> AddPipelineAsync(PipelineSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentException.ThrowIfNullOrWhiteSpace(spec.Name);
        RunArguments.RequireJson(spec.Config, nameof(spec));
        var now = Store.Now;
        return Database.WriteAsync(
            unit =>
            {
                unit.GetUsableWorkspace(Id);
                var newest = unit.FindNewestPipeline(Id, spec.Name);
                return newest is not null && newest.Description == spec.Description && newest.Config == spec.Config
                    ? newest
                    : unit.Insert(new Pipeline
                    {
                        Id = new PipelineId(Guid.CreateVersion7(now)),
                        WorkspaceId = Id,
                        Name = spec.Name,
                        Version = (newest?.Version ?? 0) + 1,
                        Description = spec.Description,
                        Config = spec.Config,
                        Status = spec.Status,
                    });
            },
            cancellationToken: cancellationToken);
    }

    /// <summary>A version of a pipeline, or null.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">The version; null for the newest that is active.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<Pipeline?> FindPipelineAsync(string name, int? version = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return version is { } number ? Database.FindPipelineAsync(Id, name, number, cancellationToken) : Database.FindActivePipelineAsync(Id, name, cancellationToken);
    }

    /// <summary>Says whether a version of a pipeline is used.</summary>
    /// <exception cref="LineageNotFoundException">This workspace has no such pipeline.</exception>
    public async ValueTask SetPipelineStatusAsync(PipelineId pipeline, PipelineStatus status, CancellationToken cancellationToken = default)
    {
        var now = Store.Now;
        await Database.WriteAsync(
            unit =>
            {
                unit.Require(Id, pipeline);
                unit.SetPipelineStatus(pipeline, status, now);
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The pipelines of this workspace by name and version.</summary>
    public async ValueTask<ListPage<Pipeline>> ListPipelinesAsync(PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        var rows = await Database.ListPipelinesAsync(Id, page.Size, page.After, cancellationToken).ConfigureAwait(false);
        return new([.. rows.Items.Select(static row => row.Pipeline)], rows.Next, page.WithTotal ? await Database.CountPipelinesAsync(Id, cancellationToken).ConfigureAwait(false) : null);
    }
}
