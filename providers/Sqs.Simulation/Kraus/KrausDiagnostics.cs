using Sqs.Compiler.Diagnostics;

namespace Sqs.Simulation.Kraus;

/// <summary>What an ansatz can contain that has no derivative or is no unitary.</summary>
public static class KrausDiagnostics
{
    /// <summary>An operation that is no gate.</summary>
    public static readonly DiagnosticDescriptor NotUnitary = new("SQS4101", DiagnosticSeverity.Error, "an ansatz holds a {0}; only gates and barriers may stand in it");

    /// <summary>An angle that is no differentiable function of the parameters.</summary>
    public static readonly DiagnosticDescriptor NotDifferentiable = new("SQS4102", DiagnosticSeverity.Error, "an angle of {0} uses {1}; angles of an ansatz are made of parameters, constants, + - * / ** and smooth functions");

    /// <summary>A power of a gate.</summary>
    public static readonly DiagnosticDescriptor Power = new("SQS4103", DiagnosticSeverity.Error, "{0} stands under pow; write the gate with a scaled angle instead");
}
