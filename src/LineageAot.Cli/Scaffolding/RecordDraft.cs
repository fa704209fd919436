using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using LineageAot.Schema;

namespace LineageAot.Cli.Scaffolding;

/// <summary>A record in the making: what its attributes say, and what the generator will make of them.</summary>
internal sealed class RecordDraft(FoundTable table, string name)
{
    public FoundTable Table => table;

    /// <summary>The C# record's name.</summary>
    public string Name => name;

    /// <summary>One for each column, in the file's order.</summary>
    public List<PropertyDraft> Properties { get; } = [];

    /// <summary>The record's own attributes besides [Table], without brackets.</summary>
    public List<string> Attributes { get; } = [];

    /// <summary>What a record can't say of the table, in sentences.</summary>
    public List<string> Notes { get; } = [];

    public List<IndexModel> Indexes { get; } = [];

    /// <summary>The attribute that says each of them.</summary>
    public Dictionary<IndexModel, string> IndexAttributes { get; } = [];

    public List<ForeignKeyModel> ForeignKeys { get; } = [];

    /// <summary>CHECKs of the whole record.</summary>
    public List<string> Checks { get; } = [];

    public FullTextModel? FullText { get; set; }

    public bool IsImmutable { get; set; }

    public bool BlocksDelete { get; set; }

    /// <summary>Positions in the properties, in the key's order.</summary>
    public int[] Key => [.. table.Key.Select(column => table.IndexOf(column.Name))];

    /// <summary>A property's name in an attribute.</summary>
    public string NameOf(int place) => $"nameof({Properties[place].Name})";

    /// <summary>The columns are the key, or something unique without a condition.</summary>
    public bool IsUnique(IReadOnlyCollection<int> places)
        => Key.ToHashSet().SetEquals(places) || Indexes.Exists(index => index is { IsUnique: true, Where: null } && index.Columns.ToHashSet().SetEquals(places));

    /// <summary>What the generator will read out of the record.</summary>
    public TableModel ToModel() => new()
    {
        Type = new TypeModel { Namespace = "", Containers = [], Declaration = "", Name = name, FlatName = name, FullName = name, DisplayName = name, IsPublic = true },
        Name = table.Name,
        RenamedFrom = [],
        IsStrict = table.Text.IsStrict,
        IsWithoutRowId = table.Text.IsWithoutRowId,
        IsImmutable = IsImmutable,
        BlocksDelete = BlocksDelete,
        Columns = Properties.Select(static property => property.ToModel()).ToEquatableArray(),
        Key = Key.ToEquatableArray(),
        Construction = new ConstructionModel([], [], []),
        Indexes = Indexes.ToEquatableArray(),
        ForeignKeys = ForeignKeys.ToEquatableArray(),
        Checks = CheckModels().ToEquatableArray(),
        FullText = FullText,
        ValidatesItself = false,
    };

    /// <summary>The facts that comparisons and plans need.</summary>
    public TableSchema ToSchema() => new() { Name = table.Name, RecordName = name, Columns = [], Key = [], Ddl = [.. Generators.Emission.DdlEmitter.Statements(ToModel())] };

    private IEnumerable<CheckModel> CheckModels()
    {
        var names = new UniqueNames();
        foreach (var column in Properties.Select(static property => property.ToModel()))
        {
            foreach (var condition in Generators.Parsing.StorageChecks.Of(column).Concat(column.Checks))
            {
                yield return new CheckModel(names.Take($"ck_{table.Name}_{column.Name}"), condition, []);
            }
        }

        for (var number = 1; number <= Checks.Count; number++)
        {
            yield return new CheckModel(names.Take($"ck_{table.Name}_{number}"), Checks[number - 1], []);
        }
    }
}

/// <summary>A property in the making.</summary>
internal sealed class PropertyDraft(FoundColumn column, string name, ValueModel value)
{
    public FoundColumn Column => column;

    public string Name => name;

    public ValueModel Value { get; set; } = value;

    /// <summary>Its attributes without brackets, [Column] aside.</summary>
    public List<string> Attributes { get; } = [];

    public bool IsKey => column.KeyPlace > 0;

    /// <summary>SQLite gives it.</summary>
    public bool IsGenerated { get; set; }

    public bool NeverReuse { get; set; }

    public string? Default { get; set; }

    public string? Computed { get; set; }

    public string? Collation { get; set; }

    public int? MaxLength { get; set; }

    public List<string> Checks { get; } = [];

    public ColumnModel ToModel() => new()
    {
        Name = column.Name,
        PropertyName = name,
        Value = Value,
        IsPublic = true,
        IsSettable = true,
        IsKey = IsKey,
        IsGenerated = IsGenerated,
        NeverReuse = NeverReuse,
        Default = Default,
        Computed = Computed,
        IsComputedStored = column.IsStored,
        Collation = Collation,
        MaxLength = MaxLength,
        Checks = Checks.ToEquatableArray(),
    };
}
