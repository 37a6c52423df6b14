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

    /// <summary>Qubits that cannot be packed into fewer.</summary>
    public static readonly DiagnosticDescriptor CannotPack = new(
        "SQS3103",
        DiagnosticSeverity.Error,
        "{0} qubits act together and cannot share {1}; a program with fewer connected qubits is needed");

    /// <summary>Parts of a program that wait for each other's outcomes.</summary>
    public static readonly DiagnosticDescriptor Interleaved = new(
        "SQS3104",
        DiagnosticSeverity.Error,
        "parts of the program wait for each other's outcomes, so their qubits cannot take turns; a target with {0} qubits is needed");
}
