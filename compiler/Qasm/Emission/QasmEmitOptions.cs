namespace Sqs.Compiler.Qasm.Emission;

/// <summary>How a program is printed as OpenQASM 3.</summary>
public sealed record QasmEmitOptions
{
    /// <summary>The defaults.</summary>
    public static QasmEmitOptions Default { get; } = new();

    /// <summary>For devices: no pragmas, and no mark on the registers that are results, since devices report every register.</summary>
    public static QasmEmitOptions ForDevices { get; } = new() { StatePhysicalQubits = false, MarkOutputs = false };

    /// <summary>Prints <c>include "stdgates.inc";</c> where the program uses its gates; some devices want text without includes.</summary>
    public bool IncludeStandardGates { get; init; } = true;

    /// <summary>Compares registers of up to 32 bits with integers, as most tools read it; otherwise with bit strings.</summary>
    public bool IntegerComparisons { get; init; } = true;

    /// <summary>
    /// Says by a pragma how many physical qubits the program is for, where it names fewer, so that the text reads back as it was; the
    /// loaders of devices want no pragma.
    /// </summary>
    public bool StatePhysicalQubits { get; init; } = true;

    /// <summary>Marks the registers and variables that are results where others are not, so that the text reads back as it was.</summary>
    public bool MarkOutputs { get; init; } = true;

    /// <summary>Lines of comment under the version line, without <c>//</c>.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];
}
