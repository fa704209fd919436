namespace LineageAot.Hosting;

/// <summary>Which of a host's databases: its class, and its name where several are of one class.</summary>
/// <param name="Type">The class's name.</param>
/// <param name="Name">Its name; null for the only one.</param>
internal sealed record HostedDatabaseName(Type Type, string? Name)
{
    /// <summary>The name of its options.</summary>
    public string OptionsName => Name is null ? Type.FullName! : $"{Type.FullName}:{Name}";

    public override string ToString() => Name is null ? $"Database {Type.Name}" : $"Database {Type.Name} '{Name}'";
}
