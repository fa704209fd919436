using LineageAot.Tests.Support;

namespace LineageAot.FaultTests.Disk;

/// <summary>As <see cref="MountFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountTheoryAttribute : TheoryAttribute
{
    public MountTheoryAttribute() => Skip = new MountFactAttribute().Skip;
}
