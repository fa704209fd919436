using LineageAot;
using LineageAot.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds databases to a host.</summary>
public static class LineageServiceCollectionExtensions
{
    /// <summary>
    /// Adds a database as a singleton. The host opens it before any hosted service starts (a service whose constructor takes it has it opened earlier), runs its maintenance, and closes it when all services have stopped:
    /// what was accepted is committed within the host's shutdown timeout. What can't be opened or migrated stops the host.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the path, and whatever else is to differ.</param>
    /// <exception cref="InvalidOperationException">It was added before.</exception>
    public static IServiceCollection AddLineage<TDatabase>(this IServiceCollection services, Action<LineageHostOptions> configure) where TDatabase : LineageDatabase, IDatabase<TDatabase>
        => Add<TDatabase>(services, null, null, configure);

    /// <summary>As the first one, for one of several databases of a class: a keyed singleton.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The key: services ask for it with <c>[FromKeyedServices]</c>.</param>
    /// <param name="configure">Sets the path, and whatever else is to differ.</param>
    /// <exception cref="InvalidOperationException">One was added under this name before.</exception>
    public static IServiceCollection AddLineage<TDatabase>(this IServiceCollection services, string name, Action<LineageHostOptions> configure) where TDatabase : LineageDatabase, IDatabase<TDatabase>
        => Add<TDatabase>(services, name ?? throw new ArgumentNullException(nameof(name)), null, configure);

    /// <summary>As the first one, with the options of a configuration's section, whose keys are the properties of <see cref="LineageHostOptions"/>. An unknown key or a bad value stops the host with a sentence that names the key.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The section, for instance <c>builder.Configuration.GetSection("Lineage")</c>.</param>
    /// <param name="configure">Has the last word.</param>
    /// <exception cref="InvalidOperationException">It was added before.</exception>
    public static IServiceCollection AddLineage<TDatabase>(this IServiceCollection services, IConfiguration configuration, Action<LineageHostOptions>? configure = null) where TDatabase : LineageDatabase, IDatabase<TDatabase>
        => Add<TDatabase>(services, null, configuration ?? throw new ArgumentNullException(nameof(configuration)), configure);

    /// <summary>As the one with a configuration, for one of several databases of a class: a keyed singleton.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The key: services ask for it with <c>[FromKeyedServices]</c>.</param>
    /// <param name="configuration">The section.</param>
    /// <param name="configure">Has the last word.</param>
    /// <exception cref="InvalidOperationException">One was added under this name before.</exception>
    public static IServiceCollection AddLineage<TDatabase>(this IServiceCollection services, string name, IConfiguration configuration, Action<LineageHostOptions>? configure = null) where TDatabase : LineageDatabase, IDatabase<TDatabase>
        => Add<TDatabase>(services, name ?? throw new ArgumentNullException(nameof(name)), configuration ?? throw new ArgumentNullException(nameof(configuration)), configure);

    private static IServiceCollection Add<TDatabase>(IServiceCollection services, string? name, IConfiguration? configuration, Action<LineageHostOptions>? configure) where TDatabase : LineageDatabase, IDatabase<TDatabase>
    {
        ArgumentNullException.ThrowIfNull(services);
        var database = new HostedDatabaseName(typeof(TDatabase), name);
        if (services.Any(service => service.ServiceType == typeof(TDatabase) && Equals(service.ServiceKey, name)))
        {
            throw new InvalidOperationException($"{database} was added before. Give each database of one class its own name.");
        }

        AddOptions(services, database, configuration, configure);
        if (name is null)
        {
            services.AddSingleton(provider => new HostedDatabase<TDatabase>(provider, database));
            services.AddSingleton(static provider => provider.GetRequiredService<HostedDatabase<TDatabase>>().Database);
        }
        else
        {
            services.AddKeyedSingleton(name, (provider, _) => new HostedDatabase<TDatabase>(provider, database));
            services.AddKeyedSingleton(name, static (provider, key) => provider.GetRequiredKeyedService<HostedDatabase<TDatabase>>(key).Database);
        }

        // The first of all: what starts later may use it, and what stops is stopped before it.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(provider => HostedDatabases.Find<TDatabase>(provider, name)));
        return services;
    }

    private static void AddOptions(IServiceCollection services, HostedDatabaseName database, IConfiguration? configuration, Action<LineageHostOptions>? configure)
    {
        var options = services.AddOptions<LineageHostOptions>(database.OptionsName);
        if (configuration is not null)
        {
            options.Configure(bound => ConfigurationBinding.Bind(configuration, bound));
        }

        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.AddSingleton<IValidateOptions<LineageHostOptions>>(new LineageHostOptionsValidation(database));
        options.ValidateOnStart();
    }
}
