using Sqs.Compiler.Diagnostics;

namespace Sqs.Simulation;

/// <summary>What the engine refuses, and why.</summary>
public static class SimulationDiagnostics
{
    /// <summary>A negative number of shots.</summary>
    public static readonly DiagnosticDescriptor ShotCount = Error("SQS4001", "{0} shots were asked for; the number of shots is 0 or more");

    /// <summary>Parameter sets that do not fit the inputs.</summary>
    public static readonly DiagnosticDescriptor InputCount = Error("SQS4002", "the program has {0} inputs but {1} values are bound to each set; bind one value to every input");

    /// <summary>An input value that its type cannot hold.</summary>
    public static readonly DiagnosticDescriptor InputValue = Error("SQS4003", "input '{0}' of type {1} is bound to {2} in set {3}; it takes {4}");

    /// <summary>A state that does not fit in memory.</summary>
    public static readonly DiagnosticDescriptor StateTooLarge = Error("SQS4004", "a state of {0} qubits takes {1} bytes; {2} bytes are in use and the limit is {3}; raise the memory limit or let the program measure qubits earlier");

    /// <summary>A state wider than the engine addresses.</summary>
    public static readonly DiagnosticDescriptor StateTooWide = Error("SQS4013", "a state of {0} entangled qubits takes {1} bytes; the engine addresses states of at most {2} qubits, {3} bytes; let the program measure qubits earlier");

    /// <summary>Records that do not fit in memory.</summary>
    public static readonly DiagnosticDescriptor RecordsTooLarge = Error("SQS4005", "{0} take {1} bytes; {2} bytes are in use and the limit is {3}; raise the memory limit or ask for fewer");

    /// <summary>A loop that does not end.</summary>
    public static readonly DiagnosticDescriptor LoopLimit = Error("SQS4006", "a shot went through more than {0} loop iterations; end the loop or raise the loop limit");

    /// <summary>An angle that is not finite when the program runs.</summary>
    public static readonly DiagnosticDescriptor AngleNotFinite = Error("SQS4007", "an angle of {0} is {1}; angles are finite numbers of radians");

    /// <summary>One qubit twice in a gate, found when the program runs.</summary>
    public static readonly DiagnosticDescriptor RepeatedQubit = Error("SQS4008", "{0} acts on qubit {1} twice; its operands must be different qubits");

    /// <summary>A method that cannot run the program.</summary>
    public static readonly DiagnosticDescriptor MethodUnsuited = Error("SQS4009", "method '{0}' cannot run this program: {1}; use {2}");

    /// <summary>A power of a large defined gate.</summary>
    public static readonly DiagnosticDescriptor PowerTooWide = Error("SQS4010", "a fractional power of '{0}' needs the matrix of {1} qubits; at most {2} qubits are supported");

    /// <summary>A step of a for loop that is zero.</summary>
    public static readonly DiagnosticDescriptor ZeroStep = Error("SQS4011", "the step of a for loop is 0; it must lead from the start to the stop");

    /// <summary>Threads or limits below zero.</summary>
    public static readonly DiagnosticDescriptor NegativeOption = Error("SQS4012", "the option '{0}' is {1}; it is 0 or more");

    /// <summary>A figure of a noise model that is out of range.</summary>
    public static readonly DiagnosticDescriptor NoiseFigure = Error("SQS4014", "{0} of the noise model is {1}; it is {2}");

    /// <summary>Noise on something that is only known while a program runs.</summary>
    public static readonly DiagnosticDescriptor NoiseUnknown = Error("SQS4015", "{0} has no noise model; write it as a constant, or run without noise");

    /// <summary>A noise model file that cannot be read.</summary>
    public static readonly DiagnosticDescriptor NoiseFile = Error("SQS4016", "the noise model '{0}' cannot be read: {1}; see the engine's README for its form");

    /// <summary>Gate definitions that expand without end.</summary>
    public static readonly DiagnosticDescriptor ExpansionTooLarge = Error("SQS4017", "the definition of '{0}' and those it uses expand to more than {1} gates; define it with fewer gates or a modifier 'pow'");

    private static DiagnosticDescriptor Error(string code, string message) => new(code, DiagnosticSeverity.Error, message);
}
