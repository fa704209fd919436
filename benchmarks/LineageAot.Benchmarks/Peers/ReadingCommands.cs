using LineageAot.Benchmarks.Model;
using Microsoft.Data.Sqlite;

namespace LineageAot.Benchmarks.Peers;

/// <summary>Statements over readings, written by hand for each kind of peer.</summary>
internal static class ReadingCommands
{
    public static SqliteCommand Insert(SqliteConnection connection) => AdoNet.Prepare(connection, SensorReading.InsertSql,
        ("@Id", SqliteType.Integer), ("@Sensor", SqliteType.Integer), ("@At", SqliteType.Integer), ("@Value", SqliteType.Real), ("@Quality", SqliteType.Real), ("@Unit", SqliteType.Text));

    /// <summary>Rows in a statement with many of them. Parameters are looked up by their names for each run, so that more rows cost the peer more than they save it: 10 were its best of 5, 10, 20, 50 and 100.</summary>
    public const int RowsAStatement = 10;

    /// <summary>A command that inserts <see cref="RowsAStatement"/> rows.</summary>
    public static SqliteCommand InsertMany(SqliteConnection connection)
    {
        var values = Enumerable.Range(0, RowsAStatement).Select(i => $"(@Id{i}, @Sensor{i}, @At{i}, @Value{i}, @Quality{i}, @Unit{i})");
        return AdoNet.Prepare(connection, SensorReading.InsertSql[..SensorReading.InsertSql.IndexOf("values", StringComparison.Ordinal)] + "values " + string.Join(", ", values),
            [.. Enumerable.Range(0, RowsAStatement).SelectMany(i => new[]
            {
                ($"@Id{i}", SqliteType.Integer), ($"@Sensor{i}", SqliteType.Integer), ($"@At{i}", SqliteType.Integer),
                ($"@Value{i}", SqliteType.Real), ($"@Quality{i}", SqliteType.Real), ($"@Unit{i}", SqliteType.Text),
            })]);
    }

    public static SqliteCommand Find(SqliteConnection connection) => AdoNet.Prepare(connection, SensorReading.FindSql, ("@id", SqliteType.Integer));

    /// <summary>Gives a command the values of a row, the first or one of many.</summary>
    public static void Bind(SqliteCommand command, SensorReading row, int place = 0)
    {
        var parameters = command.Parameters;
        var first = place * 6;
        parameters[first].Value = row.Id;
        parameters[first + 1].Value = row.Sensor;
        parameters[first + 2].Value = row.At;
        parameters[first + 3].Value = row.Value;
        parameters[first + 4].Value = row.Quality;
        parameters[first + 5].Value = row.Unit;
    }

    public static void Bind(RawStatement statement, SensorReading row)
    {
        statement.Bind(1, row.Id);
        statement.Bind(2, row.Sensor);
        statement.Bind(3, row.At);
        statement.Bind(4, row.Value);
        statement.Bind(5, row.Quality);
        statement.Bind(6, row.Unit);
    }

    public static SensorReading Read(SqliteDataReader reader) =>
        new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetDouble(3), reader.GetDouble(4), reader.GetString(5));

    public static SensorReading Read(RawStatement statement) =>
        new(statement.Int64(0), statement.Int64(1), statement.Int64(2), statement.Double(3), statement.Double(4), statement.Text(5));
}
