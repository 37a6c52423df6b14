using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Neurons;

/// <summary>
/// The leaky integrate-and-fire neuron, a classical and deterministic control: <c>u_t = beta u_(t-1) + z_t + bias - thr s_(t-1)</c>, and a spike when
/// <c>u_t > thr</c>. At the start u = 0.
/// </summary>
public sealed record LeakyNeuron : ClassicalNeuron
{
    /// <summary>The name of the family in graph documents.</summary>
    public const string FamilyName = "lif";

    /// <inheritdoc/>
    public override string Family => FamilyName;

    /// <inheritdoc/>
    public override EquatableArray<string> ParameterNames => ["beta", "thr", "bias"];

    /// <inheritdoc/>
    public override EquatableArray<double> ParameterMeans => [0.8, 0.5, 0];
}
