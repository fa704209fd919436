using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Analysis;

/// <summary>Every rule of the generator, each with its page in docs/rules.</summary>
internal static partial class Rules
{
    private const string Model = "LineageAot.Model";
    private const string Database = "LineageAot.Database";
    private const string Statements = "LineageAot.Statements";

    public static readonly DiagnosticDescriptor NotPartial = new("LIN1001", "The type must be partial",
        "'{0}' must be partial, so that [{1}] can write its other part",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1001.md");

    public static readonly DiagnosticDescriptor NotRecord = new("LIN1002", "The type must be a record",
        "[{1}] needs a record: declare '{0}' as a partial {2}",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1002.md");

    public static readonly DiagnosticDescriptor NoKey = new("LIN1003", "A table needs a key",
        "'{0}' has no [Key]: mark the property, or the properties, that identify a row",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1003.md");

    public static readonly DiagnosticDescriptor UnsupportedType = new("LIN1004", "The type can't be stored",
        "'{0}.{1}' is of type '{2}', which can't be stored: use a supported type, [JsonColumn(typeof(YourContext))], or [Ignore]",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1004.md");

    public static readonly DiagnosticDescriptor DuplicateColumn = new("LIN1005", "Two properties have one column name",
        "'{0}.{1}' would be the second column named '{2}' (SQLite doesn't distinguish case): give it [Column(Name = \"…\")]",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1005.md");

    public static readonly DiagnosticDescriptor UnknownProperty = new("LIN1006", "The attribute names an unknown property",
        "'{0}' has no column property '{1}', which its [{2}] names: write the C# property's name, best with nameof",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1006.md");

    public static readonly DiagnosticDescriptor Generic = new("LIN1007", "The type must not be generic",
        "[{1}] can't be used here, since '{0}' is generic: what is generated for it would not be known at compile time",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1007.md");

    public static readonly DiagnosticDescriptor NotVisible = new("LIN1008", "The type must be visible in its assembly",
        "'{0}' with [{1}] must be public or internal, and so must the types around it: generated code outside of it names it",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1008.md");

    public static readonly DiagnosticDescriptor Abstract = new("LIN1009", "The record must not be abstract",
        "'{0}' is abstract, so no row can be made of it: put [{1}] on the records that derive from it",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1009.md");

    public static readonly DiagnosticDescriptor BadName = new("LIN1010", "The name can't be used in SQL",
        "The name of {0} is empty or holds U+0000, which ends SQL text: give it another name",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1010.md");

    public static readonly DiagnosticDescriptor TooManyColumns = new("LIN1011", "The table has too many columns",
        "'{0}' has {1} columns; SQLite's limit is 2,000 (https://sqlite.org/limits.html): split the record or keep a part of it as JSON",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1011.md");

    public static readonly DiagnosticDescriptor NullableKey = new("LIN1012", "A key can't be nullable",
        "'{0}.{1}' is part of the key and nullable, but rows without a key can't be told apart: make its type not nullable",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1012.md");

    public static readonly DiagnosticDescriptor GeneratedKeyType = new("LIN1013", "The key can't be generated",
        "'{0}.{1}' can't be generated: a generated key is a long, ulong, int, uint, short, ushort, a Guid, or a record struct around one of them",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1013.md");

    public static readonly DiagnosticDescriptor GeneratedKeyShape = new("LIN1014", "A generated integer key stands alone",
        "'{0}.{1}' is a generated integer, which SQLite gives only to a single key column of a table with rowids: remove the other key columns and WithoutRowId, or Generated",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1014.md");

    public static readonly DiagnosticDescriptor NeverReuse = new("LIN1015", "NeverReuse needs a generated integer key",
        "'{0}.{1}' has NeverReuse, which only a generated integer key can have: add Generated = true, or remove NeverReuse",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1015.md");

    public static readonly DiagnosticDescriptor KeyOrder = new("LIN1016", "The order of the key's columns is ambiguous",
        "'{0}.{1}' has the same Order {2} as another key column: give each of a composite key's columns an Order of its own",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1016.md");

    public static readonly DiagnosticDescriptor CannotConstruct = new("LIN1017", "The record can't be made from its columns",
        "'{0}' can't be made from a row: {1}",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1017.md");

    public static readonly DiagnosticDescriptor NotSettable = new("LIN1018", "The column's property can't be set",
        "'{0}.{1}' can't be set when a row is {2}: give it an init accessor",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1018.md");

    public static readonly DiagnosticDescriptor StorageMismatch = new("LIN1019", "The storage doesn't fit the type",
        "'{0}.{1}' can't have [Storage(StorageKind.{2})]: {3}",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1019.md");

    public static readonly DiagnosticDescriptor JsonTypeMissing = new("LIN1020", "The JSON context lacks the type",
        "'{0}' has no [JsonSerializable(typeof({1}))], so it can't read or write '{2}.{3}': add the attribute to the context",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1020.md");

    public static readonly DiagnosticDescriptor NotJsonContext = new("LIN1021", "The type isn't a JSON context",
        "'{0}', named by [{1}] on '{2}', doesn't derive from JsonSerializerContext",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1021.md");

    public static readonly DiagnosticDescriptor DecimalOrdered = new("LIN1022", "A decimal in TEXT can't be ordered",
        "'{0}.{1}' is a decimal stored as TEXT, whose order isn't that of numbers: give it [Storage(StorageKind.Scaled, places)], or leave it out of {2}",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1022.md");

    public static readonly DiagnosticDescriptor ComputedConflict = new("LIN1023", "A computed column can't be written",
        "'{0}.{1}' is [Computed], so SQLite alone gives its value: remove [{2}]",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1023.md");

    public static readonly DiagnosticDescriptor RoleType = new("LIN1024", "The library can't keep a column of this type",
        "'{0}.{1}' has [{2}] and must be {3}",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1024.md");

    public static readonly DiagnosticDescriptor SeveralRoles = new("LIN1025", "The library keeps one column of a kind",
        "'{0}.{1}' would be a second column with [{2}], or has another such attribute: keep one",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1025.md");

    public static readonly DiagnosticDescriptor CollationMismatch = new("LIN1026", "The collation doesn't fit",
        "'{0}.{1}' can't have the collation '{2}': it must be BINARY, NOCASE or RTRIM, on a column that is stored as TEXT",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1026.md");

    public static readonly DiagnosticDescriptor LengthMismatch = new("LIN1027", "The length rule doesn't fit",
        "'{0}.{1}' can't have [{2}({3})]: {4}",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1027.md");

    public static readonly DiagnosticDescriptor ReferenceNotTable = new("LIN1028", "The reference must point at a table",
        "'{0}' points at '{1}', which has no [Table] with a [Key]",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1028.md");

    public static readonly DiagnosticDescriptor ReferenceMismatch = new("LIN1029", "The reference doesn't match the key",
        "'{0}' points at '{1}' with columns ({2}), but what it points at is ({3}): the same number of columns with the same storage is needed",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1029.md");

    public static readonly DiagnosticDescriptor ReferenceNotUnique = new("LIN1030", "The reference must point at a key",
        "'{0}' points at '{1}' ({2}), which is neither its key nor unique as a whole: SQLite would refuse every write",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1030.md");

    public static readonly DiagnosticDescriptor SetNullImmutable = new("LIN1031", "An immutable table can't be set to NULL",
        "'{0}' is [Immutable], so its trigger would refuse the SET NULL of its reference to '{1}': use Cascade, Restrict or NoAction",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1031.md");

    public static readonly DiagnosticDescriptor SetNullRequired = new("LIN1032", "SET NULL needs a nullable column",
        "'{0}.{1}' isn't nullable, so the SET NULL of its reference to '{2}' would always fail: make it nullable or use another action",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1032.md");

    public static readonly DiagnosticDescriptor CascadeBlocked = new("LIN1033", "A cascade can't delete blocked rows",
        "'{0}' has BlockDelete, so its trigger would refuse the cascade from '{1}': use Restrict or NoAction, or remove BlockDelete",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1033.md");

    public static readonly DiagnosticDescriptor NotComparable = new("LIN1034", "The column can't be indexed",
        "'{0}.{1}' can't be part of {2}: JSON, lists and vectors have no order; index a [Computed] column over it",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1034.md");

    public static readonly DiagnosticDescriptor AttributePlacement = new("LIN1035", "The attribute's properties don't fit its place",
        "[{0}] on {1} {2}",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1035.md");

    public static readonly DiagnosticDescriptor EnumStorage = new("LIN1036", "The enum can't be stored this way",
        "'{0}.{1}' of enum '{2}' can't be stored as it is: {3}",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1036.md");

    public static readonly DiagnosticDescriptor NeverUpdated = new("LIN1037", "An immutable row never changes",
        "'{0}.{1}' has [{2}], but rows of an [Immutable] table are never updated: remove one of the two",
        Model, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1037.md");

    public static readonly DiagnosticDescriptor IgnoredColumn = new("LIN1038", "An ignored property can't be a column too",
        "'{0}.{1}' has [Ignore] and also [{2}]: remove one of the two",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1038.md");

    public static readonly DiagnosticDescriptor SqlFragment = new("LIN1039", "The SQL of an attribute can't stand inside a statement",
        "The SQL of [{0}] on {1} can't be used: {2}",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1039.md");

    public static readonly DiagnosticDescriptor InNoDatabase = new("LIN1040", "The table is in no database",
        "'{0}' is a [Table] in no [Database] of this project: add a property 'public partial Table<{0}> …' to one",
        Model, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1040.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor ForeignKeyWithoutIndex = new("LIN1041", "The foreign key has no index",
        "'{0}' points at '{1}' by ({2}), but no index starts with that: each delete of a row there reads all rows here; add [Index({3})]",
        Model, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1041.md");

    public static readonly DiagnosticDescriptor FormerName = new("LIN1042", "The former name can't be followed",
        "The former name '{1}' of {0} can't be followed: {2}",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1042.md");

    public static readonly DiagnosticDescriptor FullTextColumn = new("LIN1043", "The column can't be in a full-text index",
        "'{0}.{1}' can't be in a full-text index: {2}",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1043.md");

    public static readonly DiagnosticDescriptor Tokenizer = new("LIN1044", "The tokenizer can't be used",
        "The tokenizer '{1}' of '{0}' can't be used: {2}",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1044.md");

    public static readonly DiagnosticDescriptor PrefixLength = new("LIN1045", "The prefix length can't be used",
        "'{0}' can't have a prefix index of length {1}: {2}",
        Model, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1045.md");

    public static readonly DiagnosticDescriptor FullTextName = new("LIN1046", "A name of the full-text index is taken",
        "'{0}' needs the name '{1}' for the full-text index of table '{2}', but '{3}' has it: rename one of the tables",
        Database, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1046.md");

    public static readonly DiagnosticDescriptor NotDatabase = new("LIN1050", "A database derives from LineageDatabase",
        "'{0}' has [Database] and must derive from LineageDatabase directly",
        Database, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1050.md");

    public static readonly DiagnosticDescriptor TableProperty = new("LIN1051", "A table property must be partial and get-only",
        "'{0}.{1}' must be declared as 'partial Table<{2}> {1} {{ get; }}'",
        Database, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1051.md");

    public static readonly DiagnosticDescriptor PropertyNotTable = new("LIN1052", "The property's record is no table",
        "'{0}.{1}' is a Table of '{2}', which has no [Table]",
        Database, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1052.md");

    public static readonly DiagnosticDescriptor DuplicateTable = new("LIN1053", "The database has a table twice",
        "'{0}' has the table name '{1}' twice (SQLite doesn't distinguish case): by '{2}' and '{3}'",
        Database, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1053.md");

    public static readonly DiagnosticDescriptor NotIncluded = new("LIN1054", "Only a database can be included",
        "'{0}' includes '{1}', which is no other class with [Database]",
        Database, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1054.md");

    public static readonly DiagnosticDescriptor DuplicateIndexName = new("LIN1055", "Two indexes have one name",
        "'{0}' has the index name '{1}' in the tables '{2}' and '{3}': index names are unique in a file; rename a table or a column",
        Database, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1055.md");

    public static readonly DiagnosticDescriptor StatementPlace = new("LIN1056", "The statement stands in the wrong place",
        "'{0}' with [{1}] must be a partial instance method of a [Database] class, or a static partial method of a static partial class",
        Database, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1056.md");

    public static readonly DiagnosticDescriptor MissingParent = new("LIN1057", "The database lacks a table that is pointed at",
        "'{0}' has the table of '{1}', which points at '{2}', but not that table: every write would fail; add it, or include the database that has it",
        Database, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1057.md");

    public static readonly DiagnosticDescriptor UnknownParameter = new("LIN1101", "The SQL names an unknown parameter",
        "'@{0}' has no parameter of that name in '{1}'",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1101.md");

    public static readonly DiagnosticDescriptor UnusedParameter = new("LIN1102", "The SQL doesn't use a parameter",
        "The parameter '{0}' of '{1}' isn't used: write @{0} in the SQL, or remove it",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1102.md");

    public static readonly DiagnosticDescriptor ParameterType = new("LIN1103", "The parameter's type can't be bound",
        "The parameter '{0}' of '{1}' is of type '{2}', which can't be bound: {3}",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1103.md");

    public static readonly DiagnosticDescriptor ReturnType = new("LIN1104", "The return type isn't supported",
        "'{0}' can't return '{1}': {2}",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1104.md");

    public static readonly DiagnosticDescriptor Star = new("LIN1105", "The star can't be expanded",
        "The star in '{0}' can't be expanded: {1}",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1105.md");

    public static readonly DiagnosticDescriptor ListPlace = new("LIN1106", "A list stands in 'in (@list)'",
        "The list '@{0}' must stand alone in 'in (@{0})'",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1106.md");

    public static readonly DiagnosticDescriptor SourceParameter = new("LIN1107", "The first parameter says where to run",
        "The first parameter of '{0}' must be {1}",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1107.md");

    public static readonly DiagnosticDescriptor BadSql = new("LIN1108", "The SQL text can't be used",
        "The SQL of '{0}' can't be used: {1}",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1108.md");

    public static readonly DiagnosticDescriptor GenericMethod = new("LIN1109", "A statement's method can't be generic",
        "'{0}' is generic or has a parameter by reference: its SQL and its types would not be known at compile time",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1109.md");

    public static readonly DiagnosticDescriptor NestedRow = new("LIN1110", "The record inside the row can't be read",
        "'{0}.{1}' can't be read: {2}",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1110.md");

    public static readonly DiagnosticDescriptor PageParameters = new("LIN1111", "A page takes its size and a cursor",
        "'{0}' {1}",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1111.md");

    public static readonly DiagnosticDescriptor PageOrder = new("LIN1112", "Pages need an order",
        "'{0}' returns pages, and its SQL has no order in which they follow each other: end it with 'order by', with a key as the last column",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1112.md");

    public static readonly DiagnosticDescriptor NotPageable = new("LIN1113", "The query can't be cut into pages",
        "'{0}' can't be cut into pages: {1}",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1113.md");

    public static readonly DiagnosticDescriptor PageTerm = new("LIN1114", "A page's order is of columns that are never NULL",
        "'{1}' can't order the pages of '{0}': {2}",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1114.md");

    public static readonly DiagnosticDescriptor PageTie = new("LIN1115", "Rows of equal order would get lost between two pages",
        "The order of '{0}' doesn't tell all rows of '{1}' apart, so that a page may end between two equal ones and the next would leave one out: add {2} to the order",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1115.md");

    public static readonly DiagnosticDescriptor AttributeOnParameter = new("LIN1116", "The attribute must be on the property",
        "[{2}] on the parameter '{1}' says nothing about the property of '{0}': write [property: {2}(…)]",
        Statements, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1116.md");
}
