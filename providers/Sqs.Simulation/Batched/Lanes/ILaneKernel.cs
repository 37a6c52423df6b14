namespace Sqs.Simulation.Batched.Lanes;

/// <summary>A kernel that runs at any width. A struct, so that the compiler specialises it.</summary>
internal interface ILaneKernel
{
    /// <summary>Runs.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    void Run<TLanes>()
        where TLanes : unmanaged, IFloatLanes<TLanes>;
}
