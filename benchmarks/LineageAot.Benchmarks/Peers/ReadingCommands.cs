using LineageAot.Benchmarks.Model;
using Microsoft.Data.Sqlite;

namespace LineageAot.Benchmarks.Peers;

/// <summary>Statements over readings, written by hand for each kind of peer.</summary>
internal static class ReadingCommands
{
    public static SqliteCommand Insert(SqliteConnection connection) => AdoNet.Prepare(connection, SensorReading.InsertSql,
        ("@Id", SqliteType.Integer), ("@Sensor", SqliteType.Integer), ("@At", SqliteType.Integer), ("@Value", SqliteType.Real), ("@Quality", SqliteType.Real), ("@Unit", SqliteType.Text));

    public static SqliteCommand Find(SqliteConnection connection) => AdoNet.Prepare(connection, SensorReading.FindSql, ("@id", SqliteType.Integer));

    public static void Bind(SqliteCommand command, SensorReading row)
    {
        var parameters = command.Parameters;
        parameters[0].Value = row.Id;
        parameters[1].Value = row.Sensor;
        parameters[2].Value = row.At;
        parameters[3].Value = row.Value;
        parameters[4].Value = row.Quality;
        parameters[5].Value = row.Unit;
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
