using System.Collections.Immutable;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>An array variable, or a part of one: what a slice or an array parameter shows.</summary>
/// <param name="Variable">Index into the variables of the program.</param>
/// <param name="Whole">The type of the whole array.</param>
/// <param name="Dimensions">One entry a dimension of the whole array.</param>
internal sealed record ArrayView(int Variable, ClassicalType Whole, ImmutableArray<ArrayDimension> Dimensions)
{
    /// <summary>The sizes of the dimensions shown, outermost first.</summary>
    public ImmutableArray<int> Shape => [.. Dimensions.Where(d => d.Fixed is null).Select(d => d.Count)];

    /// <summary>The type of what is shown.</summary>
    public ClassicalType Type => Whole.Element with { Dimensions = new EquatableArray<int>(Shape) };

    /// <summary>Whether all of the array is shown, in its order.</summary>
    public bool IsWhole => Dimensions.Select((d, i) => (d, i)).All(x => x.d.Fixed is null && x.d.Start == 0 && x.d.Step == 1 && x.d.Count == Whole.Dimensions[x.i]);

    public static ArrayView Of(int variable, ClassicalType type) =>
        new(variable, type, [.. type.Dimensions.Select(size => new ArrayDimension(null, 0, 1, size))]);

    /// <summary>Fixes the outermost dimension shown to one index.</summary>
    public ArrayView Fix(Expression index) => FixShown(0, index);

    /// <summary>Fixes the n-th dimension shown to one index.</summary>
    public ArrayView FixShown(int shown, Expression index)
    {
        int dimension = Shown(shown);
        ArrayDimension old = Dimensions[dimension];
        return this with { Dimensions = Dimensions.SetItem(dimension, old with { Fixed = Place(index, old) }) };
    }

    /// <summary>Shows evenly spaced indices of the n-th dimension shown.</summary>
    public ArrayView Slice(int shown, int start, int step, int count)
    {
        int dimension = Shown(shown);
        ArrayDimension old = Dimensions[dimension];
        return this with
        {
            Dimensions = Dimensions.SetItem(dimension, new ArrayDimension(null, old.Start + (start * old.Step), old.Step * step, count)),
        };
    }

    /// <summary>The indices into the whole array, once every dimension is fixed.</summary>
    public EquatableArray<Expression> Indices() => [.. Dimensions.Select(d => d.Fixed!)];

    /// <summary>The element, once every dimension is fixed.</summary>
    public Expression Read() => new IndexExpression(new VariableExpression(Variable, Whole), Indices(), Whole.Element);

    /// <summary>Every element shown, row-major.</summary>
    public IEnumerable<ArrayView> Elements()
    {
        if (Shape.IsEmpty)
        {
            yield return this;
            yield break;
        }

        for (int i = 0; i < Shape[0]; i++)
        {
            foreach (ArrayView element in Fix(Expression.Int(i)).Elements())
                yield return element;
        }
    }

    private static Expression Place(Expression index, ArrayDimension dimension) => index is ConstantExpression { Value: var value }
        ? Expression.Int(dimension.Start + ((long)value.Integer * dimension.Step))
        : Affine.Of(index, dimension.Start, dimension.Step);

    private int Shown(int shown)
    {
        int dimension = -1;
        for (; shown >= 0; shown--)
        {
            do
                dimension++;
            while (Dimensions[dimension].Fixed is not null);
        }

        return dimension;
    }
}
