using Microsoft.Extensions.Configuration;

namespace LineageAot.Hosting;

/// <summary>Sets a database's options from a section. A key that doesn't exist and a value that can't be read are kept as sentences that name the key, and refused at start.</summary>
internal static class ConfigurationBinding
{
    public static void Bind(IConfiguration section, LineageHostOptions options)
    {
        foreach (var setting in section.GetChildren())
        {
            if (string.Equals(setting.Key, nameof(LineageHostOptions.Maintenance), StringComparison.OrdinalIgnoreCase))
            {
                BindMaintenance(setting, options);
            }
            else
            {
                Set(setting, options, DatabaseSettings.Keys, options.ConfigurationErrors);
            }
        }
    }

    private static void BindMaintenance(IConfigurationSection section, LineageHostOptions options)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            options.ConfigurationErrors.Add($"'{section.Path}' is a section of settings, not a value.");
        }

        foreach (var setting in section.GetChildren())
        {
            Set(setting, options.Maintenance, DatabaseSettings.MaintenanceKeys, options.ConfigurationErrors);
        }
    }

    private static void Set<TOptions>(IConfigurationSection setting, TOptions options, Dictionary<string, Action<TOptions, string>> keys, List<string> errors)
    {
        if (!keys.TryGetValue(setting.Key, out var set))
        {
            errors.Add($"'{setting.Path}' is no setting. Settings are {string.Join(", ", keys.Keys)}.");
        }
        else if (string.IsNullOrWhiteSpace(setting.Value))
        {
            errors.Add($"'{setting.Path}' has no value. Leave it out for the default.");
        }
        else
        {
            try
            {
                set(options, setting.Value);
            }
            catch (FormatException e)
            {
                // Not the value: what was put into the wrong place may be a secret.
                errors.Add($"'{setting.Path}' can't be read. It must be {e.Message}.");
            }
        }
    }
}
