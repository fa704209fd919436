using LineageAot;
using LineageAot.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds databases to a host's health checks.</summary>
public static class LineageHealthChecksBuilderExtensions
{
    /// <summary>
    /// Checks the health of a database that was added with <c>AddLineage</c>: Healthy, Degraded (it works, but needs a look) or Unhealthy, as <see cref="LineageAot.HealthReport"/> says, whose notes are the description and, with its figures, the data.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="checkName">The check's name; null: <c>lineage</c>, or <c>lineage:&lt;database's name&gt;</c>.</param>
    /// <param name="databaseName">The database's name, where it was added with one.</param>
    /// <param name="tags">Its tags; null: <c>live</c> and <c>ready</c>, since a database whose writes no longer work needs its program started anew.</param>
    /// <param name="failureStatus">What is reported instead of Unhealthy.</param>
    public static IHealthChecksBuilder AddLineage<TDatabase>(this IHealthChecksBuilder builder, string? checkName = null, string? databaseName = null, IEnumerable<string>? tags = null, Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus? failureStatus = null)
        where TDatabase : LineageDatabase, IDatabase<TDatabase>
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            checkName ?? (databaseName is null ? "lineage" : $"lineage:{databaseName}"),
            services => new LineageHealthCheck<TDatabase>(HostedDatabases.Find<TDatabase>(services, databaseName)),
            failureStatus,
            tags ?? ["live", "ready"]));
    }
}
