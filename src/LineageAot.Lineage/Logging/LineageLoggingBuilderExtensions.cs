using LineageAot;
using LineageAot.Lineage;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Logging;

/// <summary>Adds the log that is stored in a lineage store.</summary>
public static class LineageLoggingBuilderExtensions
{
    /// <summary>
    /// Stores the program's log in the database that the host opens as <typeparamref name="TDatabase"/>; its <c>[Database]</c> is <see cref="LineageSchema"/> or includes it. Without a host that knows
    /// <see cref="IDatabaseCompanion{TDatabase}"/>, take the <see cref="LineageLoggerProvider"/> out of the services and attach it.
    /// </summary>
    /// <param name="builder">The host's logging.</param>
    /// <param name="configure">Changes what is stored.</param>
    /// <param name="name">The database's name, where it was added with one.</param>
    public static ILoggingBuilder AddLineageStore<TDatabase>(this ILoggingBuilder builder, Action<LineageLogOptions>? configure = null, string? name = null) where TDatabase : LineageDatabase
    {
        ArgumentNullException.ThrowIfNull(builder);

        // Made by the services, so that they dispose it, with the clock that they have.
        builder.Services.AddKeyedSingleton(new ProviderKey(typeof(TDatabase), name), (services, _) => Make(services, configure));
        builder.Services.AddSingleton(services => services.GetRequiredKeyedService<LineageLoggerProvider>(new ProviderKey(typeof(TDatabase), name)));
        builder.Services.AddSingleton<ILoggerProvider>(services => services.GetRequiredKeyedService<LineageLoggerProvider>(new ProviderKey(typeof(TDatabase), name)));
        builder.Services.AddKeyedSingleton<IDatabaseCompanion<TDatabase>>(name, (services, _) => services.GetRequiredKeyedService<LineageLoggerProvider>(new ProviderKey(typeof(TDatabase), name)));
        return builder;
    }

    private static LineageLoggerProvider Make(IServiceProvider services, Action<LineageLogOptions>? configure)
    {
        var options = new LineageLogOptions();
        if (services.GetService(typeof(TimeProvider)) is TimeProvider clock)
        {
            options.TimeProvider = clock;
        }

        configure?.Invoke(options);
        return new LineageLoggerProvider(options);
    }

    private sealed record ProviderKey(Type Database, string? Name);
}
