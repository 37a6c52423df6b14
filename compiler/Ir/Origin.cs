using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Ir;

/// <summary>
/// Where an operation comes from: a place in a source text, or a neuron and its time step. Origins serve diagnostics and reports;
/// they are no part of a program's meaning, so equality of programs ignores them.
/// </summary>
/// <param name="Span">Place in the source text; <see cref="SourceSpan.None"/> for an operation lowered from a graph.</param>
/// <param name="Population">Name of the population, or null.</param>
/// <param name="Neuron">Index of the neuron in its population, from 0; -1 when there is none.</param>
/// <param name="Step">Time step, from 0; -1 when there is none.</param>
public sealed record Origin(SourceSpan Span, string? Population = null, int Neuron = -1, int Step = -1)
{
    /// <summary>The origin of an operation read from text.</summary>
    /// <param name="span">Place in the source text.</param>
    /// <returns>The origin.</returns>
    public static Origin Source(SourceSpan span) => new(span);

    /// <summary>The origin of an operation lowered from a graph.</summary>
    /// <param name="population">Name of the population.</param>
    /// <param name="neuron">Index of the neuron, from 0.</param>
    /// <param name="step">Time step, from 0.</param>
    /// <returns>The origin.</returns>
    public static Origin Graph(string population, int neuron, int step) => new(SourceSpan.None, population, neuron, step);

    /// <summary>The origin for people.</summary>
    /// <returns><c>hidden[3]@t4</c>, <c>hidden@t4</c> or <c>file:line:column</c>.</returns>
    public override string ToString() => Population is null ? Span.ToString() : Neuron < 0 ? $"{Population}@t{Step}" : $"{Population}[{Neuron}]@t{Step}";
}
