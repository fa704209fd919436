using LineageAot.Benchmarks.Model;
using Microsoft.Data.Sqlite;

namespace LineageAot.Benchmarks.Peers;

/// <summary>The query by an index range, written by hand for each kind of peer. The lists grow as LineageAot's does: nobody tells it how many rows there are.</summary>
internal static class MeasurementCommands
{
    public static SqliteCommand Since(SqliteConnection connection)
        => AdoNet.Prepare(connection, Measurement.SinceSql, ("@sensor", SqliteType.Integer), ("@since", SqliteType.Integer));

    public static List<MeasuredValue> List(SqliteCommand command, MeasurementRange range)
    {
        command.Parameters[0].Value = range.Sensor;
        command.Parameters[1].Value = range.Since;
        var rows = new List<MeasuredValue>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(new(reader.GetInt64(0), reader.GetInt64(1), reader.GetDouble(2), reader.GetDouble(3), reader.GetString(4)));
        return rows;
    }

    public static List<MeasuredValue> List(RawStatement statement, MeasurementRange range)
    {
        statement.Bind(1, range.Sensor);
        statement.Bind(2, range.Since);
        var rows = new List<MeasuredValue>();
        while (statement.Step())
            rows.Add(new(statement.Int64(0), statement.Int64(1), statement.Double(2), statement.Double(3), statement.Text(4)));
        statement.Reset();
        return rows;
    }
}
