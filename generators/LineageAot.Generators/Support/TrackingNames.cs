namespace LineageAot.Generators.Support;

/// <summary>The names of the pipelines' steps, for the tests that watch what is run again after an edit.</summary>
internal static class TrackingNames
{
    public const string Tables = nameof(Tables);
    public const string Rows = nameof(Rows);
    public const string Databases = nameof(Databases);
    public const string MigrationFiles = nameof(MigrationFiles);
    public const string DatabasesWithMigrations = nameof(DatabasesWithMigrations);
    public const string Queries = nameof(Queries);
    public const string Commands = nameof(Commands);
    public const string EventTypes = nameof(EventTypes);
    public const string EventCatalogs = nameof(EventCatalogs);
    public const string EventCatalogsWithTypes = nameof(EventCatalogsWithTypes);
}
