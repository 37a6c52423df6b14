using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Simulation.Results;

/// <summary>The values of the reported classical variables at the end of every shot. Shots with equal values share them.</summary>
public sealed class OutputValues
{
    private readonly ClassicalValue[][][] _distinct;
    private readonly int[] _shots;

    internal OutputValues(EquatableArray<ClassicalVariable> variables, ClassicalValue[][][] distinct, int[] shots)
    {
        Variables = variables;
        _distinct = distinct;
        _shots = shots;
    }

    /// <summary>The reported variables in declaration order.</summary>
    public EquatableArray<ClassicalVariable> Variables { get; }

    /// <summary>Number of shots.</summary>
    public int Shots => _shots.Length;

    /// <summary>The value of a variable after one shot.</summary>
    /// <param name="shot">Index of the shot.</param>
    /// <param name="variable">Index into <see cref="Variables"/>.</param>
    /// <returns>The elements, row-major; one for a scalar.</returns>
    public ReadOnlySpan<ClassicalValue> this[int shot, int variable] => _distinct[_shots[shot]][variable];
}
