namespace LineageAot.Diagnostics;

/// <summary>The attributes of metrics and activities (https://opentelemetry.io/docs/specs/semconv/registry/attributes/db/).</summary>
internal static class TagNames
{
    public const string System = "db.system.name", Namespace = "db.namespace", Operation = "db.operation.name", Collection = "db.collection.name", BatchSize = "db.operation.batch.size",
        Summary = "db.query.summary", Text = "db.query.text", StatusCode = "db.response.status_code", ErrorType = "error.type", FailedRequests = "lineageaot.batch.failed_requests";

    public static readonly KeyValuePair<string, object?> Sqlite = new(System, "sqlite");

    public static string ErrorTypeOf(Exception error) => error.GetType().FullName ?? error.GetType().Name;
}
