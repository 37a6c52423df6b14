using System.Numerics;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Binds what stands between brackets against the number of elements there are.</summary>
internal sealed class SelectionBinder
{
    private readonly BindingContext _context;

    public SelectionBinder(BindingContext context) => _context = context;

    /// <summary>Binds an index.</summary>
    /// <param name="syntax">An expression, a range or an index set.</param>
    /// <param name="count">Number of elements.</param>
    /// <returns>What it picks, or null after a report.</returns>
    public Selection? Bind(ExpressionSyntax syntax, int count)
    {
        switch (syntax)
        {
            case RangeSyntax range:
                return Range(range, count);
            case IndexSetSyntax set:
                var items = new List<int>();
                foreach (ExpressionSyntax item in set.Items)
                {
                    if (_context.Types.ConstantInteger(item, "an element of an index set") is not { } element || Normalise(element, count, item.Span) is not { } index)
                        return null;
                    items.Add(index);
                }

                return Selection.List(items);
        }

        Bound bound = _context.Expressions.Integer(syntax);
        if (bound.IsFaulty)
            return null;
        if (bound.Constant is not { } constant)
            return new Selection(-1, bound.Value);
        return Normalise(constant.Integer, count, syntax.Span) is { } known ? new Selection(known) : null;
    }

    /// <summary>The constant parts of a range.</summary>
    /// <param name="syntax">The range.</param>
    /// <param name="count">Number of elements; negative positions count from the end.</param>
    /// <returns>Evenly spaced elements, or null after a report.</returns>
    private Selection? Range(RangeSyntax syntax, int count)
    {
        BigInteger step = BigInteger.One;
        if (syntax.Step is not null)
        {
            if (_context.Types.ConstantInteger(syntax.Step, "the step of a range") is not { } given)
                return null;
            step = given;
        }

        if (step.IsZero)
        {
            _context.Report(QasmDiagnostics.ZeroStep, syntax.Step!.Span);
            return null;
        }

        if (Bound(syntax.Start, step.Sign > 0 ? 0 : count - 1, count) is not { } start
            || Bound(syntax.Stop, step.Sign > 0 ? count - 1 : 0, count) is not { } stop)
            return null;
        BigInteger length = ((stop - start) / step) + 1;
        if (new BigInteger(stop - start).Sign * step.Sign < 0 || length.Sign <= 0)
        {
            _context.Report(QasmDiagnostics.EmptyRange, syntax.Span, start, stop, step);
            return null;
        }

        return Selection.Range(start, length.IsOne ? 1 : (int)step, (int)length);
    }

    private int? Bound(ExpressionSyntax? syntax, int otherwise, int count)
    {
        if (syntax is null)
            return otherwise;
        return _context.Types.ConstantInteger(syntax, "the bound of a slice") is { } value ? Normalise(value, count, syntax.Span) : null;
    }

    private int? Normalise(BigInteger value, int count, TextSpan span)
    {
        BigInteger element = value.Sign < 0 ? value + count : value;
        if (element.Sign >= 0 && element < count)
            return (int)element;
        _context.Report(QasmDiagnostics.IndexOutOfRange, span, value, -count, count - 1);
        return null;
    }
}
