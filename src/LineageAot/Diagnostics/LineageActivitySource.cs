using System.Diagnostics;

namespace LineageAot.Diagnostics;

/// <summary>The library's activities: names and attributes by the conventions for database clients, without values of rows and without folders.</summary>
internal static class LineageActivitySource
{
    public const string Name = "LineageAot";

    private static readonly ActivitySource Source = new(Name, typeof(LineageActivitySource).Assembly.GetName().Version?.ToString(3));

    /// <summary>Somebody wants activities: only then is anything noted for them.</summary>
    public static bool HasListeners => Source.HasListeners();

    /// <summary>An activity that begins now, below the current one.</summary>
    /// <param name="database">Whose it is.</param>
    /// <param name="operation">Its name.</param>
    public static Activity? Start(DatabaseTelemetry database, OperationName operation)
        => Source.StartActivity(NameOf(database, operation, operation.Name), ActivityKind.Client, parentContext: default, Tags(database, operation, operation.Name));

    /// <summary>An activity of something that has happened; to be stopped at once, after its end was set.</summary>
    /// <param name="database">Whose it is.</param>
    /// <param name="operation">Its name.</param>
    /// <param name="name">What it's called, be it one or several of the kind.</param>
    /// <param name="parent">What it belongs to; default: nothing.</param>
    /// <param name="links">What caused it; copied.</param>
    /// <param name="startedAt">When it began.</param>
    public static Activity? Past(DatabaseTelemetry database, OperationName operation, string name, ActivityContext parent, IReadOnlyCollection<ActivityLink> links, DateTimeOffset startedAt)
    {
        // With no parent given, the thread's current activity would become it.
        Activity.Current = null;
        return Source.StartActivity(NameOf(database, operation, name), ActivityKind.Client, parent, Tags(database, operation, name), links, startedAt);
    }

    /// <summary>Says what went wrong by its kind alone: a message may hold parts of values.</summary>
    public static void SetFailed(Activity activity, Exception error)
    {
        activity.SetStatus(ActivityStatusCode.Error, error.GetType().Name);
        activity.SetTag(TagNames.ErrorType, TagNames.ErrorTypeOf(error));
        if (error is LineageException { SqliteErrorCode: not 0 } known)
        {
            activity.SetTag(TagNames.StatusCode, known.SqliteErrorCode.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static string NameOf(DatabaseTelemetry database, OperationName operation, string name) 
        => operation.Summary is not null && ReferenceEquals(name, operation.Name) ? operation.Summary : $"{name} {operation.Collection ?? database.Name}";

    private static List<KeyValuePair<string, object?>> Tags(DatabaseTelemetry database, OperationName operation, string name)
    {
        var tags = new List<KeyValuePair<string, object?>>(6) { TagNames.Sqlite, database.Tag, new(TagNames.Operation, name) };
        if (operation.Collection is not null)
        {
            tags.Add(new(TagNames.Collection, operation.Collection));
        }

        if (operation.Summary is not null)
        {
            tags.Add(new(TagNames.Summary, operation.Summary));
        }

        if (operation.Text is not null && database.ShowsText)
        {
            tags.Add(new(TagNames.Text, operation.Text));
        }

        return tags;
    }
}
