using System.Security.Cryptography;
using System.Text;
using LineageAot.Schema;

namespace LineageAot.Migrations;

/// <summary>
/// A checksum over the statements of the program's tables as the file has them, and as the records ask for them. Both were compared when it was noted: as long as it's the same, so is what came
/// of that, and taking 200 tables apart costs forty milliseconds.
/// </summary>
internal static class SchemaHash
{
    public static string Of(SchemaCatalog catalog, DatabaseSchema schema)
    {
        var tables = new HashSet<string>(SqlNameComparer.Instance);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in schema.AllTables())
        {
            tables.Add(table.Name);
            tables.UnionWith(FullTextNames.Made(table.Name));
            foreach (var statement in table.Ddl)
            {
                Add(hash, statement);
            }
        }

        foreach (var entry in catalog.Entries)
        {
            if (tables.Contains(entry.TableName))
            {
                // A view in a table's place, or an index behind a constraint, differs in more than its statement.
                Add(hash, entry.Type);
                Add(hash, entry.Name);
                Add(hash, entry.Sql ?? "");
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A length in front of each text: no two lists of texts run together to the same bytes.
    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
