namespace LineageAot.FaultTests.Support;

/// <summary>As <see cref="LinuxFactAttribute"/>, with data.</summary>
public sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute() => Skip = new LinuxFactAttribute().Skip;
}
