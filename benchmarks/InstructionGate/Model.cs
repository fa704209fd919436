namespace LineageAot.InstructionGate;

/// <summary>The narrow row: five numbers and one short text.</summary>
[Table("readings")]
internal sealed partial record SensorReading([property: Key] long Id, long Sensor, long At, double Value, double Quality, string Unit);

[Database]
internal sealed partial class GateDatabase : LineageDatabase
{
    public partial Table<SensorReading> Readings { get; }
}
