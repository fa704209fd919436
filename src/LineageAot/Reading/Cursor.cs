namespace LineageAot;

/// <summary>A place between two rows in a table's key order. Its text survives a restart.</summary>
public sealed class Cursor
{
}
