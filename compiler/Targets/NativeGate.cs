namespace Sqs.Compiler.Targets;

/// <summary>A gate a target takes.</summary>
/// <param name="Name">Name in the gate table.</param>
/// <param name="IsVirtual">Done by shifting a phase in the control electronics: no error, no time.</param>
/// <param name="MinimumAngle">The least angle in radians, where the device limits it; else null.</param>
/// <param name="MaximumAngle">The greatest angle in radians, where the device limits it; else null.</param>
public sealed record NativeGate(string Name, bool IsVirtual = false, double? MinimumAngle = null, double? MaximumAngle = null)
{
    /// <summary>How far outside the range an angle may be, radians: rounding, and what IBM's service allows.</summary>
    public const double AngleTolerance = 1e-10;

    /// <summary>Whether an angle is in the gate's range.</summary>
    /// <param name="angle">Radians.</param>
    /// <returns>Whether it is.</returns>
    public bool Accepts(double angle) =>
        (MinimumAngle is not { } least || angle >= least - AngleTolerance) && (MaximumAngle is not { } most || angle <= most + AngleTolerance);
}
