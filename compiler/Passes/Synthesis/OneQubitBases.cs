using Sqs.Compiler.Targets;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>Finds the basis of a target.</summary>
internal static class OneQubitBases
{
    /// <summary>The basis of a target, or null when its gates allow none.</summary>
    public static OneQubitBasis? Of(Target target) =>
        target.Has("gpi") && target.Has("gpi2") ? OneQubitBasis.Gpi
        : target.Has("rz") && target.Has("sx") && target.Has("x") ? (target.Has("rx") ? (target.Has("ry") ? OneQubitBasis.Euler : OneQubitBasis.Rx) : OneQubitBasis.Sx)
        : target.Has("rz") && target.Has("ry") && target.Has("rx") ? OneQubitBasis.Euler
        : null;
}
