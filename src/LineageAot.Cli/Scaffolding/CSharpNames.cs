using System.Text;
using LineageAot.Generators.Support;

namespace LineageAot.Cli.Scaffolding;

/// <summary>C# names for what a file calls its tables and columns.</summary>
internal static class CSharpNames
{
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate", "do", "double", "else", "enum", "event",
        "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct",
        "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    // What a record has without saying so, and what may not be declared in one.
    private static readonly string[] RecordMembers =
        ["Clone", "Deconstruct", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "OnWriting", "PrintMembers", "ReferenceEquals", "ToString"];

    // Types that the written code names itself.
    private static readonly string[] UsedTypes = ["LineageDatabase", "ReferenceAction"];

    /// <summary>Names for records: none of them is the database class or a type that the written code uses.</summary>
    /// <param name="databaseClass">The class's name.</param>
    public static UniqueNames Records(string databaseClass)
    {
        var names = new UniqueNames();
        foreach (var taken in UsedTypes.Append(databaseClass))
        {
            names.Take(taken);
        }

        return names;
    }

    /// <summary>Names for a record's properties: a property can't be called like its record.</summary>
    /// <param name="record">The record's name.</param>
    public static UniqueNames Properties(string record) => Without(RecordMembers.Append(record));

    /// <summary>Names for a database's properties.</summary>
    /// <param name="databaseClass">The class's name.</param>
    public static UniqueNames Tables(string databaseClass) => Without(DatabaseMembers.Names.Append(databaseClass));

    /// <summary><c>order_details</c> becomes <c>OrderDetails</c>, <c>2nd line</c> becomes <c>Column2ndLine</c>.</summary>
    /// <param name="name">The name in the file.</param>
    /// <param name="kind">What stands in front where it begins with no letter: Table, Column.</param>
    public static string Pascal(string name, string kind)
    {
        var result = new StringBuilder();
        var isStart = true;
        var isShouted = !name.Any(char.IsLower);
        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character))
            {
                isStart = true;
                continue;
            }

            result.Append(isStart ? char.ToUpperInvariant(character) : isShouted ? char.ToLowerInvariant(character) : character);
            isStart = false;
        }

        if (result.Length == 0 || !char.IsLetter(result[0]))
        {
            result.Insert(0, kind);
        }

        // C# takes such a name for an attribute's, or the generator uses it.
        var made = result.ToString();
        return made.EndsWith("Attribute", StringComparison.Ordinal) || made.EndsWith("TableExtensions", StringComparison.Ordinal) ? made + kind : made;
    }

    /// <summary>It can be declared as it stands.</summary>
    public static bool IsIdentifier(string name) => name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(static character => char.IsLetterOrDigit(character) || character == '_') && !Keywords.Contains(name);

    private static UniqueNames Without(IEnumerable<string> taken)
    {
        var names = new UniqueNames();
        foreach (var name in taken.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            names.Take(name);
        }

        return names;
    }
}
