using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sqs.Simulation.Batched.Lanes;

/// <summary>Chooses the width of kernels.</summary>
internal static class LaneDispatch
{
    /// <summary>The widest that the machine has instructions for.</summary>
    public static LaneWidth Widest { get; } =
        Avx512F.IsSupported ? LaneWidth.Vector512 : Vector256.IsHardwareAccelerated ? LaneWidth.Vector256 : LaneWidth.Vector128;

    /// <summary>Runs a kernel.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <param name="kernel">The kernel.</param>
    /// <param name="width">Its width; results do not depend on it.</param>
    public static void Run<TKernel>(ref TKernel kernel, LaneWidth width)
        where TKernel : struct, ILaneKernel, allows ref struct
    {
        switch (width)
        {
            case LaneWidth.Vector512:
                kernel.Run<FloatLanes512>();
                break;
            case LaneWidth.Vector256:
                kernel.Run<FloatLanes256>();
                break;
            case LaneWidth.Vector128:
                kernel.Run<FloatLanes128>();
                break;
            case LaneWidth.Scalar:
                kernel.Run<FloatLane>();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(width));
        }
    }
}
