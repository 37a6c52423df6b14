using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Semantics;

/// <content>Concatenations of arrays (specification, "Array concatenation and slicing").</content>
internal sealed partial class AssignmentBinder
{
    /// <summary>Binds the parts of a concatenation and checks them against the array they are to fill.</summary>
    /// <param name="syntax">The concatenation.</param>
    /// <param name="type">Type of the array it fills.</param>
    /// <returns>The parts in order, or null after a report.</returns>
    public List<ArrayView>? Concatenation(ConcatenationSyntax syntax, ClassicalType type)
    {
        var parts = new List<ArrayView>();
        long length = 0;
        foreach (ExpressionSyntax operand in syntax.Parts)
        {
            if (_context.Places.ArrayValue(operand, " on each side of '++'") is not { } part)
                continue;
            ClassicalType fitting = type with { Dimensions = [part.Shape[0], .. type.Dimensions.Skip(1)] };
            if (part.Type != fitting)
            {
                _context.Report(
                    QasmDiagnostics.CannotConvert,
                    operand.Span,
                    part.Type,
                    fitting,
                    "; the element types and all dimensions but the first must agree");
                continue;
            }

            parts.Add(part);
            length += part.Shape[0];
        }

        if (parts.Count < syntax.Parts.Length)
            return null;
        if (length == type.Dimensions[0])
            return parts;
        _context.Report(QasmDiagnostics.ArrayShape, syntax.Span, length, type.Dimensions[0]);
        return null;
    }

    /// <summary>Fills an array with parts of arrays one after the other, along its first dimension.</summary>
    /// <param name="target">The array; its first dimension is as long as the parts together.</param>
    /// <param name="parts">The parts in order.</param>
    /// <param name="span">The statement.</param>
    public void AssignParts(ArrayView target, List<ArrayView> parts, TextSpan span)
    {
        if (parts.Any(p => Reads(p, target.Variable)))
        {
            // What is written may be read again: the parts are joined elsewhere first.
            var joined = ArrayView.Of(_context.Assembler.DeclareVariable("copy", target.Type, isGlobal: false), target.Type);
            AssignParts(joined, parts, span);
            Copy(target, joined, span);
            return;
        }

        int start = 0;
        foreach (ArrayView part in parts)
        {
            int length = part.Shape[0];
            Copy(target.Slice(0, start, 1, length), part, span);
            start += length;
        }
    }

    /// <summary>Whether reading a part of an array reads a variable, as the array itself or inside an index.</summary>
    private static bool Reads(ArrayView part, int variable) => part.Variable == variable
        || part.Dimensions.Any(d => d.Fixed is { } index
            && index.DescendantsAndSelf().Any(e => e is VariableExpression read && read.Variable == variable));
}
