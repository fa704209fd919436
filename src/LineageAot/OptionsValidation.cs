namespace LineageAot;

/// <summary>Checks options before they are used, for a program that reads them from somewhere and wants to say early what is wrong.</summary>
public static class OptionsValidation
{
    /// <summary>The check that opening makes.</summary>
    /// <exception cref="ConfigurationException">A value is out of its range; it is named.</exception>
    public static void Validate(this DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        DatabaseOptionsCheck.Check(options);
    }

    /// <summary>The check that starting maintenance makes.</summary>
    /// <exception cref="ConfigurationException">A value is out of its range; it is named.</exception>
    public static void Validate(this MaintenanceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        MaintenanceOptionsCheck.Check(options);
    }
}
