using System.Collections.Immutable;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Semantics.Symbols;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Semantics;

/// <content>Elements and parts of arrays, and bits of numbers.</content>
internal sealed partial class PlaceBinder
{
    /// <summary>Binds a name with indices to an array or a part of one.</summary>
    /// <param name="syntax">The expression.</param>
    /// <param name="wanted">Which array is wanted, for the message; begins with a space or is empty.</param>
    /// <returns>The part, or null after a report.</returns>
    public ArrayView? ArrayValue(ExpressionSyntax syntax, string wanted)
    {
        int before = _context.Diagnostics.Count;
        if (Array(syntax, out _) is { Shape.IsEmpty: false } view)
            return view;
        if (_context.Diagnostics.Count == before && (Flatten(syntax).Root is not NameSyntax name || _context.Find(name.Text, name.Span) is not null))
            _context.Report(QasmDiagnostics.NotAnArray, syntax.Span, wanted);
        return null;
    }

    private Bound Element(ArrayView view, ConstantArraySymbol? constants, IReadOnlyList<IndexSyntax> indices, NameSyntax name)
    {
        if (Part(view, indices, out int used) is not { } part)
            return Bound.Faulty;
        if (part.Shape.Length > 0)
        {
            _context.Report(QasmDiagnostics.NotAValue, indices[^1].Span, name.Text, $"an {part.Type}");
            return Bound.Faulty;
        }

        Bound value = new(part.Read());
        if (constants is not null && part.Dimensions.All(d => d.Fixed is ConstantExpression))
        {
            int flat = 0;
            for (int i = 0; i < part.Dimensions.Length; i++)
                flat = (flat * constants.Type.Dimensions[i]) + (int)((ConstantExpression)part.Dimensions[i].Fixed!).Value.Integer;
            value = new Bound(constants.Elements[flat]);
        }

        for (int i = used; i < indices.Count; i++)
            value = BitsOf(value, indices[i]);
        return value;
    }

    /// <summary>Applies indices to an array until its dimensions are used up.</summary>
    private ArrayView? Part(ArrayView view, IReadOnlyList<IndexSyntax> indices, out int used)
    {
        used = 0;
        foreach (IndexSyntax index in indices)
        {
            if (view.Shape.IsEmpty)
                break;
            used++;
            // Indices of one pair of brackets go to successive dimensions; another pair starts at what the first left.
            int shown = 0;
            foreach (ExpressionSyntax item in index.Items)
            {
                if (shown >= view.Shape.Length)
                {
                    _context.Report(QasmDiagnostics.NotIndexable, item.Span, view.Type, " by so many indices");
                    return null;
                }

                if (_selections.Bind(item, view.Shape[shown]) is not { } selection)
                    return null;
                if (selection.IsSingle)
                {
                    view = view.FixShown(shown, selection.Dynamic ?? Expression.Int(selection.Element));
                }
                else if (selection.Items is null)
                {
                    view = view.Slice(shown, selection.Start, selection.Step, selection.Count);
                    shown++;
                }
                else
                {
                    _context.Report(QasmDiagnostics.Misplaced, item.Span, "an index set");
                    return null;
                }
            }
        }

        return view;
    }

    private Bound BitsOf(Bound value, IndexSyntax index)
    {
        if (value.IsFaulty)
            return value;
        if (value.Type.Width == 0 || !ClassicalConversion.IsExact(value.Type) || index.Items.Length != 1)
        {
            _context.Report(QasmDiagnostics.NotIndexable, index.Span, value.Type, string.Empty);
            return Bound.Faulty;
        }

        if (_selections.Bind(index.Items[0], value.Type.Width) is not { } selection)
            return Bound.Faulty;
        if (selection.IsSingle)
            return Bit(value.Value!, selection.Dynamic ?? Expression.Int(selection.Element));
        ImmutableArray<Expression> bits = [.. selection.Elements.Select(i => Bit(value.Value!, Expression.Int(i)).Value!)];
        ClassicalType type = ClassicalType.BitRegister(bits.Length);
        if (!bits.All(b => b is ConstantExpression))
            return new Bound(new BitsExpression(new EquatableArray<Expression>(bits), type));
        System.Numerics.BigInteger pattern = 0;
        for (int i = bits.Length - 1; i >= 0; i--)
            pattern = (pattern << 1) + ((ConstantExpression)bits[i]).Value.Integer;
        return new Bound(new ConstantExpression(ClassicalValue.Bits(pattern, bits.Length)));

        static Bound Bit(Expression value, Expression element)
        {
            if (value is ConstantExpression { Value: var constant } && element is ConstantExpression { Value: var index })
            {
                System.Numerics.BigInteger pattern = ClassicalValue.Wrap(constant.Integer, constant.Type.Width, signed: false);
                return new Bound(new ConstantExpression(ClassicalValue.Bit(!(pattern >> (int)index.Integer).IsEven)));
            }

            return new Bound(new IndexExpression(value, [element], ClassicalType.Bit));
        }
    }

    private Place? ArrayTarget(ArrayView view, IReadOnlyList<IndexSyntax> indices, NameSyntax name)
    {
        if (Part(view, indices, out int used) is not { } part)
            return null;
        if (part.Shape.Length > 0)
            return new Place(null, view.Variable, part.Type, [], part);
        return used == indices.Count
            ? new Place(null, view.Variable, view.Whole.Element, part.Indices())
            : BitTarget(view.Variable, view.Whole.Element, part.Indices(), indices, used, name);
    }

    private Place? BitTarget(
        int variable,
        ClassicalType type,
        EquatableArray<Expression> elements,
        IReadOnlyList<IndexSyntax> indices,
        int used,
        NameSyntax name)
    {
        IndexSyntax index = indices[used];
        if (type.Width == 0 || !ClassicalConversion.IsExact(type) || index.Items.Length != 1 || used + 1 < indices.Count)
        {
            _context.Report(QasmDiagnostics.NotIndexable, index.Span, $"'{name.Text}', {type},", string.Empty);
            return null;
        }

        if (_selections.Bind(index.Items[0], type.Width) is not { } selection)
            return null;
        if (selection.IsSingle)
            return new Place(null, variable, ClassicalType.Bit, [.. elements, selection.Dynamic ?? Expression.Int(selection.Element)]);
        return new Place(null, variable, ClassicalType.BitRegister(Math.Max(1, selection.Count)), elements, null, [.. selection.Elements]);
    }
}
