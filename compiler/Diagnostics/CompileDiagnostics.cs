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
        "a neuron of population '{0}' needs {1} qubits, {3} channels and {4} memory; a circuit may have {2}, so {5}");

    /// <summary>A neuron without a circuit.</summary>
    public static readonly DiagnosticDescriptor NoCircuit = new(
        "SQS3108",
        DiagnosticSeverity.Error,
        "neurons of the family '{0}' in population '{1}' are classical and have no circuit; run them with the host's sampler, or give the population a quantum family");

    /// <summary>A population whose qubits come from another layer.</summary>
    public static readonly DiagnosticDescriptor ContinuedQubits = new(
        "SQS3109",
        DiagnosticSeverity.Error,
        "population '{0}' goes on with the qubits of '{1}', and qubits do not outlive the circuit of a layer; use the fused plan");

    /// <summary>Layers whose inputs no sample gives values.</summary>
    public static readonly DiagnosticDescriptor LayersStayOpen = new(
        "SQS3124",
        DiagnosticSeverity.Warning,
        "the currents of {0} depend on spikes of earlier layers, which only a run tells: {1} inputs stay open; the fused plan leaves none open");

    /// <summary>Currents that depend on too many measured bits.</summary>
    public static readonly DiagnosticDescriptor FanInTooLarge = new(
        "SQS3105",
        DiagnosticSeverity.Error,
        "currents of population '{0}' depend on {1} measured bits a step, a table of {2} cases; the fused plan allows {3} bits here, so use the layered plan or fewer synapses");

    /// <summary>Currents that depend on bits of several registers where conditions read one.</summary>
    public static readonly DiagnosticDescriptor SeveralRegisters = new(
        "SQS3106",
        DiagnosticSeverity.Error,
        "currents of population '{0}' depend on the registers {1}; conditions of target '{2}' read one register, so use the layered plan or one source of spikes");

    /// <summary>More feed-forward than a job may have.</summary>
    public static readonly DiagnosticDescriptor FeedForwardBudget = new(
        "SQS3107",
        DiagnosticSeverity.Error,
        "the fused plan needs {0} conditionals that cost {1:0.###} of the budget of {2:0.###} of target '{3}'; use the layered plan, fewer steps or smaller populations");

    /// <summary>Qubits that cannot be packed into fewer.</summary>
    public static readonly DiagnosticDescriptor CannotPack = new(
        "SQS3103",
        DiagnosticSeverity.Error,
        "{0} qubits act together and cannot share {1}; {2}");

    /// <summary>Parts of a program that wait for each other's outcomes.</summary>
    public static readonly DiagnosticDescriptor Interleaved = new(
        "SQS3104",
        DiagnosticSeverity.Error,
        "parts of the program wait for each other's outcomes, so their {0} qubits cannot take turns on {1}; a target with {0} qubits is needed, or {2}");
}
