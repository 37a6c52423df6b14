namespace Sqs.Compiler.Diagnostics;

/// <summary>What planning, lowering and the passes report; SQS3001 to SQS3099 belong to <see cref="IrDiagnostics"/>.</summary>
public static class CompileDiagnostics
{
    /// <summary>A layered plan for a graph with a cycle.</summary>
    public static readonly DiagnosticDescriptor CyclicForLayers = new(
        "SQS3101",
        DiagnosticSeverity.Error,
        "a layered plan cannot run the cycle {0}, because a layer's spikes are all taken before the next layer starts; the fused plan runs delayed cycles, or remove one of these synapses");

    /// <summary>A neuron wider than the width a plan may use.</summary>
    public static readonly DiagnosticDescriptor NeuronTooWide = new(
        "SQS3102",
        DiagnosticSeverity.Error,
        "a neuron of population '{0}' needs {1} qubits; a circuit may have {2}, so give the neuron fewer qubits or the plan more");
}
