namespace LineageAot.BuildCheck;

/// <summary>What a build tells the program, in a file: <c>name=value</c> lines, a name with several values several times.</summary>
internal sealed class CheckArguments
{
    private readonly ILookup<string, string> values;

    private CheckArguments(ILookup<string, string> values)
    {
        this.values = values;
    }

    /// <summary>The built assembly.</summary>
    public string Assembly => One("assembly");

    /// <summary>The project file.</summary>
    public string Project => One("project");

    /// <summary>Where the findings are written.</summary>
    public string Results => One("results");

    /// <summary>The assemblies that it refers to.</summary>
    public IReadOnlyList<string> References => [.. values["reference"]];

    /// <summary>The migration files.</summary>
    public IReadOnlyList<string> Migrations => [.. values["migration"]];

    /// <summary>What the compiler was told to write in the place of paths.</summary>
    public string PathMap => values["pathMap"].FirstOrDefault() ?? "";

    public string NoWarn => values["noWarn"].FirstOrDefault() ?? "";

    public string WarningsAsErrors => values["warningsAsErrors"].FirstOrDefault() ?? "";

    public string WarningsNotAsErrors => values["warningsNotAsErrors"].FirstOrDefault() ?? "";

    public bool TreatWarningsAsErrors => string.Equals(values["treatWarningsAsErrors"].FirstOrDefault(), "true", StringComparison.OrdinalIgnoreCase);

    public static CheckArguments Read(string file)
        => new(File.ReadLines(file).Select(static line => line.Split('=', 2)).Where(static pair => pair.Length == 2).ToLookup(static pair => pair[0].Trim(), static pair => pair[1].Trim()));

    private string One(string name) => values[name].FirstOrDefault(static value => value.Length > 0) ?? throw new InvalidDataException($"The file of arguments doesn't say '{name}'.");
}
