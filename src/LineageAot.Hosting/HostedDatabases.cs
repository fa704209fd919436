using Microsoft.Extensions.DependencyInjection;

namespace LineageAot.Hosting;

/// <summary>Finds a host's database.</summary>
internal static class HostedDatabases
{
    public static HostedDatabase<TDatabase> Find<TDatabase>(IServiceProvider services, string? name) where TDatabase : LineageDatabase, IDatabase<TDatabase>
        => name is null ? services.GetRequiredService<HostedDatabase<TDatabase>>() : services.GetRequiredKeyedService<HostedDatabase<TDatabase>>(name);
}
