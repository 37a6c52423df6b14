using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Neurons;

/// <summary>
/// The probabilistic neuron of generalized linear models (Jang, Simeone, Gardner and Gruening, arXiv 1910.01059), a classical control:
/// <c>r_t = decay r_(t-1) + s_t</c> is the trace of its own spikes, <c>u_t = z_t + bias + feedback r_(t-1)</c>, and it spikes with probability
/// <c>1 / (1 + exp(-u_t))</c>. At the start r = 0.
/// </summary>
public sealed record LogisticNeuron : ClassicalNeuron
{
    /// <summary>The name of the family in graph documents.</summary>
    public const string FamilyName = "glm";

    /// <inheritdoc/>
    public override string Family => FamilyName;

    /// <inheritdoc/>
    public override EquatableArray<string> ParameterNames => ["feedback", "decay", "bias"];

    /// <inheritdoc/>
    public override EquatableArray<double> ParameterMeans => [0, 0.5, 0];
}
