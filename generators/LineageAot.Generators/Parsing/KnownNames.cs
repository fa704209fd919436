namespace LineageAot.Generators.Parsing;

/// <summary>The runtime's types that annotate a model.</summary>
internal static class KnownNames
{
    public const string Table = "LineageAot.TableAttribute";
    public const string Row = "LineageAot.RowAttribute";
    public const string Database = "LineageAot.DatabaseAttribute";
    public const string Query = "LineageAot.QueryAttribute";
    public const string Command = "LineageAot.CommandAttribute";
    public const string Immutable = "LineageAot.ImmutableAttribute";
    public const string Unique = "LineageAot.UniqueAttribute";
    public const string Index = "LineageAot.IndexAttribute";
    public const string Check = "LineageAot.CheckAttribute";
    public const string References = "LineageAot.ReferencesAttribute";
    public const string Column = "LineageAot.ColumnAttribute";
    public const string Ignore = "LineageAot.IgnoreAttribute";
    public const string Key = "LineageAot.KeyAttribute";
    public const string Default = "LineageAot.DefaultAttribute";
    public const string Computed = "LineageAot.ComputedAttribute";
    public const string Collation = "LineageAot.CollationAttribute";
    public const string MaxLength = "LineageAot.MaxLengthAttribute";
    public const string Dimensions = "LineageAot.DimensionsAttribute";
    public const string JsonColumn = "LineageAot.JsonColumnAttribute";
    public const string Storage = "LineageAot.StorageAttribute";
    public const string CreatedAt = "LineageAot.CreatedAtAttribute";
    public const string UpdatedAt = "LineageAot.UpdatedAtAttribute";
    public const string RowVersion = "LineageAot.RowVersionAttribute";
    public const string RenamedFrom = "LineageAot.RenamedFromAttribute";
    public const string FullText = "LineageAot.FullTextAttribute";
    public const string EventType = "LineageAot.Lineage.EventTypeAttribute";
    public const string EventCatalog = "LineageAot.Lineage.EventCatalogAttribute";
    public const string EventCatalogOfEvent = "LineageAot.Lineage.IEventCatalog<TEvent>";
    public const string LineageDatabase = "LineageAot.LineageDatabase";
    public const string TableOfT = "LineageAot.Table<T>";
    public const string PageOfT = "LineageAot.Page<T>";
    public const string Cursor = "LineageAot.Cursor";
    public const string ReadSource = "LineageAot.ReadSource";
    public const string ReadSnapshot = "LineageAot.ReadSnapshot";
    public const string WriteScope = "LineageAot.WriteScope";
    public const string WriteOptions = "LineageAot.WriteOptions";
    public const string JsonSerializable = "System.Text.Json.Serialization.JsonSerializableAttribute";
    public const string JsonSerializerContext = "System.Text.Json.Serialization.JsonSerializerContext";
}
