namespace Sqs.Simulation.Batched.Lanes;

/// <summary>How many lanes a kernel works on at once.</summary>
internal enum LaneWidth
{
    /// <summary>One: the reference.</summary>
    Scalar = 1,

    /// <summary>Four.</summary>
    Vector128 = 4,

    /// <summary>Eight.</summary>
    Vector256 = 8,

    /// <summary>Sixteen.</summary>
    Vector512 = 16,
}
