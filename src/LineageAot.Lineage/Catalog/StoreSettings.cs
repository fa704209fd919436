using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LineageAot.Lineage;

public sealed partial class LineageStore
{
    private LineageSettings? settings;

    /// <summary>Settings of the store's user, typed and versioned.</summary>
    public LineageSettings Settings => settings ??= new LineageSettings(this);

    /// <summary>Gives a workspace another name; everything in it stays as it is.</summary>
    /// <returns>The workspace under its new name.</returns>
    /// <exception cref="LineageConflictException">Another workspace has the name, or this one is being deleted.</exception>
    /// <exception cref="LineageNotFoundException">There is no such workspace.</exception>
    public async ValueTask<Workspace> RenameWorkspaceAsync(WorkspaceId workspace, string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var now = Now;
        await Database.WriteAsync(
            unit =>
            {
                unit.GetUsableWorkspace(workspace);
                if (unit.FindWorkspace(name) is { } holder && holder.Id != workspace)
                {
                    throw new LineageConflictException("Another workspace has that name (workspaces.name is unique). Choose another, or rename that one first.");
                }

                unit.SetWorkspaceName(workspace, name, now);
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return new Workspace(this, workspace, name);
    }

    /// <summary>Marks a workspace as kept, not used. It can still be read and written: the mark is for whoever lists workspaces.</summary>
    /// <exception cref="LineageConflictException">It's being deleted.</exception>
    /// <exception cref="LineageNotFoundException">There is no such workspace.</exception>
    public ValueTask<WorkspaceRow> ArchiveWorkspaceAsync(WorkspaceId workspace, CancellationToken cancellationToken = default)
        => SetStatusAsync(workspace, WorkspaceStatus.Archived, cancellationToken);

    /// <summary>Marks a workspace as used again.</summary>
    /// <exception cref="LineageConflictException">It's being deleted.</exception>
    /// <exception cref="LineageNotFoundException">There is no such workspace.</exception>
    public ValueTask<WorkspaceRow> ActivateWorkspaceAsync(WorkspaceId workspace, CancellationToken cancellationToken = default)
        => SetStatusAsync(workspace, WorkspaceStatus.Active, cancellationToken);

    private ValueTask<WorkspaceRow> SetStatusAsync(WorkspaceId workspace, WorkspaceStatus status, CancellationToken cancellationToken)
    {
        var now = Now;
        return Database.WriteAsync(
            unit =>
            {
                unit.GetUsableWorkspace(workspace);
                unit.SetWorkspaceStatus(workspace, status, now);
                return unit.GetUsableWorkspace(workspace);
            },
            cancellationToken: cancellationToken);
    }
}

public sealed partial class Workspace
{
    /// <summary>The workspace's settings, or the type's default where none are set.</summary>
    /// <param name="type">Their type, from a <c>JsonSerializerContext</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidValueException">What is stored doesn't fit the type.</exception>
    public async ValueTask<T?> GetSettingsAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        return await Database.ReadWorkspaceSettingsAsync(Id, cancellationToken).ConfigureAwait(false) is { } json
            ? LineageSettings.Read(json, type, "This workspace's settings (workspaces.settings)")
            : default;
    }

    /// <summary>Sets the workspace's settings as a whole; null takes them away.</summary>
    /// <param name="value">The settings.</param>
    /// <param name="type">Their type, from a <c>JsonSerializerContext</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LineageNotFoundException">The workspace was deleted.</exception>
    /// <exception cref="LineageConflictException">It's being deleted.</exception>
    public async ValueTask SetSettingsAsync<T>(T? value, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        var json = value is null ? null : JsonSerializer.Serialize(value, type);
        var now = Store.Now;
        await Database.WriteAsync(
            unit =>
            {
                unit.GetUsableWorkspace(Id);
                unit.SetWorkspaceSettings(Id, json, now);
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Looks at a workspace's own row inside a unit.</summary>
internal static class WorkspaceGuard
{
    /// <summary>A workspace that isn't on its way out.</summary>
    public static WorkspaceRow GetUsableWorkspace(this WriteScope unit, WorkspaceId workspace)
    {
        var row = unit.Table<WorkspaceRow>().Find(workspace) ?? throw new LineageNotFoundException($"There is no workspace with the key {workspace.Value}. It may have been deleted. Nothing was written.");
        return row.Status == WorkspaceStatus.Deleting
            ? throw new LineageConflictException("The workspace is being deleted (workspaces.status), so it can't be changed any more.")
            : row;
    }

    /// <summary>Refuses a workspace in which no work begins.</summary>
    /// <exception cref="LineageConflictException">It's archived or being deleted.</exception>
    /// <exception cref="LineageNotFoundException">It's gone.</exception>
    public static void RequireActiveWorkspace(this WriteScope unit, WorkspaceId workspace)
    {
        if (unit.GetUsableWorkspace(workspace).Status != WorkspaceStatus.Active)
        {
            throw new LineageConflictException("The workspace is archived (workspaces.status), so no run starts in it. Nothing was written. ActivateWorkspaceAsync takes it into use again.");
        }
    }
}
