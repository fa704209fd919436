using LineageAot.Schema;

namespace LineageAot.Tests.Support;

/// <summary>Schemas written by hand, where a test is about the statements and not about a record.</summary>
internal static class Model
{
    public static TableSchema Table(string name, params string[] ddl) => new() { Name = name, RecordName = $"Records.{name}", Columns = [], Key = [], Ddl = ddl };

    public static DatabaseSchema Of(params TableSchema[] tables) => new() { Name = "Tests.Database", Tables = tables };
}
