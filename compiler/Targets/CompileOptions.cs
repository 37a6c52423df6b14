using Sqs.Compiler.Passes;
using Sqs.Compiler.Plans;

namespace Sqs.Compiler.Targets;

/// <summary>Choices of a compilation.</summary>
public sealed record CompileOptions
{
    /// <summary>Shots a program is meant to run: for limits and estimates.</summary>
    public long Shots { get; init; } = 1024;

    /// <summary>Number of parameter sets each program is meant to run with: for estimates.</summary>
    public long ParameterSets { get; init; } = 1;

    /// <summary>How a network becomes programs.</summary>
    public NetworkPlanKind Plan { get; init; }

    /// <summary>How the neurons' own parameters stand in the programs of a network.</summary>
    public ParameterBinding Parameters { get; init; } = ParameterBinding.Literal;

    /// <summary>
    /// Whether inputs stay open also where the target takes only numbers: one compilation then serves every parameter set, bound afterwards by
    /// <see cref="BindInputsPass"/>. Always so for networks.
    /// </summary>
    public bool OpenInputs { get; init; }

    /// <summary>
    /// For networks: what input lines and biases contribute to each current of one sample, or null to leave the inputs open. Bound before the passes,
    /// which then see numbers: all inputs of a fused plan, those of the first layer of a layered one.
    /// </summary>
    public ExternalCurrent? External { get; init; }

    /// <summary>How qubits go back to |0&gt; on a target that has both a reset and branches.</summary>
    public ResetChoice Reset { get; init; }

    /// <summary>Whether to verify after each pass what it promises.</summary>
    public bool Audit { get; init; }

    /// <summary>Called after each pass, with its timing, statistics and the program as it then is; or null.</summary>
    public Action<PassRecord>? Observer { get; init; }
}
