using System.Text.Json.Serialization;

namespace LineageAot.FaultTests.Hostile.Values;

public enum Color { Red, DarkGreen, LightBlue }

/// <summary>Numbers at the edges of an enum's own type.</summary>
public enum Edge : long { Lowest = long.MinValue, None = 0, Highest = long.MaxValue }

[Flags]
public enum Rights : byte { None = 0, Read = 1, Write = 2, All = 0x83 }

public readonly record struct Label(string Text);

public readonly record struct Tint(Color Color);

public readonly record struct ItemId(Guid Value);

public sealed record Settings(string Name, int[] Numbers, Dictionary<string, string?>? Entries);

public readonly record struct Point(double X, double Y);

[JsonSerializable(typeof(Settings))]
[JsonSerializable(typeof(Point))]
public sealed partial class ValueContext : JsonSerializerContext;
